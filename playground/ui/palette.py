"""Colours and shapes of data: a shape and a colour for each class, tints for the decision map, signs of weights.

Everything is told apart twice, by colour and by shape, so that nobody depends on colour alone.
"""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath, QPolygonF, QTransform

from playground.ui.theme import Theme

Pixels = npt.NDArray[np.uint8]
Shape = Callable[[float], QPainterPath]

TINT = 0.52
"""How far the decision map goes from the middle colour to the class colour, so that points stand out on it."""
FULL = 0.95
"""The same for small maps without points, such as those of single neurons."""


def class_colour(theme: Theme, index: int) -> QColor:
    """The colour of a class; from the eleventh on they repeat."""
    return QColor(theme.classes[index % len(theme.classes)])


def weight_colour(theme: Theme, weight: float) -> QColor:
    """Orange for a negative weight, blue for a positive one."""
    return QColor(theme.negative if weight < 0 else theme.positive)


def between(one: str, other: str, share: float) -> QColor:
    """The colour that lies this share of the way from one to the other."""
    return QColor(*_bytes(_rgb(one) + share * (_rgb(other) - _rgb(one))).tolist())


def diverging(theme: Theme, strength: float = TINT) -> Pixels:
    """256 colours from class 0 over the middle to class 1, as an array (256, 3)."""
    position = np.linspace(-1.0, 1.0, 256)[:, None]
    ends = np.where(position < 0, _rgb(theme.negative), _rgb(theme.positive))
    middle = _rgb(theme.map_middle)
    return _bytes(middle + np.abs(position) * strength * (ends - middle))


def shade(values: npt.NDArray[np.floating], table: Pixels) -> Pixels:
    """A map of values from -1 to 1, shape (h, w), as colours of a table, shape (h, w, 3). NaN is the middle colour."""
    scaled = np.nan_to_num(np.clip(values, -1.0, 1.0), nan=0.0)
    return table[np.rint((scaled + 1.0) * 127.5).astype(np.intp)]


def blend(probabilities: npt.NDArray[np.floating], theme: Theme, strength: float = TINT) -> Pixels:
    """A map of class probabilities, shape (C, h, w) with C of 2 or more, as colours, shape (h, w, 3).

    Each pixel has the colour of its likeliest class, as strong as that class leads the second: |p1 - p2|. On a border
    both are equal and the middle colour shows. For two classes this is the diverging map.
    """
    known = np.nan_to_num(probabilities, nan=0.0)
    winner = known.argmax(axis=0)
    ranked = np.partition(known, -2, axis=0)
    lead = np.clip(ranked[-1] - ranked[-2], 0.0, 1.0)[..., None]
    colours = np.stack([_rgb(theme.classes[i % len(theme.classes)]) for i in range(len(known))])
    middle = _rgb(theme.map_middle)
    return _bytes(middle + lead * strength * (colours[winner] - middle))


def marker_path(index: int, radius: float) -> QPainterPath:
    """The outline of the marker of a class around the origin, about as large as a disc of that radius."""
    return _SHAPES[index % len(_SHAPES)](radius)


def _disc(radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(-radius, -radius, 2 * radius, 2 * radius))
    return path


def _polygon(corners: int, size: float, turn: float = 0.0) -> Shape:
    """A regular polygon, turned by so many degrees from pointing up."""
    return lambda radius: _ring([radius * size] * corners, turn)


def _star(points: int, size: float, waist: float) -> Shape:
    """A star that points up; `waist` is how far its inner corners reach, as a part of the outer."""
    return lambda radius: _ring([radius * size, radius * size * waist] * points, 0.0)


def _ring(reaches: list[float], turn: float) -> QPainterPath:
    """A closed line through corners at equal angles around the origin, each at its own distance."""
    angles = [math.radians(turn - 90 + 360 * i / len(reaches)) for i in range(len(reaches))]
    corners = [QPointF(r * math.cos(a), r * math.sin(a)) for r, a in zip(reaches, angles, strict=True)]
    path = QPainterPath()
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path


def _cross(turn: float) -> Shape:
    def build(radius: float) -> QPainterPath:
        arm, half = radius * 1.1, radius * 0.38
        path = QPainterPath()
        path.addRect(QRectF(-arm, -half, 2 * arm, 2 * half))
        upright = QPainterPath()
        upright.addRect(QRectF(-half, -arm, 2 * half, 2 * arm))
        return QTransform().rotate(turn).map(path.united(upright))

    return build


_SHAPES: tuple[Shape, ...] = (
    _polygon(3, 1.25),
    _disc,
    _polygon(4, 1.25, turn=45),
    _polygon(4, 1.25),
    _polygon(5, 1.15),
    _cross(0),
    _star(5, 1.4, waist=0.45),
    _cross(45),
    _polygon(6, 1.12),
    _polygon(3, 1.25, turn=180),
)


def _rgb(colour: str) -> npt.NDArray[np.float64]:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float64)


def _bytes(colours: npt.NDArray[np.float64]) -> Pixels:
    return np.rint(colours).astype(np.uint8)
