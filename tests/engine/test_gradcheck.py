"""Backpropagation agrees with central differences, for every member of every family that takes part in it."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from playground.engine.activations import Activation, ReLU, Tanh
from playground.engine.arrays import Array
from playground.engine.config import NetworkConfig, TrainingConfig
from playground.engine.gradcheck import check
from playground.engine.initializers import Zeros
from playground.engine.losses import Loss, MeanSquaredError
from playground.engine.normalization import (
    BatchNorm,
    GroupNorm,
    InstanceNorm,
    LayerNorm,
    NoNormalization,
    Normalization,
)
from playground.engine.outputs import LinearOutput, Output, SigmoidOutput
from playground.engine.recipes import Recipe, call, carry_out
from playground.engine.tasks import Kind
from playground.spec import family

from .builders import network, pairs, trainer

RIGHT = 1e-6


EVERY_PAIR = pytest.mark.parametrize(
    ("loss", "output", "kind"), pairs(), ids=lambda part: getattr(part, "key", str(part))
)


def assert_right(units: tuple[int, ...], activation: Activation, output: Output, loss: Loss, kind: Kind) -> None:
    for l1, l2 in ((0.0, 0.0), (0.02, 0.3)):
        subject = trainer(network(units, activation, output=output), TrainingConfig(loss, l1=l1, l2=l2), kind)
        errors = check(subject)
        assert len(errors) == len(units) + 1
        assert max(errors) < RIGHT, (units, l1, l2)


@pytest.mark.parametrize("activation", family("activation"))
@EVERY_PAIR
def test_every_gradient_is_right(loss: Loss, output: Output, kind: Kind, activation: str) -> None:
    for units in ((5,), (4, 3), (4, 3, 3)):
        assert_right(units, family("activation")[activation](), output, loss, kind)


@EVERY_PAIR
def test_the_gradient_without_a_hidden_layer_is_right(loss: Loss, output: Output, kind: Kind) -> None:
    assert_right((), Tanh(), output, loss, kind)


@EVERY_PAIR
def test_each_penalty_alone_has_the_right_gradient(loss: Loss, output: Output, kind: Kind) -> None:
    for settings in ({"l1": 0.05}, {"l2": 0.5}):
        subject = trainer(network((4, 3), output=output), TrainingConfig(loss, **settings), kind)
        assert max(check(subject)) < RIGHT, settings


def test_the_gradient_of_a_stack_of_networks_is_right() -> None:
    assert max(check(trainer(network((5, 3)), models=3))) < RIGHT


@pytest.mark.parametrize("activation", family("activation"))
def test_the_gradient_is_right_after_training_too(activation: str) -> None:
    subject = trainer(network((16, 16), family("activation")[activation]()), TrainingConfig(l1=0.001), n=400)
    subject.run(until_epoch=40)
    assert max(check(subject)) < RIGHT


def test_the_gradient_is_checked_in_double_precision_whatever_the_network_has() -> None:
    assert max(check(trainer(network(precision="float32")))) < RIGHT


def test_a_network_without_any_slope_has_no_error() -> None:
    subject = trainer(network((3,), ReLU(), initializer=Zeros(), bias=0.0), TrainingConfig(l1=0.1))
    assert max(check(subject)) < RIGHT


NORMS = [BatchNorm(), LayerNorm(), GroupNorm(2), InstanceNorm()]


def fitted(units: tuple[int, ...], activation: Activation, output: Output, **settings: object) -> NetworkConfig:
    """A network whose layers have these settings."""
    config = network(units, activation, output=output)
    return replace(config, layers=tuple(replace(layer, **settings) for layer in config.layers))  # type: ignore[arg-type]


PLACES = (
    {"norm_position": "before"},
    {"norm_position": "after"},
    {"norm_position": "after", "dropout": 0.3, "dropout_position": "before_norm"},
    {"norm_position": "before", "dropout": 0.3},
)
DEPTHS = ((6,), (4, 6), (4, 4, 4))


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.key)
@pytest.mark.parametrize("activation", family("activation"))
@EVERY_PAIR
def test_every_gradient_through_a_normalisation_is_right(
    loss: Loss, output: Output, kind: Kind, activation: str, norm: Normalization
) -> None:
    """Places, depths and penalties take turns, so that each meets every loss, activation and normalisation."""
    turn = list(family("activation")).index(activation) + NORMS.index(norm)
    config = fitted(
        DEPTHS[turn % 3], family("activation")[activation](), output, normalization=norm, **PLACES[turn % 4]
    )
    l1, l2 = ((0.0, 0.0), (0.02, 0.0), (0.0, 0.3))[(turn + len(loss.key)) % 3]
    assert max(check(trainer(config, TrainingConfig(loss, l1=l1, l2=l2), kind))) < RIGHT


@EVERY_PAIR
def test_every_gradient_with_a_fixed_dropout_mask_is_right(loss: Loss, output: Output, kind: Kind) -> None:
    for activation in (Tanh(), ReLU()):
        subject = trainer(fitted((8, 6), activation, output, dropout=0.4), TrainingConfig(loss), kind)
        assert max(check(subject)) < RIGHT


@EVERY_PAIR
def test_every_gradient_with_smoothed_labels_and_weighted_classes_is_right(
    loss: Loss, output: Output, kind: Kind
) -> None:
    for smoothing, weights in ((0.2, "none"), (0.0, "balanced"), (0.2, "balanced")):
        training = TrainingConfig(loss, label_smoothing=smoothing, class_weights=weights)
        assert max(check(trainer(network((4, 3), output=output), training, kind))) < RIGHT, (smoothing, weights)


@pytest.mark.parametrize("form", ["half", "per_point", "pytorch"])
@pytest.mark.parametrize("norm", [NoNormalization(), BatchNorm()], ids=lambda norm: norm.key)
def test_the_gradient_of_every_form_of_l2_is_right(form: str, norm: Normalization) -> None:
    config = fitted((4, 3), Tanh(), SigmoidOutput(), normalization=norm)
    assert max(check(trainer(config, TrainingConfig(l1=0.01, l2=0.5, l2_form=form)))) < RIGHT


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.key)
def test_the_gradient_of_a_normalised_stack_is_right_after_training_too(norm: Normalization) -> None:
    config = fitted((8, 6), Tanh(), SigmoidOutput(), normalization=norm, dropout=0.2)
    subject = trainer(config, models=3)
    subject.run(until_epoch=10)
    before = subject.checkpoint()
    assert max(check(subject)) < RIGHT
    assert np.array_equal(subject.theta, before.theta)
    assert np.array_equal(subject.statistics, before.statistics)


def test_a_single_point_has_a_gradient_by_the_running_statistics() -> None:
    config = fitted((4, 3), Tanh(), SigmoidOutput(), normalization=BatchNorm())
    assert max(check(trainer(config, n=1))) < RIGHT


@dataclass(frozen=True, slots=True)
class HalfTheSlope(Tanh):
    """A mistake on purpose."""

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield from Tanh.derivative(self, z, a, slope)
        yield call(np.multiply, slope, 0.5, slope)


@dataclass(frozen=True, slots=True)
class SlightlyWrong(MeanSquaredError):
    """A mistake on purpose, of one part in a hundred thousand."""

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield from MeanSquaredError.delta(self, output, a, t, share, dz)
        yield call(np.multiply, dz, 1.00001, dz)


def test_a_wrong_derivative_is_found_in_the_layers_it_spoils_and_in_no_other() -> None:
    first, second, last = check(trainer(network((4, 3), HalfTheSlope())))
    assert first > 0.1
    assert second > 0.1
    assert last < RIGHT


def test_a_loss_that_is_wrong_by_one_part_in_a_hundred_thousand_is_found() -> None:
    config = network((4,), output=LinearOutput())
    assert min(check(trainer(config, TrainingConfig(SlightlyWrong()), Kind.REGRESSION))) > RIGHT


def test_checking_changes_nothing() -> None:
    watched, alone = trainer(), trainer()
    watched.run(steps=7)
    before = watched.theta.copy()
    check(watched)
    assert np.array_equal(watched.theta, before)
    watched.run(steps=30)
    alone.run(steps=37)
    assert np.array_equal(watched.theta, alone.theta)


def test_a_large_network_is_checked_on_a_sample_in_a_moment() -> None:
    assert max(check(trainer(network((64, 64, 64), ReLU()), n=300))) < RIGHT


def test_a_diverged_network_has_no_gradient_to_check() -> None:
    subject = trainer()
    subject.set_parameters(np.full_like(subject.theta, np.nan))
    assert np.isnan(check(subject)).all()


def test_without_training_points_there_is_nothing_to_check() -> None:
    with pytest.raises(ValueError, match="training points"):
        check(trainer(n=0))


def test_every_activation_says_where_its_slope_jumps() -> None:
    z = np.linspace(-3, 3, 601)
    for member in family("activation").values():
        activation: Activation = member()
        assert _jumps(activation, z) <= set(activation.kinks)


def _jumps(activation: Activation, z: Array) -> set[float]:
    slopes = []
    for side in (z - 1e-6, z + 1e-6):
        a, slope = np.empty_like(side), np.empty_like(side)
        carry_out(activation.forward(side, a))
        carry_out(activation.derivative(side, a, slope))
        slopes.append(slope)
    return {float(place) for place in z[np.abs(slopes[0] - slopes[1]) > 1e-3].round(9)}
