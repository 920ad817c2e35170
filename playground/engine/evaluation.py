"""Looking at a network without touching it: answers, losses and scores on any points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
        (scores,) = Exam(self, criterion, (samples,)).scores()
        return scores

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


class Exam:
    """Some sets of points that are judged together, over and over: all of them run through the network in one pass."""

    def __init__(self, evaluator: Evaluator, criterion: Criterion, parts: Sequence[Samples]) -> None:
        self._evaluator, self._loss = evaluator, criterion.loss
        edges = np.cumsum([0, *(part.n for part in parts)]).tolist()
        self._papers = [
            _Paper(part, slice(start, stop), criterion.share(part))
            for part, (start, stop) in zip(parts, pairwise(edges), strict=True)
        ]
        self._x = np.concatenate([part.x for part in parts], axis=-1).astype(evaluator.theta.dtype)
        self._targets = np.concatenate([criterion.targets(part) for part in parts], axis=-1)

    def scores(self) -> tuple[Scores, ...]:
        """Loss and score of each set; not a number where it has no points."""
        z, a = self._evaluator.answers(self._x)
        losses = self._loss.samples(z, a, self._targets)
        return tuple(self._judged(paper, z, a, losses) for paper in self._papers)

    def _judged(self, paper: "_Paper", z: Array, a: Array, losses: Array) -> Scores:
        """The scores of one set, from the sums, answers and losses of all of them."""
        points, columns = paper.samples, paper.columns
        if points.n == 0:
            nothing = np.full(len(z), np.nan)
            return Scores(nothing, nothing, nothing)
        z, a = z[..., columns], a[..., columns]
        spread = np.maximum.reduce(z, axis=-1) - np.minimum.reduce(z, axis=-1)
        loss = self._loss.total(losses[..., columns], paper.share)
        return Scores(loss, self._score(a, points), np.maximum.reduce(spread, axis=-1))

    def _score(self, a: Array, points: Samples) -> Array:
        if self._evaluator.task.kind is Kind.REGRESSION:
            return r2(a[..., 0, :], points.t[0])
        return accuracy(self._evaluator.plan.output.labels(a), points.y)


@dataclass(frozen=True, slots=True, eq=False)
class _Paper:
    """One set of an exam: its points, their places among all of them, and the share of each in the mean loss."""

    samples: Samples
    columns: slice
    share: Array | None


def _any(values: Array) -> npt.NDArray[np.bool_]:
    """Whether any of the numbers (..., units, n) of a model is not 0."""
    return np.any(values != 0.0, axis=(-2, -1))


def _first_stuck(moves: npt.NDArray[np.bool_], speaks: npt.NDArray[np.bool_]) -> Stuck | None:
    """The first layer that doesn't move."""
    layer = next((index for index, moving in enumerate(moves) if not moving), None)
    return None if layer is None else Stuck(layer, silent=not speaks[layer])
