"""Training: take a mini-batch, see how wrong the network is, take a step, and begin again.

One epoch is one pass over the training set: `ceil(n / batch)` steps, the last of them with what is left. The order is
drawn anew for each epoch. The trainer is the only thing in the program that changes; it is driven by `run`, which does
whole steps until its budget ends, and knows no clock, no thread and no screen.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.engine import batches, disturbance
from playground.engine.arrays import Array, Indices, read_only
from playground.engine.batches import Batches
from playground.engine.config import NetworkConfig, TrainingConfig
from playground.engine.criterion import Criterion
from playground.engine.disturbance import Disturbance
from playground.engine.divergence import Divergence as Divergence
from playground.engine.divergence import Failure as Failure
from playground.engine.divergence import exploded, loss_failure, weight_failure
from playground.engine.evaluation import Evaluator, Scores, Stuck
from playground.engine.limits import Rule, clip_norm, clip_value, limit_norm
from playground.engine.network import Plan, initial_parameters
from playground.engine.optimizers import Memory
from playground.engine.penalties import penalty
from playground.engine.samples import Samples
from playground.engine.schedules import Watch
from playground.engine.seeds import Seeds, Streams
from playground.engine.stopping import Patience, Stopped, Stopping
from playground.engine.tasks import Task
from playground.engine.workspace import Workspace

DROPOUT = "dropout"
"""The random stream of the dropout masks."""


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One point of the learning curves, after a whole epoch (or before the first); scores have shape (models,)."""

    epoch: int
    train: Scores
    validation: Scores
    penalty: Array
    learning_rate: float
    """That of the last step of the epoch."""


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """All that a trainer needs to go on exactly from here, copied."""

    theta: Array
    statistics: Array
    memory: Memory
    epoch: int
    step: int
    optimizer_step: int
    position: int
    order: Indices
    random_state: Mapping[str, tuple[dict[str, Any], ...]]
    first: Scores
    epoch_samples: Samples
    watch: Watch
    patience: Patience
    stopped: Stopped | None
    divergences: tuple[Divergence | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TrainingSet:
    """The samples that train, those that only judge, and the task they set."""

    train: Samples
    validation: Samples
    task: Task


class Trainer:
    """Trains one network, or a stack of networks of one plan, on one training set."""

    def __init__(
        self, network: NetworkConfig, training: TrainingConfig, seeds: Seeds, plan: Plan, data: TrainingSet,
        models: int = 1,
    ) -> None:  # fmt: skip
        self.network, self.training, self.seeds, self.plan, self.data = network, training, seeds, plan, data
        self.theta = initial_parameters(network, plan, seeds.weights, models)
        self.statistics = plan.fresh_statistics(models, self.theta.dtype)
        self.gradient = np.zeros_like(self.theta)
        """That of the last step, as the optimizer got it."""
        self._spare = np.empty_like(self.theta)
        self._is_weight = plan.is_weight().astype(self.theta.dtype)
        names = {batches.ORDER: seeds.order, DROPOUT: seeds.dropout, **dict.fromkeys(disturbance.STREAMS, seeds.noise)}
        self._streams = Streams(names, models)
        self._batches = Batches(data.train, data.task, self._streams[batches.ORDER], self.theta.dtype)
        self.epoch = self.step = self._optimizer_step = 0
        self._memory = training.optimizer.init(self.theta)
        self._workspaces: dict[int, Workspace] = {}
        self._watch, self._patience = Watch(), Patience()
        self._last: Workspace | None = None
        self._settle()
        self.evaluator = Evaluator(plan, self.theta, data.task, self.statistics)
        self._first = self.evaluator.scores(data.train, self._criterion)
        self.stopped: Stopped | None = None
        self._forgive()

    # What may change while it trains ---------------------------------------------------------------------------------

    def configure(self, training: TrainingConfig) -> None:
        """Train with these settings from the next step on.

        Another kind of optimizer begins with a fresh memory, another kind of schedule with a fresh watch, and changed
        early stopping with all its patience.
        """
        old, self.training = self.training, training
        if type(training.optimizer) is not type(old.optimizer):
            self._memory = training.optimizer.init(self.theta)
            self._optimizer_step = 0
        if type(training.schedule) is not type(old.schedule):
            self._watch = Watch()
        if training.early_stopping != old.early_stopping:
            self.go_on()
        if any(one is not None and one.failure is Failure.RATE_NOT_FINITE for one in self.divergences):
            self._forgive()
        self._settle()
        if self.position:
            self._batches.lay_out(training)

    def use_data(self, data: TrainingSet) -> None:
        """Judge with this data at once, and train with it from the next epoch on."""
        self.data = data
        self.evaluator = Evaluator(self.plan, self.theta, data.task, self.statistics)
        self._settle()
        self._begin_watch()

    def use_plan(self, plan: Plan) -> None:
        """Go on with the same parameters in a plan that differs only in live settings of its layers, as dropout is."""
        if plan.size != self.plan.size:
            raise ValueError(f"a plan of {plan.size} parameters can't use {self.plan.size}")
        self.plan = plan
        self._workspaces.clear()
        self.evaluator = Evaluator(plan, self.theta, self.data.task, self.statistics)
        self._settle()

    def set_parameters(self, theta: Array) -> None:
        """Replace all parameters, shape (models, size); the optimizer keeps its memory."""
        np.copyto(self.theta, theta)
        self._forgive()
        self._begin_watch()

    def go_on(self) -> None:
        """Train on after an early stop, with all its patience: what calling Keras's `fit` again does."""
        self._patience, self.stopped = Patience(), None

    def _settle(self) -> None:
        """Work out what follows from the settings, once for many steps."""
        training, n = self.training, self.data.train.n
        self._criterion = Criterion(training, self.data.task, self.data.train.y)
        self._penalty = penalty(training, self._is_weight, n)
        self._batch_size = max(1, n) if training.whole_set else training.batch_size
        noise = training.noise
        self._noise = Disturbance(noise, self._streams, self.data.task, self._is_weight, self.plan.output.low)
        self._is_noisy = bool(noise.inputs or noise.weights or noise.labels)
        self._rules = tuple(self._gradient_rules(training))
        self._rate = self.learning_rate
        self._asks_rate = training.schedule.by_step or not math.isfinite(self._rate)
        self._first_slopes = self.plan.matrices(self.gradient)[0]

    def _gradient_rules(self, training: TrainingConfig) -> list[Rule]:
        """What happens to the gradient before the step, in this order.

        Penalties of the loss come first, then clipping by length and by value, then noise, then the weight decay that
        PyTorch's optimizers add: as in a training loop written with PyTorch.
        """
        rules: list[Rule] = []
        if self._penalty.l1 or self._penalty.l2:
            rules.append(self._penalty.add_gradient)
        if training.clip_norm:
            rules.append(lambda _theta, gradient, _spare: clip_norm(gradient, training.clip_norm))
        if training.clip_value:
            rules.append(lambda _theta, gradient, _spare: clip_value(gradient, training.clip_value))
        if training.noise.gradients:
            rules.append(self._noise.disturb_gradient)
        if self._penalty.decay:
            rules.append(self._penalty.add_decay)
        return rules

    # Where it stands -------------------------------------------------------------------------------------------------

    @property
    def batch_size(self) -> int:
        """How many points a full batch has: all of them, or as many as are set."""
        return self._batch_size

    @property
    def steps_per_epoch(self) -> int:
        """ceil(n / batch)."""
        return -(-self.data.train.n // self._batch_size)

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
        if not self._all_diverged:
            return None
        return min((one for one in self.divergences if one is not None), key=lambda one: one.step)

    @property
    def patience_left(self) -> int | None:
        """After how many more epochs without an improvement training stops; None where it never does."""
        return self.training.early_stopping.left(self._patience)

    @property
    def best(self) -> tuple[int, float] | None:
        """The best epoch so far and its monitored value, where early stopping watches and has seen one."""
        patience = self._patience
        return None if patience.best is None else (patience.best_epoch, patience.best)

    # Running ---------------------------------------------------------------------------------------------------------

    def run(self, steps: int | None = None, until_epoch: int | None = None) -> tuple[Record, ...]:
        """Take so many steps, or go on until so many epochs are complete, or training ends; whichever is first.

        Training ends when it diverges or stops early. Returns a record of each epoch that was completed on the way.
        """
        records: list[Record] = []
        taken = 0
        with np.errstate(all="ignore"):  # overflow is looked for after each step, where it can be explained
            while self._may_go_on(taken, steps, until_epoch):
                if (self._asks_rate or self._batches.position == 0) and not self._set_rate():
                    break
                self._take_step()
                taken += 1
                if self._batches.position == 0:
                    records.append(self.record(self._rate))
                    self._judge(records[-1])
        return tuple(records)

    def _may_go_on(self, taken: int, steps: int | None, until_epoch: int | None) -> bool:
        if self.stopped is not None or self._all_diverged or self.data.train.n == 0:
            return False
        return (steps is None or taken < steps) and (until_epoch is None or self.epoch < until_epoch)

    def _set_rate(self) -> bool:
        """Take the learning rate from the schedule; whether there is one."""
        self._rate = self.learning_rate
        if math.isfinite(self._rate):
            return True
        for model in np.flatnonzero(~self.diverged):
            self._diverge(int(model), Failure.RATE_NOT_FINITE)
        return False

    def _take_step(self) -> None:
        points, training = self._batches, self.training
        if points.position == 0:
            points.begin(self.data.train, training)
        stop = min(points.position + self._batch_size, points.n)
        workspace = self._workspace(stop - points.position)
        points.fill(workspace, stop)
        self._find_gradient(workspace)
        self.step += 1
        self._optimizer_step += 1
        training.optimizer.update(
            self.theta, self.gradient, self._memory, self._rate, self._optimizer_step, self._spare
        )
        if training.max_norm:
            limit_norm(self.plan, self.theta, training.max_norm)
        if self._fallen is not None:
            self.theta[self.diverged] = self._fallen
        self.epoch += points.position == 0
        if exploded(self.theta):
            self._watch_weights()

    def _find_gradient(self, workspace: Workspace) -> None:
        """The gradient of one batch, as the optimizer is to get it."""
        if self._is_noisy:
            self._noise.disturb(workspace.x, workspace.t, self.theta)
        for drop in workspace.drops:
            drop.draw(self._streams[DROPOUT])
        workspace.forward()
        workspace.backward(self._criterion.loss)
        if self._is_noisy:
            self._noise.calm(self.theta)
        for rule in self._rules:
            rule(self.theta, self.gradient, self._spare)
        self._last = workspace

    def _workspace(self, batch: int) -> Workspace:
        workspace = self._workspaces.get(batch)
        if workspace is None:
            if len(self._workspaces) >= 4:  # sizes that are no longer used
                self._workspaces.clear()
            workspace = Workspace(self.plan, self.theta, batch, self.gradient, self.statistics)
            self._workspaces[batch] = workspace
        return workspace

    # Judging ---------------------------------------------------------------------------------------------------------

    def record(self, learning_rate: float | None = None) -> Record:
        """Losses and scores as they are now."""
        with np.errstate(all="ignore"):  # those of a diverged network may be infinite, and are shown as they are
            return Record(
                self.epoch,
                self.evaluator.scores(self.data.train, self._criterion),
                self.evaluator.scores(self.data.validation, self._criterion),
                self._penalty.value(self.theta),
                self.learning_rate if learning_rate is None else learning_rate,
            )

    def batch_loss(self) -> Array:
        """The loss of the last batch as its step found it, without penalties, shape (models,); NaN before the first."""
        last = self._last
        if last is None:
            return np.full(len(self.theta), np.nan)
        share = None if isinstance(last.share, float) else last.share
        with np.errstate(all="ignore"):
            return np.atleast_1d(self._criterion.loss.value(last.z, last.a, last.t, share))

    def _judge(self, record: Record) -> None:
        """What follows from the end of an epoch: divergence, a change of the rate, an early stop."""
        self._watch_loss(record)
        if self._all_diverged:
            return
        training = self.training
        loss = self._monitored(record, "validation_loss" if self.data.validation.n else "train_loss")
        if loss is not None:
            self._watch = training.schedule.observe(training.learning_rate, loss, self._watch)
        self._consider_stopping(training.early_stopping, record)

    def _consider_stopping(self, stopping: Stopping, record: Record) -> None:
        value = self._monitored(record, stopping.monitor)
        patience = self._patience = stopping.observe(self._patience, self.epoch, value, self._keep)
        if patience.stopped:
            if patience.kept is not None:
                np.copyto(self.theta, patience.kept[0])
                np.copyto(self.statistics, patience.kept[1])
            best = math.nan if patience.best is None else patience.best
            self.stopped = Stopped(self.epoch, patience.best_epoch, best, patience.kept is not None)

    def _keep(self) -> tuple[Array, Array]:
        return self.theta.copy(), self.statistics.copy()

    def _monitored(self, record: Record, name: str) -> float | None:
        """A value of a record by its name, the mean over the networks that still train; None without points for it."""
        part, _, kind = name.partition("_")
        samples: Samples = getattr(self.data, part)
        values: Array = getattr(getattr(record, part), kind)
        return float(values[~self.diverged].mean()) if samples.n else None

    def _begin_watch(self) -> None:
        """Measure an explosion from here on: other points or weights have a loss of their own to begin with."""
        now = self.record().train
        self._first = replace(now, spread=np.fmax(self._first.spread, now.spread))

    def _watch_weights(self) -> None:
        for model in np.flatnonzero(~self.diverged):
            failure = weight_failure(self.theta[model])
            if failure is not None:
                self._diverge(int(model), failure)

    def _watch_loss(self, record: Record) -> None:
        for model in np.flatnonzero(~self.diverged):
            failure = loss_failure(float(record.train.loss[model]), float(self._first.loss[model]))
            if failure is not None:
                self._diverge(int(model), failure)
        suspects = np.flatnonzero(self._is_suspect(record) & ~self.diverged)
        if len(suspects):
            stuck = self.evaluator.stuck_layers(self.data.train.x)
            for model in suspects:
                self._watch_layer(int(model), stuck[model])

    def _is_suspect(self, record: Record) -> npt.NDArray[np.bool_]:
        """Which networks may have a stuck layer: no slope came back to the first one, or they say one thing of all."""
        numb = ~self._first_slopes.any(axis=(-2, -1))
        same = record.train.spread == 0.0
        suspect = numb if self.plan.statistics_size else numb | same
        return suspect & (self._first.spread > 0.0)

    def _watch_layer(self, model: int, stuck: Stuck | None) -> None:
        if stuck is not None and stuck.silent:
            self._diverge(model, Failure.DEAD_LAYER, stuck.layer)
        elif stuck is not None and not self._shrinks_weights():
            self._diverge(model, Failure.SATURATED_LAYER, stuck.layer)

    def _shrinks_weights(self) -> bool:
        """Whether something other than the slope of the loss makes weights smaller, and so may end a saturation."""
        training = self.training
        decay = getattr(training.optimizer, "weight_decay", 0.0)
        return bool(training.l1 or training.l2 or training.max_norm or decay)

    def _diverge(self, model: int, failure: Failure, layer: int | None = None) -> None:
        """Note what went wrong with one network; the others of its stack train on."""
        told = list(self.divergences)
        told[model] = Divergence(failure, self.epoch, self.step, self._rate, layer, model)
        self._fall(tuple(told))

    def _fall(self, divergences: tuple[Divergence | None, ...]) -> None:
        self.divergences = divergences
        """What went wrong with each network of the stack, or None."""
        self.diverged: npt.NDArray[np.bool_] = np.array([one is not None for one in divergences])
        self._all_diverged = None not in divergences
        self._fallen: Array | None = None
        """The parameters of the diverged networks of a stack, which stay as they were."""
        if self.diverged.any():
            self._fallen = self.theta[self.diverged]

    def _forgive(self) -> None:
        self._fall((None,) * len(self.theta))

    # Remembering -----------------------------------------------------------------------------------------------------

    def checkpoint(self) -> Checkpoint:
        """A copy of everything that the next step depends on."""
        return Checkpoint(
            read_only(self.theta.copy()),
            read_only(self.statistics.copy()),
            {letter: read_only(array.copy()) for letter, array in self._memory.items()},
            self.epoch,
            self.step,
            self._optimizer_step,
            self.position,
            read_only(self._batches.order.copy()),
            self._streams.state(),
            self._first,
            self._batches.samples,
            self._watch,
            self._patience,
            self.stopped,
            self.divergences,
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to a checkpoint of the same plan, data and optimizer, to go on exactly as from there."""
        np.copyto(self.theta, checkpoint.theta)
        np.copyto(self.statistics, checkpoint.statistics)
        self._memory = {letter: array.copy() for letter, array in checkpoint.memory.items()}
        self.epoch, self.step = checkpoint.epoch, checkpoint.step
        self._optimizer_step = checkpoint.optimizer_step
        self._streams.restore(checkpoint.random_state)
        self._first, self._watch = checkpoint.first, checkpoint.watch
        self._patience, self.stopped = checkpoint.patience, checkpoint.stopped
        self._fall(checkpoint.divergences)
        self._batches.restore(checkpoint.epoch_samples, checkpoint.order, checkpoint.position, self.training)
        self._rate = self.learning_rate

    def copy(self) -> "Trainer":
        """Another trainer that goes on from here exactly as this one would, and shares nothing that changes."""
        twin = Trainer(self.network, self.training, self.seeds, self.plan, self.data, len(self.theta))
        twin.restore(self.checkpoint())
        return twin
