"""What the curves view draws: the lines of one measure, and thinned copies of them that are quick to paint."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from playground.session.curves import Curves

Floats = npt.NDArray[np.float64]


class Measure(StrEnum):
    """What is drawn over the epochs."""

    LOSS = "loss"
    SCORE = "score"
    """Accuracy for classes, R² for regression."""


class Part(StrEnum):
    """The points on which a measure is taken."""

    TRAIN = "train"
    VALIDATION = "validation"
    PENALTY = "penalty"
    """No points: what the weights cost by themselves."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One curve. All arrays have one length; `values` are NaN where the measure is undefined.

    `heights` is where the values are drawn: the values themselves, or their logarithms to base 10.
    """

    part: Part
    epochs: Floats
    values: Floats
    heights: Floats

    @property
    def finite(self) -> Floats:
        """The values that are defined."""
        return self.values[np.isfinite(self.values)]

    def last_before(self, epoch: float) -> int | None:
        """The index of the last drawn point that is not after an epoch; None where there is none."""
        stop = int(np.searchsorted(self.epochs, epoch, side="right"))
        drawn = np.flatnonzero(np.isfinite(self.heights[:stop]))
        return int(drawn[-1]) if len(drawn) else None


def lines(
    curves: Curves, measure: Measure, logarithmic: bool = False, penalty: bool = False
) -> tuple[Line, ...]:  # fmt: skip
    """The lines of a measure; that of the validation points only where it has a value, the penalty's on request.

    A value that is not finite leaves a gap, and so does zero on a logarithmic axis, which has no place for it.
    """
    epochs, made = curves.column("epoch"), []
    parts = {part: f"{part}_{measure}" for part in (Part.TRAIN, Part.VALIDATION)}
    if penalty and measure is Measure.LOSS:
        parts[Part.PENALTY] = "penalty"
    for part, column in parts.items():
        raw = curves.column(column)
        values = np.where(np.isfinite(raw), raw, np.nan)
        if part is Part.TRAIN or np.isfinite(values).any():
            made.append(Line(part, epochs, values, logarithms(values) if logarithmic else values))
    return tuple(made)


def logarithms(values: Floats) -> Floats:
    """Logarithms to base 10; NaN for values that have none."""
    return np.log10(values, out=np.full_like(values, np.nan), where=values > 0.0)


def nearest(epochs: Floats, epoch: float) -> int:
    """The index of the recorded epoch that is nearest to an epoch; `epochs` rise and are not empty."""
    right = min(int(np.searchsorted(epochs, epoch)), len(epochs) - 1)
    left = max(right - 1, 0)
    return left if epoch - epochs[left] < epochs[right] - epoch else right


def thinned(x: Floats, y: Floats, low: float, high: float, columns: int) -> tuple[Floats, Floats]:
    """The part of a line between two places on the x axis, in about two points for each column of the picture.

    Of each group of neighbours the highest and the lowest stay, so that no peak is lost. How many make a group is a
    power of two, so that the picture doesn't shimmer while the line grows.
    """
    start = max(int(np.searchsorted(x, low)) - 1, 0)
    stop = int(np.searchsorted(x, high, side="right")) + 1
    x, y = x[start:stop], y[start:stop]
    size = 1
    while len(x) > columns * size:
        size *= 2
    if size < 4:
        return x, y
    kept = _extremes(y[: len(y) // size * size].reshape(-1, size))
    rest = np.arange(len(y) // size * size, len(y))
    chosen = np.concatenate([kept, rest])
    return x[chosen], y[chosen]


def _extremes(groups: Floats) -> npt.NDArray[np.intp]:
    """The places of the highest and the lowest of each row, in rising order; NaN is neither unless all are."""
    gaps = np.isnan(groups)
    highest = np.where(gaps, -np.inf, groups).argmax(axis=1)
    lowest = np.where(gaps, np.inf, groups).argmin(axis=1)
    pairs = np.sort(np.stack([highest, lowest], axis=1), axis=1)
    return (pairs + np.arange(len(groups))[:, None] * groups.shape[1]).ravel()
