"""Numbers as people read, type and step them; no window here."""

import math
import re
from collections.abc import Iterator
from typing import Any

from playground.i18n import grouped
from playground.spec import Item, Param, check

Number = int | float

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+")
_SPACES = str.maketrans({"\u2212": "-", " ": "", "\u00a0": "", "\u2009": "", "_": "?"})
_LARGEST_POSITIONAL, _SMALLEST_POSITIONAL = 1e7, 1e-6


def parse(text: str, kind: Any) -> Number | str:
    """What a person typed, as a number; or the text itself where it is none, for `spec.check` to find words for.

    A decimal comma is as good as a point, and `1e-3` as good as 0.001. In whole numbers a comma before three digits
    groups thousands.

    >>> parse("0,03", float), parse("1e3", int), parse("12,000", int), parse("2.5", int), parse("ten", float)
    (0.03, 1000, 12000, 2.5, 'ten')
    """
    plain = text.translate(_SPACES)
    if kind is int and _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        number = float(plain.replace(",", ".", 1))
    except ValueError:
        return text
    return int(number) if kind is int and number.is_integer() else number


def show_number(value: Number, digits: int = 6, smallest: float = _SMALLEST_POSITIONAL) -> str:
    """A number with as few digits as tell it, at most `digits` significant ones; with a power where it is very large,
    or smaller than `smallest`.

    >>> show_number(0.03), show_number(1e-5), show_number(1e-9), show_number(2.0), show_number(240)
    ('0.03', '0.00001', '1e-9', '2', '240')
    """
    if isinstance(value, int):
        return str(value)
    size = abs(value)
    if size and not smallest <= size < _LARGEST_POSITIONAL:
        mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
        return f"{_stripped(mantissa)}e{int(power)}"
    decimals = digits - 1 - math.floor(math.log10(size)) if size else 0
    return _stripped(f"{value:.{max(decimals, 0)}f}")


def show_rounded(value: Number, param: Param) -> str:
    """A number for reading only: as many decimals as its declaration says, more where it would read as zero."""
    if isinstance(value, int):
        return grouped(value)
    if param.logarithmic or (value and abs(value) < 10.0**-param.digits):
        return show_number(value, 3)
    return _stripped(f"{value:.{param.digits}f}")


def stepped(value: Number, steps: int, item: Item) -> Number:
    """The value some steps up or down: through the presets, or 1, 3, 10 where logarithmic, or by a round amount."""
    for _ in range(abs(steps)):
        value = _next(value, steps > 0, item)
    return value


def step_size(param: Param, kind: Any) -> Number:
    """A round amount, about a hundredth of the range; 1 for whole numbers.

    >>> from playground.i18n import plain
    >>> step_size(Param(plain("p"), plain(""), low=0, high=1), float)
    0.01
    """
    if kind is int:
        return 1
    if param.low is None or param.high is None:
        return 0.1
    hundredth = (param.high - param.low) / 100
    power = 10.0 ** math.floor(math.log10(hundredth) + 1e-9)
    return next(power * m for m in (1, 2, 5, 10) if power * m >= hundredth * (1 - 1e-9))


def _next(value: Number, up: bool, item: Item) -> Number:
    """The nearest legal value on one side; the value itself where there is none."""
    for candidate in _candidates(value, up, item.param, item.kind):
        candidate = _as(item.kind, candidate)
        if (candidate > value if up else candidate < value) and check(candidate, item.kind, item.param) is None:
            return candidate
    return value


def _candidates(value: Number, up: bool, param: Param, kind: Any) -> Iterator[Number]:
    """Where a step may lead, most wanted first; the last is the limit itself."""
    beyond = [preset for preset in param.presets if (preset > value if up else preset < value)]
    if beyond:
        yield min(beyond) if up else max(beyond)
    elif param.logarithmic:
        yield _decade_step(value, up, param)
    else:
        step = step_size(param, kind)
        count = value / step
        yield round((math.floor(count + 1e-9) + 1 if up else math.ceil(count - 1e-9) - 1) * step, 12)
    limit = param.high if up else param.low
    if limit is not None:
        yield limit


def _decade_step(value: Number, up: bool, param: Param) -> float:
    """The neighbour in ..., 0.1, 0.3, 1, 3, 10, ...; from zero, the smallest number worth showing."""
    if value <= 0:
        return 10.0**-param.digits
    power = math.floor(math.log10(value))
    series = [m * 10.0**p for p in (power - 1, power, power + 1) for m in (1, 3)]
    margin = 1e-9 * value
    return min(s for s in series if s > value + margin) if up else max(s for s in series if s < value - margin)


def _as(kind: Any, value: Number) -> Number:
    return round(value) if kind is int else float(f"{value:.12g}")


def _stripped(digits: str) -> str:
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits
