"""Training: take a mini-batch, see how wrong the network is, take a step, and begin again.

One epoch is one pass over the training set: `ceil(n / batch)` steps, the last of them with what is left. The order is
drawn anew for each epoch. The trainer is the only thing in the program that changes; it is driven by `run`, which does
whole steps until its budget ends, and knows no clock, no thread and no screen.
"""

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from playground.engine import batches
from playground.engine.arrays import Array, Indices, read_only
from playground.engine.batches import Batches
from playground.engine.children import Children, Nursery
from playground.engine.config import NetworkConfig, TrainingConfig
from playground.engine.divergence import Casualties, Divergence, Failure, Trouble, broken_weights, exploded
from playground.engine.evaluation import Evaluator, Exam, Stuck
from playground.engine.learner import Learner
from playground.engine.network import Plan, lengths
from playground.engine.records import Checkpoint, Record, TrainingSet
from playground.engine.resampling import RESAMPLING, epoch_size
from playground.engine.samples import Samples
from playground.engine.schedules import Watch
from playground.engine.seeds import Seeds
from playground.engine.stopping import Stopped, Stopping
from playground.engine.stops import EarlyStops
from playground.engine.tasks import Kind
from playground.engine.watchdog import Watchdog


class Trainer:
    """Trains one network, or a stack of networks of one plan, on one training set."""

    def __init__(
        self, network: NetworkConfig, training: TrainingConfig, seeds: Seeds, plan: Plan, data: TrainingSet,
        models: int = 1,
    ) -> None:  # fmt: skip
        self.network, self.training, self.seeds, self.data = network, training, seeds, data
        self._learner = Learner(network, training, plan, data, seeds, models)
        self.theta, self.statistics = self._learner.theta, self._learner.statistics
        self.gradient = self._learner.gradient
        self._streams = streams = self._learner.streams
        self._batches = Batches(data.train, data.task, streams[batches.ORDER], self.theta.dtype, streams[RESAMPLING])
        self.epoch = self.step = 0
        self._watch = Watch()
        self._also: Samples | None = None
        self._look(plan)
        self._settle()
        self._watchdog = Watchdog(plan, self.gradient, self._exams[0].scores())
        self._stops = EarlyStops(self.theta, self.statistics)
        self.casualties = Casualties(self.theta)

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

    def use_data(self, data: TrainingSet) -> None:
        """Judge with this data at once, and train with it from the next epoch on."""
        self.data = data
        self._look(self.plan)
        self._settle()
        self._begin_watch()

    def also_judge(self, samples: Samples | None) -> None:
        """Put the scores of these samples into every record from now on; training takes no notice of them."""
        self._also = samples
        self._prepare_exams()

    def use_plan(self, plan: Plan) -> None:
        """Go on with the same parameters in a plan that differs only in live settings of its layers, as dropout is."""
        if plan.size != self.plan.size:
            raise ValueError(f"a plan of {plan.size} parameters can't use {self.plan.size}")
        self._look(plan)
        self._settle()

    def set_parameters(self, theta: Array) -> None:
        """Replace all parameters, shape (models, size); the optimizer keeps its memory."""
        np.copyto(self.theta, theta)
        self._stops.restore(self._stops.state)
        self.casualties.forgive()
        self._begin_watch()

    def go_on(self) -> None:
        """Train on after an early stop, with all its patience: what calling Keras's `fit` again does."""
        self._stops.forgive()

    def _look(self, plan: Plan) -> None:
        """Look at the network of this plan from now on."""
        self.plan, self._starts = plan, plan.starts
        self.evaluator = Evaluator(plan, self.theta, self.data.task, self.statistics)

    def _settle(self) -> None:
        """Work out what follows from the settings, once for many steps."""
        training, n = self.training, self.data.train.n
        self._learner.settle(self.plan, training, self.data)
        is_regression = self.data.task.kind is Kind.REGRESSION
        self._epoch_size = n if is_regression else epoch_size(training.resampling, self.data.train.y)
        self._batch_size = max(1, self._epoch_size) if training.whole_set else training.batch_size
        self._can_train = n > 0
        self._rate = self.learning_rate
        self._asks_rate = training.schedule.by_step or not math.isfinite(self._rate)
        self._prepare_exams()

    def _prepare_exams(self) -> None:
        """What is judged at the end of every epoch."""
        parts = (self.data.train, self.data.validation, *(() if self._also is None else (self._also,)))
        self._exams = [Exam(self.evaluator, self._learner.criterion, part) for part in parts]

    # Where it stands -------------------------------------------------------------------------------------------------

    @property
    def batch_size(self) -> int:
        """How many points a full batch has: all of them, or as many as are set."""
        return self._batch_size

    @property
    def steps_per_epoch(self) -> int:
        """ceil(n / batch), for the n points that an epoch has."""
        return -(-self._epoch_size // self._batch_size)

    @property
    def epoch_samples(self) -> Samples:
        """What the present epoch, or the last one, was begun with."""
        return self._batches.samples

    @property
    def epoch_order(self) -> Indices:
        """The positions among those of the points of the epoch, (models, n)."""
        return read_only(self._batches.order.copy())

    @property
    def last_batch(self) -> Indices:
        """Which of those points the last step was made of, (models, batch); none before the first one."""
        return read_only(self._batches.last.copy())

    @property
    def epoch_nursery(self) -> Nursery | None:
        """What makes the children of that epoch, by the present rule; None where it had none, or there is no rule."""
        return self._nursery(self.epoch - (self.position == 0)) if self._batches.children else None

    @property
    def epoch_children(self) -> tuple[Children, ...]:
        """The children that trained, or train, in that epoch, of each network; none where its points did."""
        return self._batches.children

    @property
    def position(self) -> int:
        """How many points of the present epoch are done; 0 between epochs."""
        return self._batches.position

    @property
    def learning_rate(self) -> float:
        """The rate of the next step, by the schedule; not finite where it has none."""
        schedule = self.training.schedule
        t = self.step if schedule.by_step else self.epoch
        return schedule.rate(self.training.learning_rate, t, self._watch)

    @property
    def divergence(self) -> Divergence | None:
        """What went wrong, once no network is left that can train; of a stack, the first that was noticed."""
        return self.casualties.first if self.casualties.all else None

    @property
    def divergences(self) -> tuple[Divergence | None, ...]:
        """What went wrong with each network of the stack, or None."""
        return self.casualties.told

    @property
    def diverged(self) -> npt.NDArray[np.bool_]:
        """Which networks of the stack have diverged, shape (models,); the others train on."""
        return self.casualties.mask

    @property
    def stopped(self) -> Stopped | None:
        """That training stopped early, once no network is left that trains; of a stack, what the first one says."""
        return self._stops.first if self._stops.some and not self._active() else None

    @property
    def stops(self) -> tuple[Stopped | None, ...]:
        """That a network of the stack stopped early, or None; the others train on."""
        return tuple(stopped for _, stopped in self._stops.state)

    @property
    def patience_left(self) -> int | None:
        """After how many more epochs without an improvement training stops; None where it never does.

        Of a stack, that of the network which has most of it left.
        """
        left = [self.training.early_stopping.left(patience) for patience, _ in self._stops.state]
        return max((epochs for epochs in left if epochs is not None), default=None)

    @property
    def best(self) -> tuple[int, float] | None:
        """The best epoch so far and its monitored value, where early stopping watches and has seen one."""
        return self.best_of(0)

    def best_of(self, model: int) -> tuple[int, float] | None:
        """The same of one network of the stack."""
        patience = self._stops.patience(model)
        return None if patience.best is None else (patience.best_epoch, patience.best)

    def _active(self) -> list[int]:
        """The networks that neither diverged nor stopped."""
        if not (self.casualties.some or self._stops.some):
            return list(range(len(self.theta)))
        return np.flatnonzero(~(self.casualties.mask | self._stops.mask)).tolist()

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
                    records.append(self.record(self._rate))
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
        points, learner, parameters = self._batches, self._learner, self.theta.reshape(-1)
        if points.position == 0:
            points.begin(self.data.train, self.training, self._nursery(self.epoch))
        size, rate, n, has_exploded = self._batch_size, self._rate, points.n, False
        ended = [group.hold for group in (self.casualties, self._stops) if group.some]
        for start in range(points.position, n, size):
            if most <= 0 or has_exploded:
                break
            learner.learn(points, min(start + size, n), rate)
            self.step += 1
            most -= 1
            for hold in ended:
                hold()
            has_exploded = exploded(parameters)
        self.epoch += points.position == 0
        if has_exploded:
            self._note(broken_weights(self.theta, self._active()))

    def _nursery(self, epoch: int) -> Nursery | None:
        """What makes the children of an epoch, if points have any."""
        augment = self.data.augment
        return None if augment is None else Nursery(augment, self.seeds.augmentation, epoch)

    # Judging ---------------------------------------------------------------------------------------------------------

    def record(self, learning_rate: float | None = None) -> Record:
        """Losses and scores as they are now."""
        with np.errstate(all="ignore"):  # those of a diverged network may be infinite, and are shown as they are
            train, validation, *also = [exam.scores() for exam in self._exams]
            return Record(
                self.epoch,
                train,
                validation,
                self._learner.penalty.value(self.theta),
                self.learning_rate if learning_rate is None else learning_rate,
                lengths(self.gradient, self._starts),
                also[0] if also else None,
            )

    def _judge(self, record: Record) -> None:
        """What follows from the end of an epoch: divergence, a change of the rate, an early stop."""
        active = self._active()
        self._note(self._watchdog.judge(record.train, self._stuck_layers, active, self._shrinks_weights()))
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

    def _begin_watch(self) -> None:
        """Measure an explosion from here on: other points or weights have a loss of their own to begin with."""
        self._watchdog.begin(self.record().train)

    def _shrinks_weights(self) -> bool:
        """Whether something other than the slope of the loss makes weights smaller, and so may end a saturation."""
        training = self.training
        decay = getattr(training.optimizer, "weight_decay", 0.0)
        return bool(training.l1 or training.l2 or training.max_norm or decay)

    def step_ahead(self) -> Array:
        """What the optimizer would now add to the parameters for the last gradient, (models, size); nothing changes."""
        return self._learner.step_ahead(self._rate)

    def _stuck_layers(self) -> tuple[Stuck | None, ...]:
        return self.evaluator.stuck_layers(self.data.train.x)

    def _note(self, troubles: Iterable[Trouble]) -> None:
        """Remember what went wrong, with its moment."""
        for trouble in troubles:
            moment = (self.epoch, self.step, self._rate)
            self.casualties.add(Divergence(trouble.failure, *moment, trouble.layer, trouble.model))

    # Remembering -----------------------------------------------------------------------------------------------------

    def checkpoint(self) -> Checkpoint:
        """A copy of everything that the next step depends on."""
        return Checkpoint(
            read_only(self.theta.copy()),
            read_only(self.statistics.copy()),
            {letter: read_only(array.copy()) for letter, array in self._learner.letters()},
            self.epoch,
            self.step,
            self._learner.steps,
            self.position,
            read_only(self._batches.order.copy()),
            self._streams.state(),
            self._watchdog.first,
            self._batches.samples,
            self._watch,
            self._stops.state,
            self.divergences,
            self._batches.children,
            read_only(self.gradient.copy()),
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to a checkpoint of the same plan, data and optimizer, to go on exactly as from there."""
        np.copyto(self.theta, checkpoint.theta)
        np.copyto(self.statistics, checkpoint.statistics)
        for letter, array in self._learner.letters():
            np.copyto(array, checkpoint.memory[letter])
        self.epoch, self.step = checkpoint.epoch, checkpoint.step
        self._learner.steps = checkpoint.optimizer_step
        self._streams.restore(checkpoint.random_state)
        self._watchdog.first, self._watch = checkpoint.first, checkpoint.watch
        self._stops.restore(checkpoint.stops)
        self.casualties.restore(checkpoint.divergences)
        self._batches.restore(checkpoint.epoch_samples, checkpoint.order, checkpoint.position, self.training,
                              checkpoint.children)  # fmt: skip
        self.gradient[...] = 0.0 if checkpoint.gradient is None else checkpoint.gradient
        self._rate = self.learning_rate

    def copy(self) -> "Trainer":
        """Another trainer that goes on from here exactly as this one would, and shares nothing that changes."""
        twin = Trainer(self.network, self.training, self.seeds, self.plan, self.data, len(self.theta))
        twin.restore(self.checkpoint())
        return twin
