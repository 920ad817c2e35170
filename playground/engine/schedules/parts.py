"""Settings that several schedules share, and arithmetic."""

import math
from typing import Any

from playground.i18n import Text, _
from playground.spec import Effect, param

GAMMA_HELP = _("What the rate is multiplied by each time.")


def whole(default: int, label: Text, help: Text, low: int = 1) -> Any:
    """A number of epochs or steps."""
    return param(default, label=label, help=help, low=low, high=1_000_000, effect=Effect.LIVE)


def multiplier(default: float, label: Text, help: Text, low: float = 0.0, high: float = 10.0) -> Any:
    """What something is multiplied by."""
    return param(default, label=label, help=help, low=low, high=high, digits=6, effect=Effect.LIVE)


def rate_setting(default: float, label: Text, help: Text) -> Any:
    """A learning rate."""
    return param(default, label=label, help=help, low=0, high=100, digits=8, logarithmic=True, effect=Effect.LIVE,
                 presets=(0.0, 1e-6, 1e-5, 1e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0))  # fmt: skip


def cosine(start: float, end: float, done: float) -> float:
    """From start to end along half a cosine."""
    return end + (start - end) * (1.0 + math.cos(math.pi * done)) / 2.0


def power(gamma: float, times: int) -> float:
    """gamma^times; infinite where it is too large for a number."""
    try:
        return gamma**times
    except OverflowError:
        return math.inf
