"""How a point looks: a shape and a colour for its class, or a colour for its value, and an outline for its part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from playground.data.dataset import ClassStyle, class_shape
from playground.ui.palette import between, diverging, marker_path
from playground.ui.theme import Theme

DISC, DIAMOND = 1, 3
"""The shapes of points that have a value."""
GROUND = 0.4
"""How strong the ground is that a marker of the legend lies on."""


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


def part_icon(theme: Theme, marker: Marker, side: int, ratio: float) -> QIcon:
    """A marker on a tinted ground, as on the map, where a light outline stands out too."""
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(between(theme.map_middle, theme.neutral, GROUND))
        painter.drawRoundedRect(0, 0, side, side, 0.25 * side, 0.25 * side)
        draw_marker(painter, QPointF(side / 2, side / 2), marker, 0.27 * side)
    return QIcon(picture)


def part_marker(theme: Theme, part: Part, *, valued: bool) -> Marker:
    """The marker of a part for no class or value in particular: the outline and the shape that all its points have."""
    if valued:
        return value_marker(theme, 0.0, part)
    fill, edge = theme.neutral, "#ffffff" if part is Part.TRAIN else dark_edge(theme)
    return Marker(DISC, theme.card, fill, 1.5) if part is Part.TEST else Marker(DISC, fill, edge)


def value_marker(theme: Theme, value: float, part: Part = Part.TRAIN) -> Marker:
    """The marker of a value from -1 to 1, beyond that as the nearer end: dark outlined where it validates, and where it
    tests a diamond, as a hollow one would have no room for the colour of the value.
    """
    shape = DIAMOND if part is Part.TEST else DISC
    return Marker(shape, value_colour(theme, value), theme.text if part is Part.VALIDATION else theme.neutral)


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
