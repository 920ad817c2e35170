"""Where things lie on the picture of the curves, in pixels. No painting here."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True, slots=True)
class Pane:
    """The rectangle on screen, in pixels, and the part of the plane that it shows."""

    rect: QRectF
    left: float
    right: float
    low: float
    high: float

    def point(self, epoch: float, height: float) -> QPointF:
        """Where a place of the plane is on screen."""
        return QPointF(self.x(epoch), self.y(height))

    def x(self, epoch: float) -> float:
        """Where an epoch is on screen."""
        return self.rect.left() + (epoch - self.left) / (self.right - self.left) * self.rect.width()

    def y(self, height: float) -> float:
        """Where a height is on screen."""
        return self.rect.bottom() - (height - self.low) / (self.high - self.low) * self.rect.height()

    def epoch(self, x: float) -> float:
        """Which epoch is at a place on screen."""
        return self.left + (x - self.rect.left()) / self.rect.width() * (self.right - self.left)


def beside(x: float, width: float, height: float, room: QRectF, taken: Sequence[QRectF], gap: float) -> QRectF:
    """Where words of this size stand beside an upright line: at the top, on its right, where there is room.

    Else on its left, or a line of words lower, and so on; at the top after all, where everything is taken.
    """
    right = x + gap if x + gap + width <= room.right() else max(x - gap - width, room.left())
    left = x - gap - width if x - gap - width >= room.left() else right
    rows = max(1, int(room.height() // height))
    places = [QRectF(side, room.top() + row * height, width, height) for row in range(rows) for side in (right, left)]
    return next((place for place in places if not any(place.intersects(box) for box in taken)), places[0])


def near(box: QRectF, room: QRectF, taken: Sequence[QRectF]) -> QRectF | None:
    """The box, or the nearest place straight above or below it where nothing else is; None where there is none."""
    edges = [edge for other in taken for edge in (other.top() - box.height(), other.bottom())]
    tops = sorted((box.top(), room.top(), room.bottom() - box.height(), *edges), key=lambda top: abs(top - box.top()))
    places = (QRectF(box.left(), top, box.width(), box.height()) for top in tops)
    return next(
        (place for place in places if room.contains(place) and not any(place.intersects(other) for other in taken)),
        None,
    )


def spread(centres: Sequence[float], size: float, low: float, high: float) -> list[float]:
    """Centres of equally large things, moved as little as keeps them apart and between two limits.

    They keep their order. Where there is not enough room for all, they overlap evenly.

    >>> spread([10.0, 12.0], 10.0, 0.0, 100.0), spread([99.0], 10.0, 0.0, 100.0)
    ([6.0, 16.0], [95.0])
    """
    count = len(centres)
    size = min(size, (high - low) / max(count, 1))
    order = sorted(range(count), key=lambda i: centres[i])
    groups: list[list[float]] = []  # of things that touch, each by where it would like its group to begin
    for place, i in enumerate(order):
        groups.append([centres[i] - place * size])
        while len(groups) > 1 and _mean(groups[-2]) > _mean(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    starts = [_mean(group) for group in groups for _one in group]
    room = high - size / 2 - (count - 1) * size
    placed = [0.0] * count
    for place, (i, start) in enumerate(zip(order, starts, strict=True)):
        placed[i] = min(max(start, low + size / 2), room) + place * size
    return placed


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
