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


@component("initializer", key="xavier_uniform", label=_("Xavier uniform"))
@dataclass(frozen=True, slots=True)
class XavierUniform(Initializer):
    """U(-l, l) with l = sqrt(6 / (inputs + outputs)) (Glorot & Bengio 2010, eq. 16); made for tanh and sigmoid."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        limit = np.sqrt(6.0 / (inputs + outputs))
        return rng.uniform(-limit, limit, (outputs, inputs))


@component("initializer", key="he_normal", label=_("He normal"))
@dataclass(frozen=True, slots=True)
class HeNormal(Initializer):
    """N(0, 2 / inputs) (He et al. 2015, eq. 10); made for ReLU."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return rng.normal(0.0, np.sqrt(2.0 / inputs), (outputs, inputs))


@component("initializer", key="zeros", label=_("Zeros"))
@dataclass(frozen=True, slots=True)
class Zeros(Initializer):
    """All weights 0: every neuron of a layer is a copy of the others and stays one."""

    def draw(self, outputs: int, inputs: int, rng: np.random.Generator) -> Array:
        return np.zeros((outputs, inputs))
