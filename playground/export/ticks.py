"""Round numbers along an axis."""

import math
from dataclasses import dataclass

MOST = 6
MINUS = "−"


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, and the number that stands there."""

    value: float
    words: str


def ticks(low: float, high: float, whole: bool = False, most: int = MOST) -> list[Tick]:
    """Multiples of 1, 2 or 5 times a power of ten between two ends, at most so many; only whole numbers on demand.

    >>> [tick.words for tick in ticks(0.07, 0.69)]
    ['0.2', '0.4', '0.6']
    >>> [tick.words for tick in ticks(0, 3, whole=True)]
    ['0', '1', '2', '3']
    """
    step = _step(high - low, most)
    if whole:
        step = max(1.0, step)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    power = math.floor(math.log10(step) + 1e-9)
    return [_tick(place * step, power) for place in range(first, last + 1)]


def _step(span: float, most: int) -> float:
    """The smallest round distance of which there are not too many."""
    power = 10.0 ** math.floor(math.log10(span / (most - 1)))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if span / (factor * power) <= most - 1)


def _tick(value: float, power: int) -> Tick:
    """A multiple of a power of ten, with the digits that tell it from its neighbours."""
    if power >= -5 and abs(value) < 1e6:
        words = f"{value + 0.0:.{max(0, -power)}f}"
    else:
        digits = 1 if abs(value) < 10.0**power else 1 - power + math.floor(math.log10(abs(value)) + 1e-9)
        words = f"{value + 0.0:.{digits}g}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")
    return Tick(value, words.replace("-", MINUS))
