"""Optimizers: from a gradient to a step.

The gradient g says in which direction the loss rises most steeply, so every optimizer goes the other way. How far, and
how straight, is where they differ, and each answers a complaint about the one before it. In the order of this file:

1. SGD goes straight down. In a narrow valley it bounces from wall to wall and hardly moves along the floor.
2. Momentum and Nesterov remember the direction: steps across the valley cancel, those along it add up.
3. AdaGrad, Adadelta and RMSprop remember how large the gradient of each parameter is, and divide by it: so parameters
   with small or rare gradients move as far as the others.
4. Adam and its kin do both at once; AdamW and Lion also let all parameters shrink a little at each step.
5. Lion forgets sizes altogether: only the sign of its remembered direction counts.

An optimizer says two things. `numbers` are those of its formula that change from step to step, such as the learning
rate; `step` is the recipe of one step (see `recipes.py`), which changes parameters and memory in place. All parameters
of a network lie in one flat array, so a step is a handful of calls whatever the depth. Read each `step` beside the
formula above it: every line is one operation of the formula, and `spare` holds what is worked out on the way. Letters
are those of the papers: theta for the parameters, g the gradient, m a mean of gradients, v and s of their squares.
Names and settings are those of `torch.optim`.
"""

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.recipes import Recipe, call, number
from playground.i18n import Text, _
from playground.spec import Component, Effect, component, param

Memory = dict[str, Array]
"""What an optimizer remembers, by the letter of its formula."""
Numbers = tuple[Array, ...]
"""The numbers of a step, as arrays without axes."""


class Optimizer(Component):
    """Base of the optimizers. `letters` names the arrays it remembers."""

    __slots__ = ()
    letters: ClassVar[tuple[str, ...]] = ()

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        """The numbers of step number t, counted from 1 since the memory was made, for the learning rate `lr`."""
        return (lr,)

    @abstractmethod
    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        """Change `theta` (size,) in place by one step.

        `gradient` (2, size) is the gradient, to be left as it is, and room for its square; `memory` (letters, size)
        holds zeros before the first step; `numbers` are those of the method of this name.
        """


class Stepper:
    """An optimizer at work on the parameters of a network."""

    def __init__(self, optimizer: Optimizer, theta: Array, gradient: Array, memory: Array) -> None:
        """Bind it to parameters (models, size), a gradient (2, models, size) and a memory (letters, models, size)."""
        self._optimizer = optimizer
        self._numbers = np.array(optimizer.numbers(0.0, 1), theta.dtype)
        numbers = tuple(self._numbers[place, ...] for place in range(len(self._numbers)))
        flat = theta.reshape(-1)
        size = flat.size
        self._calls = tuple(optimizer.step(flat, gradient.reshape(-1, size), memory.reshape(-1, size), numbers))

    def take(self, lr: float, t: int) -> None:
        """Take step number t, counted from 1 since the memory was made."""
        self._numbers[:] = self._optimizer.numbers(lr, t)
        for each in self._calls:
            each()


def fresh_memory(optimizer: Optimizer, theta: Array) -> Array:
    """The memory before the first step, shape (letters, models, size): zeros."""
    return np.zeros((len(optimizer.letters), *theta.shape), theta.dtype)


def _memory(default: float, label: Text, help: Text) -> Any:
    """A setting between 0 and 1 that says how long something is remembered."""
    return param(default, label=label, help=help, low=0, high=1, open_high=True, effect=Effect.LIVE, digits=4)


def _epsilon(default: float) -> Any:
    """The small number in a denominator."""
    return param(
        default, label=_("Epsilon"), help=_("A small number that keeps the division from blowing up."), low=0, high=1,
        open_low=True, logarithmic=True, effect=Effect.LIVE,
    )  # fmt: skip


