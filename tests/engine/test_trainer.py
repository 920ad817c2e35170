from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from playground.engine import probes
from playground.engine.arrays import Array
from playground.engine.config import TrainingConfig
from playground.engine.criterion import Criterion
from playground.engine.losses import MeanSquaredError
from playground.engine.optimizers import SGD, Adam, Momentum, Optimizer
from playground.engine.outputs import LinearOutput, Output
from playground.engine.recipes import Recipe
from playground.engine.seeds import Seeds
from playground.engine.tasks import Kind
from playground.engine.trainer import Trainer
from playground.spec import family

from .builders import network, trainer, training_set

EVERY_OPTIMIZER = pytest.mark.parametrize("optimizer", [member() for member in family("optimizer").values()], ids=str)


@dataclass(frozen=True, slots=True)
class Watched(MeanSquaredError):
    """A loss that writes down the targets of every batch it is asked about; targets tell points apart."""

    batches: list[Array] = field(default_factory=list, compare=False)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield lambda: self.batches.append(t.copy())
        yield from MeanSquaredError.delta(self, output, a, t, share, dz)


def watched(n: int = 23, models: int = 1, **settings: object) -> tuple[Trainer, Watched]:
    loss = Watched()
    training = TrainingConfig(loss, SGD(), **{"batch_size": 5, **settings})  # type: ignore[arg-type]
    return trainer(network(output=LinearOutput()), training, Kind.REGRESSION, n, models=models), loss


def epoch_order(subject: Trainer, loss: Watched, model: int = 0) -> list[int]:
    """Train for one epoch and tell the points in the order in which they were used."""
    loss.batches.clear()
    subject.run(until_epoch=subject.epoch + 1)
    seen = np.concatenate([batch[(model, ...) if batch.ndim == 3 else ...][0] for batch in loss.batches])
    places = {value: index for index, value in enumerate(subject.data.train.t[0].tolist())}
    return [places[value] for value in seen.tolist()]


# An epoch ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "batch", "steps"), [(23, 5, 5), (20, 5, 4), (3, 5, 1), (1, 1, 1), (7, 1, 7)])
def test_an_epoch_is_the_points_over_the_batch_size_rounded_up(n: int, batch: int, steps: int) -> None:
    subject, loss = watched(n, batch_size=batch)
    subject.run(until_epoch=3)
    assert subject.steps_per_epoch == steps
    assert (subject.epoch, subject.step) == (3, 3 * steps) == (3, len(loss.batches))


def test_the_last_short_batch_is_used_and_nothing_leaks_into_the_next_epoch() -> None:
    subject, loss = watched()
    subject.run(until_epoch=2)
    assert [batch.shape[-1] for batch in loss.batches] == [5, 5, 5, 5, 3] * 2


@pytest.mark.parametrize("models", [1, 3])
def test_every_point_is_used_exactly_once_in_an_epoch(models: int) -> None:
    subject, loss = watched(models=models)
    for _ in range(3):
        for model in range(models):
            assert sorted(epoch_order(subject, loss, model)) == list(range(23))


def test_the_points_are_shuffled_anew_for_each_epoch() -> None:
    subject, loss = watched()
    orders = {tuple(epoch_order(subject, loss)) for _ in range(5)}
    assert len(orders) == 5
    assert tuple(range(23)) not in orders


def test_without_reshuffling_the_points_keep_their_order() -> None:
    subject, loss = watched(reshuffle=False)
    assert epoch_order(subject, loss) == epoch_order(subject, loss) == list(range(23))


def test_every_network_of_a_stack_has_an_order_of_its_own() -> None:
    subject, loss = watched(models=3)
    subject.run(steps=1)
    first, second, third = loss.batches[0]
    assert not np.array_equal(first, second)
    assert not np.array_equal(second, third)


def test_a_changed_batch_size_is_used_from_the_next_step_and_the_epoch_still_uses_every_point_once() -> None:
    subject, loss = watched()
    subject.run(steps=2)
    subject.configure(replace(subject.training, batch_size=4))
    subject.run(until_epoch=1)
    assert [batch.shape[-1] for batch in loss.batches] == [5, 5, 4, 4, 4, 1]
    assert len(np.unique(np.concatenate([batch[0] for batch in loss.batches]))) == 23


