"""What a hand does to the points between press and release, without a window.

A gesture is told each place the hand comes to, and says what the data set is then. Brush and eraser leave their marks
at equal distances along the way, so the result does not depend on how often the mouse is asked where it is.
"""

from typing import ClassVar, Protocol

import numpy as np

from playground.data.dataset import Dataset, Floats, Integers
from playground.data.paint import NOBODY, add_point, erase, move, spray
from playground.i18n import Text, p_
from playground.session.messages import PAINT

Place = tuple[float, float]
"""A position (x₁, x₂) of the plane."""

ERASE = p_("undo", "Erase points")
MOVE = p_("undo", "Move points")

_SPACING = 0.5
"""The distance between two marks of a brush, as a part of its radius."""


class Gesture(Protocol):
    """One press, its drags and its release."""

    label: ClassVar[Text]
    """What it is called in the undo menu."""

    def to(self, place: Place, dataset: Dataset) -> Dataset:
        """The data set when the hand is at this place; the same one where nothing changes."""
        ...


class Placing:
    """One point, which follows the hand until it lets go."""

    label: ClassVar[Text] = PAINT

    def __init__(self, before: Dataset, label: float) -> None:
        self._before, self._class_or_value = before, label

    def to(self, place: Place, dataset: Dataset) -> Dataset:
        return add_point(self._before, place, self._class_or_value)


class Spraying:
    """Points at random around the way of the hand."""

    label: ClassVar[Text] = PAINT

    def __init__(self, label: float, radius: float, density: int, rng: np.random.Generator) -> None:
        self._class_or_value, self._radius, self._density, self._rng = label, radius, density, rng
        self._trail = Trail(radius * _SPACING)

    def to(self, place: Place, dataset: Dataset) -> Dataset:
        marks = self._trail.to(place)
        if not len(marks):
            return dataset
        return spray(dataset, marks, self._class_or_value, self._radius, self._density, self._rng)


class Erasing:
    """Points that go away where the hand passes."""

    label: ClassVar[Text] = ERASE

    def __init__(self, radius: float, spared: Integers = NOBODY) -> None:
        """`spared` are the ids of points that the hand can't see."""
        self._radius, self._spared, self._trail = radius, spared, Trail(radius * _SPACING)

    def to(self, place: Place, dataset: Dataset) -> Dataset:
        for mark in (*self._trail.to(place), place):
            dataset = erase(dataset, mark, self._radius, self._spared)
        return dataset


class Moving:
    """Chosen points that go with the hand."""

    label: ClassVar[Text] = MOVE

    def __init__(self, before: Dataset, ids: Integers, start: Place) -> None:
        self._before, self._ids, self._start = before, ids, start

    def to(self, place: Place, dataset: Dataset) -> Dataset:
        delta = (place[0] - self._start[0], place[1] - self._start[1])
        return dataset if delta == (0.0, 0.0) else move(self._before, self._ids, delta)


class Trail:
    """Places at equal distances along the way of a hand."""

    def __init__(self, spacing: float) -> None:
        self._spacing = spacing
        self._last: Floats | None = None

    def to(self, place: Place) -> Floats:
        """The places (k, 2) passed since the last one; the first time, the place itself."""
        here = np.array(place, np.float64)
        if self._last is None:
            self._last = here
            return here[None]
        way = here - self._last
        distance = float(np.hypot(*way))
        count = int(distance / self._spacing + 1e-9)
        if not count:
            return np.empty((0, 2))
        marks: Floats = self._last + np.arange(1, count + 1)[:, None] * way * (self._spacing / distance)
        self._last = marks[-1]
        return marks
