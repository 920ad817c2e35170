"""The points of a data set as a layer: fast enough to be drawn anew at every move of a brush.

Each kind of marker is drawn once, at four places between the pixels, and then copied to where its points are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from playground.data.dataset import DOMAIN, Booleans, Dataset, Floats, Integers
from playground.data.split import Parts
from playground.ui.paint.markers import Marker, Part, class_marker, curve_marker, draw_marker, value_marker
from playground.ui.theme import Theme
from playground.ui.views.map_geometry import MapGeometry
from playground.ui.views.map_stamps import StampLayer, Stamps, joined, stamp

VALUE_STEPS = 32
"""How many colours tell the values of points apart."""
FAINT = 0.16
"""How opaque points are while others are lit."""
Drawing = Callable[[QPainter, QPointF], None]

_STEPS = 2
"""Places of a marker between two pixels, along each axis."""


@dataclass(frozen=True, slots=True)
class PointLook:
    """How the points are drawn; `radius` and `ratio` are the size of a marker and of a pixel."""

    theme: Theme
    radius: float
    ratio: float
    parts: frozenset[Part] = frozenset(Part)


def marker_radius(side: float, count: int, zoom: float = 1.0) -> float:
    """The size of the markers: smaller on a small map, and where there are thousands of points."""
    crowd = 1.0 if count <= 600 else 0.85 if count <= 1500 else 0.7 if count <= 3000 else 0.55
    return max(min(side / 92, 5.0 * zoom) * crowd, 1.6)


class PointPainter:
    """Draws points. It keeps the markers it has made, and the last picture, for as long as the look is the same."""

    def __init__(self) -> None:
        self._look: PointLook | None = None
        self._first: dict[Marker | str, int] = {}
        self._sprites: list[QImage] = []
        self._layer = StampLayer()

    def draw(
        self, painter: QPainter, dataset: Dataset, parts: Parts, chosen: Integers, geometry: MapGeometry,
        look: PointLook, lit: Integers | None = None,
    ) -> None:  # fmt: skip
        """Draw the points of the parts that are shown, the training points below, and a ring around chosen ones.

        Where some are `lit`, all others are faint, and those have a ring and lie above, whatever part they are of.

        The painter must have no scale of its own: positions are in pixels of the screen.
        """
        if look != self._look:
            self._look, self._first, self._sprites = look, {}, []
            self._layer.forget()
        pixels, visible = geometry.to_pixels(dataset.x) * look.ratio, _inside(dataset)
        stamps = [*self._rings(dataset, pixels, visible & np.isin(dataset.ids, chosen), look)] if len(chosen) else []
        stamps += self._points(dataset, parts, pixels, visible, look, look.parts)
        if lit is None:
            device = painter.device()
            picture = self._layer.picture(QSize(device.width(), device.height()), joined(stamps), self._sprites)
            painter.drawImage(0, 0, picture)
            return
        painter.setOpacity(FAINT)
        stamp(painter, joined(stamps), self._sprites)
        painter.setOpacity(1.0)
        shown = visible & np.isin(dataset.ids, lit)
        above = [*self._rings(dataset, pixels, shown, look)]
        above += self._points(dataset, parts, pixels, shown, look, frozenset(Part))
        stamp(painter, joined(above), self._sprites)

    def draw_each(
        self, painter: QPainter, dataset: Dataset, parts: Parts, geometry: MapGeometry, look: PointLook
    ) -> None:  # fmt: skip
        """Draw the points of the parts that are shown one by one, at any scale, in the order of `draw`."""
        pixels, visible = geometry.to_pixels(dataset.x), _inside(dataset)
        for part, which in _in_order(parts):
            if part in look.parts:
                which = which[visible[which]]
                markers = _markers(dataset, look.theme, part)
                for place, kind in zip(pixels[which].tolist(), _kinds(dataset, which).tolist(), strict=True):
                    draw_marker(painter, QPointF(*place), markers[kind], look.radius)

    def _rings(self, dataset: Dataset, pixels: Floats, shown: Booleans, look: PointLook) -> Iterator[Stamps]:
        which = np.flatnonzero(shown)
        ring = self._sprite("ring", look, partial(_draw_ring, look))
        yield self._stamps(pixels[which], np.full(len(which), ring))

    def _points(
        self, dataset: Dataset, parts: Parts, pixels: Floats, visible: Booleans, look: PointLook,
        drawn: frozenset[Part],
    ) -> Iterator[Stamps]:  # fmt: skip
        for part, which in _in_order(parts):
            if part in drawn:
                which = which[visible[which]]
                markers = _markers(dataset, look.theme, part)
                firsts = np.array([self._sprite(marker, look, _drawing(marker, look)) for marker in markers])
                yield self._stamps(pixels.take(which, axis=0), firsts[_kinds(dataset, which)])

    def _stamps(self, pixels: Floats, firsts: Integers) -> Stamps:
        """The sprites of markers at these pixels: of each the one for its place between the pixels."""
        half = self._sprites[0].width() // 2 if self._sprites else 0
        steps = np.rint((pixels - half) * _STEPS).astype(np.int64)
        corners, between = steps // _STEPS, steps % _STEPS
        return Stamps(corners, firsts + between[:, 1] * _STEPS + between[:, 0])

    def _sprite(self, marker: Marker | str, look: PointLook, draw: Drawing) -> int:
        """The number of the first sprite of a marker."""
        if marker not in self._first:
            self._first[marker] = len(self._sprites)
            self._sprites += _at_steps(look, draw)
        return self._first[marker]


def _inside(dataset: Dataset) -> Booleans:
    """Which points are on the map."""
    is_inside = (dataset.x >= DOMAIN[0]) & (dataset.x <= DOMAIN[1])
    return is_inside[:, 0] & is_inside[:, 1]


def _in_order(parts: Parts) -> tuple[tuple[Part, Integers], ...]:
    """The points of each part, the lowest first."""
    return (Part.TRAIN, parts.train), (Part.TEST, parts.test), (Part.VALIDATION, parts.validation)


def _drawing(marker: Marker, look: PointLook) -> Drawing:
    return lambda painter, centre: draw_marker(painter, centre, marker, look.radius)


def _draw_ring(look: PointLook, painter: QPainter, centre: QPointF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.theme.accent))
    painter.drawEllipse(centre, look.radius + 2.4, look.radius + 2.4)


def _at_steps(look: PointLook, draw: Drawing) -> list[QImage]:
    """A marker at each of the places between two pixels, in images of one size whose middle is the point."""
    half = int((look.radius * 1.5 + 3) * look.ratio) + 1
    images = []
    for down, right in product(range(_STEPS), repeat=2):
        picture = QImage(2 * half + 1, 2 * half + 1, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(look.ratio, look.ratio)
            draw(painter, QPointF(half + right / _STEPS, half + down / _STEPS) / look.ratio)
        images.append(picture)
    return images


def _markers(dataset: Dataset, theme: Theme, part: Part) -> list[Marker]:
    if dataset.is_curve:
        return [curve_marker(theme, part)]
    if dataset.is_classification:
        return [class_marker(theme, dataset.classes, index, part) for index in range(dataset.class_count)]
    return [value_marker(theme, 2 * step / VALUE_STEPS - 1, part) for step in range(VALUE_STEPS + 1)]


def _kinds(dataset: Dataset, which: Integers) -> Integers:
    y = dataset.y[which]
    if dataset.is_curve:
        return np.zeros(len(y), np.int64)
    if dataset.is_classification:
        return y.astype(np.int64)
    return np.rint((np.clip(y, -1, 1) + 1) * (VALUE_STEPS / 2)).astype(np.int64)
