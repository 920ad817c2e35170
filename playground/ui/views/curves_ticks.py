"""Where the axes of the curves view have their marks, and what is written there."""

import math
from dataclasses import dataclass

from playground.ui.views.numbers_words import SHARE_SIGN
from playground.ui.views.powers import ten_to


@dataclass(frozen=True, slots=True)
class Ticks:
    """Marks at `places` on the axis, in rising order, and the word at each."""

    places: tuple[float, ...]
    words: tuple[str, ...]


def linear_ticks(low: float, high: float, most: int, whole: bool = False) -> Ticks:
    """Round numbers between two limits, as many as `most` allows; only whole ones on request.

    >>> linear_ticks(0.0, 1.0, 5).words, linear_ticks(0.0, -1.0, 5).words
    (('0.00', '0.25', '0.50', '0.75', '1.00'), ())
    """
    if not low < high:
        return Ticks((), ())
    step = _step(low, high, most, 1.0 if whole else 0.0)
    places = tuple(i * step for i in _multiples(low, high, step))
    return Ticks(places, tuple(number_words(place, step) for place in places))


def percent_ticks(low: float, high: float, most: int) -> Ticks:
    """The same for shares, written in percent."""
    scaled = linear_ticks(100.0 * low, 100.0 * high, most)
    return Ticks(tuple(place / 100.0 for place in scaled.places), tuple(words + SHARE_SIGN for words in scaled.words))


def logarithmic_ticks(low: float, high: float, most: int) -> Ticks:
    """Marks on an axis whose places are logarithms to base 10: powers of ten, or also 2 and 5 times those.

    >>> logarithmic_ticks(-2.0, 0.0, 8).words
    ('0.01', '0.02', '0.05', '0.1', '0.2', '0.5', '1')
    """
    powers = range(math.floor(low), math.ceil(high) + 1)
    marks = [(digit, power) for power in powers for digit in (1, 2, 5)]
    stride = 1
    while len(marks := [mark for mark in marks if low <= _place(*mark) <= high]) > most:
        marks = [(1, power) for power in powers if power % stride == 0]
        stride += 1
    return Ticks(tuple(_place(*mark) for mark in marks), tuple(_power_words(*mark) for mark in marks))


def number_words(value: float, step: float) -> str:
    """A number with as many decimals as its distance to the next mark needs."""
    decimals = next((n for n in range(6) if math.isclose(step * 10**n, round(step * 10**n), rel_tol=1e-6)), None)
    if decimals is None or abs(value) >= 1e6:
        return f"{value:g}".replace("e+0", "e").replace("e-0", "e-")
    return f"{value + 0.0:,.{decimals}f}"


def _power_words(digit: int, power: int) -> str:
    if -4 <= power <= 5:
        return f"{digit * 10**power:,}" if power >= 0 else f"{digit * 10.0**power:.{-power}f}"
    return ten_to(power) if digit == 1 else f"{digit}×{ten_to(power)}"


def _place(digit: int, power: int) -> float:
    return power + math.log10(digit)


def _step(low: float, high: float, most: int, least: float) -> float:
    """The smallest round distance at which no more than `most` marks lie between the limits."""
    power = math.floor(math.log10((high - low) / most))
    steps = (digit * 10.0**exponent for exponent in range(power, power + 3) for digit in (1.0, 2.0, 2.5, 5.0))
    fitting = (step for step in steps if step >= least and len(_multiples(low, high, step)) <= most)
    return next(step for step in fitting if not least or step % least == 0.0)


def _multiples(low: float, high: float, step: float) -> range:
    return range(math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6) + 1)
