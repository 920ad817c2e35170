"""Activation functions: what a neuron does with its weighted sum.

Each one is a pair: `forward` computes a = f(z), and `derivative`, beside it, computes f'(z). Without a bend in f, a
deep network is only one straight line after another, which is again a straight line.
"""

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array
from playground.i18n import _
from playground.spec import Component, component


class Activation(Component):
    """Base of the activation functions. Both methods fill `out` and allocate nothing; arrays have one shape."""

    __slots__ = ()

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


def sigmoid(z: Array, out: Array) -> None:
    """Write 1 / (1 + exp(-z)) into `out`, as (1 + tanh(z/2)) / 2, which cannot overflow."""
    np.multiply(z, 0.5, out=out)
    np.tanh(out, out=out)
    np.multiply(out, 0.5, out=out)
    np.add(out, 0.5, out=out)
