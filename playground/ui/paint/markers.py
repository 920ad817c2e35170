"""How a point looks: a shape and a colour for its class, or a colour for its value, and an outline for its part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from playground.data.dataset import ClassStyle, class_shape
from playground.ui.palette import diverging, marker_path
from playground.ui.theme import Theme

DISC = 1
"""The shape of points that have a value."""


class Part(StrEnum):
    """What a point is used for."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Marker:
    """A shape, by the number of its class, with colours "#rrggbb"; `line` is the width of the outline in pixels."""

    shape: int
    fill: str
    edge: str
    line: float = 1.0


def coloured(theme: Theme, classes: Sequence[ClassStyle]) -> Theme:
    """The theme with the colours that the classes of a data set have, in their order."""
    if not classes:
        return theme
    colours = tuple(theme.classes[style.colour] for style in classes)
    return replace(theme, classes=colours, negative=colours[0], positive=colours[1])


def class_marker(theme: Theme, classes: Sequence[ClassStyle], index: int, part: Part = Part.TRAIN) -> Marker:
    """The marker of a class: outlined light where it trains, dark where it validates, hollow where it tests."""
    colour, shape = theme.classes[classes[index].colour], class_shape(classes, index)
    if part is Part.TEST:
        return Marker(shape, theme.card, colour, 1.5)
    return Marker(shape, colour, "#ffffff" if part is Part.TRAIN else dark_edge(theme))


def part_icon(theme: Theme, part: Part, side: int, ratio: float) -> QIcon:
    """A point of a part without a class, which shows the outline that all its points have."""
    fill, edge = theme.neutral, {Part.TRAIN: theme.border, Part.VALIDATION: dark_edge(theme)}.get(part, theme.neutral)
    marker = Marker(DISC, theme.card if part is Part.TEST else fill, edge, 1.0 if part is Part.TRAIN else 1.8)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        draw_marker(painter, QPointF(side / 2, side / 2), marker, 0.36 * side)
    return QIcon(picture)


def value_marker(theme: Theme, value: float, part: Part = Part.TRAIN) -> Marker:
    """The marker of a value from -1 to 1, beyond that as the nearer end."""
    colour = value_colour(theme, value)
    if part is Part.TEST:
        return Marker(DISC, colour, theme.card, 1.8)
    return Marker(DISC, colour, theme.neutral if part is Part.TRAIN else theme.text)


def curve_marker(theme: Theme, part: Part = Part.TRAIN) -> Marker:
    """The marker of a point whose height is its value: hollow where it tests, dark outlined where it validates."""
    colour = theme.classes[0]
    if part is Part.TEST:
        return Marker(DISC, theme.card, colour, 1.5)
    return Marker(DISC, colour, "#ffffff" if part is Part.TRAIN else dark_edge(theme))


def value_colour(theme: Theme, value: float) -> str:
    """The colour of a value from -1 to 1."""
    return _value_colours(theme)[round((min(max(value, -1.0), 1.0) + 1.0) * 127.5)]


@cache
def _value_colours(theme: Theme) -> tuple[str, ...]:
    return tuple(QColor(*rgb).name() for rgb in diverging(theme, strength=1.0).tolist())


def dark_edge(theme: Theme) -> str:
    """A colour darker than everything on the map."""
    return theme.window if theme.dark else theme.text


def draw_marker(painter: QPainter, centre: QPointF, marker: Marker, radius: float) -> None:
    """Draw a marker, about as large as a disc of that radius."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = marker.line * min(1.0, radius / 3.4)  # or a small marker would be all outline
    painter.setPen(QPen(QColor(marker.edge), line, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QColor(marker.fill))
    painter.translate(centre)
    painter.drawPath(marker_path(marker.shape, radius))
    painter.restore()
