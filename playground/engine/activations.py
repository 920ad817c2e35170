"""Activation functions: what a neuron does with its weighted sum.

Each one is a pair: `forward` computes a = f(z), and `derivative`, beside it, computes f'(z). Without a bend in f, a
deep network is only one straight line after another, which is again a straight line. Both are recipes: they say what is
to be called (see `recipes.py`), and make the room they need once, so that training allocates nothing.
"""

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.recipes import Recipe, call, number
from playground.engine.special import erf
from playground.i18n import _, p_
from playground.spec import Component, component, param


class Activation(Component):
    """Base of the activation functions. All arrays of a recipe have one shape.

    `kinks` are the places where f or its slope may jump, so that there is no slope; `is_flat` says that the slope is 0
    everywhere.
    """

    __slots__ = ()
    kinks: ClassVar[tuple[float, ...]] = ()
    is_flat: ClassVar[bool] = False

    @abstractmethod
    def forward(self, z: Array, a: Array) -> Recipe:
        """Put f(z) into `a`."""

    @abstractmethod
    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        """Put f'(z) into `slope`, given also a = f(z), from which it is often cheaper."""


@component("activation", key="linear", label=_("Linear"))
@dataclass(frozen=True, slots=True)
class Linear(Activation):
    """f(z) = z. Layers of it collapse into one."""

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.copyto, a, z)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(slope.fill, 1.0)


@component("activation", key="relu", label=_("ReLU"))
@dataclass(frozen=True, slots=True)
class ReLU(Activation):
    """f(z) = max(0, z). The slope at exactly 0 is taken as 0, as PyTorch does."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.maximum, z, number(0.0, z), out=a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(np.sign, a, slope)


@component("activation", key="tanh", label=_("Tanh"))
@dataclass(frozen=True, slots=True)
class Tanh(Activation):
    """f(z) = tanh(z), between -1 and 1 and centred on zero; f' = 1 - a^2."""

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.tanh, z, a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(np.square, a, slope)
        yield call(np.subtract, number(1.0, a), slope, slope)


