"""Optimizers: from a gradient to a step.

The gradient g says in which direction the loss rises most steeply, so every optimizer goes the other way. How far, and
how straight, is where they differ, and each answers a complaint about the one before it. In the order of this file:

1. SGD goes straight down. In a narrow valley it bounces from wall to wall and hardly moves along the floor.
2. Momentum and Nesterov remember the direction: steps across the valley cancel, those along it add up.
3. AdaGrad, Adadelta and RMSprop remember how large the gradient of each parameter is, and divide by it: so parameters
   with small or rare gradients move as far as the others.
4. Adam and its kin do both at once; AdamW and Lion also let all parameters shrink a little at each step.
5. Lion forgets sizes altogether: only the sign of its remembered direction counts.

An optimizer is a recipe of two parts. `init` makes its memory, arrays of the shape of the parameters; `update` takes
one step, changing parameters and memory in place. All parameters of a network lie in one flat array, so a recipe is a
handful of array operations whatever the depth. Read each `update` beside the formula above it: every line is one
operation of the formula, and `spare` holds what is worked out on the way. Letters are those of the papers: theta for
the parameters, g the gradient, m a mean of gradients, v and s of their squares. Names and numbers are those of
`torch.optim`.
"""

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.i18n import Text, _
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

        `g` is the gradient (to be left as it is), `lr` the learning rate, `t` the number of this step counted from 1
        since the memory was made, `spare` an array of the same shape to calculate in.
        """


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

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        np.multiply(g, lr, out=spare)
        np.subtract(theta, spare, out=theta)


# 2. A memory of the direction -----------------------------------------------------------------------------------------


@component("optimizer", key="momentum", label=_("Momentum"))
@dataclass(frozen=True, slots=True)
class Momentum(Optimizer):
    """A ball that keeps rolling: v <- momentum v + g; theta <- theta - lr v (Polyak 1964, as `torch.optim.SGD`)."""

    letters: ClassVar[tuple[str, ...]] = ("v",)
    momentum: float = _memory(0.9, label=_("Momentum"), help=_("How much of the last step is kept; 0 is plain SGD."))

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        v = memory["v"]
        np.multiply(v, self.momentum, out=v)
        np.add(v, g, out=v)
        np.multiply(v, lr, out=spare)
        np.subtract(theta, spare, out=theta)


@component("optimizer", key="nesterov", label=_("Nesterov"))
@dataclass(frozen=True, slots=True)
class Nesterov(Momentum):
    """Momentum that looks where it is going: v <- momentum v + g; theta <- theta - lr (g + momentum v).

    Nesterov 1983, in the form of `torch.optim.SGD(nesterov=True)`: theta is always the point looked ahead to.
    """

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        v = memory["v"]
        np.multiply(v, self.momentum, out=v)
        np.add(v, g, out=v)
        np.multiply(v, self.momentum, out=spare)
        np.add(spare, g, out=spare)
        np.multiply(spare, lr, out=spare)
        np.subtract(theta, spare, out=theta)


# 3. A memory of the size ----------------------------------------------------------------------------------------------


@component("optimizer", key="adagrad", label=_("AdaGrad"))
@dataclass(frozen=True, slots=True)
class AdaGrad(Optimizer):
    """Parameters that moved much move less: s <- s + g^2; theta <- theta - lr g / (sqrt(s) + eps).

    Duchi et al. 2011, as `torch.optim.Adagrad`.
    """

    letters: ClassVar[tuple[str, ...]] = ("s",)
    eps: float = _epsilon(1e-10)

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        s = memory["s"]
        np.multiply(g, g, out=spare)
        np.add(s, spare, out=s)
        np.sqrt(s, out=spare)
        np.add(spare, self.eps, out=spare)
        np.divide(g, spare, out=spare)
        np.multiply(spare, lr, out=spare)
        np.subtract(theta, spare, out=theta)


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

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        v, u = memory["v"], memory["u"]
        average_squares(v, g, self.rho, spare)
        np.add(v, self.eps, out=spare)
        np.divide(u + self.eps, spare, out=spare)
        np.sqrt(spare, out=spare)
        step = g * spare
        average_squares(u, step, self.rho, spare)
        np.multiply(step, lr, out=step)
        np.subtract(theta, step, out=theta)


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

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        v, m = memory["v"], memory["m"]
        average_squares(v, g, self.alpha, spare)
        if self.centred:
            average(m, g, self.alpha, spare)
            np.multiply(m, m, out=spare)
            np.subtract(v, spare, out=spare)
            np.sqrt(spare, out=spare)
        else:
            np.sqrt(v, out=spare)
        np.add(spare, self.eps, out=spare)
        np.divide(g, spare, out=spare)
        np.multiply(spare, lr, out=spare)
        np.subtract(theta, spare, out=theta)


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

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        m, v = memory["m"], memory["v"]
        average_squares(v, g, self.beta2, spare)
        average(m, g, self.beta1, spare)
        c = math.sqrt(1.0 - self.beta2**t)
        np.sqrt(self.scale(v, memory), out=spare)
        np.add(spare, c * self.eps, out=spare)
        np.divide(m, spare, out=spare)
        np.multiply(spare, lr * c / (1.0 - self.beta1**t), out=spare)
        np.subtract(theta, spare, out=theta)

    def scale(self, v: Array, memory: Memory) -> Array:
        """The mean squared gradient to divide by."""
        return v


@component("optimizer", key="amsgrad", label=_("AMSGrad"))
@dataclass(frozen=True, slots=True)
class AMSGrad(Adam):
    """Adam that never forgets a large gradient: it divides by the largest v so far (Reddi et al. 2018)."""

    letters: ClassVar[tuple[str, ...]] = ("m", "v", "largest")

    def scale(self, v: Array, memory: Memory) -> Array:
        return np.maximum(memory["largest"], v, out=memory["largest"])


@component("optimizer", key="adamw", label=_("AdamW"))
@dataclass(frozen=True, slots=True)
class AdamW(Adam):
    """Adam with decoupled weight decay: first theta <- theta - lr weight_decay theta, then Adam's step.

    Loshchilov & Hutter 2019, as `torch.optim.AdamW`: biases decay too.
    """

    weight_decay: float = _weight_decay(0.01)

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        np.multiply(theta, 1.0 - lr * self.weight_decay, out=theta)
        Adam.update(self, theta, g, memory, lr, t, spare)


@component("optimizer", key="nadam", label=_("Nadam"))
@dataclass(frozen=True, slots=True)
class Nadam(Adam):
    """Adam with Nesterov's look ahead (Dozat 2016), as `torch.optim.NAdam`.

    mu_t = beta1 (1 - 0.96^(t psi) / 2), with psi the momentum decay and P_t = mu_1 mu_2 ... mu_t;
    theta <- theta - lr ((1 - mu_t) g / (1 - P_t) + mu_(t+1) m / (1 - P_(t+1))) / (sqrt(v^) + eps).
    """

    letters: ClassVar[tuple[str, ...]] = ("m", "v", "product")
    momentum_decay: float = param(
        0.004, label=_("Momentum decay"), help=_("How soon the momentum reaches its full size."), low=0, high=1,
        digits=4, effect=Effect.LIVE,
    )  # fmt: skip

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        m, v, product = memory["m"], memory["v"], memory["product"]
        if t == 1:
            product.fill(1.0)
        mu, next_mu = (self.beta1 * (1.0 - 0.5 * 0.96 ** (step * self.momentum_decay)) for step in (t, t + 1))
        np.multiply(product, mu, out=product)
        average(m, g, self.beta1, spare)
        average_squares(v, g, self.beta2, spare)
        np.sqrt(v / (1.0 - self.beta2**t), out=spare)
        np.add(spare, self.eps, out=spare)
        ahead = (1.0 - mu) / (1.0 - product) * g + next_mu / (1.0 - product * next_mu) * m
        np.divide(ahead, spare, out=spare)
        np.multiply(spare, lr, out=spare)
        np.subtract(theta, spare, out=theta)


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

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        m, u = memory["m"], memory["u"]
        average(m, g, self.beta1, spare)
        np.abs(g, out=spare)
        np.add(spare, self.eps, out=spare)
        np.multiply(u, self.beta2, out=u)
        np.maximum(u, spare, out=u)
        np.divide(m, u, out=spare)
        np.multiply(spare, lr / (1.0 - self.beta1**t), out=spare)
        np.subtract(theta, spare, out=theta)


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

    def update(self, theta: Array, g: Array, memory: Memory, lr: float, t: int, spare: Array) -> None:
        m = memory["m"]
        np.subtract(m, g, out=spare)
        np.multiply(spare, self.beta1, out=spare)
        np.add(spare, g, out=spare)
        np.sign(spare, out=spare)
        np.multiply(spare, lr, out=spare)
        np.multiply(theta, 1.0 - lr * self.weight_decay, out=theta)
        np.subtract(theta, spare, out=theta)
        average(m, g, self.beta2, spare)


# Running means --------------------------------------------------------------------------------------------------------


def average(m: Array, g: Array, memory: float, spare: Array) -> None:
    """m <- memory m + (1 - memory) g, a running mean; leaves `spare` overwritten.

    Worked out as m + (1 - memory) (g - m), as PyTorch does: one multiplication less.
    """
    np.subtract(g, m, out=spare)
    np.multiply(spare, 1.0 - memory, out=spare)
    np.add(m, spare, out=m)


def average_squares(v: Array, g: Array, memory: float, spare: Array) -> None:
    """v <- memory v + (1 - memory) g^2, the running mean of the squared gradient; leaves `spare` overwritten."""
    np.multiply(g, g, out=spare)
    np.subtract(spare, v, out=spare)
    np.multiply(spare, 1.0 - memory, out=spare)
    np.add(v, spare, out=v)
