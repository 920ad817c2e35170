"""The handles on the frame of the chosen points: eight to scale them, one above to turn them.

Lengths are in units of the plane; `pixel` says how long a pixel is.
"""

from enum import StrEnum
from typing import ClassVar

import numpy as np

from playground.data.dataset import DOMAIN, Dataset, Integers
from playground.data.shaping import rotate, scale
from playground.i18n import Text, p_
from playground.ui.paint.trail import Place, Touch

TURN = p_("undo", "Turn points")
SCALE = p_("undo", "Scale points")

MARGIN_PX, STEM_PX, REACH_PX = 8.0, 24.0, 9.0
"""How far from the points the frame is, how far above it the handle that turns, how near a press must be."""
_SNAP = np.pi / 12
_SMALLEST = 1e-6

Rectangle = tuple[Place, Place]
"""Two opposite corners; of a frame the lower left and the upper right one."""


class Handle(StrEnum):
    """The handles by their place: north is above."""

    NW = "nw"
    N = "n"
    NE = "ne"
    E = "e"
    SE = "se"
    S = "s"
    SW = "sw"
    W = "w"
    TURN = "turn"

    @property
    def side(self) -> tuple[int, int]:
        """Which side of the frame it is on along each axis: -1, 0 or 1."""
        if self is Handle.TURN:
            return 0, 1
        across = 1 if "e" in self.value else -1 if "w" in self.value else 0
        return across, 1 if "n" in self.value else -1 if "s" in self.value else 0


def places(frame: Rectangle, pixel: float) -> dict[Handle, Place]:
    """Where the handles of a frame are; a frame without a width or a height has none for it, a single point none."""
    (left, bottom), (right, top) = frame
    wide, high = right - left > _SMALLEST, top - bottom > _SMALLEST
    found = {}
    for handle in Handle:
        across, up = handle.side
        if (wide or not across) and (high or not up) and (wide or high):
            found[handle] = _place(frame, handle, pixel)
    if wide or high:
        found[Handle.TURN] = _place(frame, Handle.TURN, pixel)
    return found


def touched(frame: Rectangle, place: Place, pixel: float) -> Handle | None:
    """The handle that a press takes hold of."""
    nearest, shortest = None, REACH_PX * pixel
    for handle, (x1, x2) in places(frame, pixel).items():
        distance = float(np.hypot(place[0] - x1, place[1] - x2))
        if distance <= shortest:
            nearest, shortest = handle, distance
    return nearest


def _place(frame: Rectangle, handle: Handle, pixel: float) -> Place:
    (left, bottom), (right, top) = frame
    across, up = handle.side
    margin = MARGIN_PX * pixel
    x1 = _inside((left + right) / 2 + across * ((right - left) / 2 + margin), pixel)
    x2 = _inside((bottom + top) / 2 + up * ((top - bottom) / 2 + margin), pixel)
    if handle is not Handle.TURN:
        return x1, x2
    stem = STEM_PX * pixel
    above, below, within = top + margin + stem, bottom - margin - stem, top - stem
    return x1, next((x2 for x2 in (above, below) if x2 == _inside(x2, pixel)), within)


def _inside(coordinate: float, pixel: float) -> float:
    """The nearest place that is on the map, with room for half a handle."""
    edge = DOMAIN[1] - pixel * REACH_PX / 2
    return min(max(coordinate, -edge), edge)


class Scaling:
    """Chosen points that become larger or smaller with the handle in the hand; the opposite side stays."""

    label: ClassVar[Text] = SCALE

    def __init__(
        self, before: Dataset, ids: Integers, frame: Rectangle, handle: Handle, start: Place, proportional: bool
    ) -> None:
        self._before, self._ids, self._start, self._side = before, ids, np.array(start), np.array(handle.side)
        low, high = np.array(frame[0]), np.array(frame[1])
        self._size = high - low
        self._anchor = (low + high) / 2 - self._side * self._size / 2
        self._proportional = proportional and bool(self._side.all())

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        delta = (np.array(touch.place) - self._start) * self._side
        factors = np.ones(2)
        np.divide(self._size + delta, self._size, out=factors, where=(self._side != 0) & (self._size > _SMALLEST))
        if self._proportional:
            factors[:] = factors[np.abs(factors - 1).argmax()]
        return scale(self._before, self._ids, self._anchor, factors, whole=self._proportional)


class Turning:
    """Chosen points that turn about the middle of their frame with the hand; in steps of 15° where it snaps."""

    label: ClassVar[Text] = TURN

    def __init__(self, before: Dataset, ids: Integers, frame: Rectangle, start: Place, snap: bool) -> None:
        self._before, self._ids, self._snap = before, ids, snap
        self._centre = (np.array(frame[0]) + np.array(frame[1])) / 2
        self._from = self._angle(start)

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        angle = self._angle(touch.place) - self._from
        if self._snap:
            angle = round(angle / _SNAP) * _SNAP
        return rotate(self._before, self._ids, self._centre, angle)

    def _angle(self, place: Place) -> float:
        return float(np.arctan2(place[1] - self._centre[1], place[0] - self._centre[0]))
