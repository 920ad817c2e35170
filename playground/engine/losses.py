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
from playground.i18n import _
from playground.spec import Component, component


class Loss(Component):
    """Base of the losses. `outputs` are the keys of the output layers it may follow, the usual one first."""

    __slots__ = ()
    outputs: ClassVar[tuple[str, ...]]

    @abstractmethod
    def samples(self, z: Array, a: Array, t: Array) -> Array:
        """The loss of each column, shape (..., batch), for sums `z`, answers `a` and targets `t` (..., outputs,
        batch)."""

    @abstractmethod
    def delta(self, output: Output, a: Array, t: Array, out: Array) -> None:
        """Write dL/dz of the mean loss over the batch into `out`, shape (..., outputs, batch)."""


@component("loss", key="binary_cross_entropy", label=_("Cross-entropy"))
@dataclass(frozen=True, slots=True)
class BinaryCrossEntropy(Loss):
    """-t log a - (1 - t) log(1 - a), worked out from the sum z, so that a sure answer never becomes log 0.

    As `torch.nn.BCEWithLogitsLoss`: max(z, 0) - z t + log(1 + exp(-|z|)).
    """

    outputs: ClassVar[tuple[str, ...]] = ("sigmoid",)

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        return (np.maximum(z, 0.0) - z * t + np.log1p(np.exp(-np.abs(z))))[..., 0, :]

    def delta(self, output: Output, a: Array, t: Array, out: Array) -> None:
        np.subtract(a, t, out=out)
        np.multiply(out, 1.0 / a.shape[-1], out=out)


@component("loss", key="cross_entropy", label=_("Cross-entropy (softmax)"))
@dataclass(frozen=True, slots=True)
class CrossEntropy(Loss):
    """-log of the probability given to the true class, from the sums z, as `torch.nn.CrossEntropyLoss`."""

    outputs: ClassVar[tuple[str, ...]] = ("softmax",)

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        shifted = z - z.max(axis=-2, keepdims=True)
        return np.log(np.exp(shifted).sum(axis=-2)) - (shifted * t).sum(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, out: Array) -> None:
        np.subtract(a, t, out=out)
        np.multiply(out, 1.0 / a.shape[-1], out=out)


@component("loss", key="mse", label=_("Mean squared error"))
@dataclass(frozen=True, slots=True)
class MeanSquaredError(Loss):
    """(a - t)^2, the mean over outputs and batch, as `torch.nn.MSELoss`."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh", "sigmoid", "softmax")

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        return np.square(a - t).mean(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, out: Array) -> None:
        np.subtract(a, t, out=out)
        np.multiply(out, 2.0 / (a.shape[-2] * a.shape[-1]), out=out)
        output.backward(a, out)


@component("loss", key="half_mse", label=_("Half squared error"))
@dataclass(frozen=True, slots=True)
class HalfSquaredError(Loss):
    """(a - t)^2 / 2, summed over outputs: the loss of TensorFlow Playground, whose slope is simply a - t."""

    outputs: ClassVar[tuple[str, ...]] = ("tanh", "linear", "sigmoid", "softmax")

    def samples(self, z: Array, a: Array, t: Array) -> Array:
        return 0.5 * np.square(a - t).sum(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, out: Array) -> None:
        np.subtract(a, t, out=out)
        np.multiply(out, 1.0 / a.shape[-1], out=out)
        output.backward(a, out)
