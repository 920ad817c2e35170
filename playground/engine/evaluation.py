"""Looking at a network without touching it: answers, losses and scores on any points."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array
from playground.engine.criterion import Criterion
from playground.engine.layers import Activate
from playground.engine.metrics import explained
from playground.engine.network import Plan
from playground.engine.recipes import Recipe, average, call
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
            return Exam(self, criterion, samples).scores()[0]

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
    """Sets of points that are judged over and over. They run through the network together, which saves calls.

    Bound once to its arrays, as a step of training is: see `recipes.py`. How many points there are may change the last
    bit of what is said, so sets that training must not notice need an exam of their own.
    """

    def __init__(self, evaluator: Evaluator, criterion: Criterion, *sets: Samples) -> None:
        """Judge these sets by the loss of a criterion, with the parameters that the evaluator looks at."""
        self._evaluator, self._sets = evaluator, sets
        edges = np.cumsum([0, *(samples.n for samples in sets)]).tolist()
        self._places = [slice(*pair) for pair in pairwise(edges)]
        self._said = np.full((len(sets), 2, len(evaluator.theta)), np.nan)
        """Loss and score of each set by each model, as they were found last."""
        self._z = evaluator.theta[:, np.newaxis, :0]
        """The sums of the output (models, outputs, n) that were found last; none without points."""
        self._recipe = tuple(self._ask(criterion)) if edges[-1] else ()
        z = self._first_sums
        self._two = (z[:, 0, 0], z[:, 0, -1]) if z.size else None

    def scores(self) -> list[Scores]:
        """Loss and score of each set; not a number where there are no points. Overflow is the caller's to silence."""
        for step in self._recipe:
            step()
        return [Scores(said[0], said[1]) for said in self._said.copy()]

    def first(self, scores: Scores) -> FirstScores:
        """The scores of the first set, with how far apart the sums lie by which it was scored last."""
        z = self._first_sums
        spread = np.max(z, axis=-1) - np.min(z, axis=-1) if z.size else np.full(z.shape[:2], np.nan, z.dtype)
        return FirstScores(scores.loss, scores.score, spread.max(axis=-1))

    def tells_apart(self) -> npt.NDArray[np.bool_]:
        """Whether each model told points of the first set apart when it was scored last, (models,)."""
        if self._two is None:
            return np.ones(len(self._z), np.bool_)
        at_once = np.not_equal(*self._two)  # mostly two points show it
        return at_once if np.count_nonzero(at_once) == len(at_once) else _any(self._first_sums - self._z[..., :1])

    @property
    def _first_sums(self) -> Array:
        return self._z[..., self._places[0]]

    def _ask(self, criterion: Criterion) -> Recipe:
        x = np.concatenate([samples.x for samples in self._sets], axis=-1)
        if x.shape[-1] <= CHUNK:
            workspace = self._evaluator.workspace(x)  # all points in one of their own, where they stay
            z, a = workspace.z, workspace.a
            yield from workspace.way_forward
        else:
            z, a = self._evaluator.empty(x.shape[-1])
            yield call(self._evaluator.answer, x, z, a)
        self._z = z.reshape(-1, *z.shape[-2:])
        said = self._said.reshape(*self._said.shape[:2], *z.shape[:-2])
        yield from self._losses(criterion, z, a, said[:, 0])
        yield from self._scores(a[..., 0, :] if self._is_regression else a, said[:, 1])

    def _losses(self, criterion: Criterion, z: Array, a: Array, losses: Array) -> Recipe:
        of_columns = np.empty_like(z[..., 0, :])
        targets = np.concatenate([criterion.targets(samples) for samples in self._sets], axis=-1)
        yield from criterion.loss.samples(z, a, targets.astype(z.dtype), of_columns)
        for samples, place, loss in self._there(losses):
            yield from criterion.loss.total(of_columns[..., place], criterion.share(samples), loss)

    def _scores(self, a: Array, scores: Array) -> Recipe:
        if self._is_regression:
            for samples, place, score in self._there(scores):
                yield from explained(a[..., place], samples.t[0], score)
            return
        hits = np.empty((*a.shape[:-2], a.shape[-1]), np.bool_)
        labels = np.concatenate([samples.y for samples in self._sets])
        yield from self._evaluator.plan.output.hits(a, labels, hits)
        for _, place, score in self._there(scores):
            yield from average(hits[..., place], score)

    @property
    def _is_regression(self) -> bool:
        return self._evaluator.task.kind is Kind.REGRESSION

    def _there(self, places: Array) -> Iterator[tuple[Samples, slice, Array]]:
        """The sets that have points, where they lie, and the place for what is said of them."""
        for index, samples in enumerate(self._sets):
            if samples.n:
                yield samples, self._places[index], places[index, ...]


def _any(values: Array) -> npt.NDArray[np.bool_]:
    """Whether any of the numbers (..., units, n) of a model is not 0."""
    return np.any(values != 0.0, axis=(-2, -1))


def _first_stuck(moves: npt.NDArray[np.bool_], speaks: npt.NDArray[np.bool_]) -> Stuck | None:
    """The first layer that doesn't move."""
    layer = next((index for index, moving in enumerate(moves) if not moving), None)
    return None if layer is None else Stuck(layer, silent=not speaks[layer])
