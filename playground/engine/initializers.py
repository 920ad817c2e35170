"""Initial weights: where descent begins.

The scale matters: too small and the signal fades from layer to layer, too large and it explodes. Xavier and He choose
the scale from the number of inputs and outputs of the layer. Names and formulas are those of `torch.nn.init`.
"""

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array
from playground.i18n import _
from playground.spec import Component, Effect, component, param


class Initializer(Component):
    """Base of the ways to draw the weights of a layer."""

    __slots__ = ()

    @abstractmethod
    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        """Initial values of a weight matrix, shape (outputs, inputs)."""


@component("initializer", key="xavier_uniform", label=_("Xavier uniform"))
@dataclass(frozen=True, slots=True)
class XavierUniform(Initializer):
    """U(-l, l) with l = sqrt(6 / (inputs + outputs)) (Glorot & Bengio 2010, eq. 16); made for tanh and sigmoid."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        limit = np.sqrt(6.0 / (inputs + outputs))
        return rng.uniform(-limit, limit, (outputs, inputs))


@component("initializer", key="xavier_normal", label=_("Xavier normal"))
@dataclass(frozen=True, slots=True)
class XavierNormal(Initializer):
    """N(0, 2 / (inputs + outputs)) (Glorot & Bengio 2010)."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return rng.normal(0.0, np.sqrt(2.0 / (inputs + outputs)), (outputs, inputs))


@component("initializer", key="he_uniform", label=_("He uniform"))
@dataclass(frozen=True, slots=True)
class HeUniform(Initializer):
    """U(-l, l) with l = sqrt(6 / inputs) (He et al. 2015); made for ReLU."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        limit = np.sqrt(6.0 / inputs)
        return rng.uniform(-limit, limit, (outputs, inputs))


@component("initializer", key="he_normal", label=_("He normal"))
@dataclass(frozen=True, slots=True)
class HeNormal(Initializer):
    """N(0, 2 / inputs) (He et al. 2015, eq. 10); made for ReLU."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return rng.normal(0.0, np.sqrt(2.0 / inputs), (outputs, inputs))


@component("initializer", key="lecun_normal", label=_("LeCun normal"))
@dataclass(frozen=True, slots=True)
class LeCunNormal(Initializer):
    """N(0, 1 / inputs) (LeCun et al. 1998); the one that SELU asks for."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return rng.normal(0.0, np.sqrt(1.0 / inputs), (outputs, inputs))


@component("initializer", key="orthogonal", label=_("Orthogonal"))
@dataclass(frozen=True, slots=True)
class Orthogonal(Initializer):
    """A matrix whose rows (or columns) are perpendicular and of length 1, so that no signal grows or fades.

    Saxe et al. 2013, made as `torch.nn.init.orthogonal_`: the Q of a normal matrix, its signs made unique by R.
    """

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        q, r = np.linalg.qr(rng.normal(size=(max(outputs, inputs), min(outputs, inputs))))
        q = q * np.sign(np.diag(r))
        return q if outputs >= inputs else q.T


@component("initializer", key="uniform", label=_("Uniform"))
@dataclass(frozen=True, slots=True)
class Uniform(Initializer):
    """U(-limit, limit), whatever the size of the layer."""

    limit: float = param(
        0.5, label=_("Limit"), help=_("Weights are drawn between minus this and plus this."), low=0, high=10,
        effect=Effect.WEIGHTS,
    )  # fmt: skip

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return rng.uniform(-self.limit, self.limit, (outputs, inputs))


@component("initializer", key="normal", label=_("Normal"))
@dataclass(frozen=True, slots=True)
class Normal(Initializer):
    """N(0, deviation^2), whatever the size of the layer."""

    deviation: float = param(
        0.5, label=_("Standard deviation"), help=_("The typical size of a weight."), low=0, high=10,
        effect=Effect.WEIGHTS,
    )  # fmt: skip

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return rng.normal(0.0, self.deviation, (outputs, inputs))


@component("initializer", key="constant", label=_("Constant"))
@dataclass(frozen=True, slots=True)
class Constant(Initializer):
    """All weights alike: every neuron of a layer is a copy of the others and stays one."""

    value: float = param(
        1.0, label=_("Value"), help=_("The value of every weight."), low=-10, high=10, effect=Effect.WEIGHTS
    )

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return np.full((outputs, inputs), self.value)


@component("initializer", key="zeros", label=_("Zeros"))
@dataclass(frozen=True, slots=True)
class Zeros(Initializer):
    """All weights 0: neurons are copies of each other, and behind the first layer no gradient comes through."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return np.zeros((outputs, inputs))


@component("initializer", key="ones", label=_("Ones"))
@dataclass(frozen=True, slots=True)
class Ones(Initializer):
    """All weights 1: every neuron of a layer is a copy of the others and stays one."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return np.ones((outputs, inputs))
