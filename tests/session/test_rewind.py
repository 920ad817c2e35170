"""Any epoch of a run can be seen again: what is computed anew equals what was, to the last bit."""

from time import perf_counter
from typing import Any

import numpy as np
import pytest

from playground import spec
from playground.data.augmentation import Augmentation
from playground.engine.config import Layer
from playground.engine.noise import Noise
from playground.engine.optimizers import Adam, Momentum, Optimizer
from playground.engine.records import Checkpoint
from playground.engine.schedules import Schedule
from playground.engine.stopping import EarlyStopping
from playground.engine.trainer import Trainer
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.session.curves import CurveRecorder
from playground.session.events import Configured, Event, Handmade, WentOn
from playground.session.rewind import Rewind
from playground.session.tape import MOST_STATES, Tape

from .support import drawn

SMALL = settled(
    Experiment(),
    {
        "data.source": drawn([0, 1] * 11), "network.layers": (Layer(3), Layer(2)), "training.batch_size": 6,
        "training.learning_rate": 0.02,
    },
)  # fmt: skip
EPOCHS = 21


class Run:
    """A recorded run, with what it was at the end of each epoch."""

    def __init__(self, experiment: Experiment, most_states: int = 4) -> None:
        self.prepared: Prepared = prepare(experiment)
        self.trainer: Trainer = self.prepared.trainer()
        self.tape, self.recorder = Tape(most_states), CurveRecorder()
        self.recorder.add(self.trainer.record())
        self.tape.begin(self.trainer, self.prepared, self.recorder)
        self.was: dict[int, Checkpoint] = {0: self.trainer.checkpoint()}
        self.gradients: dict[int, Any] = {}

    def train(self, epochs: int = 0, steps: int = 100_000) -> None:
        goal = self.trainer.epoch + epochs if epochs else None
        for record in self.tape.run(self.trainer, self.prepared, self.recorder, steps, goal):
            self.recorder.add(record)

    def train_singly(self, epochs: int) -> None:
        for _ in range(epochs):
            self.train(epochs=1)
            self.note()

    def note(self) -> None:
        self.was[self.trainer.epoch] = self.trainer.checkpoint()
        self.gradients[self.trainer.epoch] = self.trainer.gradient.copy()

    def happen(self, event: Event) -> None:
        self.tape.happen(event, self.trainer, self.prepared, self.recorder)
        if not self.trainer.position:
            self.note()

    def configure(self, **changes: Any) -> None:
        changed = {path.replace("__", "."): value for path, value in changes.items()}
        self.prepared = prepare(settled(self.prepared.experiment, changed), self.prepared)
        self.happen(Configured(self.trainer.step, self.prepared))

    def seen(self, epoch: int) -> Trainer:
        rewind = Rewind(self.tape, perf_counter)
        rewind.look(epoch, exactly=True)
        rewind.finish()
        assert rewind.trainer is not None
        return rewind.trainer

    def check(self) -> None:
        for epoch, was in self.was.items():
            seen = self.seen(epoch)
            assert seen.epoch == epoch
            assert_same(seen.checkpoint(), was, f"epoch {epoch}")
            if epoch in self.gradients:
                assert np.array_equal(seen.gradient, self.gradients[epoch]), epoch


def assert_same(left: Checkpoint, right: Checkpoint, where: str) -> None:
    assert np.array_equal(left.theta, right.theta), where
    assert np.array_equal(left.statistics, right.statistics), where
    assert left.memory.keys() == right.memory.keys()
    assert all(np.array_equal(left.memory[letter], right.memory[letter]) for letter in left.memory), where
    assert left.random_state == right.random_state, where
    assert (left.step, left.optimizer_step, left.watch) == (right.step, right.optimizer_step, right.watch), where
    assert [stopped for _, stopped in left.stops] == [stopped for _, stopped in right.stops], where


def with_settings(**changes: Any) -> Experiment:
    return settled(SMALL, {path.replace("__", "."): value for path, value in changes.items()})


@pytest.mark.parametrize("optimizer", spec.family("optimizer").values())
def test_every_epoch_of_a_thinned_record_is_computed_anew_to_the_last_bit(optimizer: type[Optimizer]) -> None:
    run = Run(with_settings(training__optimizer=optimizer()))
    run.train_singly(EPOCHS)
    assert len(run.tape.stills) < EPOCHS / 2
    run.check()


@pytest.mark.parametrize("schedule", spec.family("schedule").values())
def test_the_learning_rate_of_every_schedule_comes_back(schedule: type[Schedule]) -> None:
    run = Run(with_settings(training__schedule=schedule()))
    rates = {}
    for _ in range(EPOCHS):
        run.train_singly(1)
        rates[run.trainer.epoch] = run.trainer.learning_rate
    run.check()
    assert {epoch: run.seen(epoch).learning_rate for epoch in rates} == rates


