"""Where the map lies in its widget, and the way between places in the plane and pixels."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF

from playground.data.dataset import DOMAIN, Floats

LOW, HIGH = DOMAIN
SPAN = HIGH - LOW


@dataclass(frozen=True, slots=True)
class MapGeometry:
    """A square of `side` pixels whose upper left corner is at (`left`, `top`); it shows the whole domain."""

    left: float
    top: float
    side: float

    @property
    def rect(self) -> QRectF:
        return QRectF(self.left, self.top, self.side, self.side)

    @property
    def unit(self) -> float:
        """How many pixels one unit of the axes is."""
        return self.side / SPAN

    def to_pixels(self, x: npt.ArrayLike) -> Floats:
        """Places (n, 2) as pixels (n, 2)."""
        places = np.asarray(x, np.float64)
        pixels = np.empty_like(places)
        pixels[:, 0] = (places[:, 0] - LOW) * self.unit + self.left
        pixels[:, 1] = (places[:, 1] - HIGH) * -self.unit + self.top
        return pixels

    def point(self, x1: float, x2: float) -> QPointF:
        """A place as a pixel."""
        return QPointF(self.left + (x1 - LOW) * self.unit, self.top + (HIGH - x2) * self.unit)

    def place(self, position: QPointF) -> tuple[float, float]:
        """The place at a pixel; outside the map, the nearest on its border."""
        x1 = LOW + (position.x() - self.left) / self.unit
        x2 = HIGH - (position.y() - self.top) / self.unit
        return min(max(x1, LOW), HIGH), min(max(x2, LOW), HIGH)


def fit(width: int, height: int, room: tuple[int, int]) -> MapGeometry:
    """The largest square in a widget, in the middle, with room for the numbers at the left and below."""
    left, bottom = room
    side = max(min(width - left, height - bottom), 1)
    return MapGeometry(left + (width - left - side) // 2, (height - bottom - side) // 2, side)
