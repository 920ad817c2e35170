"""3. A memory of the size: every parameter by its own scale."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.optimizers.base import Numbers, Optimizer
from playground.engine.optimizers.parts import average, epsilon, lasting
from playground.engine.recipes import Recipe, call, number
from playground.i18n import _
from playground.spec import Effect, component, param


@component("optimizer", key="adagrad", label=_("AdaGrad"))
@dataclass(frozen=True, slots=True)
class AdaGrad(Optimizer):
    """Parameters that moved much move less: s <- s + g^2; theta <- theta - lr g / (sqrt(s) + eps).

    Duchi et al. 2011, as `torch.optim.Adagrad`.
    """

    letters: ClassVar[tuple[str, ...]] = ("s",)
    eps: float = epsilon(1e-10)

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), s, spare, (rate,) = gradient, memory[0], np.empty_like(theta), numbers
        yield call(np.square, g, square)
        yield call(np.add, s, square, s)
        yield call(np.sqrt, s, spare)
        yield call(np.add, spare, number(self.eps, s), spare)
        yield call(np.divide, g, spare, spare)
        yield call(np.multiply, spare, rate, spare)
        yield call(np.subtract, theta, spare, theta)


@component("optimizer", key="adadelta", label=_("Adadelta"))
@dataclass(frozen=True, slots=True)
class Adadelta(Optimizer):
    """A step in the units of the parameters themselves (Zeiler 2012).

    v <- rho v + (1 - rho) g^2; d = g sqrt(u + eps) / sqrt(v + eps); u <- rho u + (1 - rho) d^2; theta <- theta - lr d.
    Meant for a learning rate of 1.
    """

    letters: ClassVar[tuple[str, ...]] = ("v", "u")
    rho: float = lasting(0.9, label=_("Rho"), help=_("Memory of the mean squares."))
    eps: float = epsilon(1e-6)

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), (v, u), (rate,), eps = gradient, memory, numbers, number(self.eps, theta)
        d, spare = np.empty_like(theta), np.empty_like(theta)
        yield call(np.square, g, square)
        yield from average(v, square, self.rho, spare)
        yield call(np.add, v, eps, spare)
        yield call(np.add, u, eps, d)
        yield call(np.divide, d, spare, d)
        yield call(np.sqrt, d, d)
        yield call(np.multiply, g, d, d)
        yield call(np.square, d, square)
        yield from average(u, square, self.rho, spare)
        yield call(np.multiply, d, rate, d)
        yield call(np.subtract, theta, d, theta)


@component("optimizer", key="rmsprop", label=_("RMSprop"))
@dataclass(frozen=True, slots=True)
class RMSprop(Optimizer):
    """Each parameter by its own scale: v <- alpha v + (1 - alpha) g^2; theta <- theta - lr g / (sqrt(v) + eps).

    Tieleman & Hinton 2012, as `torch.optim.RMSprop`; alpha is 0.9 here as in Hinton's lecture, 0.99 in PyTorch. Centred
    (Graves 2013), v is the variance instead: the squared mean gradient is taken off.
    """

    letters: ClassVar[tuple[str, ...]] = ("v", "m")
    alpha: float = lasting(0.9, label=_("Alpha"), help=_("Memory of the mean squared gradient."))
    eps: float = epsilon(1e-8)
    centred: bool = param(
        False, label=_("Centred"), help=_("Divide by the standard deviation of the gradient, not by its size."),
        effect=Effect.LIVE,
    )  # fmt: skip

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), (v, m), spare, (rate,) = gradient, memory, np.empty_like(theta), numbers
        yield call(np.square, g, square)
        yield from average(v, square, self.alpha, spare)
        if self.centred:
            yield from average(m, g, self.alpha, spare)
            yield call(np.square, m, spare)
            yield call(np.subtract, v, spare, spare)
            yield call(np.sqrt, spare, spare)
        else:
            yield call(np.sqrt, v, spare)
        yield call(np.add, spare, number(self.eps, v), spare)
        yield call(np.divide, g, spare, spare)
        yield call(np.multiply, spare, rate, spare)
        yield call(np.subtract, theta, spare, theta)
