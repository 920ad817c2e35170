"""Schedules inside of training; that their numbers are PyTorch's, tests/engine/test_golden_training.py says."""

import math
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.config import TrainingConfig
from playground.engine.divergence import Failure
from playground.engine.optimizers import SGD
from playground.engine.schedules import (
    CyclicLR,
    ExponentialLR,
    LambdaLR,
    MultiplicativeLR,
    OneCycleLR,
    ReduceLROnPlateau,
    Schedule,
    StepLR,
    Watch,
    preview,
)
from playground.engine.stopping import Never
from playground.engine.trainer import Trainer
from playground.spec import SpecError, family

from .builders import trainer

EVERY_SCHEDULE = pytest.mark.parametrize("schedule", [member() for member in family("schedule").values()], ids=str)


def scheduled(schedule: Schedule, **settings: object) -> Trainer:
    """40 points in batches of 8: 5 steps in an epoch, with a base rate of 0.1."""
    training = TrainingConfig(optimizer=SGD(), learning_rate=0.1, batch_size=8, schedule=schedule)
    return trainer(training=replace(training, **settings))  # type: ignore[arg-type]


def test_a_schedule_of_epochs_changes_between_epochs_and_the_record_tells_the_rate_of_its_epoch() -> None:
    subject = scheduled(StepLR(2, 0.5))
    rates = []
    for _ in range(5):
        for _ in range(5):
            rates.append(subject.learning_rate)
            subject.run(steps=1)
    assert rates == [0.1] * 10 + [0.05] * 10 + [0.025] * 5
    again = scheduled(StepLR(2, 0.5))
    assert [record.learning_rate for record in again.run(until_epoch=5)] == [0.1, 0.1, 0.05, 0.05, 0.025]


def test_a_schedule_of_steps_changes_with_every_step() -> None:
    subject = scheduled(CyclicLR(max_lr=0.5, step_size=4))
    rates = []
    for _ in range(9):
        rates.append(subject.learning_rate)
        subject.run(steps=1)
    assert rates == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.4, 0.3, 0.2, 0.1])
    assert subject.record().learning_rate == pytest.approx(0.2)


def test_the_rate_of_the_schedule_is_the_one_that_steps() -> None:
    scheduled_down, by_hand = scheduled(ExponentialLR(0.5)), scheduled(StepLR(1000))
    scheduled_down.run(until_epoch=2)
    by_hand.run(until_epoch=1)
    by_hand.configure(replace(by_hand.training, learning_rate=0.05))
    by_hand.run(until_epoch=2)
    assert np.array_equal(scheduled_down.theta, by_hand.theta)


def test_a_changed_schedule_is_used_from_the_next_step() -> None:
    subject = scheduled(StepLR(2, 0.5))
    subject.run(steps=7)
    subject.configure(replace(subject.training, schedule=ExponentialLR(0.1)))
    assert subject.learning_rate == pytest.approx(0.01)
    before = subject.theta.copy()
    subject.run(steps=1)
    np.testing.assert_allclose(subject.theta, before - subject.learning_rate * subject.gradient, rtol=1e-12)


@EVERY_SCHEDULE
def test_a_restored_checkpoint_goes_on_with_the_same_rates(schedule: Schedule) -> None:
    whole, again = scheduled(schedule), scheduled(schedule)
    whole.run(steps=33)
    saved = whole.checkpoint()
    expected = [record.learning_rate for record in whole.run(steps=70)]
    again.restore(saved)
    assert [record.learning_rate for record in again.run(steps=70)] == expected
    assert np.array_equal(whole.theta, again.theta)


def test_the_plateau_is_that_of_the_validation_loss() -> None:
    """Nothing improves by half, so the rate falls after every third epoch: two are borne."""
    subject = scheduled(ReduceLROnPlateau(factor=0.5, patience=2, threshold=0.5))
    rates = [record.learning_rate for record in subject.run(until_epoch=9)]
    assert rates == [0.1] * 4 + [0.05] * 3 + [0.025] * 2


