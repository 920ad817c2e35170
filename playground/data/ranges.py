"""Round ends for the axes of imported columns."""

import math

from playground.data.dataset import Floats

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_PARTS = 12
"""The plane is 12 wide, so that a twelfth of a round range is round too."""


def round_range(values: Floats) -> tuple[float, float]:
    """Two round numbers around all values, with a little room at both ends, as multiples of one round step.

    >>> import numpy as np
    >>> round_range(np.array([2.0, 6.9])), round_range(np.array([2700.0, 6300.0]))
    ((1.5, 7.5), (2500.0, 6500.0))
    """
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    if high - low < 1e-9 * max(1.0, abs(low)):
        half = max(1.0, abs(low) / 10)
        low, high = low - half, high + half
    room = (high - low) * 0.04
    step = _round_step((high - low + 2 * room) / _PARTS)
    first, last = math.floor((low - room) / step), math.ceil((high + room) / step)
    return _multiple(first, step), _multiple(last, step)


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that is large enough."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in _STEPS if step * power >= least * (1 - 1e-12))


def _multiple(count: int, step: float) -> float:
    """`count` steps without the dust of the last bits."""
    return float(f"{count * step:.12g}")
