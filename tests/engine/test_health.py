"""What is sick is found and named; looking changes nothing."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.activations import Activation, ReLU, Sigmoid, Step, Tanh
from playground.engine.config import TrainingConfig
from playground.engine.evaluation import CHUNK
from playground.engine.health import Finding, health, symmetric_groups
from playground.engine.initializers import Constant, Initializer, Ones, Zeros
from playground.engine.normalization import BatchNorm
from playground.engine.optimizers import SGD, Adam, Optimizer
from playground.engine.recipes import call
from playground.engine.trainer import Trainer
from playground.engine.workspace import Workspace
from playground.spec import family

from .builders import network, trainer


def matrices(subject: Trainer) -> tuple[np.ndarray, ...]:
    return subject.plan.matrices(subject.theta[0])


def test_dead_neurons_are_counted() -> None:
    subject = trainer(network((4, 2), ReLU()))
    first = matrices(subject)[0]
    first[:] = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]]
    first[[1, 3]] = [0, 0, -1]
    assert (health(subject)[0].dead, health(subject)[0].saturated) == (0.5, 0.0)
    assert health(subject)[0].findings == (Finding.DEAD_UNITS,)


def test_saturated_neurons_are_counted_and_are_not_dead() -> None:
    subject = trainer(network((4, 2), Tanh()))
    first = matrices(subject)[0]
    first[:] = 0.1
    first[:3, -1] = 5.0
    assert (health(subject)[0].dead, health(subject)[0].saturated) == (0.0, 0.75)
    assert health(subject)[0].findings == (Finding.SATURATED_UNITS,)


def test_the_neurons_meant_are_told() -> None:
    subject = trainer(network((4, 2), ReLU()))
    matrices(subject)[0][[1, 3]] = [0, 0, -1]
    assert health(subject)[0].dead_units == (1, 3)


def test_copies_are_a_finding_of_their_layer() -> None:
    subject = trainer(network((4, 3), initializer=Ones()))
    assert [layer.copies for layer in health(subject)] == [((0, 1, 2, 3),), ((0, 1, 2),), ()]
    assert [Finding.COPIES in layer.findings for layer in health(subject)] == [True, True, False]


@pytest.mark.parametrize("optimizer", list(family("optimizer").values()), ids=lambda member: member.key)
def test_the_step_ahead_is_the_step_that_this_gradient_makes(optimizer: type[Optimizer]) -> None:
    subject = trainer(training=TrainingConfig(optimizer=optimizer(), batch_size=8))
    subject.run(steps=3)
    told, twin = subject.step_ahead(), subject.copy()
    twin._learner.find_gradient = lambda _batch: iter([call(np.copyto, twin.gradient, subject.gradient)])  # type: ignore[method-assign]
    before = twin.theta.copy()
    twin.run(steps=1)
    np.testing.assert_allclose(told, twin.theta - before, rtol=1e-12, atol=1e-15)


def test_the_step_is_compared_with_the_parameters_of_its_layer() -> None:
    subject = trainer(training=TrainingConfig(optimizer=SGD(), learning_rate=0.5, batch_size=8))
    subject.run(steps=1)
    parts = zip(subject.plan.matrices(subject.gradient[0]), matrices(subject), strict=True)
    expected = [0.5 * np.linalg.norm(g) / np.linalg.norm(w) for g, w in parts]
    assert [layer.step_ratio for layer in health(subject)] == pytest.approx(expected)


def test_a_sound_layer_has_no_findings() -> None:
    subject = trainer(network((8, 8), Tanh()))
    subject.run(until_epoch=5)
    assert [layer.findings for layer in health(subject)] == [(), (), ()]


def test_norms_are_those_of_the_weights_and_of_the_last_gradient() -> None:
    subject = trainer(training=TrainingConfig(optimizer=SGD(), batch_size=8))
    assert [layer.gradient_norm for layer in health(subject)] == [0.0, 0.0, 0.0]
    subject.run(steps=1)
    for layer, W, g in zip(health(subject), matrices(subject), subject.plan.matrices(subject.gradient[0]), strict=True):
        assert layer.weight_norm == pytest.approx(np.linalg.norm(W[:, :-1]))
        assert layer.gradient_norm == pytest.approx(np.linalg.norm(g))


def test_a_deep_sigmoid_network_with_small_weights_loses_its_gradient_and_a_tanh_network_does_not() -> None:
    found = {}
    for activation in (Sigmoid(), Tanh()):
        subject = trainer(network((6,) * 8, activation))
        subject.run(steps=1)
        found[activation.key] = health(subject)[0].findings
    assert found == {"sigmoid": (Finding.VANISHING_GRADIENT,), "tanh": ()}


def test_a_gradient_that_explodes_is_named() -> None:
    subject = trainer(network((6,) * 8, ReLU(), initializer=Constant(3.0), bias=0.0))
    subject.run(steps=1)
    assert Finding.EXPLODING_GRADIENT in health(subject)[0].findings


def test_the_output_has_no_activation_to_be_dead() -> None:
    assert np.isnan(health(trainer())[-1].dead)
    assert not health(trainer())[-1].judged
    assert np.isnan(health(trainer(n=0))[0].dead)


def looked_at(subject: Trainer, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many points a look runs through the network."""
    points, forward = [], subject.evaluator.forward

    def counted(x: np.ndarray) -> Iterator[tuple[int, Workspace]]:
        for start, workspace in forward(x):
            points.append(workspace.x.shape[-1])
            yield start, workspace

    monkeypatch.setattr(subject.evaluator, "forward", counted)
    health(subject)
    return sum(points)


