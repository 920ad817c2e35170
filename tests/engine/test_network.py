import numpy as np
import pytest

from playground.engine.activations import Linear, Tanh
from playground.engine.config import MOST_LAYERS, MOST_UNITS, Layer, NetworkConfig, TrainingConfig, pairing
from playground.engine.losses import CrossEntropy
from playground.engine.network import Plan, initial_parameters, plan
from playground.engine.outputs import LinearOutput, SoftmaxOutput
from playground.engine.tasks import REGRESSION, classification
from playground.engine.workspace import Workspace
from playground.spec import SpecError, family

from .builders import network

SMALL = Plan(2, (Layer(3),), 1, LinearOutput())


def test_a_plan_counts_every_weight_and_bias() -> None:
    assert SMALL.units == (2, 3, 1)
    assert SMALL.shapes == ((3, 3), (1, 4))
    assert SMALL.size == 3 * (2 + 1) + 1 * (3 + 1)


def test_the_matrices_are_views_that_cover_the_flat_vector_once_and_in_order() -> None:
    flat = np.arange(SMALL.size)
    first, second = SMALL.matrices(flat)
    assert [*first.ravel(), *second.ravel()] == list(range(SMALL.size))
    first[0, 0] = 99
    assert flat[0] == 99


def test_the_last_column_of_each_matrix_is_the_biases_and_nothing_else_is() -> None:
    assert [matrix[:, -1].any() for matrix in SMALL.matrices(SMALL.is_weight())] == [False, False]
    assert SMALL.is_weight().sum() == 3 * 2 + 1 * 3


def test_several_classes_need_an_output_each() -> None:
    assert plan(NetworkConfig(output=SoftmaxOutput()), 2, classification(4)).outputs == 4
    assert plan(NetworkConfig(), 2, classification(2)).outputs == 1
    assert plan(NetworkConfig(output=LinearOutput()), 2, REGRESSION).outputs == 1


def test_classification_needs_two_classes() -> None:
    with pytest.raises(ValueError, match="two classes"):
        classification(1)


@pytest.mark.parametrize("key", family("initializer"))
def test_every_initializer_fills_any_layer_with_finite_weights_of_its_own(key: str) -> None:
    initializer = family("initializer")[key]()
    for outputs, inputs in ((1, 1), (5, 2), (2, 5), (64, 64)):
        one, same = (initializer.draw(outputs, inputs, np.random.default_rng(3)) for _ in range(2))
        assert one.shape == (outputs, inputs)
        assert np.isfinite(one).all()
        assert np.array_equal(one, same)


@pytest.mark.parametrize(
    ("key", "variance"),
    [("xavier_uniform", 2 / (400 + 100)), ("he_normal", 2 / 400), ("uniform", 0.5**2 / 3), ("zeros", 0.0)],
)
def test_initial_weights_have_the_variance_that_the_formula_promises(key: str, variance: float) -> None:
    weights = family("initializer")[key]().draw(100, 400, np.random.default_rng(3))
    assert abs(weights.mean()) < 0.01
    assert weights.var() == pytest.approx(variance, rel=0.05)


def test_every_bias_begins_with_the_value_asked_for() -> None:
    config = NetworkConfig((Layer(4), Layer(3)), bias=0.25)
    shape = plan(config, 2, classification(2))
    for matrix in shape.matrices(initial_parameters(config, shape, seed=1)[0]):
        assert (matrix[:, -1] == 0.25).all()


def test_a_network_by_hand_gives_the_answer_by_hand() -> None:
    """Two inputs 1 and 2 through one tanh neuron: 3 tanh(0.5 * 1 - 0.25 * 2 + 0.1) - 1."""
    theta = np.array([[0.5, -0.25, 0.1, 3.0, -1.0]])
    workspace = Workspace(Plan(2, (Layer(1, Tanh()),), 1, LinearOutput()), theta, 1)
    workspace.x[:-1, 0] = (1.0, 2.0)
    workspace.forward()
    assert workspace.a[0, 0] == pytest.approx(3 * np.tanh(0.1) - 1, rel=1e-15)


def test_linear_layers_collapse_into_one_straight_line() -> None:
    config = network((5, 4), Linear(), output=LinearOutput())
    shape = plan(config, 2, REGRESSION)
    workspace = Workspace(shape, initial_parameters(config, shape, seed=3), 3)
    workspace.x[:-1] = [[0.0, 1.0, 2.0], [0.0, -2.0, -4.0]]
    workspace.forward()
    first, second, third = workspace.a[0]
    assert second - first == pytest.approx(third - second)


def test_a_network_has_limits() -> None:
    NetworkConfig((Layer(MOST_UNITS),) * MOST_LAYERS)
    with pytest.raises(SpecError, match="at most 12 entries, not 13"):
        NetworkConfig((Layer(),) * (MOST_LAYERS + 1))
    with pytest.raises(SpecError, match="512 or less, not 513"):
        Layer(MOST_UNITS + 1)
    with pytest.raises(SpecError, match="1 or more, not 0"):
        Layer(0)


def test_a_loss_after_an_output_it_is_not_defined_for_is_refused_with_the_legal_ones() -> None:
    (violation,) = pairing(NetworkConfig(output=LinearOutput()), TrainingConfig(CrossEntropy()))
    assert violation.path == "training.loss"
    assert "softmax" in str(violation.message)
    assert not list(pairing(NetworkConfig(output=SoftmaxOutput()), TrainingConfig(CrossEntropy())))
