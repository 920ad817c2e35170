"""Training that goes wrong is told with its reason, never with an exception or a warning; training that goes right is
never called wrong."""

from dataclasses import replace

import numpy as np
import pytest

from playground.data.generators import Circle, ExclusiveOr, Gaussians, Spiral
from playground.data.regression_sets import Plane
from playground.data.sources import Source
from playground.engine.activations import Activation, ReLU, Sigmoid, Tanh
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.divergence import Failure
from playground.engine.initializers import HeNormal, XavierUniform, Zeros
from playground.engine.losses import MeanSquaredError
from playground.engine.optimizers import SGD, Adam, AdamW, Momentum, Optimizer, RMSprop
from playground.engine.outputs import LinearOutput
from playground.engine.records import TrainingSet
from playground.engine.samples import samples
from playground.engine.seeds import Seeds
from playground.engine.tasks import REGRESSION, Kind
from playground.engine.trainer import Trainer
from playground.experiment import Experiment, prepare, settled

from .builders import network, trainer, training_set

TOO_FAST = 10.0
EXPLODED = {Failure.NOT_FINITE, Failure.WEIGHTS_EXPLODED, Failure.LOSS_EXPLODED}


def regression(optimizer: Optimizer, learning_rate: float, precision: str = "float64") -> Trainer:
    training = TrainingConfig(MeanSquaredError(), optimizer, learning_rate, batch_size=8)
    return trainer(network(output=LinearOutput(), precision=precision), training, Kind.REGRESSION)


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_too_large_steps_on_a_linear_output_end_in_a_state(precision: str) -> None:
    subject = regression(SGD(), TOO_FAST, precision)
    subject.run(until_epoch=100)
    divergence = subject.divergence
    assert divergence is not None
    assert divergence.failure in EXPLODED
    assert (divergence.epoch, divergence.step) == (subject.epoch, subject.step)
    assert divergence.learning_rate == TOO_FAST
    assert subject.epoch < 20


def test_a_step_into_infinity_is_told_at_that_step() -> None:
    subject = regression(SGD(), 100.0)
    subject.set_parameters(np.full_like(subject.theta, 1e200))
    subject.run(steps=5)
    assert subject.divergence is not None
    assert subject.divergence.failure is Failure.NOT_FINITE
    assert subject.step == 1
    assert not np.isfinite(subject.record().train.loss).any()


def test_a_diverged_network_takes_no_further_step_and_can_still_be_looked_at() -> None:
    subject = regression(SGD(), TOO_FAST)
    subject.run(until_epoch=100)
    step = subject.step
    assert subject.run(steps=5) == ()
    assert subject.step == step
    subject.record()
    subject.evaluator.answers(subject.data.train.x)


def test_weights_set_by_hand_bring_a_diverged_network_back() -> None:
    subject = regression(SGD(), TOO_FAST)
    healthy = subject.theta.copy()
    subject.run(until_epoch=100)
    subject.configure(replace(subject.training, learning_rate=0.01))
    subject.set_parameters(healthy)
    subject.run(steps=10)
    assert subject.divergence is None


