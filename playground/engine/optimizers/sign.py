"""5. Only the sign."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.optimizers.base import Numbers, Optimizer
from playground.engine.optimizers.parts import average, decoupled_decay, lasting
from playground.engine.recipes import Recipe, call, number
from playground.i18n import _
from playground.spec import component


@component("optimizer", key="lion", label=_("Lion"))
@dataclass(frozen=True, slots=True)
class Lion(Optimizer):
    """Only the sign of the momentum counts, so every parameter moves equally far (Chen et al. 2023, algorithm 2).

    theta <- theta - lr (sign(beta1 m + (1 - beta1) g) + weight_decay theta); then m <- beta2 m + (1 - beta2) g.
    """

    letters: ClassVar[tuple[str, ...]] = ("m",)
    beta1: float = lasting(0.9, label=_("Beta 1"), help=_("Memory of the momentum that steps."))
    beta2: float = lasting(0.99, label=_("Beta 2"), help=_("Memory of the momentum that is kept."))
    weight_decay: float = decoupled_decay(0.0)

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        return lr, 1.0 - lr * self.weight_decay

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
