"""The last layer: how its sums become an answer, and how labels become the targets it is compared with.

Two classes need one output: a probability (sigmoid, targets 0 and 1) or a signed score (tanh or linear, targets -1 and
+1). Several classes need an output each, which softmax makes into probabilities. Regression needs a plain number.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from playground.engine.activations import sigmoid
from playground.engine.arrays import Array
from playground.engine.recipes import Recipe, call, number
from playground.engine.tasks import Kind, Task
from playground.i18n import _
from playground.spec import Component, component


class Output(Component):
    """Base of the output layers. `kinds` are the questions it can answer; arrays are (..., outputs, batch)."""

    __slots__ = ()
    kinds: ClassVar[tuple[Kind, ...]]
    low: ClassVar[float] = -1.0
    """The target of the first of two classes; that of the second is always 1."""

    @abstractmethod
    def forward(self, z: Array, a: Array) -> Recipe:
        """Put the answer f(z) into `a`."""

    @abstractmethod
    def backward(self, a: Array, g: Array) -> Recipe:
        """Turn `g` = dL/da into dL/dz in place."""

    def units(self, task: Task) -> int:
        """How many outputs the task needs."""
        return task.classes if task.kind is Kind.MULTICLASS else 1

    def targets(self, y: Array, task: Task) -> Array:
        """Targets, shape (outputs, n), for labels or values `y`, shape (n,)."""
        if task.kind is Kind.REGRESSION:
            return y[np.newaxis].copy()
        return np.where(y == 1, 1.0, self.low)[np.newaxis]

    def labels(self, a: Array) -> Array:
        """The predicted class of each column, shape (..., n); the threshold lies half way between the targets."""
        return (a[..., 0, :] > self._middle).astype(np.float64)

    def hits(self, a: Array, y: Array, out: npt.NDArray[np.bool_]) -> Recipe:
        """Put into `out` (..., n) whether the predicted class of each column is the true one, `y` (n,)."""
        is_second = y == 1
        yield call(np.greater, a[..., 0, :], number(self._middle, a), out)
        yield call(np.equal, out, is_second, out)

    def tint(self, a: Array) -> Array:
        """The answers on one scale for pictures: -1 surely the first class, +1 surely the second; not clipped."""
        return (a - self._middle) * (2.0 / (1.0 - self.low))

    @property
    def _middle(self) -> float:
        """Half way between the targets of two classes."""
        return (1.0 + self.low) / 2.0


@component("output", key="sigmoid", label=_("Sigmoid"))
@dataclass(frozen=True, slots=True)
class SigmoidOutput(Output):
    """The probability of the second class; targets 0 and 1."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BINARY,)
    low: ClassVar[float] = 0.0

    def forward(self, z: Array, a: Array) -> Recipe:
        yield from sigmoid(z, a)

    def backward(self, a: Array, g: Array) -> Recipe:
        slope = np.empty_like(a)
        yield call(np.subtract, number(1.0, a), a, slope)
        yield call(np.multiply, a, slope, slope)
        yield call(np.multiply, g, slope, g)


@component("output", key="tanh", label=_("Tanh"))
@dataclass(frozen=True, slots=True)
class TanhOutput(Output):
    """A score between -1 and +1; targets -1 and +1."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BINARY, Kind.REGRESSION)

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.tanh, z, a)

    def backward(self, a: Array, g: Array) -> Recipe:
        slope = np.empty_like(a)
        yield call(np.square, a, slope)
        yield call(np.subtract, number(1.0, a), slope, slope)
        yield call(np.multiply, g, slope, g)


@component("output", key="linear", label=_("Linear"))
@dataclass(frozen=True, slots=True)
class LinearOutput(Output):
    """The sum itself: a number for regression, or a score whose sign is the class."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BINARY, Kind.REGRESSION)

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.copyto, a, z)

    def backward(self, a: Array, g: Array) -> Recipe:
        yield from ()


@component("output", key="softmax", label=_("Softmax"))
@dataclass(frozen=True, slots=True)
class SoftmaxOutput(Output):
    """A probability for each class: exp(z_k) / sum_j exp(z_j); targets are 1 for the true class and 0 elsewhere."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.MULTICLASS,)
    low: ClassVar[float] = 0.0

    def forward(self, z: Array, a: Array) -> Recipe:
        row = np.empty_like(z[..., :1, :])
        yield call(np.maximum.reduce, z, -2, None, row, True)
        yield call(np.subtract, z, row, a)
        yield call(np.exp, a, a)
        yield call(np.add.reduce, a, -2, None, row, True)
        yield call(np.divide, a, row, a)

    def backward(self, a: Array, g: Array) -> Recipe:
        product, row = np.empty_like(g), np.empty_like(g[..., :1, :])
        yield call(np.multiply, g, a, product)
        yield call(np.add.reduce, product, -2, None, row, True)
        yield call(np.subtract, g, row, g)
        yield call(np.multiply, g, a, g)

    def targets(self, y: Array, task: Task) -> Array:
        return (np.arange(task.classes)[:, np.newaxis] == y).astype(np.float64)

    def labels(self, a: Array) -> Array:
        return a.argmax(axis=-2).astype(np.float64)

    def hits(self, a: Array, y: Array, out: npt.NDArray[np.bool_]) -> Recipe:
        labels, chosen = y.astype(np.intp), np.empty(out.shape, np.intp)
        yield call(a.argmax, -2, chosen)
        yield call(np.equal, chosen, labels, out)

    def tint(self, a: Array) -> Array:
        return a
