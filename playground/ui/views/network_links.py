"""The connections of the diagram as curves: how wide and how strong each is, and which one is under the mouse.

All curves between two columns run from the same x to the same x. Each is the cubic Bezier curve whose control points
lie half way across, at the heights of its ends, so that with t from 0 to 1

    x = left + (right - left) (1.5 t (1 - t) + t³)        y = start + (end - start) (3 t² - 2 t³)

and t depends on x only. One table of t serves every curve there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array
from playground.ui.views.network_layout import DiagramLayout
from playground.ui.views.network_model import Diagram, Parameter

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.intp]

THINNEST = 0.5
THICKEST = 7.0
REACH = 5.0
"""How far from a curve, in pixels, the mouse may be."""

_T = np.linspace(0.0, 1.0, 257)
_ACROSS = 1.5 * _T * (1.0 - _T) + _T**3


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """The curves between two neighbouring columns: from each of `columns` (n) to each of `rows` (m) of one matrix."""

    layer: int
    left: float
    right: float
    columns: Integers
    starts: Floats
    rows: Integers
    ends: Floats

    def matrix(self, weights: Sequence[Array]) -> Array:
        """The weights of the curves, shape (m, n)."""
        return weights[self.layer][np.ix_(self.rows, self.columns)]

    @property
    def count(self) -> int:
        return len(self.columns) * len(self.rows)


def gaps(layout: DiagramLayout, diagram: Diagram) -> tuple[Gap, ...]:
    """The curves between neurons that are shown; those of folded neurons are left out."""
    made = []
    for before, after in zip(layout.columns, layout.columns[1:], strict=False):
        sources = [(unit, node.rect.centre) for node in before.nodes if (unit := diagram.unit(node.spot)) is not None]
        targets = [(node.spot.slot, node.rect.centre) for node in after.nodes]
        columns, starts = _split(sources)
        rows, ends = _split(targets)
        made.append(Gap(before.index, before.right, after.left, columns, starts, rows, ends))
    return tuple(made)


def _split(ends: list[tuple[int, float]]) -> tuple[Integers, Floats]:
    units = np.array([unit for unit, _ in ends], dtype=np.intp)
    return units, np.array([y for _, y in ends], dtype=np.float32)


def reference(weights: Sequence[Array]) -> float:
    """The weight that is drawn at full width.

    It is the one that 95 % of all weights do not exceed in size, so that one giant does not hide the rest; but at
    least 1, so that a network of small weights looks weak.
    """
    sizes = np.abs(np.concatenate([matrix[:, :-1].ravel() for matrix in weights]))
    sizes = sizes[np.isfinite(sizes)]
    return max(_quantile(sizes, 0.95), 1.0) if sizes.size else 1.0


def _quantile(values: Array, share: float) -> float:
    """As `np.quantile`, which would load masked arrays first, and those take as long as a whole frame."""
    place = share * (len(values) - 1)
    below, above = int(place), ceil(place)
    ordered = np.partition(values, (below, above))
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def strengths(values: Array, full: float) -> Floats:
    """How strong weights look, from 0 to 1 at `full` and beyond; NaN for those that are not finite."""
    sizes = np.where(np.isfinite(values), np.abs(values), np.nan)
    return np.minimum(sizes / full, 1.0).astype(np.float32)


def widths(strength: Floats, thickest: float) -> Floats:
    """The widths of curves in pixels."""
    return np.float32(THINNEST) + np.float32(thickest - THINNEST) * strength


def alphas(strength: Floats) -> Floats:
    """How opaque curves are, from 0 to 1."""
    return np.float32(0.2) + np.float32(0.75) * np.sqrt(strength)


def thickest(thumb: float) -> float:
    """The width of the strongest curve, which is less where neurons are small."""
    return min(THICKEST, 0.2 * thumb)


def profile(across: npt.NDArray[np.float64]) -> tuple[Floats, Floats]:
    """How far down curves are (0 to 1), and how steep (d down / d across), at places 0 to 1 across."""
    t = np.interp(across, _ACROSS, _T)
    steep = 6.0 * t * (1.0 - t) / (1.5 - 3.0 * t + 3.0 * t * t)
    return ((3.0 - 2.0 * t) * t * t).astype(np.float32), steep.astype(np.float32)


def nearest(
    all_gaps: Sequence[Gap], weights: Sequence[Array] | None, x: float, y: float, thick: float
) -> Parameter | None:
    """The curve at a point, or None. Where several are hit, the strongest, which is drawn on top; else the nearest."""
    gap = next((gap for gap in all_gaps if gap.left <= x <= gap.right and gap.count), None)
    if gap is None:
        return None
    distance = _distances(gap, x, y)
    strength = np.zeros_like(distance)
    if weights is not None:
        strength = np.nan_to_num(strengths(gap.matrix(weights), reference(weights)))
    outside = np.maximum(distance - widths(strength, thick) / 2, 0.0)
    best = np.lexsort((-strength.ravel(), outside.ravel()))[0]
    row, column = np.unravel_index(best, outside.shape)
    if outside[row, column] > REACH:
        return None
    return Parameter(gap.layer, int(gap.rows[row]), int(gap.columns[column]))


def _distances(gap: Gap, x: float, y: float) -> Floats:
    """How far a point is from each curve, shape (m, n): the distance from its tangent straight above or below."""
    down, steep = profile(np.array([(x - gap.left) / (gap.right - gap.left)]))
    drop = gap.ends[:, None] - gap.starts
    slope = drop * steep / np.float32(gap.right - gap.left)
    away = np.abs(gap.starts + drop * down - np.float32(y))
    return np.asarray(away / np.sqrt(1.0 + slope * slope), dtype=np.float32)
