"""Losses: one number for how wrong the network is, and the direction in which it gets worse.

A loss is the mean over the batch, as PyTorch's `reduction="mean"`. Each states the outputs it may follow: a
cross-entropy of numbers that are no probabilities would be nonsense, so an illegal pair cannot be built.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.outputs import Output
from playground.engine.recipes import Recipe, call, number
from playground.engine.tasks import Kind
from playground.i18n import _
from playground.spec import Component, Effect, component, param

Share = Array | None


class Loss(Component):
    """Base of the losses.

    `outputs` are the keys of the output layers it may follow, the usual one first, and `kinds` the tasks it makes sense
    for.
    """

    __slots__ = ()
    outputs: ClassVar[tuple[str, ...]]
    kinds: ClassVar[tuple[Kind, ...]] = tuple(Kind)
    averages_outputs: ClassVar[bool] = True
    """Whether the loss of a column is the mean over its outputs, and not their sum."""

    @abstractmethod
    def samples(self, z: Array, a: Array, t: Array) -> Array:
        """The loss of each column, shape (..., batch), for sums `z`, answers `a` and targets `t` (..., outputs,
        batch)."""

    def value(self, z: Array, a: Array, t: Array, share: Share = None) -> Array:
        """The loss of the batch, shape (...)."""
        return self.total(self.samples(z, a, t), share)

    def total(self, samples: Array, share: Share = None) -> Array:
        """The loss of a batch, shape (...), from those of its columns (..., batch): their mean."""
        return mean(samples, share)

    def clearance(self, a: Array, t: Array) -> Array:
        """How far the answers of each column are from a kink of the loss, where it has no slope; shape (..., batch)."""
        return np.full_like(a[..., 0, :], np.inf)

    @abstractmethod
    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        """Put dL/dz of the mean loss over the batch into `dz`; all arrays are of shape (..., outputs, batch).

        `share` is the share of each number in the mean; see `shares`.
        """

    def shares(self, columns: float | Array, outputs: int) -> float | Array:
        """The share of each number of a column, from that of the column: 1 / batch, or an array (..., 1, batch)."""
        return columns / outputs if self.averages_outputs else columns


def mean(samples: Array, share: Share) -> Array:
    """The mean of samples (..., batch), in which each has its share (..., 1, batch); with None all have the same."""
    if share is None:
        return np.add.reduce(samples, axis=-1, dtype=np.float64) / samples.shape[-1]
    return (samples * share[..., 0, :]).sum(axis=-1, dtype=np.float64)


@component("loss", key="binary_cross_entropy", label=_("Cross-entropy"))
@dataclass(frozen=True, slots=True)
class BinaryCrossEntropy(Loss):
    """-t log a - (1 - t) log(1 - a), worked out from the sum z, so that a sure answer never becomes log 0.

    As `torch.nn.BCEWithLogitsLoss`: max(z, 0) - z t + log(1 + exp(-|z|)).
    """

    outputs: ClassVar[tuple[str, ...]] = ("sigmoid",)
    averages_outputs: ClassVar[bool] = False

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        return (np.maximum(z, 0.0) - z * t + np.log1p(np.exp(-np.abs(z))))[..., 0, :]

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.multiply, dz, share, dz)


@component("loss", key="cross_entropy", label=_("Cross-entropy"))
@dataclass(frozen=True, slots=True)
class CrossEntropy(Loss):
    """-log of the probability given to the true class, from the sums z, as `torch.nn.CrossEntropyLoss`."""

    outputs: ClassVar[tuple[str, ...]] = ("softmax",)
    averages_outputs: ClassVar[bool] = False

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        shifted = z - z.max(axis=-2, keepdims=True)
        return np.log(np.exp(shifted).sum(axis=-2)) - (shifted * t).sum(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.multiply, dz, share, dz)


@dataclass(frozen=True, slots=True)
class UnevenCrossEntropy(CrossEntropy):
    """Cross-entropy for targets of a column that need not add up to 1, as those of weighted classes don't.

    Not a choice of its own: what `Criterion` takes in place of it.
    """

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        shifted = z - z.max(axis=-2, keepdims=True)
        return t.sum(axis=-2) * np.log(np.exp(shifted).sum(axis=-2)) - (shifted * t).sum(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        total = np.empty_like(t[..., :1, :])
        yield call(np.add.reduce, t, -2, None, total, True)
        yield call(np.multiply, a, total, dz)
        yield call(np.subtract, dz, t, dz)
        yield call(np.multiply, dz, share, dz)


@component("loss", key="mse", label=_("Mean squared error"))
@dataclass(frozen=True, slots=True)
class MeanSquaredError(Loss):
    """(a - t)^2, the mean over outputs and batch, as `torch.nn.MSELoss`."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh", "sigmoid", "softmax")

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        return np.square(a - t).mean(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.add, dz, dz, dz)
        yield call(np.multiply, dz, share, dz)
        yield from output.backward(a, dz)