@pytest.mark.parametrize("optimizer", [SGD(), Momentum(), RMSprop(), Adam()], ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_a_relu_network_with_too_large_steps_is_found_dead(optimizer: Optimizer, seed: int) -> None:
    training = TrainingConfig(optimizer=optimizer, learning_rate=TOO_FAST)
    experiment = settled(
        Experiment(network=network((4, 2), ReLU()), training=training),
        {"data.seed": seed, "seeds.weights": seed, "seeds.order": seed},
    )
    subject = prepare(experiment).trainer()
    subject.run(until_epoch=100)
    assert subject.divergence is not None
    assert subject.divergence.failure in {Failure.DEAD_LAYER, *EXPLODED}
    if subject.divergence.failure is Failure.DEAD_LAYER:
        assert subject.divergence.layer in (0, 1)


def test_the_layer_that_is_dead_is_named() -> None:
    subject = trainer(network((4, 3, 2), ReLU()))
    _, second, _, _ = subject.plan.matrices(subject.theta[0])
    subject.run(steps=1)
    second[:, :] = -1.0
    subject.run(until_epoch=2)
    assert subject.divergence is not None
    assert (subject.divergence.failure, subject.divergence.layer) == (Failure.DEAD_LAYER, 1)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("source", [Circle(), ExclusiveOr(), Gaussians(), Spiral(), Plane()], ids=lambda s: s.key)
def test_healthy_training_is_never_called_wrong(source: Source, seed: int) -> None:
    changes = {"data.source": source, "data.seed": seed, "seeds.weights": seed, "seeds.order": seed}
    experiment = settled(Experiment(), changes)
    subject = prepare(experiment).trainer()
    subject.run(until_epoch=60)
    assert subject.divergence is None
    assert subject.epoch == 60


def test_a_network_of_zeros_is_dull_but_not_diverged() -> None:
    subject = trainer(network((4, 2), ReLU(), initializer=Zeros(), bias=0.0))
    subject.run(until_epoch=10)
    assert subject.divergence is None


def large_values(scale: float) -> TrainingSet:
    x = np.random.default_rng(0).normal(0, 1.5, (40, 2))
    some = samples(x, scale * x[:, 0], LinearOutput(), REGRESSION)
    return TrainingSet(some, some, REGRESSION)


def test_other_points_with_larger_values_are_not_an_explosion() -> None:
    subject = regression(Adam(), 0.01)
    subject.run(until_epoch=5)
    subject.use_data(large_values(1000.0))
    subject.run(until_epoch=10)
    assert subject.divergence is None


def test_a_weight_set_large_by_hand_is_not_an_explosion() -> None:
    subject = regression(SGD(), 0.0001)
    theta = subject.theta.copy()
    theta[0, -1] = 200.0
    subject.set_parameters(theta)
    subject.run(until_epoch=5)
    assert subject.divergence is None


def test_a_layer_that_dies_while_points_are_drawn_is_found_all_the_same() -> None:
    subject = trainer(network((4, 2), ReLU()))
    subject.run(steps=2)
    for W in subject.plan.matrices(subject.theta[0])[:-1]:
        W[:, :] = -1.0
    subject.use_data(training_set(subject.plan.output, n=41))
    subject.run(until_epoch=3)
    assert subject.divergence is not None
    assert subject.divergence.failure is Failure.DEAD_LAYER


def test_a_network_that_began_without_points_is_watched_like_any_other() -> None:
    subject = trainer(network((4, 2), ReLU()), TrainingConfig(optimizer=SGD(), learning_rate=TOO_FAST), n=0)
    subject.use_data(training_set(subject.plan.output))
    subject.run(until_epoch=100)
    assert subject.divergence is not None


# Saturation ----------------------------------------------------------------------------------------------------------


def saturated(settings: TrainingConfig, activation: Activation = Tanh()) -> Trainer:
    """A network whose second layer is at the flat ends of its activation for every point."""
    subject = trainer(network((4, 3, 2), activation), settings)
    subject.run(steps=1)
    subject.plan.matrices(subject.theta[0])[1][:, -1] = (1000.0, -1000.0, 1000.0)
    subject.run(until_epoch=2)
    return subject


@pytest.mark.parametrize("activation", [Tanh(), Sigmoid()], ids=lambda member: member.key)
def test_a_saturated_layer_is_named(activation: Activation) -> None:
    divergence = saturated(TrainingConfig(optimizer=SGD(), batch_size=8), activation).divergence
    assert divergence is not None
    assert (divergence.failure, divergence.layer) == (Failure.SATURATED_LAYER, 1)


@pytest.mark.parametrize("settings", [{"l2": 0.01}, {"l1": 0.01}, {"max_norm": 1.0}, {"optimizer": AdamW()}], ids=str)
def test_a_saturated_layer_that_may_recover_is_not_given_up(settings: dict[str, object]) -> None:
    assert saturated(TrainingConfig(**{"optimizer": SGD(), "batch_size": 8, **settings})).divergence is None  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("activation", [Sigmoid(), Tanh(), ReLU()], ids=lambda member: member.key)
@pytest.mark.parametrize("source", [Circle(), ExclusiveOr(), Gaussians(), Spiral()], ids=lambda s: s.key)
def test_sane_rates_never_stick(source: Source, activation: Activation, seed: int) -> None:
    """With single points as batches too, at many of which a whole layer is silent; two ReLUs alone do die at times."""
    changes = {"data.source": source, "data.seed": seed, "seeds.weights": seed, "seeds.order": seed}
    for batch, rate in ((1, 0.003), (10, 0.01)):
        training = TrainingConfig(learning_rate=rate, batch_size=batch)
        layers = tuple(Layer(units, activation) for units in (8, 8))
        config = NetworkConfig(layers, initializer=HeNormal() if activation == ReLU() else XavierUniform())
        experiment = settled(Experiment(network=config, training=training), changes)
        subject = prepare(experiment).trainer()
        subject.run(until_epoch=4 if batch == 1 else 20)
        assert subject.divergence is None


@pytest.mark.parametrize("seed", range(5))
def test_a_layer_called_dead_really_learns_nothing_any_more(seed: int) -> None:
    training = TrainingConfig(optimizer=SGD(), learning_rate=1.0, batch_size=5)
    subject = trainer(network((4, 2), ReLU()), training, seeds=Seeds(seed, seed))
    subject.run(until_epoch=200)
    if subject.divergence is None or subject.divergence.failure is not Failure.DEAD_LAYER:
        return
    subject.set_parameters(subject.theta.copy())
    before = subject.theta.copy()
    subject.run(until_epoch=subject.epoch + 1)
    hidden = subject.plan.is_weight() & (np.arange(subject.plan.size) < 4 * 3 + 2 * 5)
    assert np.array_equal(subject.theta[:, hidden], before[:, hidden])


# Stacks --------------------------------------------------------------------------------------------------------------


def stack_of_three() -> Trainer:
    """The middle one of three networks has broken weights."""
    subject = trainer(models=3)
    theta = subject.theta.copy()
    theta[1] = np.inf
    subject.set_parameters(theta)
    return subject


def test_one_that_diverges_does_not_stop_the_others() -> None:
    subject, whole = stack_of_three(), trainer(models=3)
    subject.run(until_epoch=5)
    whole.run(until_epoch=5)
    assert subject.diverged.tolist() == [False, True, False]
    assert subject.divergence is None
    assert subject.epoch == 5
    assert np.array_equal(subject.theta[[0, 2]], whole.theta[[0, 2]])
    (told,) = [one for one in subject.divergences if one is not None]
    assert (told.failure, told.model, told.step) == (Failure.NOT_FINITE, 1, 1)


def test_the_parameters_of_one_that_diverged_stay_as_they_were() -> None:
    subject = trainer(network((4, 2), ReLU()), models=2)
    subject.run(steps=1)
    for matrix in subject.plan.matrices(subject.theta[1])[:-1]:
        matrix[:, :] = -1.0
    subject.run(until_epoch=2)
    assert subject.diverged.tolist() == [False, True]
    before = subject.theta.copy()
    subject.run(until_epoch=4)
    assert np.array_equal(subject.theta[1], before[1])
    assert not np.array_equal(subject.theta[0], before[0])


def test_a_stack_ends_when_all_have_diverged() -> None:
    training = TrainingConfig(MeanSquaredError(), SGD(), TOO_FAST, batch_size=8)
    subject = trainer(network(output=LinearOutput()), training, Kind.REGRESSION, models=3)
    subject.run(until_epoch=200)
    assert subject.diverged.all()
    assert subject.divergence is not None
    assert subject.divergence.step == min(one.step for one in subject.divergences if one is not None)
    assert subject.run(steps=1) == ()


def test_a_checkpoint_knows_who_has_diverged() -> None:
    subject, again = stack_of_three(), trainer(models=3)
    subject.run(steps=7)
    again.restore(subject.checkpoint())
    assert again.diverged.tolist() == [False, True, False]
    subject.run(steps=9)
    again.run(steps=9)
    assert np.array_equal(subject.theta, again.theta, equal_nan=True)