def test_another_kind_of_schedule_forgets_the_plateau() -> None:
    subject = scheduled(ReduceLROnPlateau(factor=0.5, patience=0, threshold=0.5))
    subject.run(until_epoch=6)
    assert subject.learning_rate < 0.1
    subject.configure(replace(subject.training, schedule=StepLR(1000)))
    subject.configure(replace(subject.training, schedule=ReduceLROnPlateau()))
    assert subject.learning_rate == 0.1


@pytest.mark.parametrize(
    "formula", ["1 / (3 - epoch)", "log(2.5 - epoch)", "(2.5 - epoch) ** 0.5", "10 ** (200 * epoch)"]
)
@pytest.mark.parametrize("kind", [LambdaLR, MultiplicativeLR])
def test_a_formula_without_a_value_ends_training_with_a_reason(kind: type[LambdaLR], formula: str) -> None:
    subject = scheduled(kind(formula))
    records = subject.run(until_epoch=20)
    assert subject.divergence is not None
    assert subject.divergence.failure in {Failure.RATE_NOT_FINITE, Failure.WEIGHTS_EXPLODED, Failure.LOSS_EXPLODED}
    assert len(records) == subject.epoch == subject.divergence.epoch < 20
    assert np.isfinite(subject.theta).all()


def test_a_mended_formula_goes_on() -> None:
    subject = scheduled(LambdaLR("1 / (3 - epoch)"))
    subject.run(until_epoch=10)
    assert subject.divergence is not None
    assert subject.divergence.failure is Failure.RATE_NOT_FINITE
    subject.configure(replace(subject.training, schedule=LambdaLR("1 / (3 + epoch)")))
    subject.run(until_epoch=10)
    assert (subject.divergence, subject.epoch) == (None, 10)


def test_a_formula_spoiled_in_the_middle_of_an_epoch_is_noticed_before_the_next_step() -> None:
    subject = scheduled(LambdaLR("1"))
    subject.run(steps=2)
    subject.configure(replace(subject.training, schedule=LambdaLR("1 / epoch")))
    subject.run(steps=1)
    assert subject.step == 2
    assert subject.divergence is not None


@pytest.mark.parametrize("text", ["__import__('os')", "epoch.real", "batch", "", "1 +", "9" * 300])
def test_a_formula_that_is_none_can_not_be_made(text: str) -> None:
    with pytest.raises(SpecError):
        LambdaLR(text)


@EVERY_SCHEDULE
def test_no_schedule_ever_raises(schedule: Schedule) -> None:
    for t in (0, 1, 5, 99, 100, 101, 1999, 100_000, 3_000_000 if schedule.by_step else 200_000):
        assert isinstance(schedule.rate(0.1, t, Watch()), float)


@pytest.mark.parametrize("schedule", [ExponentialLR(10.0), StepLR(1, 10.0), LambdaLR("9.0 ** epoch")], ids=str)
def test_a_rate_too_large_for_a_number_is_infinite_and_no_error(schedule: Schedule) -> None:
    assert not math.isfinite(schedule.rate(0.1, 100_000, Watch()))


def test_multiplying_is_the_same_in_one_go_and_step_by_step() -> None:
    schedule = MultiplicativeLR("1 - 0.01 / epoch")
    rate = 0.1
    for epoch in range(1, 300):
        rate *= 1 - 0.01 / epoch
        assert schedule.rate(0.1, epoch, Watch()) == pytest.approx(rate, rel=1e-12)


@EVERY_SCHEDULE
def test_a_preview_is_what_training_then_does(schedule: Schedule) -> None:
    if isinstance(schedule, ReduceLROnPlateau):
        return
    epochs, rates = preview(schedule, 0.1, epochs=8, steps_per_epoch=5)
    subject = scheduled(schedule, early_stopping=Never())
    for epoch, rate in zip(epochs, rates, strict=True):
        subject.run(steps=round(epoch * 5) - subject.step)
        assert subject.learning_rate == pytest.approx(rate, rel=1e-12)
    assert len(epochs) == (40 if schedule.by_step else 8)


def test_a_preview_of_a_long_run_has_a_bounded_number_of_points() -> None:
    assert preview(OneCycleLR(), 0.1, 10_000, 100).shape == (2, 1000)
    assert preview(OneCycleLR(), 0.1, 0, 100).shape == (2, 0)
