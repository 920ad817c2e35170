"""1 and 2. Straight down, and with a memory of the direction."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.optimizers.base import Numbers, Optimizer
from playground.engine.optimizers.parts import lasting
from playground.engine.recipes import Recipe, call, number
from playground.i18n import _
from playground.spec import component


@component("optimizer", key="sgd", label=_("SGD"))
@dataclass(frozen=True, slots=True)
class SGD(Optimizer):
    """Straight down the slope: theta <- theta - lr g."""

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        g, spare, (rate,) = gradient[0], np.empty_like(theta), numbers
        yield call(np.multiply, g, rate, spare)
        yield call(np.subtract, theta, spare, theta)


@component("optimizer", key="momentum", label=_("Momentum"))
@dataclass(frozen=True, slots=True)
class Momentum(Optimizer):
    """A ball that keeps rolling: v <- momentum v + g; theta <- theta - lr v (Polyak 1964, as `torch.optim.SGD`)."""

    letters: ClassVar[tuple[str, ...]] = ("v",)
    momentum: float = lasting(0.9, label=_("Momentum"), help=_("How much of the last step is kept; 0 is plain SGD."))

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        g, v, spare, (rate,) = gradient[0], memory[0], np.empty_like(theta), numbers
        yield call(np.multiply, v, number(self.momentum, v), v)
        yield call(np.add, v, g, v)
        yield call(np.multiply, v, rate, spare)
        yield call(np.subtract, theta, spare, theta)


@component("optimizer", key="nesterov", label=_("Nesterov"))
@dataclass(frozen=True, slots=True)
class Nesterov(Momentum):
    """Momentum that looks where it is going: v <- momentum v + g; theta <- theta - lr (g + momentum v).

    Nesterov 1983, in the form of `torch.optim.SGD(nesterov=True)`: theta is always the point looked ahead to.
    """

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        g, v, spare, (rate,) = gradient[0], memory[0], np.empty_like(theta), numbers
        momentum = number(self.momentum, v)
        yield call(np.multiply, v, momentum, v)
        yield call(np.add, v, g, v)
        yield call(np.multiply, v, momentum, spare)
        yield call(np.add, spare, g, spare)
        yield call(np.multiply, spare, rate, spare)
        yield call(np.subtract, theta, spare, theta)