@component("loss", key="half_mse", label=_("Half squared error"))
@dataclass(frozen=True, slots=True)
class HalfSquaredError(Loss):
    """(a - t)^2 / 2, summed over outputs: the loss of TensorFlow Playground, whose slope is simply a - t."""

    outputs: ClassVar[tuple[str, ...]] = ("tanh", "linear", "sigmoid", "softmax")
    averages_outputs: ClassVar[bool] = False

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        return 0.5 * np.square(a - t).sum(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.multiply, dz, share, dz)
        yield from output.backward(a, dz)


@component("loss", key="rmse", label=_("Root mean squared error"))
@dataclass(frozen=True, slots=True)
class RootMeanSquaredError(Loss):
    """The square root of the mean squared error of the batch: an error in the units of the targets."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh", "sigmoid", "softmax")

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        return np.square(a - t).mean(axis=-2)

    def total(self, samples: Array, share: Share = None) -> Array:
        return np.sqrt(mean(samples, share))

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        part, root = np.empty_like(a), np.empty_like(a[..., :1, :1])
        yield call(np.square, dz, part)
        yield call(np.multiply, part, share, part)
        yield call(np.add.reduce, part, (-2, -1), None, root, True)
        yield call(np.sqrt, root, root)
        yield call(np.maximum, root, number(float(np.finfo(a.dtype).tiny), a), out=root)
        yield call(np.divide, share, root, part)
        yield call(np.multiply, dz, part, dz)
        yield from output.backward(a, dz)


@component("loss", key="mae", label=_("Mean absolute error"))
@dataclass(frozen=True, slots=True)
class MeanAbsoluteError(Loss):
    """|a - t|, the mean over outputs and batch, as `torch.nn.L1Loss`: an outlier counts no more than it is away."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh", "sigmoid", "softmax")

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        return np.abs(a - t).mean(axis=-2)

    def clearance(self, a: Array, t: Array) -> Array:
        return np.abs(a - t).min(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.sign, dz, dz)
        yield call(np.multiply, dz, share, dz)
        yield from output.backward(a, dz)


@component("loss", key="huber", label=_("Huber"))
@dataclass(frozen=True, slots=True)
class Huber(Loss):
    """d^2 / 2 for errors d below delta, and delta (|d| - delta / 2) beyond, as `torch.nn.HuberLoss` (Huber 1964)."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh", "sigmoid", "softmax")
    threshold: float = param(
        1.0, label=_("Delta"), help=_("Errors beyond this count in proportion, smaller ones squared."), low=0,
        open_low=True, high=100, effect=Effect.LIVE,
    )  # fmt: skip

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        size = np.abs(a - t)
        beyond = self.threshold * (size - 0.5 * self.threshold)
        return np.where(size < self.threshold, 0.5 * np.square(size), beyond).mean(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.maximum, dz, number(-self.threshold, dz), out=dz)
        yield call(np.minimum, dz, number(self.threshold, dz), out=dz)
        yield call(np.multiply, dz, share, dz)
        yield from output.backward(a, dz)


@component("loss", key="log_cosh", label=_("Log-cosh"))
@dataclass(frozen=True, slots=True)
class LogCosh(Loss):
    """log cosh(a - t): squared near zero and absolute far away, without a seam; as Keras's `LogCosh`.

    Worked out as |d| + log(1 + exp(-2|d|)) - log 2, which cannot overflow.
    """

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh", "sigmoid", "softmax")

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        size = np.abs(a - t)
        return (size + np.log1p(np.exp(-2.0 * size)) - np.log(2.0)).mean(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.tanh, dz, dz)
        yield call(np.multiply, dz, share, dz)
        yield from output.backward(a, dz)


@component("loss", key="hinge", label=_("Hinge"))
@dataclass(frozen=True, slots=True)
class Hinge(Loss):
    """max(0, 1 - t a) for targets -1 and +1, as Keras's `Hinge`: right by a margin of 1 costs nothing."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh")
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BINARY,)

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        return np.maximum(0.0, 1.0 - t * a).mean(axis=-2)

    def clearance(self, a: Array, t: Array) -> Array:
        return np.abs(1.0 - t * a).min(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        is_inside = np.empty(a.shape, np.bool_)
        yield call(np.multiply, t, a, dz)
        yield call(np.less, dz, number(1.0, a), is_inside)
        yield call(dz.fill, 0.0)
        yield call(np.negative, t, dz, where=is_inside)
        yield call(np.multiply, dz, share, dz)
        yield from output.backward(a, dz)
