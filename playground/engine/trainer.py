"""Training: take a mini-batch, see how wrong the network is, take a step, and begin again.

One epoch is one pass over the training set: `ceil(n / batch)` steps, the last of them with what is left. The order is
drawn anew for each epoch. The trainer is the only thing in the program that changes; it is driven by `run`, which does
whole steps until its budget ends, and knows no clock, no thread and no screen.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np

from playground.engine.arrays import Array, Indices, read_only
from playground.engine.config import NetworkConfig, TrainingConfig
from playground.engine.evaluation import Evaluator, Samples, Scores
from playground.engine.network import Plan, Workspace, initial_parameters
from playground.engine.optimizers import Memory
from playground.engine.penalties import Penalty
from playground.engine.seeds import Seeds, stream
from playground.engine.tasks import Task

EXPLODED_WEIGHT = 1e8
"""Training has diverged when the weights together are longer than this, ..."""
EXPLODED_LOSS = 100.0
"""... or when the loss is this many times what it began with."""


class Failure(StrEnum):
    """The ways in which training diverges."""

    NOT_FINITE = "not finite"
    WEIGHTS_EXPLODED = "weights exploded"
    LOSS_EXPLODED = "loss exploded"
    DEAD_LAYER = "dead layer"


@dataclass(frozen=True, slots=True)
class Divergence:
    """When and how training went wrong, with which learning rate, and in which hidden layer if it was in one."""

    failure: Failure
    epoch: int
    step: int
    learning_rate: float
    layer: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One point of the learning curves, after a whole epoch (or before the first); scores have shape (models,)."""

    epoch: int
    train: Scores
    validation: Scores
    penalty: Array
    learning_rate: float


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """All that a trainer needs to go on exactly from here, copied."""

    theta: Array
    memory: Memory
    epoch: int
    step: int
    optimizer_step: int
    position: int
    order: Indices
    random_state: tuple[dict[str, Any], ...]
    first: Scores
    epoch_samples: Samples
    divergence: Divergence | None


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
        self.plan, self.training, self.data = plan, training, data
        self.theta = initial_parameters(network, plan, seeds.weights, models)
        self.gradient = np.zeros_like(self.theta)
        self._spare = np.empty_like(self.theta)
        self._is_weight = plan.is_weight().astype(self.theta.dtype)
        self._penalty = Penalty(training.l1, training.l2, self._is_weight)
        self._random = [stream("order of points", seeds.order, model) for model in range(models)]
        self.epoch = self.step = self.position = self._optimizer_step = 0
        self._memory = training.optimizer.init(self.theta)
        self._workspaces: dict[int, Workspace] = {}
        self._order: Indices = np.empty((models, 0), dtype=np.int64)
        self._epoch_samples = data.train
        self.evaluator = Evaluator(plan, self.theta, data.task)
        self._first = self.evaluator.scores(data.train, training.loss)
        self.divergence: Divergence | None = None

    # What may change while it trains ---------------------------------------------------------------------------------

    def configure(self, training: TrainingConfig) -> None:
        """Train with these settings from the next step on. Another kind of optimizer begins with a fresh memory."""
        if type(training.optimizer) is not type(self.training.optimizer):
            self._memory = training.optimizer.init(self.theta)
            self._optimizer_step = 0
        self.training = training
        self._penalty = Penalty(training.l1, training.l2, self._is_weight)

    def use_data(self, data: TrainingSet) -> None:
        """Judge with this data at once, and train with it from the next epoch on."""
        self.data = data
        self.evaluator = Evaluator(self.plan, self.theta, data.task)
        self._begin_watch()

    def set_parameters(self, theta: Array) -> None:
        """Replace all parameters, shape (models, size); the optimizer keeps its memory."""
        np.copyto(self.theta, theta)
        self.divergence = None
        self._begin_watch()

    # Running ---------------------------------------------------------------------------------------------------------

    @property
    def steps_per_epoch(self) -> int:
        """ceil(n / batch)."""
        return -(-self.data.train.n // self.training.batch_size)

    def run(self, steps: int | None = None, until_epoch: int | None = None) -> tuple[Record, ...]:
        """Take so many steps, or go on until so many epochs are complete, or training diverges; whichever is first.

        Returns a record of each epoch that was completed on the way.
        """
        records: list[Record] = []
        taken = 0
        with np.errstate(all="ignore"):  # overflow is looked for after each step, where it can be explained
            while self._may_go_on(taken, steps, until_epoch):
                self._take_step()
                taken += 1
                if self.position == 0:
                    records.append(self.record())
                    self._watch_loss(records[-1])
        return tuple(records)

    def _may_go_on(self, taken: int, steps: int | None, until_epoch: int | None) -> bool:
        if self.divergence is not None or self.data.train.n == 0:
            return False
        return (steps is None or taken < steps) and (until_epoch is None or self.epoch < until_epoch)

    def _take_step(self) -> None:
        if self.position == 0:
            self._begin_epoch()
        n = self._epoch_x.shape[-1]
        stop = min(self.position + self.training.batch_size, n)
        workspace = self._workspace(stop - self.position)
        np.copyto(workspace.x, self._epoch_x[..., self.position : stop])
        np.copyto(workspace.t, self._epoch_t[..., self.position : stop])
        workspace.forward()
        workspace.backward(self.training.loss)
        self._penalty.add_gradient(self.theta, self.gradient, self._spare)
        self.step += 1
        self._optimizer_step += 1
        self.training.optimizer.update(
            self.theta, self.gradient, self._memory, self.training.learning_rate, self._optimizer_step, self._spare
        )
        self.position = 0 if stop == n else stop
        self.epoch += self.position == 0
        self._watch_weights()

    def _begin_epoch(self) -> None:
        """Draw the order of the points, and lay them out in it: batches are then neighbouring columns."""
        self._epoch_samples = self.data.train
        n = self._epoch_samples.n
        if self.training.reshuffle:
            self._order = np.stack([random.permutation(n) for random in self._random])
        else:
            self._order = np.tile(np.arange(n, dtype=np.int64), (len(self._random), 1))
        self._lay_out()

    def _lay_out(self) -> None:
        dtype = self.theta.dtype
        order = self._order[0] if len(self._order) == 1 else self._order
        x, t = self._epoch_samples.x[:, order], self._epoch_samples.t[:, order]
        if order.ndim == 2:
            x, t = x.swapaxes(0, 1), t.swapaxes(0, 1)
        self._epoch_x, self._epoch_t = x.astype(dtype), t.astype(dtype)

    def _workspace(self, batch: int) -> Workspace:
        if batch not in self._workspaces:
            if len(self._workspaces) >= 4:  # sizes that are no longer used
                self._workspaces.clear()
            self._workspaces[batch] = Workspace(self.plan, self.theta, batch, self.gradient)
        return self._workspaces[batch]

    # Judging ---------------------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """Losses and scores as they are now."""
        loss = self.training.loss
        with np.errstate(all="ignore"):  # those of a diverged network may be infinite, and are shown as they are
            return Record(
                self.epoch,
                self.evaluator.scores(self.data.train, loss),
                self.evaluator.scores(self.data.validation, loss),
                self._penalty.value(self.theta),
                self.training.learning_rate,
            )

    def _begin_watch(self) -> None:
        """Measure an explosion from here on: other points or weights have a loss of their own to begin with."""
        now = self.record().train
        self._first = replace(now, spread=np.fmax(self._first.spread, now.spread))

    def _watch_weights(self) -> None:
        squares = float(np.vdot(self.theta, self.theta))
        if not squares < EXPLODED_WEIGHT**2:
            self._diverge(Failure.WEIGHTS_EXPLODED if np.isfinite(self.theta).all() else Failure.NOT_FINITE)

    def _watch_loss(self, record: Record) -> None:
        if not np.isfinite(record.train.loss).all():
            self._diverge(Failure.NOT_FINITE)
        elif (record.train.loss > EXPLODED_LOSS * np.maximum(self._first.loss, 1.0)).any():
            self._diverge(Failure.LOSS_EXPLODED)
        elif (record.train.spread == 0.0).any() and (self._first.spread > 0.0).all():
            layer = self.evaluator.dead_layer(self.data.train.x)
            if layer is not None:
                self._diverge(Failure.DEAD_LAYER, layer)

    def _diverge(self, failure: Failure, layer: int | None = None) -> None:
        self.divergence = Divergence(failure, self.epoch, self.step, self.training.learning_rate, layer)

    # Remembering -----------------------------------------------------------------------------------------------------

    def checkpoint(self) -> Checkpoint:
        """A copy of everything that the next step depends on."""
        return Checkpoint(
            read_only(self.theta.copy()),
            {letter: read_only(array.copy()) for letter, array in self._memory.items()},
            self.epoch,
            self.step,
            self._optimizer_step,
            self.position,
            read_only(self._order.copy()),
            tuple(dict(random.bit_generator.state) for random in self._random),
            self._first,
            self._epoch_samples,
            self.divergence,
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to a checkpoint of the same plan, data and optimizer, to go on exactly as from there."""
        np.copyto(self.theta, checkpoint.theta)
        self._memory = {letter: array.copy() for letter, array in checkpoint.memory.items()}
        self.epoch, self.step = checkpoint.epoch, checkpoint.step
        self._optimizer_step, self.position = checkpoint.optimizer_step, checkpoint.position
        self._order = checkpoint.order.copy()
        for random, state in zip(self._random, checkpoint.random_state, strict=True):
            random.bit_generator.state = state
        self._first, self.divergence = checkpoint.first, checkpoint.divergence
        self._epoch_samples = checkpoint.epoch_samples
        if self.position:
            self._lay_out()
