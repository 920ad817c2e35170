"""4. Both memories: Adam and its kin."""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.optimizers.base import Numbers, Optimizer
from playground.engine.optimizers.parts import average, decoupled_decay, epsilon, lasting
from playground.engine.recipes import Recipe, call, number
from playground.i18n import _
from playground.spec import Effect, component, param

FEW = 8192
"""So many numbers are worked on in less time than a call takes."""


@component("optimizer", key="adam", label=_("Adam"))
@dataclass(frozen=True, slots=True)
class Adam(Optimizer):
    """Momentum divided by the typical size of the gradient (Kingma & Ba 2015, algorithm 1).

    m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2; both start at zero, so they are divided by
    1 - beta^t to be fair from the first step; theta <- theta - lr m^ / (sqrt(v^) + eps).

    What is kept are the sums M = m / (1 - beta1) and V = v / (1 - beta2), which is one operation less:
    M <- beta1 M + g; V <- beta2 V + g^2. All factors go into the numbers of the step, as the paper says at the end of
    its section 2: with c = sqrt((1 - beta2^t) / (1 - beta2)),
    theta <- theta - (lr c (1 - beta1) / (1 - beta1^t)) M / (sqrt(V) + c eps).
    """

    letters: ClassVar[tuple[str, ...]] = ("m", "v")
    beta1: float = lasting(0.9, label=_("Beta 1"), help=_("Memory of the mean gradient."))
    beta2: float = lasting(0.999, label=_("Beta 2"), help=_("Memory of the mean squared gradient."))
    eps: float = epsilon(1e-8)

    def scales(self) -> tuple[float, ...]:
        return 1.0 - self.beta1, 1.0 - self.beta2

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        beta1, beta2 = self.beta1, self.beta2
        c = math.sqrt((1.0 - beta2**t) / (1.0 - beta2))
        return lr * c * (1.0 - beta1) / (1.0 - beta1**t), c * self.eps

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), sums, (rate, eps) = gradient, memory[:2], numbers
        root = np.empty_like(theta)
        yield call(np.square, g, square)
        yield from self._fade(sums)
        yield call(np.add, sums, gradient, sums)  # M and V at once: they lie one behind the other
        yield from self.fill_divisor(memory, root)
        yield call(np.add, root, eps, root)
        yield call(np.divide, sums[0], root, root)
        yield call(np.multiply, root, rate, root)
        yield call(np.subtract, theta, root, theta)

    def _fade(self, sums: Array) -> Recipe:
        """beta1 M and beta2 V: of few numbers in one call, of many in two that read less."""
        if sums.size <= FEW:
            betas = np.empty_like(sums)
            betas[0], betas[1] = self.beta1, self.beta2
            yield call(np.multiply, sums, betas, sums)
        else:
            for row, beta in zip(sums, (self.beta1, self.beta2), strict=True):
                yield call(np.multiply, row, number(beta, row), row)

    def fill_divisor(self, memory: Array, root: Array) -> Recipe:
        """Put the root of the summed squares, by which is divided, into `root`."""
        yield call(np.sqrt, memory[1], root)


@component("optimizer", key="amsgrad", label=_("AMSGrad"))
@dataclass(frozen=True, slots=True)
class AMSGrad(Adam):
    """Adam that never forgets a large gradient: it divides by the largest v so far (Reddi et al. 2018)."""

    letters: ClassVar[tuple[str, ...]] = ("m", "v", "largest")

    def scales(self) -> tuple[float, ...]:
        m, v = Adam.scales(self)
        return m, v, v

    def fill_divisor(self, memory: Array, root: Array) -> Recipe:
        _m, v, largest = memory
        yield call(np.maximum, largest, v, out=largest)
        yield call(np.sqrt, largest, root)


