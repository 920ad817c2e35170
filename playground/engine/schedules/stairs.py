"""Rates that are multiplied by the same number again and again."""

from bisect import bisect_right
from dataclasses import dataclass

from playground.engine.schedules.base import Schedule, Watch
from playground.engine.schedules.parts import GAMMA_HELP, multiplier, power, whole
from playground.i18n import _
from playground.spec import Effect, component, param


@component("schedule", key="step_lr", label=_("StepLR"))
@dataclass(frozen=True, slots=True)
class StepLR(Schedule):
    """base gamma^floor(t / step_size): a stair."""

    step_size: int = whole(30, _("Step size"), _("After how many epochs the rate falls."))
    gamma: float = multiplier(0.1, _("Gamma"), GAMMA_HELP)

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * power(self.gamma, t // self.step_size)


@component("schedule", key="multi_step_lr", label=_("MultiStepLR"))
@dataclass(frozen=True, slots=True)
class MultiStepLR(Schedule):
    """The rate falls by gamma at each milestone."""

    milestones: tuple[int, ...] = param(
        (30, 80), label=_("Milestones"), help=_("The epochs at which the rate falls."), low=0, high=1_000_000,
        shortest=1, longest=20, effect=Effect.LIVE,
    )  # fmt: skip
    gamma: float = multiplier(0.1, _("Gamma"), GAMMA_HELP)

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * power(self.gamma, bisect_right(sorted(self.milestones), t))


@component("schedule", key="exponential_lr", label=_("ExponentialLR"))
@dataclass(frozen=True, slots=True)
class ExponentialLR(Schedule):
    """base gamma^t."""

    gamma: float = multiplier(0.95, _("Gamma"), GAMMA_HELP)

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * power(self.gamma, t)
