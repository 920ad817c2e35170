"""Optimizers: from a gradient to a step.

An optimizer is a recipe of two parts. `init` makes its memory, arrays of the shape of the parameters; `update` takes
one step, changing parameters and memory in place. All parameters of a network lie in one flat array, so a recipe is a
handful of array operations whatever the depth. Names and numbers are those of `torch.optim`.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.i18n import _
from playground.spec import Component, Effect, component, param

Memory = dict[str, Array]
"""What an optimizer remembers, by the letter of its formula."""


class Optimizer(Component):
    """Base of the optimizers. `letters` names the arrays it remembers."""

    __slots__ = ()
    letters: ClassVar[tuple[str, ...]] = ()

    def init(self, theta: Array) -> Memory:
        """A fresh memory for parameters `theta`: zeros, one array for each letter of the formula."""
        return {letter: np.zeros_like(theta) for letter in self.letters}

    @abstractmethod
    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        """Change `theta` in place by one step.

        `g` is the gradient (may be overwritten), `lr` the learning rate, `t` the number of this step counted from 1
        since the memory was made, `spare` an array of the same shape to calculate in.
        """


@component("optimizer", key="sgd", label=_("SGD"))
@dataclass(frozen=True, slots=True)
class SGD(Optimizer):
    """Straight down the slope: theta <- theta - lr g."""

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        np.multiply(g, lr, out=spare)
        np.subtract(theta, spare, out=theta)


@component("optimizer", key="momentum", label=_("Momentum"))
@dataclass(frozen=True, slots=True)
class Momentum(Optimizer):
    """A ball that keeps rolling: v <- momentum v + g; theta <- theta - lr v (Polyak 1964, as `torch.optim.SGD`)."""

    letters: ClassVar[tuple[str, ...]] = ("v",)
    momentum: float = param(
        0.9, label=_("Momentum"), help=_("How much of the last step is kept; 0 is plain SGD."), low=0, high=1,
        open_high=True, effect=Effect.LIVE,
    )  # fmt: skip

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        v = memory["v"]
        np.multiply(v, self.momentum, out=v)
        np.add(v, g, out=v)
        np.multiply(v, lr, out=spare)
        np.subtract(theta, spare, out=theta)


@component("optimizer", key="rmsprop", label=_("RMSprop"))
@dataclass(frozen=True, slots=True)
class RMSprop(Optimizer):
    """Each parameter by its own scale: v <- alpha v + (1 - alpha) g^2; theta <- theta - lr g / (sqrt(v) + eps).

    Tieleman & Hinton 2012, as `torch.optim.RMSprop`; alpha is 0.9 here as in Hinton's lecture, 0.99 in PyTorch.
    """

    letters: ClassVar[tuple[str, ...]] = ("v",)
    alpha: float = param(
        0.9, label=_("Alpha"), help=_("Memory of the mean squared gradient."), low=0, high=1, open_high=True,
        effect=Effect.LIVE, digits=4,
    )  # fmt: skip
    eps: float = param(
        1e-8, label=_("Epsilon"), help=_("A small number that keeps the division from blowing up."), low=0, high=1,
        open_low=True, logarithmic=True, effect=Effect.LIVE,
    )  # fmt: skip

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        v = memory["v"]
        decay_squares(v, g, self.alpha, spare)
        np.sqrt(v, out=spare)
        np.add(spare, self.eps, out=spare)
        np.divide(g, spare, out=spare)
        np.multiply(spare, lr, out=spare)
        np.subtract(theta, spare, out=theta)


@component("optimizer", key="adam", label=_("Adam"))
@dataclass(frozen=True, slots=True)
class Adam(Optimizer):
    """Momentum divided by the typical size of the gradient (Kingma & Ba 2015, algorithm 1).

    m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2; both start at zero, so they are divided by
    1 - beta^t to be fair from the first step; theta <- theta - lr m^ / (sqrt(v^) + eps).
    """

    letters: ClassVar[tuple[str, ...]] = ("m", "v")
    beta1: float = param(
        0.9, label=_("Beta 1"), help=_("Memory of the mean gradient."), low=0, high=1, open_high=True,
        effect=Effect.LIVE, digits=4,
    )  # fmt: skip
    beta2: float = param(
        0.999, label=_("Beta 2"), help=_("Memory of the mean squared gradient."), low=0, high=1, open_high=True,
        effect=Effect.LIVE, digits=4,
    )  # fmt: skip
    eps: float = param(
        1e-8, label=_("Epsilon"), help=_("A small number that keeps the division from blowing up."), low=0, high=1,
        open_low=True, logarithmic=True, effect=Effect.LIVE,
    )  # fmt: skip

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        m, v = memory["m"], memory["v"]
        decay_squares(v, g, self.beta2, spare)
        np.multiply(m, self.beta1, out=m)
        np.multiply(g, 1.0 - self.beta1, out=g)
        np.add(m, g, out=m)
        np.sqrt(v, out=spare)
        np.multiply(spare, (1.0 - self.beta2**t) ** -0.5, out=spare)
        np.add(spare, self.eps, out=spare)
        np.divide(m, spare, out=spare)
        np.multiply(spare, lr / (1.0 - self.beta1**t), out=spare)
        np.subtract(theta, spare, out=theta)


def decay_squares(v: Array, g: Array, memory: float, spare: Array) -> None:
    """v <- memory v + (1 - memory) g^2, the running mean of the squared gradient; leaves `spare` overwritten."""
    np.multiply(v, memory, out=v)
    np.multiply(g, g, out=spare)
    np.multiply(spare, 1.0 - memory, out=spare)
    np.add(v, spare, out=v)
