"""A rate that falls when the loss no longer does."""

import math
from dataclasses import dataclass, replace
from typing import ClassVar

from playground.engine.schedules.base import Schedule, Watch
from playground.engine.schedules.parts import GAMMA_HELP, multiplier, rate_setting, whole
from playground.i18n import _
from playground.spec import component


@component("schedule", key="reduce_lr_on_plateau", label=_("ReduceLROnPlateau"))
@dataclass(frozen=True, slots=True)
class ReduceLROnPlateau(Schedule):
    """Multiplies the rate by `factor` when the watched loss has not become better for more than `patience` epochs.

    It watches the validation loss, or the training loss where there are no validation points.
    """

    watches: ClassVar[bool] = True
    LEAST_FALL: ClassVar[float] = 1e-8
    """A fall smaller than this is left out, PyTorch's `eps`."""

    factor: float = multiplier(0.1, _("Factor"), GAMMA_HELP, high=1.0)
    patience: int = whole(10, _("Patience"), _("How many epochs without an improvement are tolerated."), low=0)
    threshold: float = multiplier(
        1e-4, _("Threshold"), _("What counts as better: a loss below best × (1 − threshold).")
    )
    cooldown: int = whole(0, _("Cool-down"), _("How many epochs to wait after each fall."), low=0)
    min_lr: float = rate_setting(0.0, _("Lowest rate"), _("The rate never falls below this."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return max(base * watch.factor, min(base, self.min_lr))

    def observe(self, base: float, loss: float, watch: Watch) -> Watch:
        if loss < watch.best * (1.0 - self.threshold) or not math.isfinite(watch.best):
            watch = replace(watch, best=loss, waited=0)
        else:
            watch = replace(watch, waited=watch.waited + 1)
        if watch.cooling > 0:
            watch = replace(watch, cooling=watch.cooling - 1, waited=0)
        if watch.waited > self.patience:
            factor = min(max(watch.factor * self.factor, self.min_lr / base), watch.factor)
            if base * (watch.factor - factor) > self.LEAST_FALL:
                watch = replace(watch, factor=factor)
            watch = replace(watch, waited=0, cooling=self.cooldown)
        return watch
