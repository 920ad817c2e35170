"""How two maps of answers differ."""

from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import read_only
from playground.engine.probes import Map


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """The difference of two maps, cell by cell, and the part of the plane where they decide differently."""

    values: Map
    """(size, size). One output: from -1 to 1, positive where the first map is more for the second class (or higher).
    Several: from 0 to 1, half the sum of what the probabilities differ by."""
    share: float


def contrast(first: Map, second: Map) -> Contrast | None:
    """Compare two maps (outputs, size, size) as frames have them; None where they have other outputs.

    >>> contrast(np.float32([[[1.0, -1.0]]]), np.float32([[[1.0, 0.5]]])).values.tolist()
    [[0.0, -0.75]]
    """
    if first.shape != second.shape:
        return None
    if len(first) == 1:
        one, other = (np.clip(channels[0], -1.0, 1.0) for channels in (first, second))
        return Contrast(read_only((one - other) / np.float32(2.0)), float(np.mean((one > 0.0) != (other > 0.0))))
    values = np.abs(first - second).sum(axis=0) / np.float32(2.0)
    return Contrast(read_only(values), float(np.mean(first.argmax(axis=0) != second.argmax(axis=0))))
