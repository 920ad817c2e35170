"""The points of a data set as a layer: fast enough to be drawn anew at every move of a brush.

Each kind of marker is drawn once, at four places between the pixels, and then copied to where its points are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from playground.data.dataset import DOMAIN, Booleans, Dataset, Floats, Integers
from playground.data.split import Parts
from playground.ui.paint.markers import Marker, Part, class_marker, curve_marker, draw_marker, value_marker
from playground.ui.theme import Theme
from playground.ui.views.map_geometry import MapGeometry

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
    """Draws points. It keeps the markers it has made for as long as the look is the same."""

    def __init__(self) -> None:
        self._look: PointLook | None = None
        self._sprites: dict[Marker | str, list[QImage]] = {}

    def draw(
        self, painter: QPainter, dataset: Dataset, parts: Parts, chosen: Integers, geometry: MapGeometry,
        look: PointLook, lit: Integers | None = None,
    ) -> None:  # fmt: skip
        """Draw the points of the parts that are shown, the training points below, and a ring around chosen ones.

        Where some are `lit`, all others are faint, and those have a ring and lie above, whatever part they are of.

        The painter must have no scale of its own: positions are in pixels of the screen.
        """
        if look != self._look:
            self._look, self._sprites = look, {}
        pixels = geometry.to_pixels(dataset.x) * look.ratio
        visible: Booleans = np.all((dataset.x >= DOMAIN[0]) & (dataset.x <= DOMAIN[1]), axis=1)
        if len(chosen):
            which = np.flatnonzero(visible & np.isin(dataset.ids, chosen))
            self._stamp(painter, pixels[which], np.zeros(len(which), np.int64), [self._ring(look)])
        painter.setOpacity(1.0 if lit is None else FAINT)
        self._draw_parts(painter, dataset, parts, pixels, visible, look, look.parts)
        painter.setOpacity(1.0)
        if lit is not None:
            shown = visible & np.isin(dataset.ids, lit)
            which = np.flatnonzero(shown)
            self._stamp(painter, pixels[which], np.zeros(len(which), np.int64), [self._ring(look)])
            self._draw_parts(painter, dataset, parts, pixels, shown, look, frozenset(Part))

    def _draw_parts(
        self, painter: QPainter, dataset: Dataset, parts: Parts, pixels: Floats, visible: Booleans, look: PointLook,
        drawn: frozenset[Part],
    ) -> None:  # fmt: skip
        for part, which in ((Part.TRAIN, parts.train), (Part.TEST, parts.test), (Part.VALIDATION, parts.validation)):
            if part in drawn:
                which = which[visible[which]]
                kinds = [self._sprite(marker, look) for marker in _markers(dataset, look.theme, part)]
                self._stamp(painter, pixels[which], _kinds(dataset, which), kinds)

    @staticmethod
    def _stamp(painter: QPainter, pixels: Floats, kinds: Integers, sprites: list[list[QImage]]) -> None:
        """Copy sprites to their places; a plain loop, as Qt takes no arrays here."""
        if not len(pixels):
            return
        half = sprites[0][0].width() // 2
        steps = np.rint((pixels - half) * _STEPS).astype(np.int64)
        corner, between = steps // _STEPS, steps % _STEPS
        variant = between[:, 1] * _STEPS + between[:, 0]
        draw = painter.drawImage
        for x, y, kind, v in zip(
            corner[:, 0].tolist(), corner[:, 1].tolist(), kinds.tolist(), variant.tolist(), strict=True
        ):
            draw(x, y, sprites[kind][v])

    def _sprite(self, marker: Marker, look: PointLook) -> list[QImage]:
        if marker not in self._sprites:
            self._sprites[marker] = _at_steps(
                look, lambda painter, centre: draw_marker(painter, centre, marker, look.radius)
            )
        return self._sprites[marker]

    def _ring(self, look: PointLook) -> list[QImage]:
        def draw(painter: QPainter, centre: QPointF) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.theme.accent))
            painter.drawEllipse(centre, look.radius + 2.4, look.radius + 2.4)

        if "ring" not in self._sprites:
            self._sprites["ring"] = _at_steps(look, draw)
        return self._sprites["ring"]


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