def test_a_record_is_made_of_every_epoch_that_is_completed() -> None:
    subject, _ = watched()
    assert [record.epoch for record in subject.run(steps=12)] == [1, 2]
    assert [record.epoch for record in subject.run(until_epoch=4)] == [3, 4]
    assert subject.run(until_epoch=4) == ()


# The same again ------------------------------------------------------------------------------------------------------


@EVERY_OPTIMIZER
def test_the_same_seeds_give_the_same_bits(optimizer: Optimizer) -> None:
    one, other = (trainer(training=TrainingConfig(optimizer=optimizer)) for _ in range(2))
    one.run(steps=50)
    other.run(steps=50)
    assert np.array_equal(one.theta, other.theta)


def test_many_single_steps_are_one_long_run_to_the_last_bit() -> None:
    stepped, whole = trainer(), trainer()
    for _ in range(43):
        stepped.run(steps=1)
    records = whole.run(steps=43)
    assert np.array_equal(stepped.theta, whole.theta)
    assert (stepped.epoch, stepped.step, stepped.position) == (whole.epoch, whole.step, whole.position)
    assert len(records) == 8


@pytest.mark.parametrize("models", [1, 2])
@EVERY_OPTIMIZER
def test_a_restored_checkpoint_goes_on_as_if_never_stopped(optimizer: Optimizer, models: int) -> None:
    training = TrainingConfig(optimizer=optimizer, batch_size=7, l2=0.01)
    whole, again = (trainer(training=training, models=models) for _ in range(2))
    whole.run(steps=15)
    saved = whole.checkpoint()
    assert whole.position != 0
    expected = whole.run(steps=31)
    again.run(steps=4)
    again.restore(saved)
    found = again.run(steps=31)
    assert np.array_equal(again.theta, whole.theta)
    assert [record.epoch for record in found] == [record.epoch for record in expected]
    assert np.array_equal(found[-1].train.loss, expected[-1].train.loss)


@EVERY_OPTIMIZER
def test_a_checkpoint_remembers_the_points_of_the_epoch_that_was_going_on(optimizer: Optimizer) -> None:
    training = TrainingConfig(optimizer=optimizer, batch_size=7)
    whole = trainer(training=training)
    whole.run(steps=8)
    whole.use_data(training_set(whole.plan.output, n=29, seed=5))
    whole.run(steps=1)
    saved = whole.checkpoint()
    whole.run(steps=20)
    again = trainer(training=training)
    again.use_data(whole.data)
    again.restore(saved)
    again.run(steps=20)
    assert np.array_equal(again.theta, whole.theta)


def test_a_checkpoint_is_a_copy_that_training_does_not_touch() -> None:
    subject = trainer()
    subject.run(steps=3)
    saved = subject.checkpoint()
    before = saved.theta.copy()
    subject.run(steps=30)
    assert np.array_equal(saved.theta, before)
    with pytest.raises(ValueError, match="read-only"):
        saved.theta[0, 0] = 1.0


def test_a_checkpoint_can_be_restored_twice() -> None:
    subject = trainer(training=TrainingConfig(optimizer=Adam(), batch_size=7))
    subject.run(steps=3)
    saved = subject.checkpoint()
    ends = []
    for _ in range(2):
        subject.restore(saved)
        subject.run(steps=25)
        ends.append(subject.theta.copy())
    assert np.array_equal(*ends)


# Chance --------------------------------------------------------------------------------------------------------------


def test_the_seed_of_the_order_leaves_the_initial_weights_alone_and_the_other_way_round() -> None:
    base, order, weights = (trainer(seeds=seeds) for seeds in (Seeds(1, 1), Seeds(1, 2), Seeds(2, 1)))
    assert np.array_equal(base.theta, order.theta)
    assert not np.array_equal(base.theta, weights.theta)

    def first_batch(seeds: Seeds) -> Array:
        loss = Watched()
        config = network(output=LinearOutput())
        trainer(config, TrainingConfig(loss, batch_size=5), Kind.REGRESSION, 23, seeds).run(steps=1)
        return loss.batches[0]

    assert np.array_equal(first_batch(Seeds(1, 1)), first_batch(Seeds(2, 1)))
    assert not np.array_equal(first_batch(Seeds(1, 1)), first_batch(Seeds(1, 2)))


def test_another_layer_leaves_the_initial_weights_of_those_before_it_alone() -> None:
    short, long = trainer(network((4,))), trainer(network((4, 3)))
    assert np.array_equal(short.plan.matrices(short.theta)[0], long.plan.matrices(long.theta)[0])


