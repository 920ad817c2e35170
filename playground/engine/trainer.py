"""Training: take a mini-batch, see how wrong the network is, take a step, and begin again.

One epoch is one pass over the training set: `ceil(n / batch)` steps, the last of them with what is left. The order is
drawn anew for each epoch. The trainer is the only thing in the program that changes; it is driven by `run`, which does
whole steps until its budget ends, and knows no clock, no thread and no screen. What it consists of is in `standing.py`,
a step in `learner.py`.
"""

import math
from collections.abc import Iterable

import numpy as np

from playground.engine.arrays import Array
from playground.engine.config import TrainingConfig
from playground.engine.divergence import EXPLODED_SQUARE, Divergence, Failure, Trouble, broken_weights
from playground.engine.evaluation import Stuck
from playground.engine.network import Plan
from playground.engine.records import Record, TrainingSet
from playground.engine.samples import Samples
from playground.engine.schedules import Watch
from playground.engine.standing import Standing
from playground.engine.stopping import Stopping


class Trainer(Standing):
    """Trains one network, or a stack of networks of one plan, on one training set."""

    # What may change while it trains ---------------------------------------------------------------------------------

    def configure(self, training: TrainingConfig) -> None:
        """Train with these settings from the next step on.

        Another kind of optimizer begins with a fresh memory, another kind of schedule with a fresh watch, and changed
        early stopping with all its patience.
        """
        old, self.training = self.training, training
        if type(training.optimizer) is not type(old.optimizer):
            self._learner.forget(training)
        if type(training.schedule) is not type(old.schedule):
            self._watch = Watch()
        if training.early_stopping != old.early_stopping:
            self.go_on()
        if any(one is not None and one.failure is Failure.RATE_NOT_FINITE for one in self.divergences):
            self.casualties.forgive()
        self._settle()
        if self.position:
            self._batches.lay_out(training)

    def use_data(self, data: TrainingSet) -> Record:
        """Judge with this data at once, and train with it from the next epoch on; returns how it was judged."""
        before, self.data = self.data, data
        if data.task != before.task:
            self._look(self.plan)
        self._settle()
        return self._begin_watch()

    def also_judge(self, samples: Samples | None) -> None:
        """Put the scores of these samples into every record from now on; training takes no notice of them."""
        if samples is not self._also:
            self._also = samples
            self._prepare_exams()

    def use_plan(self, plan: Plan) -> None:
        """Go on with the same parameters in a plan that differs only in live settings of its layers, as dropout is."""
        if plan.size != self.plan.size:
            raise ValueError(f"a plan of {plan.size} parameters can't use {self.plan.size}")
        self._look(plan)
        self._settle()

    def set_parameters(self, theta: Array) -> Record:
        """Replace all parameters, shape (models, size); the optimizer keeps its memory; returns how it is judged."""
        np.copyto(self.theta, theta)
        self._stops.restore(self._stops.state)
        self.casualties.forgive()
        return self._begin_watch()

    def go_on(self) -> None:
        """Train on after an early stop, with all its patience: what calling Keras's `fit` again does."""
        self._stops.forgive()

    # Running ---------------------------------------------------------------------------------------------------------

    def run(self, steps: int | None = None, until_epoch: int | None = None) -> tuple[Record, ...]:
        """Take so many steps, or go on until so many epochs are complete, or training ends; whichever is first.

        Training ends when it diverges or stops early. Returns a record of each epoch that was completed on the way.
        """
        records: list[Record] = []
        last = math.inf if steps is None else self.step + steps
        with np.errstate(all="ignore"):  # overflow is looked for after each step, where it can be explained
            while self.step < last and (until_epoch is None or self.epoch < until_epoch) and not self._has_ended():
                if (self._asks_rate or self.position == 0) and not self._set_rate():
                    break
                self._take_steps(1 if self._asks_rate else last - self.step)
                if self.position == 0:
                    records.append(self._record(self._rate))
                    self._judge(records[-1])
        return tuple(records)

    def _has_ended(self) -> bool:
        """Whether there is nothing left to train, or nothing to train with."""
        return self.casualties.all or (self._stops.some and self.stopped is not None) or not self._can_train

    def _set_rate(self) -> bool:
        """Take the learning rate from the schedule; whether there is one."""
        self._rate = self.learning_rate
        if math.isfinite(self._rate):
            return True
        self._note(Trouble(model, Failure.RATE_NOT_FINITE) for model in self._active())
        return False

    def _take_steps(self, most: float) -> None:
        """Take so many steps, fewer where the epoch ends or a network explodes."""
        points, learn, parameters = self._batches, self._learner.learn, self.theta.reshape(-1)
        square = parameters.dot
        if points.position == 0:
            points.begin(self.data.train, self.training, self._nursery(self.epoch))
        stops = (*range(points.position + self._batch_size, points.n, self._batch_size), points.n)
        ended = [group.hold for group in (self.casualties, self._stops) if group.some]
        has_exploded, rate = False, self._rate
        for stop in stops[: int(min(most, len(stops)))]:
            learn(points, stop, rate)
            self.step += 1
            for hold in ended:
                hold()
            if not square(parameters) < EXPLODED_SQUARE:
                has_exploded = True
                break
        self.epoch += points.position == 0
        if has_exploded:
            self._note(broken_weights(self.theta, self._active()))

    # Judging ---------------------------------------------------------------------------------------------------------

    def record(self, learning_rate: float | None = None) -> Record:
        """Losses and scores as they are now."""
        with np.errstate(all="ignore"):  # those of a diverged network may be infinite, and are shown as they are
            return self._record(self.learning_rate if learning_rate is None else learning_rate)

    def _record(self, learning_rate: float) -> Record:
        train, validation = self._exam.scores()
        also = None if self._other_exam is None else self._other_exam.scores()[0]
        for each in self._measure:
            each()
        penalty, gradients = self._learner.penalty.value(self.theta), self._lengths.copy()
        return Record(self.epoch, train, validation, penalty, learning_rate, gradients, also)

    def _judge(self, record: Record) -> None:
        """What follows from the end of an epoch: divergence, a change of the rate, an early stop."""
        tells_apart = self._exam.tells_apart()
        if self._watchdog.worries(record, tells_apart):
            active, may_recover = self._active(), self._shrinks_weights()
            self._note(self._watchdog.judge(record, tells_apart, self._stuck_layers, active, may_recover))
        if self.casualties.all:
            return
        training = self.training
        if training.schedule.watches:
            loss = self._monitored(record, "validation_loss" if self.data.validation.n else "train_loss")
            self._watch = training.schedule.observe(training.learning_rate, loss, self._watch)
        if training.early_stopping.watches:
            self._consider_stopping(training.early_stopping, record)

    def _consider_stopping(self, stopping: Stopping, record: Record) -> None:
        samples: Samples = getattr(self.data, stopping.monitor.partition("_")[0])
        values = self._values(record, stopping.monitor).tolist() if samples.n else [None] * len(self.theta)
        self._stops.observe(stopping, self.epoch, values, self._active())

    def _values(self, record: Record, name: str) -> Array:
        """A value of a record by its name, that of each network."""
        part, _, kind = name.partition("_")
        values: Array = getattr(getattr(record, part), kind)
        return values

    def _monitored(self, record: Record, name: str) -> float:
        """A value of a record by its name, the mean over the networks that still train, which share one rate."""
        return float(self._values(record, name)[self._active()].mean())

    def _begin_watch(self) -> Record:
        """Judge, and measure an explosion from here on: other points or weights have their own loss to begin with."""
        record = self.record()
        self._watchdog.begin(self._exam.first(record.train))
        return record

    def _shrinks_weights(self) -> bool:
        """Whether something other than the slope of the loss makes weights smaller, and so may end a saturation."""
        training = self.training
        decay = getattr(training.optimizer, "weight_decay", 0.0)
        return bool(training.l1 or training.l2 or training.max_norm or decay)

    def _stuck_layers(self) -> tuple[Stuck | None, ...]:
        return self.evaluator.stuck_layers(self.data.train.x)

    def _note(self, troubles: Iterable[Trouble]) -> None:
        """Remember what went wrong, with its moment."""
        for trouble in troubles:
            moment = (self.epoch, self.step, self._rate)
            self.casualties.add(Divergence(trouble.failure, *moment, trouble.layer, trouble.model))

    def copy(self) -> "Trainer":
        """Another trainer that goes on from here exactly as this one would, and shares nothing that changes."""
        twin = Trainer(self.network, self.training, self.seeds, self.plan, self.data, len(self.theta))
        twin.restore(self.checkpoint())
        return twin
