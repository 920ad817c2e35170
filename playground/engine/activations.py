"""Activation functions: what a neuron does with its weighted sum.

Each one is a pair: `forward` computes a = f(z), and `derivative`, beside it, computes f'(z). Without a bend in f, a
deep network is only one straight line after another, which is again a straight line.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.special import erf
from playground.i18n import _, p_
from playground.spec import Component, component, param


class Activation(Component):
    """Base of the activation functions. Both methods fill `out`; arrays have one shape.

    The usual ones allocate nothing; those that choose number by number, as ELU does, need a mask to do it.

    `kinks` are the places where f or its slope may jump, so that there is no slope; `is_flat` says that the slope is 0
    everywhere.
    """

    __slots__ = ()
    kinks: ClassVar[tuple[float, ...]] = ()
    is_flat: ClassVar[bool] = False

    @abstractmethod
    def forward(self, z: Array, out: Array) -> None:
        """Write f(z) into `out`."""

    @abstractmethod
    def derivative(self, z: Array, a: Array, out: Array) -> None:
        """Write f'(z) into `out`, given also a = f(z), from which it is often cheaper."""


@component("activation", key="linear", label=_("Linear"))
@dataclass(frozen=True, slots=True)
class Linear(Activation):
    """f(z) = z. Layers of it collapse into one."""

    def forward(self, z: Array, out: Array) -> None:
        np.copyto(out, z)

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        out.fill(1.0)


@component("activation", key="relu", label=_("ReLU"))
@dataclass(frozen=True, slots=True)
class ReLU(Activation):
    """f(z) = max(0, z). The slope at exactly 0 is taken as 0, as PyTorch does."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)

    def forward(self, z: Array, out: Array) -> None:
        np.maximum(z, 0.0, out=out)

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        np.sign(a, out=out)


@component("activation", key="tanh", label=_("Tanh"))
@dataclass(frozen=True, slots=True)
class Tanh(Activation):
    """f(z) = tanh(z), between -1 and 1 and centred on zero; f' = 1 - a^2."""

    def forward(self, z: Array, out: Array) -> None:
        np.tanh(z, out=out)

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        np.multiply(a, a, out=out)
        np.subtract(1.0, out, out=out)


@component("activation", key="sigmoid", label=_("Sigmoid"))
@dataclass(frozen=True, slots=True)
class Sigmoid(Activation):
    """f(z) = 1 / (1 + exp(-z)), between 0 and 1; f' = a (1 - a), never above 1/4, which makes deep gradients fade."""

    def forward(self, z: Array, out: Array) -> None:
        sigmoid(z, out)

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        np.subtract(1.0, a, out=out)
        np.multiply(out, a, out=out)


@component("activation", key="leaky_relu", label=_("Leaky ReLU"))
@dataclass(frozen=True, slots=True)
class LeakyReLU(Activation):
    """f(z) = z above 0 and slope * z below, so that no neuron is ever quite dead (Maas et al. 2013)."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    slope: float = param(
        0.01, label=_("Negative slope"), help=_("The slope for negative sums."), low=0, high=1, open_high=True
    )

    def forward(self, z: Array, out: Array) -> None:
        np.multiply(z, self.slope, out=out)
        np.maximum(out, z, out=out)

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        np.sign(z, out=out)
        np.maximum(out, self.slope, out=out)


@component("activation", key="elu", label=_("ELU"))
@dataclass(frozen=True, slots=True)
class ELU(Activation):
    """f(z) = z above 0 and alpha (exp(z) - 1) below: smooth, and its mean is nearer to zero (Clevert et al. 2016)."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    alpha: float = param(1.0, label=_("Alpha"), help=_("The depth to which negative sums saturate."), low=0, high=10)

    def forward(self, z: Array, out: Array) -> None:
        out[...] = np.where(z > 0.0, z, self.alpha * np.expm1(np.minimum(z, 0.0)))

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        out[...] = np.where(z > 0.0, 1.0, a + self.alpha)