@component("optimizer", key="adamw", label=_("AdamW"))
@dataclass(frozen=True, slots=True)
class AdamW(Adam):
    """Adam with decoupled weight decay: first theta <- theta - lr weight_decay theta, then Adam's step.

    Loshchilov & Hutter 2019, as `torch.optim.AdamW`: biases decay too.
    """

    weight_decay: float = decoupled_decay(0.01)

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        return 1.0 - lr * self.weight_decay, *Adam.numbers(self, lr, t)

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        decay, *others = numbers
        yield call(np.multiply, theta, decay, theta)
        yield from Adam.step(self, theta, gradient, memory, tuple(others))


@component("optimizer", key="nadam", label=_("Nadam"))
@dataclass(frozen=True, slots=True)
class Nadam(Adam):
    """Adam with Nesterov's look ahead (Dozat 2016), as `torch.optim.NAdam`.

    mu_t = beta1 (1 - 0.96^(t psi) / 2), with psi the momentum decay and P_t = mu_1 mu_2 ... mu_t, from 1 on;
    theta <- theta - lr ((1 - mu_t) g / (1 - P_t) + mu_(t+1) m / (1 - P_(t+1))) / (sqrt(v^) + eps).
    """

    letters: ClassVar[tuple[str, ...]] = ("m", "v", "product")
    momentum_decay: float = param(
        0.004, label=_("Momentum decay"), help=_("How soon the momentum reaches its full size."), low=0, high=1,
        digits=4, effect=Effect.LIVE,
    )  # fmt: skip

    def scales(self) -> tuple[float, ...]:
        return Optimizer.scales(self)

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        mu, next_mu = (self.beta1 * (1.0 - 0.5 * 0.96 ** (step * self.momentum_decay)) for step in (t, t + 1))
        return lr, float(t == 1), mu, 1.0 - mu, next_mu, 1.0 - self.beta2**t

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), (m, v, product) = gradient, memory
        rate, first, mu, rest_mu, next_mu, fairness = numbers
        ahead, spare, one = np.empty_like(theta), np.empty_like(theta), number(1.0, theta)
        yield call(np.maximum, product, first, out=product)
        yield call(np.multiply, product, mu, product)
        yield from average(m, g, self.beta1, spare)
        yield call(np.square, g, square)
        yield from average(v, square, self.beta2, spare)
        yield call(np.subtract, one, product, ahead)
        yield call(np.divide, rest_mu, ahead, ahead)
        yield call(np.multiply, ahead, g, ahead)
        yield call(np.multiply, product, next_mu, spare)
        yield call(np.subtract, one, spare, spare)
        yield call(np.divide, next_mu, spare, spare)
        yield call(np.multiply, spare, m, spare)
        yield call(np.add, ahead, spare, ahead)
        yield call(np.divide, v, fairness, spare)
        yield call(np.sqrt, spare, spare)
        yield call(np.add, spare, number(self.eps, v), spare)
        yield call(np.divide, ahead, spare, spare)
        yield call(np.multiply, spare, rate, spare)
        yield call(np.subtract, theta, spare, theta)


@component("optimizer", key="adamax", label=_("Adamax"))
@dataclass(frozen=True, slots=True)
class Adamax(Optimizer):
    """Adam with the largest gradient of late instead of the mean square (Kingma & Ba 2015, algorithm 2).

    u <- max(beta2 u, |g| + eps); theta <- theta - lr m^ / u.
    """

    letters: ClassVar[tuple[str, ...]] = ("m", "u")
    beta1: float = lasting(0.9, label=_("Beta 1"), help=_("Memory of the mean gradient."))
    beta2: float = lasting(0.999, label=_("Beta 2"), help=_("Memory of the largest gradient."))
    eps: float = epsilon(1e-8)

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        return (lr / (1.0 - self.beta1**t),)

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        g, (m, u), spare, (rate,) = gradient[0], memory, np.empty_like(theta), numbers
        yield from average(m, g, self.beta1, spare)
        yield call(np.abs, g, spare)
        yield call(np.add, spare, number(self.eps, g), spare)
        yield call(np.multiply, u, number(self.beta2, u), u)
        yield call(np.maximum, u, spare, out=u)
        yield call(np.divide, m, u, spare)
        yield call(np.multiply, spare, rate, spare)
        yield call(np.subtract, theta, spare, theta)
