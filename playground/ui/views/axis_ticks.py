"""Round numbers along an axis of the map, and how they are written."""

import math
from collections.abc import Iterator

from playground.data.axes import Axis
from playground.ui.views.powers import MINUS, ten_to

_MANTISSAS = (1.0, 2.0, 2.5, 3.0, 5.0, 6.0)
_PLAIN = (1e-4, 1e5)
"""Numbers of a size between these are written out; others with a power of ten."""


def ticks(axis: Axis, most: int) -> tuple[float, ...]:
    """At least two round numbers from end to end of an axis, at most `most`; with both ends where those are round.

    >>> ticks(Axis(), 5), ticks(Axis(low=0.0, high=10.0), 7)
    ((-6.0, -3.0, 0.0, 3.0, 6.0), (0.0, 2.0, 4.0, 6.0, 8.0, 10.0))
    """
    found = [_multiples(axis, step) for step in _steps(axis)]
    fitting = [numbers for numbers in found if 2 <= len(numbers) <= most]
    with_ends = [numbers for numbers in fitting if _reaches(axis, numbers)]
    return max(with_ends or fitting, key=len, default=(axis.low, axis.high))


def _steps(axis: Axis) -> Iterator[float]:
    power = 10.0 ** math.floor(math.log10(axis.high - axis.low))
    for size in (power / 10, power):
        yield from (mantissa * size for mantissa in _MANTISSAS)


def _multiples(axis: Axis, step: float) -> tuple[float, ...]:
    first, last = math.ceil(axis.low / step - 1e-6), math.floor(axis.high / step + 1e-6)
    return tuple(float(f"{count * step:.9g}") for count in range(first, last + 1)) if last - first < 60 else ()


def _reaches(axis: Axis, numbers: tuple[float, ...]) -> bool:
    slack = 1e-6 * (axis.high - axis.low)
    return abs(numbers[0] - axis.low) <= slack and abs(numbers[-1] - axis.high) <= slack


def number_words(value: float) -> str:
    """A number on an axis, with a true minus sign.

    >>> number_words(-6.0), number_words(2.5), number_words(0.0), number_words(3e6)
    ('−6', '2.5', '0', '3×10⁶')
    """
    size = abs(value)
    if size and not _PLAIN[0] <= size < _PLAIN[1]:
        factor, _sign, power = f"{value:.3e}".partition("e")
        words = f"{float(factor):g}×{ten_to(int(power))}"
    else:
        words = f"{value:.6g}"
    return words.replace("-", MINUS)