# Many networks at once -----------------------------------------------------------------------------------------------


@EVERY_OPTIMIZER
def test_each_network_of_a_stack_trains_as_it_would_alone(optimizer: Optimizer) -> None:
    training = TrainingConfig(optimizer=optimizer, batch_size=7, reshuffle=False, l1=0.001, l2=0.01)
    stack = trainer(training=training, models=3)
    alone = [trainer(training=training) for _ in range(3)]
    for model, subject in enumerate(alone):
        subject.set_parameters(stack.theta[model : model + 1])
    stack.run(steps=60)
    for model, subject in enumerate(alone):
        subject.run(steps=60)
        np.testing.assert_allclose(stack.theta[model], subject.theta[0], rtol=1e-9, atol=1e-10)


def test_the_first_network_of_a_stack_is_the_one_that_trains_alone() -> None:
    stack, alone = trainer(models=3), trainer()
    assert np.array_equal(stack.theta[0], alone.theta[0])
    stack.run(steps=60)
    alone.run(steps=60)
    np.testing.assert_allclose(stack.theta[0], alone.theta[0], rtol=1e-9, atol=1e-10)


def test_the_networks_of_a_stack_begin_with_weights_of_their_own() -> None:
    first, second = trainer(models=2).theta
    assert not np.array_equal(first, second)


def test_scores_are_told_for_each_network_of_a_stack() -> None:
    record = trainer(models=3).record()
    for scores in (record.train, record.validation):
        assert scores.loss.shape == scores.score.shape == (3,)
    assert record.penalty.shape == (3,)
    assert len(set(record.train.loss.tolist())) == 3


# Looking -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("models", [1, 2])
def test_looking_never_changes_training(models: int) -> None:
    training = TrainingConfig(batch_size=7, l1=0.001)
    watched, alone = (trainer(training=training, models=models) for _ in range(2))
    places = probes.grid(40, -6, 6)  # more than one chunk of points
    x = np.vstack([places.T, np.ones(len(places))])
    for _ in range(40):
        watched.run(steps=1)
        watched.record()
        watched.checkpoint()
        watched.evaluator.scores(
            watched.data.train, Criterion(watched.training, watched.data.task, watched.data.train.y)
        )
        watched.evaluator.stuck_layers(watched.data.validation.x)
        probes.output_map(watched.evaluator, x)
        probes.neuron_maps(watched.evaluator, x)
        probes.neuron_map(watched.evaluator, x, layer=1, unit=2)
    alone.run(steps=40)
    assert np.array_equal(watched.theta, alone.theta)
    assert watched.record().train.loss.tolist() == alone.record().train.loss.tolist()


@pytest.mark.parametrize(("n", "judged"), [(7, 3), (72, 3), (23, 10), (1, 1), (500, 60)])
def test_what_is_said_of_one_set_is_the_same_to_the_last_bit_whatever_else_is_judged(n: int, judged: int) -> None:
    """Early stopping and schedules compare these numbers, so opening the test set must not move them."""
    subject = trainer(network(output=LinearOutput()), TrainingConfig(MeanSquaredError()), Kind.REGRESSION, n)
    points = [training_set(LinearOutput(), Kind.REGRESSION, size).train for size in (judged, 1, 2, 8, 45, 1500)]
    subject.use_data(replace(subject.data, validation=points[0]))
    for _ in range(20):
        subject.run(until_epoch=subject.epoch + 1)
        told = []
        for others in (None, *points[1:]):
            subject.also_judge(others)
            record = subject.record()
            told.append((record.train.loss.item(), record.validation.loss.item()))
        assert len(set(told)) == 1


# What may change while it trains -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes", [{"learning_rate": 0.5}, {"batch_size": 3}, {"l1": 0.1}, {"l2": 0.1}, {"reshuffle": False}], ids=str
)
def test_a_live_change_keeps_weights_and_memory(changes: dict[str, float]) -> None:
    subject = trainer()
    subject.run(steps=8)
    before = subject.checkpoint()
    subject.configure(replace(subject.training, **changes))  # type: ignore[arg-type]
    after = subject.checkpoint()
    assert np.array_equal(after.theta, before.theta)
    assert all(np.array_equal(after.memory[letter], before.memory[letter]) for letter in ("m", "v"))
    assert (after.epoch, after.step, after.position) == (before.epoch, before.step, before.position)
    subject.run(steps=1)
    assert not np.array_equal(subject.theta, before.theta)


