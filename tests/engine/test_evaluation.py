"""Answers, losses, scores and pictures of a network."""

import numpy as np
import pytest

from playground.engine import probes
from playground.engine.activations import ReLU
from playground.engine.config import TrainingConfig
from playground.engine.evaluation import CHUNK
from playground.engine.losses import CrossEntropy, MeanSquaredError
from playground.engine.metrics import accuracy, r2
from playground.engine.outputs import LinearOutput, Output, SigmoidOutput, SoftmaxOutput, TanhOutput
from playground.engine.recipes import carry_out
from playground.engine.tasks import REGRESSION, Kind, classification
from playground.engine.trainer import Trainer

from .builders import network, trainer


def inputs(points: np.ndarray) -> np.ndarray:
    return np.vstack([points.T, np.ones(len(points))])


def softmax_trainer(models: int = 1) -> Trainer:
    config = network((4,), output=SoftmaxOutput())
    return trainer(config, TrainingConfig(CrossEntropy()), Kind.MULTICLASS, models=models)


@pytest.mark.parametrize("n", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_answers_do_not_depend_on_how_many_points_are_asked_about_at_once(n: int) -> None:
    evaluator = trainer().evaluator
    points = np.random.default_rng(2).normal(0, 2, (n, 2))
    _, together = evaluator.answers(inputs(points))
    for index in {0, n // 2, n - 1}:
        _, alone = evaluator.answers(inputs(points[index : index + 1]))
        np.testing.assert_allclose(together[0, 0, index], alone[0, 0, 0], rtol=1e-12)


def test_the_score_of_classes_is_the_share_of_right_answers() -> None:
    for subject in (trainer(), softmax_trainer()):
        train = subject.data.train
        _, a = subject.evaluator.answers(train.x)
        predicted = a[0].argmax(axis=0) if len(a[0]) > 1 else a[0, 0] > 0.5
        assert subject.record().train.score[0] == np.mean(predicted == train.y)


def test_accuracy_and_r2_by_hand() -> None:
    assert accuracy(np.array([0.0, 1.0, 1.0, 2.0]), np.array([0.0, 1.0, 2.0, 2.0])) == 0.75
    targets = np.array([1.0, 2.0, 3.0])
    assert r2(targets, targets) == 1.0
    assert r2(np.full(3, 2.0), targets) == 0.0
    assert r2(targets[::-1], targets) == -3.0
    assert np.isnan(r2(targets, np.full(3, 2.0)))


def test_the_penalty_is_told_apart_from_the_loss() -> None:
    plain, heavy = trainer(), trainer(training=TrainingConfig(l1=0.1, l2=0.2))
    weights = heavy.theta[0][heavy.plan.is_weight()]
    assert heavy.record().penalty[0] == pytest.approx(0.1 * np.abs(weights).sum() + 0.1 * np.square(weights).sum())
    assert plain.record().penalty[0] == 0.0
    assert heavy.record().train.loss[0] == plain.record().train.loss[0]


@pytest.mark.parametrize("output", [SigmoidOutput(), TanhOutput(), LinearOutput()], ids=lambda output: output.key)
def test_the_two_classes_lie_on_both_sides_of_0_in_pictures(output: Output) -> None:
    targets = output.targets(np.array([0.0, 1.0]), classification(2))
    assert output.tint(targets).tolist() == [[-1.0, 1.0]]
    assert output.labels(targets).tolist() == [0.0, 1.0]


def test_values_are_their_own_targets() -> None:
    assert LinearOutput().targets(np.array([0.5, -3.0]), REGRESSION).tolist() == [[0.5, -3.0]]


def test_softmax_gives_probabilities_however_large_the_sums() -> None:
    output, a = SoftmaxOutput(), np.empty((3, 2))
    carry_out(output.forward(np.array([[1000.0, -1000.0], [999.0, 0.0], [-1000.0, 1.0]]), a))
    assert a.sum(axis=0).tolist() == [1.0, 1.0]
    assert a[0, 0] == pytest.approx(1 / (1 + np.exp(-1.0)))


def test_a_grid_begins_in_the_top_left_corner_with_the_centre_of_a_cell() -> None:
    assert probes.grid(2, -6, 6).tolist() == [[-3, 3], [3, 3], [-3, -3], [3, -3]]


def slope(weights: list[float]) -> Trainer:
    """A network that answers with one sum of the two inputs and 1."""
    subject = trainer(network((), output=LinearOutput()), TrainingConfig(MeanSquaredError()), Kind.REGRESSION)
    subject.set_parameters(np.array([weights]))
    return subject


def test_a_map_shows_the_right_way_up() -> None:
    x = inputs(probes.grid(4, -1, 1))
    (rightwards,) = probes.output_map(slope([1.0, 0.0, 0.0]).evaluator, x)
    (upwards,) = probes.output_map(slope([0.0, 1.0, 0.0]).evaluator, x)
    assert rightwards[0].tolist() == [-0.75, -0.25, 0.25, 0.75]
    assert upwards[:, 0].tolist() == [0.75, 0.25, -0.25, -0.75]


def test_the_maps_of_all_neurons_begin_with_the_inputs_and_end_with_the_answers() -> None:
    subject = trainer(network((4, 3), ReLU()))
    x = inputs(probes.grid(50, -6, 6))  # more than one chunk
    maps = probes.neuron_maps(subject.evaluator, x)
    assert [picture.shape for picture in maps] == [(2, 50, 50), (4, 50, 50), (3, 50, 50), (1, 50, 50)]
    np.testing.assert_allclose(maps[0][0].ravel(), x[0], rtol=1e-6)
    assert np.array_equal(maps[-1], probes.output_map(subject.evaluator, x))
    assert np.array_equal(maps[1][2], probes.neuron_map(subject.evaluator, x, layer=1, unit=2))


def test_the_maps_of_one_network_of_a_stack_are_its_own() -> None:
    stack, alone = softmax_trainer(models=2), softmax_trainer()
    x = inputs(probes.grid(20, -6, 6))
    alone.set_parameters(stack.theta[1:])
    for mine, same in (
        (probes.output_map(stack.evaluator, x, model=1), probes.output_map(alone.evaluator, x)),
        (probes.neuron_maps(stack.evaluator, x, model=1)[1], probes.neuron_maps(alone.evaluator, x)[1]),
        (probes.neuron_map(stack.evaluator, x, 1, 3, model=1), probes.neuron_map(alone.evaluator, x, 1, 3)),
    ):
        np.testing.assert_allclose(mine, same, rtol=1e-5)


def test_a_map_can_not_be_written_to() -> None:
    picture = probes.output_map(trainer().evaluator, inputs(probes.grid(4, -6, 6)))
    with pytest.raises(ValueError, match="read-only"):
        picture[0, 0, 0] = 1.0
