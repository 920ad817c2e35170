"""The way of a hand, and the marks that are left along it: at equal distances, or at equal times."""

from typing import NamedTuple, Protocol

import numpy as np

from playground.data.dataset import Floats

Place = tuple[float, float]
"""A position (x₁, x₂) in the plane."""

TICK_S = 0.04
"""The time between two marks of a tool that works as long as it is held."""


class Touch(NamedTuple):
    """Where the hand is, when (in seconds, from any moment), and how hard it presses (1 is as a mouse does)."""

    x1: float
    x2: float
    seconds: float = 0.0
    pressure: float = 1.0

    @property
    def place(self) -> Place:
        return self.x1, self.x2


class Trail(Protocol):
    """Says where to leave marks."""

    def to(self, touch: Touch) -> Floats:
        """The marks (k, 2) since the last touch; the first time, the place itself."""
        ...


class EvenTrail:
    """Marks at equal distances, however quick the hand is and however often one asks where it is."""

    def __init__(self, spacing: float) -> None:
        self._spacing = spacing
        self._last: Floats | None = None

    def to(self, touch: Touch) -> Floats:
        here = np.array(touch.place, np.float64)
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


class TimedTrail:
    """Marks at equal times: close together where the hand is slow, and on one place where it rests."""

    def __init__(self, interval_s: float = TICK_S) -> None:
        self._interval_s = interval_s
        self._touch: Touch | None = None
        self._due_s = 0.0

    def to(self, touch: Touch) -> Floats:
        before, self._touch = self._touch, touch
        if before is None:
            self._due_s = touch.seconds + self._interval_s
            return np.array([touch.place], np.float64)
        count = max(0, int((touch.seconds - self._due_s) / self._interval_s + 1e-9) + 1)
        if touch.seconds + 1e-9 < self._due_s or not count:
            return np.empty((0, 2))
        times = self._due_s + self._interval_s * np.arange(count)
        self._due_s = float(times[-1]) + self._interval_s
        span = max(touch.seconds - before.seconds, 1e-9)
        part = np.clip((times - before.seconds) / span, 0.0, 1.0)[:, None]
        start, end = np.array(before.place), np.array(touch.place)
        return start + part * (end - start)