def test_class_weights_that_are_switched_off_weigh_nothing_any_more() -> None:
    weighed, plain = trainer(n=37), trainer(n=37)
    balanced = replace(weighed.training, class_weights="balanced")
    weighed.configure(balanced)
    for each in (weighed, plain):
        each.run(until_epoch=1)
    weighed.configure(plain.training)
    plain.restore(weighed.checkpoint())
    for each in (weighed, plain):
        each.run(until_epoch=3)
    assert weighed.theta.tobytes() == plain.theta.tobytes()


def test_a_change_of_a_setting_of_the_optimizer_keeps_its_memory() -> None:
    subject = trainer(training=TrainingConfig(optimizer=Momentum(0.9)))
    subject.run(steps=8)
    before = subject.checkpoint()
    subject.configure(replace(subject.training, optimizer=Momentum(0.5)))
    assert np.array_equal(subject.checkpoint().memory["v"], before.memory["v"])


def test_another_optimizer_begins_with_a_fresh_memory_and_everything_else_goes_on() -> None:
    subject, loss = watched()
    subject.run(steps=8)
    before = subject.checkpoint()
    subject.configure(replace(subject.training, optimizer=Adam()))
    after = subject.checkpoint()
    assert np.array_equal(after.theta, before.theta)
    assert not after.memory["m"].any()
    assert after.optimizer_step == 0
    assert (after.epoch, after.step, after.position) == (before.epoch, before.step, before.position)
    subject.run(until_epoch=2)
    assert len(np.unique(np.concatenate([batch[0] for batch in loss.batches[5:]]))) == 23


def test_adam_taken_up_late_takes_the_step_of_a_fresh_adam() -> None:
    """After one step Adam moves every parameter by nearly the learning rate, whatever the gradient; if t is right."""
    subject = trainer(training=TrainingConfig(optimizer=SGD(), learning_rate=0.1))
    subject.run(steps=50)
    before = subject.theta.copy()
    subject.configure(replace(subject.training, optimizer=Adam(), learning_rate=0.01))
    subject.run(steps=1)
    np.testing.assert_allclose(np.abs(subject.theta - before), 0.01, rtol=1e-4)


def test_new_points_judge_at_once_and_train_from_the_next_epoch() -> None:
    subject, loss = watched()
    subject.run(steps=2)
    old, new = subject.data, training_set(subject.plan.output, Kind.REGRESSION, 7, seed=9)
    subject.use_data(new)
    criterion = Criterion(subject.training, new.task, new.train.y)
    assert subject.record().train.loss == subject.evaluator.scores(new.train, criterion).loss
    subject.run(until_epoch=2)
    first = np.concatenate([batch[0] for batch in loss.batches[:5]])
    second = np.concatenate([batch[0] for batch in loss.batches[5:]])
    assert sorted(first) == sorted(old.train.t[0])
    assert sorted(second) == sorted(new.train.t[0])


def test_without_training_points_nothing_happens() -> None:
    subject = trainer(n=0)
    assert subject.run(steps=5) == ()
    assert subject.step == 0
    assert np.isnan(subject.record().train.loss).all()
    assert subject.divergence is None


def test_a_parameter_set_by_hand_is_the_one_that_trains() -> None:
    subject = trainer()
    theta = np.zeros_like(subject.theta)
    subject.set_parameters(theta)
    theta[:] = 5.0
    assert not subject.theta.any()


# Precision -----------------------------------------------------------------------------------------------------------


@EVERY_OPTIMIZER
def test_single_precision_trains_like_double_as_far_as_its_digits_go(optimizer: Optimizer) -> None:
    training = TrainingConfig(optimizer=optimizer, learning_rate=0.01, l1=0.001, l2=0.01)
    single, double = (trainer(network(precision=name), training) for name in ("float32", "float64"))
    single.run(steps=20)
    double.run(steps=20)
    assert single.theta.dtype == single.checkpoint().theta.dtype == np.float32
    assert all(array.dtype == np.float32 for array in single.checkpoint().memory.values())
    np.testing.assert_allclose(single.theta, double.theta, atol=2e-3)
    np.testing.assert_allclose(single.record().train.loss, double.record().train.loss, rtol=1e-3)