@pytest.mark.parametrize("activation", [ReLU(), Tanh()], ids=lambda member: member.key)
def test_of_thousands_of_points_few_show_that_no_neuron_is_dead_or_saturated(
    activation: Activation, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, sick = trainer(network((4, 4), activation), n=5000), trainer(network((4, 4), activation), n=5000)
    matrices(sick)[0][1] = [0, 0, -30]
    assert looked_at(sound, monkeypatch) == CHUNK
    assert looked_at(sick, monkeypatch) == 5000


@pytest.mark.parametrize("activation", [ReLU(), Tanh()], ids=lambda member: member.key)
@pytest.mark.parametrize("place", [0, 1, 1023, 1024, 2500, 4999])
def test_one_point_of_thousands_shows_that_a_neuron_is_well(activation: Activation, place: int) -> None:
    subject = trainer(network((4,), activation), n=5000)
    x, weights = subject.data.train.x.copy(), matrices(subject)[0]
    x[0], x[1] = -1.0, np.linspace(-1.0, 1.0, 5000)
    x[0, place] = 1.0
    subject.data = replace(subject.data, train=replace(subject.data.train, x=x))
    weights[2] = [15.0, 0.0, -14.9]
    weights[3] = [15.0, 0.0, -30.0]
    sick = health(subject)[0]
    assert sick.dead_units + sick.saturated_units == (3,)


@pytest.mark.parametrize("models", [1, 2])
def test_looking_changes_nothing(models: int) -> None:
    watched, alone = (trainer(training=TrainingConfig(batch_size=7), models=models) for _ in range(2))
    for _ in range(10):
        watched.run(steps=1)
        health(watched, models - 1)
        symmetric_groups(watched.plan, watched.theta[models - 1])
    alone.run(steps=10)
    assert np.array_equal(watched.theta, alone.theta)


def test_a_gradient_is_left_for_us_to_look_at_by_every_optimizer() -> None:
    gradients = []
    for member in family("optimizer").values():
        subject = trainer(training=TrainingConfig(optimizer=member(), batch_size=8))
        subject.run(steps=1)
        gradients.append(subject.gradient)
    assert all(np.array_equal(gradient, gradients[0]) for gradient in gradients)


# Copies --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", [SGD(), Adam()], ids=lambda member: member.key)
@pytest.mark.parametrize("initializer", [Zeros(), Ones(), Constant(0.5)], ids=str)
def test_neurons_that_begin_alike_are_copies_for_ever(initializer: Initializer, optimizer: Optimizer) -> None:
    subject = trainer(network((5, 3), initializer=initializer), TrainingConfig(optimizer=optimizer, batch_size=8))
    together = (((0, 1, 2, 3, 4),), ((0, 1, 2),))
    assert symmetric_groups(subject.plan, subject.theta[0]) == together
    subject.run(until_epoch=30)
    assert symmetric_groups(subject.plan, subject.theta[0]) == together


def test_neurons_drawn_by_chance_are_no_copies() -> None:
    subject = trainer(network((6, 4)))
    assert symmetric_groups(subject.plan, subject.theta[0]) == ((), ())


def test_copies_need_equal_weights_on_both_sides_and_equal_gamma() -> None:
    config = network((4,), initializer=Ones())
    subject = trainer(replace(config, layers=(replace(config.layers[0], normalization=BatchNorm()),)))
    first, last = matrices(subject)
    gamma, _ = subject.plan.norms(subject.theta[0])[0]  # type: ignore[misc]
    assert symmetric_groups(subject.plan, subject.theta[0]) == (((0, 1, 2, 3),),)
    first[0, 0] = 2.0
    assert symmetric_groups(subject.plan, subject.theta[0]) == (((1, 2, 3),),)
    last[0, 1] = 2.0
    assert symmetric_groups(subject.plan, subject.theta[0]) == (((2, 3),),)
    gamma[3] = 2.0
    assert symmetric_groups(subject.plan, subject.theta[0]) == ((),)


def test_a_step_is_flat_by_nature() -> None:
    subject = trainer(network((4,), Step()))
    subject.run(until_epoch=20)
    assert subject.divergence is None
    assert health(subject)[0].findings[0] is Finding.NO_SLOPE
    assert health(subject)[0].dead_units == ()


def test_rounding_does_not_hide_copies() -> None:
    subject = trainer(network((6, 4), Tanh(), initializer=Constant(0.5)))
    subject.theta *= 1.0 + 1e-15 * np.random.default_rng(1).standard_normal(subject.theta.shape)
    assert symmetric_groups(subject.plan, subject.theta[0]) == (((0, 1, 2, 3, 4, 5),), ((0, 1, 2, 3),))


def test_copies_are_found_among_neurons_that_are_like_no_other() -> None:
    subject = trainer(network((40,)))
    first, last = matrices(subject)
    first[31], last[:, 31] = first[8], last[:, 8]
    assert symmetric_groups(subject.plan, subject.theta[0]) == (((8, 31),),)