def _weight_decay(default: float) -> Any:
    """The strength of a decoupled weight decay."""
    return param(
        default, label=_("Weight decay"), help=_("Each step shrinks all parameters by this times the learning rate."),
        low=0, high=10, digits=6, logarithmic=True, effect=Effect.LIVE,
        presets=(0.0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
    )  # fmt: skip


# 1. Straight down -----------------------------------------------------------------------------------------------------


@component("optimizer", key="sgd", label=_("SGD"))
@dataclass(frozen=True, slots=True)
class SGD(Optimizer):
    """Straight down the slope: theta <- theta - lr g."""

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        g, spare, (rate,) = gradient[0], np.empty_like(theta), numbers
        yield call(np.multiply, g, rate, spare)
        yield call(np.subtract, theta, spare, theta)


# 2. A memory of the direction -----------------------------------------------------------------------------------------


@component("optimizer", key="momentum", label=_("Momentum"))
@dataclass(frozen=True, slots=True)
class Momentum(Optimizer):
    """A ball that keeps rolling: v <- momentum v + g; theta <- theta - lr v (Polyak 1964, as `torch.optim.SGD`)."""

    letters: ClassVar[tuple[str, ...]] = ("v",)
    momentum: float = _memory(0.9, label=_("Momentum"), help=_("How much of the last step is kept; 0 is plain SGD."))

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


# 3. A memory of the size ----------------------------------------------------------------------------------------------


@component("optimizer", key="adagrad", label=_("AdaGrad"))
@dataclass(frozen=True, slots=True)
class AdaGrad(Optimizer):
    """Parameters that moved much move less: s <- s + g^2; theta <- theta - lr g / (sqrt(s) + eps).

    Duchi et al. 2011, as `torch.optim.Adagrad`.
    """

    letters: ClassVar[tuple[str, ...]] = ("s",)
    eps: float = _epsilon(1e-10)

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), s, spare, (rate,) = gradient, memory[0], np.empty_like(theta), numbers
        yield call(np.multiply, g, g, square)
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
    rho: float = _memory(0.9, label=_("Rho"), help=_("Memory of the mean squares."))
    eps: float = _epsilon(1e-6)

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), (v, u), (rate,), eps = gradient, memory, numbers, number(self.eps, theta)
        d, spare = np.empty_like(theta), np.empty_like(theta)
        yield call(np.multiply, g, g, square)
        yield from average(v, square, self.rho, spare)
        yield call(np.add, v, eps, spare)
        yield call(np.add, u, eps, d)
        yield call(np.divide, d, spare, d)
        yield call(np.sqrt, d, d)
        yield call(np.multiply, g, d, d)
        yield call(np.multiply, d, d, square)
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
    alpha: float = _memory(0.9, label=_("Alpha"), help=_("Memory of the mean squared gradient."))
    eps: float = _epsilon(1e-8)
    centred: bool = param(
        False, label=_("Centred"), help=_("Divide by the standard deviation of the gradient, not by its size."),
        effect=Effect.LIVE,
    )  # fmt: skip

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), (v, m), spare, (rate,) = gradient, memory, np.empty_like(theta), numbers
        yield call(np.multiply, g, g, square)
        yield from average(v, square, self.alpha, spare)
        if self.centred:
            yield from average(m, g, self.alpha, spare)
            yield call(np.multiply, m, m, spare)
            yield call(np.subtract, v, spare, spare)
            yield call(np.sqrt, spare, spare)
        else:
            yield call(np.sqrt, v, spare)
        yield call(np.add, spare, number(self.eps, v), spare)
        yield call(np.divide, g, spare, spare)
        yield call(np.multiply, spare, rate, spare)
        yield call(np.subtract, theta, spare, theta)


# 4. Both memories -----------------------------------------------------------------------------------------------------


@component("optimizer", key="adam", label=_("Adam"))
@dataclass(frozen=True, slots=True)
class Adam(Optimizer):
    """Momentum divided by the typical size of the gradient (Kingma & Ba 2015, algorithm 1).

    m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2; both start at zero, so they are divided by
    1 - beta^t to be fair from the first step; theta <- theta - lr m^ / (sqrt(v^) + eps). As the paper says at the end
    of its section 2, the two divisions may go into the step, with c = sqrt(1 - beta2^t):
    theta <- theta - (lr c / (1 - beta1^t)) m / (sqrt(v) + c eps).
    """

    letters: ClassVar[tuple[str, ...]] = ("m", "v")
    beta1: float = _memory(0.9, label=_("Beta 1"), help=_("Memory of the mean gradient."))
    beta2: float = _memory(0.999, label=_("Beta 2"), help=_("Memory of the mean squared gradient."))
    eps: float = _epsilon(1e-8)

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), means, (rate, eps) = gradient, memory[:2], numbers
        spare, rests = np.empty_like(means), np.empty_like(means)
        rests[0], rests[1] = 1.0 - self.beta1, 1.0 - self.beta2
        yield call(np.multiply, g, g, square)
        yield from average_by(means, gradient, rests, spare)  # m and v at once: they lie one behind the other
        m, root = memory[0], spare[0]
        yield from self.scale(memory, root)
        yield call(np.add, root, eps, root)
        yield call(np.divide, m, root, root)
        yield call(np.multiply, root, rate, root)
        yield call(np.subtract, theta, root, theta)

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        c = math.sqrt(1.0 - self.beta2**t)
        return lr * c / (1.0 - self.beta1**t), c * self.eps

    def scale(self, memory: Array, root: Array) -> Recipe:
        """The root of the mean squared gradient, to divide by."""
        yield call(np.sqrt, memory[1], root)


