"""The line where a map crosses a level, by marching squares with straight lines in each cell (after Lorensen
and Cline 1987)."""

import numpy as np
import numpy.typing as npt

from playground.engine.probes import Map

Segments = npt.NDArray[np.float64]
"""Line pieces (k, 2, 2): their two ends, each as (column, row) in cells from the upper left corner of the map."""


def borders(channels: Map, level: float = 0.0) -> Segments:
    """Where the answer changes: a single channel (1, h, w) crosses a level, or another of several is the largest."""
    if len(channels) == 1:
        return crossings(channels[0] - level)
    leads = [_lead(channels, index) for index in range(len(channels) - 1)]  # each border is one of theirs
    return np.concatenate([crossings(lead) for lead in leads])


def crossings(values: npt.NDArray[np.floating]) -> Segments:
    """Where the values (h, w) at the centres of cells cross 0. No line goes through a cell beside NaN."""
    v = np.pad(np.asarray(values, np.float64), 1, mode="edge")  # so that lines reach the border
    above = v > 0
    corners = (above[:-1, :-1], above[:-1, 1:], above[1:, 1:], above[1:, :-1])
    mixed = (corners[0] != corners[1]) | (corners[1] != corners[2]) | (corners[2] != corners[3])
    row, column = np.nonzero(mixed)
    square = np.stack([v[row, column], v[row, column + 1], v[row + 1, column + 1], v[row + 1, column]], axis=1)
    inside = square > 0
    crossed = inside != np.roll(inside, -1, axis=1)
    ends = _edge_points(square) + (np.column_stack([column, row])[:, None] - 0.5)
    is_saddle = crossed.all(axis=1)
    single = ends[~is_saddle][crossed[~is_saddle]].reshape(-1, 2, 2)
    return _finite(np.concatenate([single, _saddle_pieces(ends[is_saddle], square[is_saddle])]))


def _edge_points(square: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Where the top, right, bottom and left edge of each cell cross 0, (m, 4, 2), for corners (m, 4) clockwise."""
    a, b, c, d = square.T
    zero, one = np.zeros_like(a), np.ones_like(a)
    with np.errstate(divide="ignore", invalid="ignore"):  # edges that are not crossed
        x = np.stack([a / (a - b), one, d / (d - c), zero], axis=1)
        y = np.stack([zero, b / (b - c), one, a / (a - d)], axis=1)
    return np.stack([x, y], axis=2)


def _saddle_pieces(ends: npt.NDArray[np.float64], square: npt.NDArray[np.float64]) -> Segments:
    """Two lines for cells whose opposite corners agree: the middle says which two corners they cut off."""
    joins_first = (square[:, 0] > 0) == (square.sum(axis=1) > 0)
    order = np.where(joins_first[:, None], [0, 1, 2, 3], [0, 3, 1, 2])
    return np.take_along_axis(ends, order[:, :, None], axis=1).reshape(-1, 2, 2)


def _lead(channels: Map, index: int) -> npt.NDArray[np.floating]:
    """How far one channel is above the largest of the others."""
    return channels[index] - np.delete(channels, index, axis=0).max(axis=0)


def _finite(pieces: Segments) -> Segments:
    known = np.isfinite(pieces).all(axis=(1, 2))
    return pieces if known.all() else pieces[known]
