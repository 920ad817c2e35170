"""Which value each position of a slider stands for; no window here."""

import math
from bisect import bisect_left
from dataclasses import dataclass

from playground.spec import Item, check
from playground.ui.controls.numerals import Number, step_size

_PER_DECADE = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
_MOST_STOPS = 1000


@dataclass(frozen=True, slots=True)
class Scale:
    """The values a slider can be set to, in rising order. Values between two stops show at the nearest one."""

    stops: tuple[Number, ...]

    @property
    def last(self) -> int:
        return len(self.stops) - 1

    def position(self, value: Number) -> int:
        """The stop nearest to a value."""
        right = min(bisect_left(self.stops, value), self.last)
        left = max(right - 1, 0)
        return left if value - self.stops[left] < self.stops[right] - value else right


def scale_for(item: Item) -> Scale | None:
    """The stops for a setting: its presets, else round values between its limits; None where it has no limits."""
    param = item.param
    if param.presets:
        return _legal(item, [float(preset) for preset in param.presets])
    if param.low is None or param.high is None:
        return None
    values = _logarithmic(param.low, param.high, param.digits) if param.logarithmic else _even(item)
    return _legal(item, [param.low, *values, param.high])


def _even(item: Item) -> list[float]:
    low, high = item.param.low, item.param.high
    assert low is not None
    assert high is not None
    step = step_size(item.param, item.kind)
    step *= max(1, math.ceil((high - low) / step / _MOST_STOPS))
    first = math.ceil(low / step)
    return [round(i * step, 12) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def _logarithmic(low: float, high: float, digits: int) -> list[float]:
    lowest = low if low > 0 else 10.0**-digits
    powers = range(math.floor(math.log10(lowest)), math.floor(math.log10(high)) + 1)
    values = (float(f"{m * 10.0**power:.6g}") for power in powers for m in _PER_DECADE)
    return [value for value in values if lowest <= value <= high]


def _legal(item: Item, values: list[float]) -> Scale:
    typed: set[Number] = {round(value) if item.kind is int else float(value) for value in values}
    return Scale(tuple(sorted(value for value in typed if check(value, item.kind, item.param) is None)))
