"""Looking at a network without touching it: answers, losses and scores on any points."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array
from playground.engine.criterion import Criterion
from playground.engine.layers import Activate
from playground.engine.metrics import accuracy, r2
from playground.engine.network import Plan
from playground.engine.samples import Samples
from playground.engine.tasks import Kind, Task
from playground.engine.workspace import Workspace

CHUNK = 1024
"""How many points run through the network at once: few enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How well each model does on some samples; every field has shape (models,)."""

    loss: Array
    """The mean loss, without penalties."""
    score: Array
    """Accuracy for classes, R² for regression."""
    spread: Array
    """How far apart the output sums lie; 0 for a network that says the same of every point."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A hidden layer that passes no gradient back; a silent one says 0 as well."""

    layer: int
    silent: bool


class Evaluator:
    """Runs points through the present parameters, a chunk at a time; arrays it returns are new ones.

    The network only answers here: nothing is dropped, and batch normalisation uses its running statistics.
    """

    def __init__(self, plan: Plan, theta: Array, task: Task, statistics: Array | None = None) -> None:
        self.plan, self.theta, self.task, self._statistics = plan, theta, task, statistics
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
            with np.errstate(over="ignore"):  # exp(1000) is infinite, and 1 / infinity the right answer
                workspace.forward()
            yield start, workspace

    def scores(self, samples: Samples, criterion: Criterion) -> Scores:
        """Loss and score on samples; not a number where there are no samples."""
        with np.errstate(over="ignore"):
            return Exam(self, criterion, samples).scores()

    def stuck_layers(self, x: Array) -> tuple[Stuck | None, ...]:
        """The first hidden layer of each model whose neurons all have a slope of 0 at all of these inputs, if any.

        No gradient comes back through such a layer. Activations whose slope is 0 everywhere are left out.
        """
        models, depth = self.theta.shape[0], len(self.plan.hidden)
        moves, speaks = (np.zeros((models, depth), dtype=np.bool_) for _ in range(2))
        for _, workspace in self.forward(x):
            bends = [piece for piece in workspace.pieces if isinstance(piece, Activate)]
            for index, piece in enumerate(bends):
                moves[:, index] |= True if piece.function.is_flat else _any(piece.slope())
                speaks[:, index] |= _any(piece.a)
        return tuple(_first_stuck(moves[model], speaks[model]) for model in range(models))

    def _workspace(self, batch: int) -> Workspace:
        if batch not in self._workspaces:
            if len(self._workspaces) >= 4:  # sizes of sets that are no more
                self._workspaces.clear()
            self._workspaces[batch] = Workspace(self.plan, self.theta, batch, statistics=self._statistics)
        return self._workspaces[batch]

    def workspace(self, x: Array) -> Workspace:
        """A workspace with these inputs (features + 1, n) in it, which nobody else has."""
        workspace = Workspace(self.plan, self.theta, x.shape[-1], statistics=self._statistics)
        workspace.x[...] = x
        return workspace


class Exam:
    """Points that are judged over and over, always by themselves: other points never change a bit of what is said."""

    def __init__(self, evaluator: Evaluator, criterion: Criterion, samples: Samples) -> None:
        self._evaluator, self._samples, self._loss = evaluator, samples, criterion.loss
        self._targets, self._share = criterion.targets(samples), criterion.share(samples)
        self._whole = evaluator.workspace(samples.x) if 0 < samples.n <= CHUNK else None
        """All points in a workspace of their own, where they are few enough; they stay there."""
        self._nothing = Scores(*[np.full(len(evaluator.theta), np.nan, evaluator.theta.dtype)] * 3)

    def scores(self) -> Scores:
        """Loss and score; not a number where there are no points. Overflow is the caller's to silence."""
        if self._samples.n == 0:
            return self._nothing
        z, a = self._answers()
        loss = self._loss.value(z, a, self._targets, self._share)
        spread = np.maximum.reduce(z, axis=-1) - np.minimum.reduce(z, axis=-1)
        return Scores(loss, self._score(a), np.maximum.reduce(spread, axis=-1))

    def _answers(self) -> tuple[Array, Array]:
        """Sums and answers, (models, outputs, n)."""
        if self._whole is None:
            return self._evaluator.answers(self._samples.x)
        self._whole.forward()
        shape = (-1, *self._whole.a.shape[-2:])
        return self._whole.z.reshape(shape), self._whole.a.reshape(shape)

    def _score(self, a: Array) -> Array:
        if self._evaluator.task.kind is Kind.REGRESSION:
            return r2(a[..., 0, :], self._samples.t[0])
        return accuracy(self._evaluator.plan.output.labels(a), self._samples.y)


def _any(values: Array) -> npt.NDArray[np.bool_]:
    """Whether any of the numbers (..., units, n) of a model is not 0."""
    return np.any(values != 0.0, axis=(-2, -1))


def _first_stuck(moves: npt.NDArray[np.bool_], speaks: npt.NDArray[np.bool_]) -> Stuck | None:
    """The first layer that doesn't move."""
    layer = next((index for index, moving in enumerate(moves) if not moving), None)
    return None if layer is None else Stuck(layer, silent=not speaks[layer])
