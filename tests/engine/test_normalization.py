"""Normalisation while training and while answering; that whole runs are PyTorch's, test_golden_training.py says."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.activations import Linear, Tanh
from playground.engine.arrays import Array
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.layers import NormalizeBatch, NormalizeNeurons
from playground.engine.network import named_parameters, plan
from playground.engine.normalization import BatchNorm, GroupNorm, InstanceNorm, LayerNorm, Normalization
from playground.engine.tasks import classification
from playground.engine.trainer import Trainer
from playground.engine.transplant import Named, kept_parameters, transplant, transplant_statistics
from playground.engine.workspace import Workspace
from playground.spec import SpecError

from .builders import network, trainer

EVERY_NORM = pytest.mark.parametrize("norm", [BatchNorm(), LayerNorm(), GroupNorm(2), InstanceNorm()], ids=str)


def normalized(norm: Normalization, units: tuple[int, ...] = (6, 4), models: int = 1, batch: int = 7) -> Trainer:
    config = network(units)
    layers = tuple(replace(layer, normalization=norm) for layer in config.layers)
    return trainer(replace(config, layers=layers), TrainingConfig(batch_size=batch), models=models)


def learning(subject: Trainer, n: int) -> Workspace:
    """A workspace that learns from the first points, run forward; statistics are a copy."""
    statistics = subject.statistics.copy()
    workspace = Workspace(subject.plan, subject.theta, n, np.zeros_like(subject.theta), statistics)
    np.copyto(workspace.x, subject.data.train.x[:, :n])
    np.copyto(workspace.t, subject.data.train.t[:, :n])
    workspace.forward()
    return workspace


def normalized_sums(workspace: Workspace) -> Array:
    """What the first normalisation makes."""
    return next(piece.y for piece in workspace.pieces if isinstance(piece, NormalizeBatch | NormalizeNeurons))


def test_while_it_trains_every_neuron_has_mean_0_and_variance_1_over_the_batch() -> None:
    y = normalized_sums(learning(normalized(BatchNorm(eps=1e-12)), 20))
    np.testing.assert_allclose(y.mean(axis=1), 0.0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=1), 1.0, rtol=1e-6)


@pytest.mark.parametrize(("norm", "groups"), [(LayerNorm(1e-12), 1), (GroupNorm(2, 1e-12), 2)])
def test_every_point_has_mean_0_and_variance_1_over_each_group(norm: Normalization, groups: int) -> None:
    y = normalized_sums(learning(normalized(norm), 20)).reshape(groups, -1, 20)
    np.testing.assert_allclose(y.mean(axis=1), 0.0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=1), 1.0, rtol=1e-6)


def test_instance_normalisation_says_beta_whatever_the_point() -> None:
    subject = normalized(InstanceNorm())
    subject.plan.norms(subject.theta[0])[0][1][:] = 0.25  # type: ignore[index]
    y = normalized_sums(learning(subject, 20))
    assert (y == 0.25).all()


def test_running_statistics_by_hand() -> None:
    """Two batches of two points through one neuron that passes its input on: 1, 3 and then 4, 8."""
    shape = plan(NetworkConfig((Layer(1, Linear(), normalization=BatchNorm(momentum=0.1)),)), 1, classification(2))
    theta = np.array([[1.0, 0.0, 1.0, 0.0, 1.0, 0.0]])
    statistics = shape.fresh_statistics(1, np.float64)
    assert statistics.tolist() == [[0.0, 1.0]]
    workspace = Workspace(shape, theta, 2, np.zeros_like(theta), statistics)
    workspace.x[0] = (1.0, 3.0)
    workspace.forward()
    np.testing.assert_allclose(statistics[0], [0.9 * 0 + 0.1 * 2, 0.9 * 1 + 0.1 * 2], rtol=1e-15)
    workspace.x[0] = (4.0, 8.0)
    workspace.forward()
    np.testing.assert_allclose(statistics[0], [0.9 * 0.2 + 0.1 * 6, 0.9 * 1.1 + 0.1 * 8], rtol=1e-15)
    answering = Workspace(shape, theta, 1, statistics=statistics)
    answering.x[0] = 5.0
    answering.forward()
    assert answering.z[0, 0] == pytest.approx((5 - 0.78) / np.sqrt(1.79 + 1e-5), rel=1e-12)


def test_answers_use_the_running_statistics_and_leave_them_alone() -> None:
    subject = normalized(BatchNorm())
    subject.run(steps=9)
    before = subject.statistics.copy()
    x = subject.data.train.x
    _, together = subject.evaluator.answers(x)
    _, alone = subject.evaluator.answers(x[:, 3:4])
    assert together[0, 0, 3] == pytest.approx(alone[0, 0, 0], rel=1e-12)
    assert np.array_equal(subject.statistics, before)


def test_a_batch_of_one_point_is_normalised_with_the_running_statistics_which_it_leaves() -> None:
    subject = normalized(BatchNorm(), batch=39)  # of 40
    subject.run(steps=1)
    statistics, theta = subject.statistics.copy(), subject.theta.copy()
    subject.run(steps=1)
    assert np.array_equal(subject.statistics, statistics)
    assert not np.array_equal(subject.theta, theta)
    assert np.isfinite(subject.theta).all()


@EVERY_NORM
def test_gamma_and_beta_begin_at_1_and_0_and_learn(norm: Normalization) -> None:
    subject = normalized(norm)
    named = named_parameters(subject.plan, subject.theta[0])
    assert (named["layers.0.norm.weight"] == 1.0).all()
    assert (named["layers.0.norm.bias"] == 0.0).all()
    subject.run(steps=9)
    assert (named["layers.1.norm.bias"] != 0.0).all()


@EVERY_NORM
def test_a_restored_checkpoint_goes_on_exactly(norm: Normalization) -> None:
    whole, again = normalized(norm, models=2), normalized(norm, models=2)
    whole.run(steps=15)
    saved = whole.checkpoint()
    whole.run(steps=30)
    again.restore(saved)
    again.run(steps=30)
    assert np.array_equal(whole.theta, again.theta)
    assert np.array_equal(whole.statistics, again.statistics)


@EVERY_NORM
def test_each_network_of_a_stack_trains_as_it_would_alone(norm: Normalization) -> None:
    stack, alone = normalized(norm, models=3), normalized(norm)
    stack.run(steps=30)
    alone.run(steps=30)
    np.testing.assert_allclose(stack.theta[0], alone.theta[0], rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(stack.statistics[0], alone.statistics[0], rtol=1e-6, atol=1e-8)


def test_parameters_have_the_names_that_pytorch_gives_them() -> None:
    subject = normalized(BatchNorm(), (6, 4))
    named = named_parameters(subject.plan, subject.theta[0], subject.statistics[0])
    assert {name: array.shape for name, array in named.items()} == {
        "layers.0.weight": (6, 2), "layers.0.bias": (6,),
        "layers.0.norm.weight": (6,), "layers.0.norm.bias": (6,),
        "layers.0.norm.running_mean": (6,), "layers.0.norm.running_var": (6,),
        "layers.1.weight": (4, 6), "layers.1.bias": (4,),
        "layers.1.norm.weight": (4,), "layers.1.norm.bias": (4,),
        "layers.1.norm.running_mean": (4,), "layers.1.norm.running_var": (4,),
        "layers.2.weight": (1, 4), "layers.2.bias": (1,),
    }  # fmt: skip
    assert sum(array.size for name, array in named.items() if "running" not in name) == subject.plan.size
    for number, array in enumerate(named.values()):
        array[...] = number
    assert set(subject.theta[0]) | set(subject.statistics[0]) == set(range(len(named)))


def test_names_without_statistics_and_without_normalisation() -> None:
    subject = trainer(network((3,)))
    assert list(named_parameters(subject.plan, subject.theta[0])) == [
        "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias",
    ]  # fmt: skip
    assert not [name for name in named_parameters(normalized(BatchNorm()).plan, normalized(BatchNorm()).theta[0])
                if "running" in name]  # fmt: skip


@EVERY_NORM
def test_no_penalty_touches_gamma_and_beta(norm: Normalization) -> None:
    shape = normalized(norm).plan
    mask = shape.is_weight()
    assert mask.sum() == 6 * 2 + 4 * 6 + 1 * 4
    assert not any(pair[0].any() or pair[1].any() for pair in shape.norms(mask) if pair is not None)


def test_groups_must_divide_the_neurons() -> None:
    with pytest.raises(SpecError, match="5 neurons can't be divided into 2 equal groups"):
        Layer(5, normalization=GroupNorm(2))
    Layer(6, normalization=GroupNorm(6))


def test_a_rebuilt_network_keeps_gamma_beta_and_statistics_of_the_neurons_that_stay() -> None:
    old, new = normalized(BatchNorm(), (6, 4)), normalized(BatchNorm(), (8, 3))
    old.run(steps=9)
    before, after = Named(old.plan, ("x1", "x2")), Named(new.plan, ("x1", "x2"))
    kept = transplant(before, old.theta, after, new.theta)
    assert kept == kept_parameters(before, after)
    transplant_statistics(before, old.statistics, after, new.statistics)
    mine = named_parameters(new.plan, new.theta[0], new.statistics[0])
    for name, array in named_parameters(old.plan, old.theta[0], old.statistics[0]).items():
        if "norm" in name:
            rows = min(len(array), len(mine[name]))
            assert np.array_equal(mine[name][:rows], array[:rows]), name
            fresh = 1.0 if name.endswith(("weight", "var")) else 0.0
            assert (mine[name][rows:] == fresh).all()


def test_the_same_normalised_network_keeps_everything() -> None:
    subject = normalized(BatchNorm())
    named = Named(subject.plan, ("x1", "x2"))
    assert kept_parameters(named, named) == subject.plan.size


def test_another_kind_of_normalisation_begins_afresh() -> None:
    old, new = normalized(BatchNorm()), normalized(LayerNorm())
    old.run(steps=9)
    transplant(Named(old.plan, ("x1", "x2")), old.theta, Named(new.plan, ("x1", "x2")), new.theta)
    named = named_parameters(new.plan, new.theta[0])
    assert (named["layers.0.norm.weight"] == 1.0).all()
    assert np.array_equal(named["layers.1.weight"], named_parameters(old.plan, old.theta[0])["layers.1.weight"])


def test_single_precision_stays_single() -> None:
    config = network((4,), precision="float32")
    layers = (Layer(4, Tanh(), normalization=BatchNorm(), dropout=0.3),)
    subject = trainer(replace(config, layers=layers))
    subject.run(steps=9)
    assert subject.theta.dtype == subject.statistics.dtype == subject.checkpoint().statistics.dtype == np.float32
