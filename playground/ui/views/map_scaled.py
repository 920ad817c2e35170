"""What a network is told of the numbers on the axes: scaled values, in brackets just inside the edges of the map.

They stand on the map, not beside it, so that choosing another scaling never moves or shrinks the map.
"""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from playground.data.dataset import DOMAIN
from playground.experiment import Prepared
from playground.ui.theme import Metrics, Theme
from playground.ui.views.axis_ticks import number_words
from playground.ui.views.map_axes import small, tick_values
from playground.ui.views.map_geometry import MapGeometry
from playground.ui.views.map_readout import scaled_place

_CORNER = DOMAIN[0] + 0.5
"""Places below this have no scaled number: those of both axes would meet in the corner."""

Mark = tuple[float, str]
"""A place on an axis and the words there."""


def scaled_marks(prepared: Prepared, upright: bool, values: tuple[float, ...]) -> list[Mark]:
    """For values of an axis in own units what the network is told; none for an axis that is not scaled or not read."""
    axis = prepared.axes[upright]
    places = [(value - axis.middle) / axis.unit for value in values]
    told = [scaled_place(prepared, (place, place))[upright] for place in places]
    known = [(place, value) for place, value in zip(places, told, strict=True) if value is not None]
    if len(known) < 2:
        return []
    decimals = _decimals(abs(known[1][1] - known[0][1]))
    return [(place, f"({number_words(round(value, decimals) + 0.0)})") for place, value in known if place > _CORNER]


def draw_scaled(
    painter: QPainter, geometry: MapGeometry, prepared: Prepared, theme: Theme, metrics: Metrics, font: QFont
) -> None:
    """The scaled values of both axes; one that would touch the one before it is left out."""
    font = small(font, metrics)
    measure = QFontMetricsF(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    for upright, axis in enumerate(prepared.axes):
        before = QRectF()
        values = tick_values(geometry, axis, bool(upright), metrics, measure)
        for place, words in scaled_marks(prepared, bool(upright), values):
            size = measure.horizontalAdvance(words) + 0.4 * metrics.caption, 1.25 * metrics.caption
            rect = _label_rect(geometry, place, bool(upright), size)
            if not rect.intersects(before):
                _draw_label(painter, rect, words, theme)
                before = rect


def _label_rect(geometry: MapGeometry, place: float, upright: bool, size: tuple[float, float]) -> QRectF:
    """Beside a place of an axis, within the map."""
    width, height = size
    inner = geometry.rect.adjusted(2, 2, -2, -2)
    if upright:
        y = geometry.point(DOMAIN[0], place).y() - height / 2
        return QRectF(inner.left(), min(max(y, inner.top()), inner.bottom() - height), width, height)
    x = geometry.point(place, DOMAIN[0]).x() - width / 2
    return QRectF(min(max(x, inner.left()), inner.right() - width), inner.bottom() - height, width, height)


def _draw_label(painter: QPainter, rect: QRectF, words: str, theme: Theme) -> None:
    """Quiet words on a ground of their own, as the colours of the map can be any."""
    ground = QColor(theme.card)
    ground.setAlphaF(0.75)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(QColor(theme.muted))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)


def _decimals(step: float) -> int:
    """So many that two neighbours differ by more than rounding."""
    return min(max(1 - math.floor(math.log10(step)), 0), 8) if step > 0 else 2
