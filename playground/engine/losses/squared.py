"""Squared errors: large errors count most."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.losses.base import Loss, Share
from playground.engine.outputs import Output
from playground.engine.recipes import Recipe, call, number
from playground.i18n import _
from playground.spec import component


@component("loss", key="mse", label=_("Mean squared error"))
@dataclass(frozen=True, slots=True)
class MeanSquaredError(Loss):
    """(a - t)^2, the mean over outputs and batch, as `torch.nn.MSELoss`."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh", "sigmoid", "softmax")

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        error = np.empty_like(a)
        yield from _squares(a, t, error)
        yield from self._over_outputs(error, out)

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

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        error = np.empty_like(a)
        yield from _squares(a, t, error)
        yield from self._over_outputs(error, out)
        yield call(np.multiply, number(0.5, out), out, out)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.multiply, dz, share, dz)
        yield from output.backward(a, dz)


@component("loss", key="rmse", label=_("Root mean squared error"))
@dataclass(frozen=True, slots=True)
class RootMeanSquaredError(Loss):
    """The square root of the mean squared error of the batch: an error in the units of the targets."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh", "sigmoid", "softmax")

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        error = np.empty_like(a)
        yield from _squares(a, t, error)
        yield from self._over_outputs(error, out)

    def total(self, samples: Array, share: Share, out: Array) -> Recipe:
        yield from Loss.total(self, samples, share, out)
        yield call(np.sqrt, out, out)

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


def _squares(a: Array, t: Array, out: Array) -> Recipe:
    """(a - t)^2."""
    yield call(np.subtract, a, t, out)
    yield call(np.square, out, out)