@component("activation", key="sigmoid", label=_("Sigmoid"))
@dataclass(frozen=True, slots=True)
class Sigmoid(Activation):
    """f(z) = 1 / (1 + exp(-z)), between 0 and 1; f' = a (1 - a), never above 1/4, which makes deep gradients fade."""

    def forward(self, z: Array, a: Array) -> Recipe:
        yield from sigmoid(z, a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(np.subtract, number(1.0, a), a, slope)
        yield call(np.multiply, slope, a, slope)


@component("activation", key="leaky_relu", label=_("Leaky ReLU"))
@dataclass(frozen=True, slots=True)
class LeakyReLU(Activation):
    """f(z) = z above 0 and slope * z below, so that no neuron is ever quite dead (Maas et al. 2013)."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    slope: float = param(
        0.01, label=_("Negative slope"), help=_("The slope for negative sums."), low=0, high=1, open_high=True
    )

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.multiply, z, number(self.slope, z), a)
        yield call(np.maximum, a, z, out=a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(np.sign, z, slope)
        yield call(np.maximum, slope, number(self.slope, z), out=slope)


@component("activation", key="elu", label=_("ELU"))
@dataclass(frozen=True, slots=True)
class ELU(Activation):
    """f(z) = z above 0 and alpha (exp(z) - 1) below: smooth, and its mean is nearer to zero (Clevert et al. 2016)."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    alpha: float = param(1.0, label=_("Alpha"), help=_("The depth to which negative sums saturate."), low=0, high=10)

    def forward(self, z: Array, a: Array) -> Recipe:
        yield from _saturating(self.alpha, z, a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(np.add, a, number(self.alpha, a), slope)
        yield from _above(0.0, z, number(1.0, z), slope)


@component("activation", key="selu", label=_("SELU"))
@dataclass(frozen=True, slots=True)
class SELU(Activation):
    """ELU with the two numbers that keep mean 0 and variance 1 from layer to layer (Klambauer et al. 2017)."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    ALPHA: ClassVar[float] = 1.6732632423543772848170429916717
    SCALE: ClassVar[float] = 1.0507009873554804934193349852946

    def forward(self, z: Array, a: Array) -> Recipe:
        yield from _saturating(self.ALPHA, z, a)
        yield call(np.multiply, a, number(self.SCALE, a), a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(np.add, a, number(self.SCALE * self.ALPHA, a), slope)
        yield from _above(0.0, z, number(self.SCALE, z), slope)


@component("activation", key="gelu", label=_("GELU"))
@dataclass(frozen=True, slots=True)
class GELU(Activation):
    """f(z) = z Phi(z), with Phi the normal distribution function (Hendrycks & Gimpel 2016), exact.

    f' = Phi(z) + z exp(-z^2 / 2) / sqrt(2 pi).
    """

    ROOT: ClassVar[float] = math.sqrt(2.0 * math.pi)

    def forward(self, z: Array, a: Array) -> Recipe:
        yield from _normal_distribution(z, a)
        yield call(np.multiply, z, a, a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        bell = np.empty_like(z)
        yield call(np.square, z, bell)
        yield call(np.multiply, number(-0.5, z), bell, bell)
        yield call(np.exp, bell, bell)
        yield call(np.multiply, z, bell, bell)
        yield call(np.divide, bell, number(self.ROOT, z), bell)
        yield from _normal_distribution(z, slope)
        yield call(np.add, slope, bell, slope)


@component("activation", key="softplus", label=_("Softplus"))
@dataclass(frozen=True, slots=True)
class Softplus(Activation):
    """f(z) = log(1 + exp(z)), a ReLU with its corner rounded; f' is the sigmoid. Above 20 it is z, as in PyTorch."""

    THRESHOLD: ClassVar[float] = 20.0

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.logaddexp, number(0.0, z), z, a)
        yield from _above(self.THRESHOLD, z, z, a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield from sigmoid(z, slope)
        yield from _above(self.THRESHOLD, z, number(1.0, z), slope)


@component("activation", key="silu", label=_("SiLU (swish)"))
@dataclass(frozen=True, slots=True)
class SiLU(Activation):
    """f(z) = z s, with s the sigmoid of z (Elfwing et al. 2017; Ramachandran et al. 2017 call it swish).

    f' = s + a (1 - s).
    """

    def forward(self, z: Array, a: Array) -> Recipe:
        yield from sigmoid(z, a)
        yield call(np.multiply, a, z, a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        rest = np.empty_like(z)
        yield from sigmoid(z, slope)
        yield call(np.subtract, number(1.0, z), slope, rest)
        yield call(np.multiply, a, rest, rest)
        yield call(np.add, slope, rest, slope)


@component("activation", key="mish", label=_("Mish"))
@dataclass(frozen=True, slots=True)
class Mish(Activation):
    """f(z) = z tanh(softplus(z)) (Misra 2019).

    With the gate g = tanh(softplus(z)), f' = g + z (1 - g^2) sigmoid(z).
    """

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.logaddexp, number(0.0, z), z, a)
        yield call(np.tanh, a, a)
        yield call(np.multiply, z, a, a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        gate, rise = np.empty_like(z), np.empty_like(z)
        yield call(np.logaddexp, number(0.0, z), z, gate)
        yield call(np.tanh, gate, gate)
        yield call(np.square, gate, rise)
        yield call(np.subtract, number(1.0, z), rise, rise)
        yield call(np.multiply, z, rise, rise)
        yield from sigmoid(z, slope)
        yield call(np.multiply, rise, slope, slope)
        yield call(np.add, gate, slope, slope)


@component("activation", key="sine", label=_("Sine"))
@dataclass(frozen=True, slots=True)
class Sine(Activation):
    """f(z) = sin z: a network of waves (Sitzmann et al. 2020)."""

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.sin, z, a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(np.cos, z, slope)


@component("activation", key="step", label=p_("activation", "Step"))
@dataclass(frozen=True, slots=True)
class Step(Activation):
    """f(z) = 1 above 0, else 0: Rosenblatt's neuron. Its slope is 0: no gradient passes, and nothing is learned."""

    kinks: ClassVar[tuple[float, ...]] = (0.0,)
    is_flat: ClassVar[bool] = True

    def forward(self, z: Array, a: Array) -> Recipe:
        yield call(np.heaviside, z, number(0.0, z), a)

    def derivative(self, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(slope.fill, 0.0)


def sigmoid(z: Array, out: Array) -> Recipe:
    """1 / (1 + exp(-z)); small answers have all their digits. Far below 0, exp(-z) is infinite."""
    yield call(np.negative, z, out)
    yield call(np.exp, out, out)
    yield call(np.add, out, number(1.0, z), out)
    yield call(np.reciprocal, out, out)


def _saturating(alpha: float, z: Array, out: Array) -> Recipe:
    """z above 0, and alpha (exp(z) - 1) below."""
    yield call(np.minimum, z, number(0.0, z), out=out)
    yield call(np.expm1, out, out)
    yield call(np.multiply, out, number(alpha, z), out)
    yield from _above(0.0, z, z, out)


def _above(edge: float, z: Array, value: Array, out: Array) -> Recipe:
    """Other numbers where z is above an edge; elsewhere all stays as it is."""
    is_above = np.empty(z.shape, np.bool_)
    yield call(np.greater, z, number(edge, z), is_above)
    yield call(np.copyto, out, value, where=is_above)


def _normal_distribution(z: Array, out: Array) -> Recipe:
    """Phi(z) = (1 + erf(z / sqrt 2)) / 2."""
    scaled = np.empty_like(z)
    yield call(np.multiply, z, number(math.sqrt(0.5), z), scaled)
    yield from erf(scaled, out)
    yield call(np.add, number(1.0, z), out, out)
    yield call(np.multiply, number(0.5, z), out, out)