def test_chance_comes_back_with_dropout_noise_and_augmentation() -> None:
    experiment = with_settings(
        network__layers=(Layer(4, dropout=0.4), Layer(3)),
        training__noise=Noise(inputs=0.1, weights=0.01),
        data__augmentation=Augmentation(jitter=0.2, rotate=20.0, mixup=0.4),
    )
    run = Run(experiment)
    run.train_singly(EPOCHS)
    run.check()


def test_what_was_changed_in_the_middle_is_changed_again_at_the_same_step() -> None:
    run = Run(with_settings(training__optimizer=Momentum()))
    run.train_singly(6)
    run.configure(training__learning_rate=0.3)
    run.train(steps=2)  # now in the middle of an epoch
    run.configure(training__batch_size=4)
    run.train(epochs=1)
    run.note()
    run.happen(Handmade(run.trainer.step, 0, 1, 0, 2.5))
    run.configure(training__optimizer=Adam())
    run.train_singly(5)
    run.configure(network__layers=(Layer(3, dropout=0.5), Layer(2)))
    run.train_singly(5)
    run.check()


def test_going_on_after_an_early_stop_is_part_of_the_record() -> None:
    run = Run(
        with_settings(
            training__early_stopping=EarlyStopping(
                monitor="train_loss", patience=2, min_delta=0.5, restore_best_weights=True
            )
        )
    )
    run.train_singly(8)
    assert run.trainer.stopped is not None
    run.happen(WentOn(run.trainer.step))
    run.train_singly(2)
    run.check()


def test_a_look_does_not_touch_the_run() -> None:
    looked, alone = Run(SMALL), Run(SMALL)
    for run in (looked, alone):
        run.train(epochs=9)
    looked.check()
    for run in (looked, alone):
        run.train(epochs=9)
    assert_same(looked.trainer.checkpoint(), alone.trainer.checkpoint(), "after a look")


def test_the_nearest_state_is_there_at_once_and_belongs_to_the_run() -> None:
    run = Run(SMALL)
    run.train_singly(EPOCHS)
    rewind = Rewind(run.tape, perf_counter)
    rewind.look(11, exactly=False)
    assert rewind.trainer is not None
    assert not rewind.is_busy
    near = rewind.trainer.epoch
    assert abs(near - 11) <= 4
    assert_same(rewind.trainer.checkpoint(), run.was[near], "the nearest state")


def test_walking_forward_one_epoch_at_a_time_goes_on_from_where_one_is() -> None:
    run = Run(SMALL)
    run.train_singly(EPOCHS)
    rewind = Rewind(run.tape, perf_counter)
    for epoch in (3, 4, 5, 12, 13, 7):
        rewind.look(epoch, exactly=True)
        rewind.finish()
        assert rewind.trainer is not None
        assert_same(rewind.trainer.checkpoint(), run.was[epoch], f"epoch {epoch}")


def test_a_record_holds_so_many_states_evenly_however_long_the_run() -> None:
    run = Run(SMALL, most_states=10)
    run.train(epochs=500)
    epochs = [still.checkpoint.epoch for still in run.tape.stills]
    assert epochs[0] == 0
    assert 5 <= len(epochs) <= 10
    assert len(set(np.diff(epochs))) == 1
    assert epochs[-1] > 400


def test_a_record_is_bounded_in_bytes_too() -> None:
    large = settled(SMALL, {"network.layers": (Layer(64), Layer(64))})
    run = Run(large, MOST_STATES)
    run.tape = Tape(MOST_STATES, most_bytes=2_000_000)
    run.tape.begin(run.trainer, run.prepared, run.recorder)
    run.train(epochs=60)
    assert 2 <= len(run.tape.stills) < 30
    assert run.tape.nbytes <= 2_000_000


def test_too_many_changes_begin_a_new_record() -> None:
    run = Run(SMALL)
    run.train(epochs=3)
    for number in range(2001):
        run.tape.happen(Handmade(run.trainer.step, 0, 0, 0, number / 1000), run.trainer, run.prepared, run.recorder)
    assert run.tape.first == 3
    assert not run.tape.events


def test_the_best_epoch_until_then_is_exact_between_the_states() -> None:
    run = Run(with_settings(training__learning_rate=0.3))
    bests = {}
    for _ in range(EPOCHS):
        run.train(epochs=1)
        bests[run.trainer.epoch] = run.recorder.best
    for epoch, best in bests.items():
        rewind = Rewind(run.tape, perf_counter)
        rewind.look(epoch, exactly=True)
        rewind.finish()
        assert rewind.best == best
