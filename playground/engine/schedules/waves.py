"""Rates that go down, and some of them up again: along cosines, or in a zigzag."""

import math
from dataclasses import dataclass
from typing import ClassVar

from playground.engine.schedules.base import Schedule, Watch
from playground.engine.schedules.parts import cosine, multiplier, rate_setting, whole
from playground.i18n import _
from playground.spec import Choice, Effect, component, param


@component("schedule", key="cosine_annealing_lr", label=_("CosineAnnealingLR"))
@dataclass(frozen=True, slots=True)
class CosineAnnealingLR(Schedule):
    """eta_min + (base - eta_min) (1 + cos(pi t / T_max)) / 2: down along half a cosine, and up again after T_max."""

    T_max: int = whole(100, _("T max"), _("The epochs from the highest rate to the lowest."))
    eta_min: float = rate_setting(0.0, _("Lowest rate"), _("The rate at the bottom."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return self.eta_min + (base - self.eta_min) * (1.0 + math.cos(math.pi * t / self.T_max)) / 2.0


@component("schedule", key="cosine_annealing_warm_restarts", label=_("CosineAnnealingWarmRestarts"))
@dataclass(frozen=True, slots=True)
class CosineAnnealingWarmRestarts(Schedule):
    """Down along half a cosine, then at once up again (Loshchilov & Hutter 2017); every round is T_mult times
    longer."""

    T_0: int = whole(10, _("T 0"), _("The epochs of the first round."))
    T_mult: int = whole(1, _("T mult"), _("How many times longer each round is than the one before."))
    eta_min: float = rate_setting(0.0, _("Lowest rate"), _("The rate at the bottom."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        start, length = 0, self.T_0
        if self.T_mult == 1:
            start = t - t % length
        while t >= start + length:
            start, length = start + length, length * self.T_mult
        return self.eta_min + (base - self.eta_min) * (1.0 + math.cos(math.pi * (t - start) / length)) / 2.0


@component("schedule", key="cyclic_lr", label=_("CyclicLR"))
@dataclass(frozen=True, slots=True)
class CyclicLR(Schedule):
    """Up and down between the base rate and `max_lr`, step by step (Smith 2017).

    With x = |t / step_size - 2 cycle + 1| inside a cycle: base + (max_lr - base) max(0, 1 - x) s, where s is 1
    (triangular), 1 / 2^(cycle - 1) (triangular2) or gamma^t (exp_range).
    """

    by_step: ClassVar[bool] = True
    max_lr: float = rate_setting(0.1, _("Highest rate"), _("The rate at the top of the first cycle."))
    step_size: int = whole(200, _("Step size"), _("The steps from the bottom to the top."))
    mode: str = param(
        "triangular", label=_("Mode"), help=_("Whether the tops stay, halve with each cycle, or fall exponentially."),
        choices=(Choice("triangular", _("triangular")), Choice("triangular2", _("triangular2")),
                 Choice("exp_range", _("exp_range"))), effect=Effect.LIVE,
    )  # fmt: skip
    gamma: float = multiplier(
        1.0, _("Gamma"), _("Only for exp_range: what each step multiplies the height by."), high=1.0
    )

    def rate(self, base: float, t: int, watch: Watch) -> float:
        length = 2.0 * self.step_size
        cycle = math.floor(1.0 + t / length)
        x = 1.0 + t / length - cycle
        ratio = 0.5  # the way up takes half of a cycle
        height = (x / ratio if x <= ratio else (x - 1.0) / (ratio - 1.0)) * self._scale(t, cycle)
        return base + (self.max_lr - base) * height

    def _scale(self, t: int, cycle: int) -> float:
        if self.mode == "triangular2":
            return math.ldexp(1.0, 1 - cycle)
        return self.gamma**t if self.mode == "exp_range" else 1.0


@component("schedule", key="one_cycle_lr", label=_("OneCycleLR"))
@dataclass(frozen=True, slots=True)
class OneCycleLR(Schedule):
    """One climb to `max_lr` and one long descent, along cosines, step by step (Smith & Topin 2018).

    It begins at max_lr / div_factor and ends at that divided by final_div_factor; the base rate plays no part.
    """

    by_step: ClassVar[bool] = True
    max_lr: float = rate_setting(0.1, _("Highest rate"), _("The rate at the top."))
    total_steps: int = whole(
        1000, _("Total steps"), _("The steps of the whole cycle; afterwards the rate stays."), low=2
    )
    pct_start: float = multiplier(0.3, _("Climb"), _("The part of the cycle that climbs."), high=1.0)
    div_factor: float = param(
        25.0, label=_("Initial divisor"), help=_("The first rate is the highest divided by this."), low=1, high=1e6,
        effect=Effect.LIVE,
    )  # fmt: skip
    final_div_factor: float = param(
        10_000.0, label=_("Final divisor"), help=_("The last rate is the first divided by this."), low=1, high=1e9,
        effect=Effect.LIVE,
    )  # fmt: skip

    def rate(self, base: float, t: int, watch: Watch) -> float:
        first = self.max_lr / self.div_factor
        last = first / self.final_div_factor
        top, end = self.pct_start * self.total_steps - 1.0, self.total_steps - 1.0
        t = min(t, self.total_steps - 1)
        if t <= top:
            return cosine(first, self.max_lr, t / top if top else 1.0)
        return cosine(self.max_lr, last, (t - top) / (end - top))
