"""Which part of the plane the curves view shows: it grows and shrinks in steps, so that the picture stands still.

A single spike is left to run out of the picture, or else it would press everything else flat.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.ui.views.curves_series import Floats, Line, Measure

_STEPS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0)
_DECADE_STEPS = (1.0, 2.0, 5.0, 10.0)
_FLOORS = (-1.0, -0.5, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_SLACK = 1.2
"""A step down is taken only when the smaller range would have this much room to spare."""
_SHORTEST = 10.0
"""Epochs shown at least."""
_USUAL = 0.95
"""The share of the values that is no spike."""
_OVERSHOOT = 1.25
"""How far beyond the usual values the picture reaches."""
_SMALLEST = 1e-12
"""Where the logarithmic axis ends."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The part of the plane that is shown, from epoch 0 to `last`; `low` and `high` are values, not logarithms."""

    last: float
    low: float
    high: float


def limits(
    drawn: Sequence[Line], measure: Measure, logarithmic: bool, before: Limits | None = None, free: float = 0.0
) -> Limits:
    """The part to show, which is that shown before as long as it suits.

    `free` is the share of the width to be kept free to the right of the lines, for their names.
    """
    end = max((float(line.epochs[-1]) for line in drawn if len(line.epochs)), default=0.0)
    last = step_up(max(end / (1.0 - free), _SHORTEST), before.last if before else 0.0)
    found = [finite for line in drawn if len(finite := line.finite)]
    if measure is Measure.SCORE:
        return Limits(last, _score_low(found, before), 1.0)
    low, high = _decades(found, before) if logarithmic else (0.0, _loss_high(found, before))
    return Limits(last, low, high)


def step_up(need: float, before: float = 0.0, steps: Sequence[float] = _STEPS) -> float:
    """The smallest round number that is not below `need`; the one before, if it suits and is not much too large.

    >>> step_up(0.7), step_up(1234.0), step_up(0.65, before=1.0), step_up(0.6, before=1.0)
    (0.75, 1500.0, 1.0, 0.75)
    """
    if before >= need and _round_up(need * _SLACK, steps) >= before:
        return before
    return _round_up(need, steps)


def _round_up(need: float, steps: Sequence[float]) -> float:
    power = 10.0 ** math.floor(math.log10(need))
    return next(step * power for step in (*steps, 100.0) if step * power >= need * (1 - 1e-9))


def _loss_high(found: list[Floats], before: Limits | None) -> float:
    """High enough for where the lines begin and for most of their values, but not for a lonely spike."""
    if not found:
        return before.high if before else 1.0
    pooled = np.concatenate(found)
    usual = max(_quantile(pooled, _USUAL), *(float(values[0]) for values in found), 0.0)
    need = min(float(pooled.max()), _OVERSHOOT * usual)
    return step_up(need, before.high if before else 0.0) if need > 0.0 else 1.0


def _score_low(found: list[Floats], before: Limits | None) -> float:
    if not found:
        return before.low if before else 0.0
    need = min(_quantile(np.concatenate(found), 1.0 - _USUAL), *(float(values[0]) for values in found), 1.0)
    if before is not None and before.low <= need and _floor(need - 0.03) <= before.low:
        return before.low
    return _floor(need)


def _floor(value: float) -> float:
    return max((floor for floor in _FLOORS if floor <= value), default=_FLOORS[0])


def _decades(found: list[Floats], before: Limits | None) -> tuple[float, float]:
    """Round values around all positive ones, a factor of ten apart or more."""
    positive = np.concatenate([values[values > _SMALLEST] for values in found]) if found else np.empty(0)
    if not len(positive):
        return (before.low, before.high) if before else (0.1, 1.0)
    high = step_up(float(positive.max()), before.high if before else 0.0, _DECADE_STEPS)
    depth = step_up(1.0 / float(positive.min()), 1.0 / before.low if before and before.low else 0.0, _DECADE_STEPS)
    return min(1.0 / depth, high / 10.0), high


def _quantile(values: Floats, share: float) -> float:
    index = int(share * (len(values) - 1))
    return float(np.partition(values, index)[index])
