"""One step of learning: the gradient of a batch, what is done to it, and the step of the optimizer.

A learner has what a step changes (parameters, running statistics, the memory of the optimizer) and all that it needs,
bound to these arrays once for many steps. It knows nothing of epochs; see `trainer.py`.
"""

from collections.abc import Iterator

import numpy as np

from playground.engine import batches, disturbance
from playground.engine.arrays import Array
from playground.engine.batches import Batches
from playground.engine.config import NetworkConfig, TrainingConfig
from playground.engine.criterion import Criterion
from playground.engine.disturbance import Disturbance
from playground.engine.limits import limit_norm
from playground.engine.network import Plan, initial_parameters
from playground.engine.optimizers import Stepper, fresh_memory, rescaled
from playground.engine.penalties import penalty
from playground.engine.recipes import Call, Recipe, call
from playground.engine.records import TrainingSet
from playground.engine.resampling import RESAMPLING
from playground.engine.rules import gradient_rules
from playground.engine.seeds import Seeds, Streams
from playground.engine.workspace import Workspace

DROPOUT = "dropout"
"""The random stream of the dropout masks."""
MOST_SIZES = 4
"""Workspaces are kept for so many sizes of batches: full ones, the last of an epoch, a few more. The oldest goes."""


class Learner:
    """A network, or a stack of networks of one plan, that learns batch by batch."""

    def __init__(
        self, network: NetworkConfig, training: TrainingConfig, plan: Plan, data: TrainingSet, seeds: Seeds, models: int
    ) -> None:
        """Draw the parameters, and get ready to learn by the settings of a training."""
        names = {DROPOUT: seeds.dropout, **dict.fromkeys(disturbance.STREAMS, seeds.noise)}
        names |= {batches.ORDER: seeds.order, RESAMPLING: seeds.order}
        self.streams = Streams(names, models)
        """All chance of the training; that of the order belongs to whoever lays out epochs."""
        self.theta = initial_parameters(network, plan, seeds.weights, models)
        self.statistics = plan.fresh_statistics(models, self.theta.dtype)
        self._gradient = np.zeros((2, *self.theta.shape), self.theta.dtype)
        self.gradient = self._gradient[0]
        """That of the last step, as the optimizer got it."""
        self._spare = np.empty_like(self.theta)
        self._bound: dict[int, tuple[Workspace, tuple[Call, ...]]] = {}
        self.forget(training)
        self.settle(plan, training, data)

    def forget(self, training: TrainingConfig) -> None:
        """Begin with a fresh memory of the optimizer."""
        self._memory = fresh_memory(training.optimizer, self.theta)
        self.scales = training.optimizer.scales()
        """Those with which the memory is kept; they become those of the optimizer with the next step."""
        self.steps = 0
        """How many steps the memory has seen."""

    def settle(self, plan: Plan, training: TrainingConfig, data: TrainingSet) -> None:
        """Learn by these settings from the next step on: bind anew what is bound to them."""
        self.plan, noise = plan, training.noise
        is_weight = plan.is_weight().astype(self.theta.dtype)
        self.criterion = Criterion(training, data.task, data.train.y)
        self.penalty = penalty(training, is_weight, data.train.n)
        self._noise = Disturbance(noise, self.streams, data.task, is_weight, plan.output.low)
        self._is_noisy = bool(noise.inputs or noise.weights or noise.labels)
        self._rules = gradient_rules(training, self.penalty, self._noise)
        self._max_norm = training.max_norm
        self._optimizer, self._wanted_scales = training.optimizer, training.optimizer.scales()
        self._stepper = Stepper(training.optimizer, self.theta, self._gradient, self._memory)
        self._bound.clear()

    def learn(self, points: Batches, stop: int, rate: float) -> None:
        """Take one step, for the points of the epoch up to `stop`."""
        size = stop - points.position
        workspace, calls = self._bound.get(size) or self._bind(size)
        points.fill(workspace, stop)
        if self.scales is not self._wanted_scales:
            rescaled(self._memory, self.scales, self._wanted_scales)
            self.scales = self._wanted_scales
        self.steps += 1
        self._stepper.expect(rate, self.steps)
        for each in calls:
            each()

    def workspace(self, batch: int) -> Workspace:
        """The workspace of batches of this size."""
        return (self._bound.get(batch) or self._bind(batch))[0]

    def _bind(self, batch: int) -> tuple[Workspace, tuple[Call, ...]]:
        """A workspace for batches of this size, and all that is done with a batch in it."""
        if len(self._bound) >= MOST_SIZES:
            del self._bound[next(iter(self._bound))]
        arrays = (self.gradient, self.statistics)
        workspace = Workspace(self.plan, self.theta, batch, *arrays, self.criterion.loss)
        self._bound[batch] = workspace, tuple(self._step(workspace))
        return self._bound[batch]

    def _step(self, workspace: Workspace) -> Recipe:
        yield from self.find_gradient(workspace)
        yield from self._stepper.calls
        if self._max_norm:
            yield call(limit_norm, self.plan, self.theta, self._max_norm)

    def find_gradient(self, workspace: Workspace) -> Recipe:
        """The gradient of one batch, as the optimizer is to get it."""
        if self._is_noisy:
            yield call(self._noise.disturb, workspace.x, workspace.t, self.theta)
        for drop in workspace.drops:
            yield call(drop.draw, self.streams[DROPOUT])
        yield from workspace.way_forward
        yield from workspace.way_back
        if self._is_noisy:
            yield call(self._noise.calm, self.theta)
        for rule in self._rules:
            yield call(rule, self.theta, self.gradient, self._spare)

    def step_ahead(self, rate: float) -> Array:
        """What the optimizer would now add to the parameters for the last gradient, (models, size); nothing changes."""
        theta, memory = self.theta.copy(), self._memory.copy()
        rescaled(memory, self.scales, self._wanted_scales)
        step = Stepper(self._optimizer, theta, self._gradient.copy(), memory)
        step.take(rate, self.steps + 1)
        return np.subtract(theta, self.theta, out=theta)

    def letters(self) -> Iterator[tuple[str, Array]]:
        """What the optimizer remembers, (models, size) each, by the letters of its formula; see `scales`."""
        return zip(self._optimizer.letters, self._memory, strict=True)