@component("activation", key="selu", label=_("SELU"))
@dataclass(frozen=True, slots=True)
class SELU(Activation):
    """ELU with the two numbers that keep mean 0 and variance 1 from layer to layer (Klambauer et al. 2017)."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    ALPHA: ClassVar[float] = 1.6732632423543772848170429916717
    SCALE: ClassVar[float] = 1.0507009873554804934193349852946

    def forward(self, z: Array, out: Array) -> None:
        out[...] = self.SCALE * np.where(z > 0.0, z, self.ALPHA * np.expm1(np.minimum(z, 0.0)))

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        out[...] = np.where(z > 0.0, self.SCALE, a + self.SCALE * self.ALPHA)


@component("activation", key="gelu", label=_("GELU"))
@dataclass(frozen=True, slots=True)
class GELU(Activation):
    """f(z) = z Phi(z), with Phi the normal distribution function (Hendrycks & Gimpel 2016), exact."""

    def forward(self, z: Array, out: Array) -> None:
        out[...] = z * _normal_distribution(z)

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        out[...] = _normal_distribution(z) + z * np.exp(-0.5 * np.square(z)) / np.sqrt(2.0 * np.pi)


@component("activation", key="softplus", label=_("Softplus"))
@dataclass(frozen=True, slots=True)
class Softplus(Activation):
    """f(z) = log(1 + exp(z)), a ReLU with its corner rounded; f' is the sigmoid. Above 20 it is z, as in PyTorch."""

    THRESHOLD: ClassVar[float] = 20.0

    def forward(self, z: Array, out: Array) -> None:
        out[...] = np.where(z > self.THRESHOLD, z, np.logaddexp(0.0, z))

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        sigmoid(z, out)
        out[z > self.THRESHOLD] = 1.0


@component("activation", key="silu", label=_("SiLU (swish)"))
@dataclass(frozen=True, slots=True)
class SiLU(Activation):
    """f(z) = z sigmoid(z) (Elfwing et al. 2017; Ramachandran et al. 2017 call it swish)."""

    def forward(self, z: Array, out: Array) -> None:
        sigmoid(z, out)
        np.multiply(out, z, out=out)

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        sigmoid(z, out)
        out += a * (1.0 - out)


@component("activation", key="mish", label=_("Mish"))
@dataclass(frozen=True, slots=True)
class Mish(Activation):
    """f(z) = z tanh(softplus(z)) (Misra 2019)."""

    def forward(self, z: Array, out: Array) -> None:
        out[...] = z * np.tanh(np.logaddexp(0.0, z))

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        gate = np.tanh(np.logaddexp(0.0, z))
        sigmoid(z, out)
        out[...] = gate + z * (1.0 - gate * gate) * out


@component("activation", key="sine", label=_("Sine"))
@dataclass(frozen=True, slots=True)
class Sine(Activation):
    """f(z) = sin z: a network of waves (Sitzmann et al. 2020)."""

    def forward(self, z: Array, out: Array) -> None:
        np.sin(z, out=out)

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        np.cos(z, out=out)


@component("activation", key="step", label=p_("activation", "Step"))
@dataclass(frozen=True, slots=True)
class Step(Activation):
    """f(z) = 1 above 0, else 0: Rosenblatt's neuron. Its slope is 0: no gradient passes, and nothing is learned."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    is_flat: ClassVar[bool] = True

    def forward(self, z: Array, out: Array) -> None:
        np.heaviside(z, 0.0, out=out)

    def derivative(self, z: Array, a: Array, out: Array) -> None:
        out.fill(0.0)


def sigmoid(z: Array, out: Array) -> None:
    """Write 1 / (1 + exp(-z)) into `out`; small answers have all their digits. Far below 0, exp(-z) is infinite."""
    np.negative(z, out=out)
    with np.errstate(over="ignore"):
        np.exp(out, out=out)
    np.add(out, 1.0, out=out)
    np.reciprocal(out, out=out)


def _normal_distribution(z: Array) -> Array:
    """Phi(z) = (1 + erf(z / sqrt 2)) / 2."""
    return 0.5 * (1.0 + erf(z * np.sqrt(0.5).astype(z.dtype)))