@component("optimizer", key="amsgrad", label=_("AMSGrad"))
@dataclass(frozen=True, slots=True)
class AMSGrad(Adam):
    """Adam that never forgets a large gradient: it divides by the largest v so far (Reddi et al. 2018)."""

    letters: ClassVar[tuple[str, ...]] = ("m", "v", "largest")

    def scale(self, memory: Array, root: Array) -> Recipe:
        _m, v, largest = memory
        yield call(np.maximum, largest, v, out=largest)
        yield call(np.sqrt, largest, root)


@component("optimizer", key="adamw", label=_("AdamW"))
@dataclass(frozen=True, slots=True)
class AdamW(Adam):
    """Adam with decoupled weight decay: first theta <- theta - lr weight_decay theta, then Adam's step.

    Loshchilov & Hutter 2019, as `torch.optim.AdamW`: biases decay too.
    """

    weight_decay: float = _weight_decay(0.01)

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        decay, *others = numbers
        yield call(np.multiply, theta, decay, theta)
        yield from Adam.step(self, theta, gradient, memory, tuple(others))

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        return 1.0 - lr * self.weight_decay, *Adam.numbers(self, lr, t)


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

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        (g, square), (m, v, product) = gradient, memory
        rate, first, mu, rest_mu, next_mu, fairness = numbers
        ahead, spare, one = np.empty_like(theta), np.empty_like(theta), number(1.0, theta)
        yield call(np.maximum, product, first, out=product)
        yield call(np.multiply, product, mu, product)
        yield from average(m, g, self.beta1, spare)
        yield call(np.multiply, g, g, square)
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

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        mu, next_mu = (self.beta1 * (1.0 - 0.5 * 0.96 ** (step * self.momentum_decay)) for step in (t, t + 1))
        return lr, float(t == 1), mu, 1.0 - mu, next_mu, 1.0 - self.beta2**t


@component("optimizer", key="adamax", label=_("Adamax"))
@dataclass(frozen=True, slots=True)
class Adamax(Optimizer):
    """Adam with the largest gradient of late instead of the mean square (Kingma & Ba 2015, algorithm 2).

    u <- max(beta2 u, |g| + eps); theta <- theta - lr m^ / u.
    """

    letters: ClassVar[tuple[str, ...]] = ("m", "u")
    beta1: float = _memory(0.9, label=_("Beta 1"), help=_("Memory of the mean gradient."))
    beta2: float = _memory(0.999, label=_("Beta 2"), help=_("Memory of the largest gradient."))
    eps: float = _epsilon(1e-8)

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

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        return (lr / (1.0 - self.beta1**t),)


# 5. Only the sign -----------------------------------------------------------------------------------------------------


@component("optimizer", key="lion", label=_("Lion"))
@dataclass(frozen=True, slots=True)
class Lion(Optimizer):
    """Only the sign of the momentum counts, so every parameter moves equally far (Chen et al. 2023, algorithm 2).

    theta <- theta - lr (sign(beta1 m + (1 - beta1) g) + weight_decay theta); then m <- beta2 m + (1 - beta2) g.
    """

    letters: ClassVar[tuple[str, ...]] = ("m",)
    beta1: float = _memory(0.9, label=_("Beta 1"), help=_("Memory of the momentum that steps."))
    beta2: float = _memory(0.99, label=_("Beta 2"), help=_("Memory of the momentum that is kept."))
    weight_decay: float = _weight_decay(0.0)

    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        g, m, spare, (rate, decay) = gradient[0], memory[0], np.empty_like(theta), numbers
        yield call(np.subtract, m, g, spare)
        yield call(np.multiply, spare, number(self.beta1, m), spare)
        yield call(np.add, spare, g, spare)
        yield call(np.sign, spare, spare)
        yield call(np.multiply, spare, rate, spare)
        yield call(np.multiply, theta, decay, theta)
        yield call(np.subtract, theta, spare, theta)
        yield from average(m, g, self.beta2, spare)

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        return lr, 1.0 - lr * self.weight_decay


# Running means --------------------------------------------------------------------------------------------------------


def average(m: Array, g: Array, memory: float, spare: Array) -> Recipe:
    """m <- memory m + (1 - memory) g, a running mean; leaves `spare` overwritten."""
    yield from average_by(m, g, number(1.0 - memory, m), spare)


def average_by(m: Array, g: Array, rest: Array, spare: Array) -> Recipe:
    """The same for `rest` = 1 - memory, a number or an array of the shape of the mean.

    Worked out as m + rest (g - m), as PyTorch does: one multiplication less.
    """
    yield call(np.subtract, g, m, spare)
    yield call(np.multiply, spare, rest, spare)
    yield call(np.add, m, spare, m)
