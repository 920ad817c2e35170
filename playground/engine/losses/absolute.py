"""Errors that grow no faster than they are large: an outlier counts for no more than it is away."""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.losses.base import Loss
from playground.engine.outputs import Output
from playground.engine.recipes import Recipe, call, number
from playground.i18n import _
from playground.spec import Effect, component, param


@component("loss", key="mae", label=_("Mean absolute error"))
@dataclass(frozen=True, slots=True)
class MeanAbsoluteError(Loss):
    """|a - t|, the mean over outputs and batch, as `torch.nn.L1Loss`: an outlier counts no more than it is away."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh", "sigmoid", "softmax")

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        size = np.empty_like(a)
        yield from _sizes(a, t, size)
        yield from self._over_outputs(size, out)

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

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        size, inside, is_inside = np.empty_like(a), np.empty_like(a), np.empty(a.shape, np.bool_)
        yield from _sizes(a, t, size)
        yield call(np.less, size, number(self.threshold, a), is_inside)
        yield call(np.square, size, inside)
        yield call(np.multiply, number(0.5, a), inside, inside)
        yield call(np.subtract, size, number(0.5 * self.threshold, a), size)
        yield call(np.multiply, number(self.threshold, a), size, size)
        yield call(np.copyto, size, inside, where=is_inside)
        yield from self._over_outputs(size, out)

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

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        size, rest = np.empty_like(a), np.empty_like(a)
        yield from _sizes(a, t, size)
        yield call(np.multiply, number(-2.0, a), size, rest)
        yield call(np.exp, rest, rest)
        yield call(np.log1p, rest, rest)
        yield call(np.add, size, rest, size)
        yield call(np.subtract, size, number(math.log(2.0), a), size)
        yield from self._over_outputs(size, out)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.tanh, dz, dz)
        yield call(np.multiply, dz, share, dz)
        yield from output.backward(a, dz)


def _sizes(a: Array, t: Array, out: Array) -> Recipe:
    """|a - t|."""
    yield call(np.subtract, a, t, out)
    yield call(np.absolute, out, out)
