"""Looking at a network without touching it: answers, losses and scores on any points."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array
from playground.engine.criterion import Criterion
from playground.engine.layers import Activate
from playground.engine.metrics import explained, share_of
from playground.engine.network import Plan
from playground.engine.recipes import Recipe, call
from playground.engine.samples import Samples
from playground.engine.tasks import Kind, Task
from playground.engine.workspace import Workspace

CHUNK = 1024
"""How many points run through the network at once: few enough to stay in the processor's cache."""
MOST_SIZES = 4
"""Workspaces are kept for so many numbers of points; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How well each model does on some samples; every field has shape (models,)."""

    loss: Array
    """The mean loss, without penalties."""
    score: Array
    """Accuracy for classes, R² for regression."""


@dataclass(frozen=True, slots=True)
class FirstScores(Scores):
    """What training began with."""

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
        z, a = self.empty(x.shape[-1])
        self.answer(x, z, a)
        return z, a

    def empty(self, n: int) -> tuple[Array, Array]:
        """Room for the sums and answers of n points."""
        shape = (len(self.theta), self.plan.outputs, n)
        return np.empty(shape, self.theta.dtype), np.empty(shape, self.theta.dtype)

    def answer(self, x: Array, z: Array, a: Array) -> None:
        """Put sums and answers into arrays of that shape."""
        for start, workspace in self.forward(x):
            stop = start + workspace.x.shape[-1]
            z[..., start:stop], a[..., start:stop] = workspace.z, workspace.a

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
            if len(self._workspaces) >= MOST_SIZES:  # sizes of sets that are no more
                del self._workspaces[next(iter(self._workspaces))]
            self._workspaces[batch] = Workspace(self.plan, self.theta, batch, statistics=self._statistics)
        return self._workspaces[batch]

    def workspace(self, x: Array) -> Workspace:
        """A workspace with these inputs (features + 1, n) in it, which nobody else has."""
        workspace = Workspace(self.plan, self.theta, x.shape[-1], statistics=self._statistics)
        workspace.x[...] = x
        return workspace


class Exam:
    """Points that are judged over and over, always by themselves: other points never change a bit of what is said.

    Bound once to its arrays, as a step of training is: see `recipes.py`.
    """

    def __init__(self, evaluator: Evaluator, criterion: Criterion, samples: Samples) -> None:
        """Judge these samples by the loss of a criterion, with the parameters that the evaluator looks at."""
        self._evaluator, self._samples = evaluator, samples
        self._said = np.full((2, len(evaluator.theta)), np.nan)
        """Loss and score of each model, as they were found last."""
        self._z = evaluator.theta[:, np.newaxis, :0]
        """The sums of the output (models, outputs, n) that were found last; none without points."""
        self._recipe = tuple(self._ask(criterion)) if samples.n else ()
        self._two = (self._z[:, 0, 0], self._z[:, 0, -1]) if samples.n else None

    def scores(self) -> Scores:
        """Loss and score; not a number where there are no points. Overflow is the caller's to silence."""
        for step in self._recipe:
            step()
        said = self._said.copy()
        return Scores(said[0], said[1])

    def first(self, scores: Scores) -> FirstScores:
        """The same with how far apart the sums lie by which it was scored last."""
        z = self._z
        spread = np.max(z, axis=-1) - np.min(z, axis=-1) if z.size else np.full(z.shape[:2], np.nan)
        return FirstScores(scores.loss, scores.score, spread.max(axis=-1))

    def tells_apart(self) -> npt.NDArray[np.bool_]:
        """Whether each model told points apart when it was scored last, (models,); mostly two points show it."""
        if self._two is None:
            return np.ones(len(self._z), np.bool_)
        at_once = np.not_equal(*self._two)
        return at_once if np.count_nonzero(at_once) == len(at_once) else _any(self._z - self._z[..., :1])

    def _ask(self, criterion: Criterion) -> Recipe:
        samples = self._samples
        if samples.n <= CHUNK:
            workspace = self._evaluator.workspace(samples.x)  # all points in one of their own, where they stay
            z, a = workspace.z, workspace.a
            yield from workspace.way_forward
        else:
            z, a = self._evaluator.empty(samples.n)
            yield call(self._evaluator.answer, samples.x, z, a)
        self._z = z.reshape(-1, *z.shape[-2:])
        loss, score = (said.reshape(z.shape[:-2]) for said in self._said)
        yield from criterion.judge(z, a, samples, loss)
        yield from self._score(a, score)

    def _score(self, a: Array, score: Array) -> Recipe:
        if self._evaluator.task.kind is Kind.REGRESSION:
            yield from explained(a[..., 0, :], self._samples.t[0], score)
        else:
            hits = np.empty(a[..., 0, :].shape, np.bool_)
            yield from self._evaluator.plan.output.hits(a, self._samples.y, hits)
            yield from share_of(hits, score)


def _any(values: Array) -> npt.NDArray[np.bool_]:
    """Whether any of the numbers (..., units, n) of a model is not 0."""
    return np.any(values != 0.0, axis=(-2, -1))


def _first_stuck(moves: npt.NDArray[np.bool_], speaks: npt.NDArray[np.bool_]) -> Stuck | None:
    """The first layer that doesn't move."""
    layer = next((index for index, moving in enumerate(moves) if not moving), None)
    return None if layer is None else Stuck(layer, silent=not speaks[layer])
