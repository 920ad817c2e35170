"""What a hand does to the points between press and release, without a window.

A gesture is told each touch of the hand, and says what the data set is then. All chance comes from the seed of the
stroke, so the same touches paint the same points again.
"""

from typing import ClassVar, Protocol

import numpy as np

from playground.data import shaping, stamps
from playground.data.dataset import Dataset, Floats, Integers
from playground.data.paint import NOBODY, add_point, add_points, erase, move, recolour, spray
from playground.i18n import Text, p_
from playground.session.messages import PAINT
from playground.ui.paint.tools import Brush, Tool
from playground.ui.paint.trail import EvenTrail, Place, TimedTrail, Touch, Trail

ERASE = p_("undo", "Erase points")
MOVE = p_("undo", "Move points")
JITTER = p_("undo", "Shake points")
MAGNET = p_("undo", "Pull points together")
RELABEL = p_("undo", "Change class of points")

_SPACING = 0.5
"""The distance between two marks of a brush, as a part of its radius."""


class Gesture(Protocol):
    """One press, its drags and its release."""

    label: ClassVar[Text]
    """What it is called in the undo menu."""

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        """The data set when the hand is here; the same one where nothing changes."""
        ...


class Placing:
    """One point, which follows the hand until it lets go."""

    label: ClassVar[Text] = PAINT

    def __init__(self, before: Dataset, label: float) -> None:
        self._before, self._class_or_value = before, label

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        return add_point(self._before, touch.place, self._class_or_value)


class Writing:
    """Points one after the other along the way of the hand."""

    label: ClassVar[Text] = PAINT

    def __init__(self, label: float, trail: Trail) -> None:
        self._class_or_value, self._trail = label, trail

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        marks = self._trail.to(touch)
        return add_points(dataset, marks, self._class_or_value) if len(marks) else dataset


class Spraying:
    """Points at random around the way of the hand, more of them the harder a pen presses."""

    label: ClassVar[Text] = PAINT

    def __init__(
        self, label: float, radius: float, density: int, rng: np.random.Generator, trail: Trail | None = None
    ) -> None:
        self._class_or_value, self._radius, self._density, self._rng = label, radius, density, rng
        self._trail = trail or EvenTrail(radius * _SPACING)

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        marks, density = self._trail.to(touch), max(1, round(self._density * touch.pressure))
        if not len(marks):
            return dataset
        return spray(dataset, marks, self._class_or_value, self._radius, density, self._rng)


class Stamping:
    """A line, a ring or a blob, spread out between the press and the hand. It scatters alike at each size."""

    label: ClassVar[Text] = PAINT

    def __init__(self, tool: Tool, before: Dataset, start: Place, label: float, brush: Brush, seed: int) -> None:
        self._tool, self._before, self._start, self._seed = tool, before, start, seed
        self._class_or_value, self._brush = label, brush

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        before, start, label, brush = self._before, self._start, self._class_or_value, self._brush
        rng = generator(self._seed)
        if self._tool is Tool.LINE:
            return stamps.line(before, start, touch.place, label, brush.amount, brush.scatter, rng)
        radius = float(np.hypot(touch.x1 - start[0], touch.x2 - start[1])) or brush.radius
        if self._tool is Tool.RING:
            return stamps.ring(before, start, radius, label, brush.amount, brush.scatter, rng)
        return stamps.blob(before, start, radius, label, brush.amount, rng)


class Marking:
    """What is done to the points around each mark on the way of the hand."""

    label: ClassVar[Text] = PAINT

    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        for mark in self._trail.to(touch):
            dataset = self._mark(dataset, mark, touch.pressure)
        return dataset

    def _mark(self, dataset: Dataset, place: Floats, pressure: float) -> Dataset:
        raise NotImplementedError


class Erasing:
    """Points that go away where the hand passes."""

    label: ClassVar[Text] = ERASE

    def __init__(self, radius: float, spared: Integers = NOBODY) -> None:
        """`spared` are the ids of points that the hand can't see."""
        self._trail, self._radius, self._spared = EvenTrail(radius * _SPACING), radius, spared

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        return erase(dataset, _marks_and_hand(self._trail, touch), self._radius, self._spared)


class Recolouring:
    """Points that get another class or value where the hand passes."""

    label: ClassVar[Text] = RELABEL

    def __init__(self, label: float, radius: float, spared: Integers = NOBODY) -> None:
        self._trail = EvenTrail(radius * _SPACING)
        self._class_or_value, self._radius, self._spared = label, radius, spared

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        marks = _marks_and_hand(self._trail, touch)
        return recolour(dataset, marks, self._radius, self._class_or_value, self._spared)


def _marks_and_hand(trail: Trail, touch: Touch) -> Floats:
    """The marks (k, 2) on the way of the hand, and where it is now."""
    return np.vstack((trail.to(touch), touch.place))


class Jittering(Marking):
    """Points that are shaken as long as the hand is near."""

    label: ClassVar[Text] = JITTER

    def __init__(self, radius: float, strength: float, rng: np.random.Generator, spared: Integers = NOBODY) -> None:
        super().__init__(TimedTrail())
        self._radius, self._strength, self._rng, self._spared = radius, strength, rng, spared

    def _mark(self, dataset: Dataset, place: Floats, pressure: float) -> Dataset:
        return shaping.jitter(dataset, place, self._radius, self._strength * pressure, self._rng, self._spared)


class Pulling(Marking):
    """Points that come nearer to the hand as long as it is near."""

    label: ClassVar[Text] = MAGNET

    def __init__(self, radius: float, strength: float, spared: Integers = NOBODY) -> None:
        super().__init__(TimedTrail())
        self._radius, self._strength, self._spared = radius, strength, spared

    def _mark(self, dataset: Dataset, place: Floats, pressure: float) -> Dataset:
        return shaping.magnet(dataset, place, self._radius, self._strength * pressure, self._spared)


class Moving:
    """Chosen points that go with the hand."""

    label: ClassVar[Text] = MOVE

    def __init__(self, before: Dataset, ids: Integers, start: Place) -> None:
        self._before, self._ids, self._start = before, ids, start

    def to(self, touch: Touch, dataset: Dataset) -> Dataset:
        delta = (touch.x1 - self._start[0], touch.x2 - self._start[1])
        return dataset if delta == (0.0, 0.0) else move(self._before, self._ids, delta)


def generator(seed: int) -> np.random.Generator:
    """The chance of a stroke."""
    return np.random.default_rng(np.random.SeedSequence(seed))
