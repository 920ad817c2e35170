"""Sharing out whole points: how many each class or each part gets when the shares do not come out even."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def apportion(total: int, weights: Sequence[float] | NDArray[np.number], least: int = 0) -> NDArray[np.int64]:
    """Whole numbers that add up to `total` and are within 1 of their weight's share: Hamilton's largest remainder.

    Each gets at least `least`, taken from whoever has most. Raises ValueError where the total is too small for that.

    >>> apportion(10, (0.5, 0.25, 0.25)).tolist()
    [5, 3, 2]
    """
    share = np.asarray(weights)
    if total < least * len(share):
        raise ValueError(f"{total} is too few to give {least} to each of {len(share)}")
    if total == 0:
        return np.zeros(len(share), np.int64)
    exact = total * share / share.sum()
    counts = np.floor(exact).astype(np.int64)
    largest_first = np.argsort(np.round(counts - exact, 9), kind="stable")  # equals in order, whatever the last bit
    counts[largest_first[: total - counts.sum()]] += 1
    while counts.min() < least:
        counts[counts.argmax()] -= 1
        counts[counts.argmin()] += 1
    return counts
