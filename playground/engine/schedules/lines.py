"""Rates along a line or a power of it."""

from dataclasses import dataclass

from playground.engine.schedules.base import Schedule, Watch
from playground.engine.schedules.parts import multiplier, whole
from playground.i18n import _
from playground.spec import Effect, component, param


@component("schedule", key="linear_lr", label=_("LinearLR (warm-up)"))
@dataclass(frozen=True, slots=True)
class LinearLR(Schedule):
    """From start_factor times the base rate to end_factor times it, along a line of `total_iters` epochs."""

    start_factor: float = param(
        1 / 3, label=_("Start factor"), help=_("The first rate as a share of the base rate."), low=0, open_low=True,
        high=1, effect=Effect.LIVE,
    )  # fmt: skip
    end_factor: float = multiplier(1.0, _("End factor"), _("The last rate as a share of the base rate."), high=1.0)
    total_iters: int = whole(5, _("Epochs"), _("How many epochs it takes."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        done = min(t, self.total_iters) / self.total_iters
        return base * (self.start_factor + (self.end_factor - self.start_factor) * done)


@component("schedule", key="polynomial_lr", label=_("PolynomialLR"))
@dataclass(frozen=True, slots=True)
class PolynomialLR(Schedule):
    """base (1 - t / total_iters)^power, and 0 from then on."""

    total_iters: int = whole(100, _("Epochs"), _("How many epochs it takes."))
    power: float = multiplier(1.0, _("Power"), _("1 falls along a line, 2 along a parabola."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * (1.0 - min(t, self.total_iters) / self.total_iters) ** self.power
