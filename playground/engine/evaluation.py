"""Looking at a network without touching it: answers, losses and scores on any points."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array, read_only
from playground.engine.losses import Loss
from playground.engine.metrics import accuracy, r2
from playground.engine.network import Plan, Workspace
from playground.engine.outputs import Output
from playground.engine.tasks import Kind, Task

CHUNK = 1024
"""How many points run through the network at once: few enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Points as the network reads them: inputs (features + 1, n) with a last row of ones, and targets (outputs, n)."""

    x: Array
    t: Array
    y: Array

    @property
    def n(self) -> int:
        return self.x.shape[-1]


def samples(features: Array, y: Array, output: Output, task: Task) -> Samples:
    """Samples from features (n, k) and labels or values (n,)."""
    x = np.vstack([features.T, np.ones(len(features))])
    return Samples(read_only(x), read_only(output.targets(y, task)), read_only(np.array(y, dtype=np.float64)))


@dataclass(frozen=True, slots=True)
class Scores:
    """How well each model does on some samples; every field has shape (models,)."""

    loss: Array
    """The mean loss, without penalties."""
    score: Array
    """Accuracy for classes, R² for regression."""
    spread: Array
    """How far apart the output sums lie; 0 for a network that says the same of every point."""


class Evaluator:
    """Runs points through the present parameters, a chunk at a time; arrays it returns are new ones."""

    def __init__(self, plan: Plan, theta: Array, task: Task) -> None:
        self.plan, self.theta, self.task = plan, theta, task
        self._workspaces: dict[int, Workspace] = {}

    def answers(self, x: Array) -> tuple[Array, Array]:
        """Sums and answers of the output layer for inputs (features + 1, n), both of shape (models, outputs, n)."""
        shape = (self.theta.shape[0], self.plan.outputs, x.shape[-1])
        z, a = np.empty(shape, self.theta.dtype), np.empty(shape, self.theta.dtype)
        for start, workspace in self.forward(x):
            stop = start + workspace.x.shape[-1]
            z[..., start:stop], a[..., start:stop] = workspace.z, workspace.a
        return z, a

    def forward(self, x: Array) -> Iterator[tuple[int, Workspace]]:
        """Each chunk of inputs run forward, as its first column and the workspace that holds the activations."""
        n = x.shape[-1]
        for start in range(0, n, CHUNK):
            workspace = self._workspace(min(CHUNK, n - start))
            np.copyto(workspace.x, x[..., start : start + CHUNK])
            workspace.forward()
            yield start, workspace

    def scores(self, samples: Samples, loss: Loss) -> Scores:
        """Loss and score on samples; not a number where there are no samples."""
        if samples.n == 0:
            nothing = np.full(self.theta.shape[0], np.nan)
            return Scores(nothing, nothing, nothing)
        z, a = self.answers(samples.x)
        mean_loss = loss.value(z, a, samples.t)
        spread = (z.max(axis=-1) - z.min(axis=-1)).max(axis=-1)
        return Scores(mean_loss, self._score(a, samples), spread)

    def _score(self, a: Array, samples: Samples) -> Array:
        if self.task.kind is Kind.REGRESSION:
            return r2(a[..., 0, :], samples.t[0])
        return accuracy(self.plan.output.labels(a), samples.y)

    def dead_layer(self, x: Array) -> int | None:
        """The first hidden layer of which no neuron of some model answers to any of these inputs; None if all live.

        Such a layer passes no signal forward and no gradient back: it can never recover.
        """
        alive = [np.zeros(self.theta.shape[0], dtype=np.bool_) for _ in self.plan.hidden]
        for _, workspace in self.forward(x):
            for living, columns in zip(alive, workspace.columns[1:-1], strict=True):
                living |= np.any(columns[..., :-1, :] != 0.0, axis=(-2, -1))
        return next((index for index, living in enumerate(alive) if not living.all()), None)

    def _workspace(self, batch: int) -> Workspace:
        if batch not in self._workspaces:
            if len(self._workspaces) >= 4:  # sizes of sets that are no more
                self._workspaces.clear()
            self._workspaces[batch] = Workspace(self.plan, self.theta, batch)
        return self._workspaces[batch]
