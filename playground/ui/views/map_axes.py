"""The quiet numbers around the map."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from playground.data.dataset import DOMAIN
from playground.ui.theme import Metrics, Theme
from playground.ui.views.map_geometry import MapGeometry, margins

NAMES = ("x₁", "x₂")
MINUS = "\u2212"


def ticks(side: float, caption: int) -> tuple[int, ...]:
    """The numbers on an axis: fewer on a small map, always with both ends and the middle."""
    step = 2 if side > 26 * caption else 3 if side > 14 * caption else 6
    return tuple(range(int(DOMAIN[0]), int(DOMAIN[1]) + 1, step))


def draw_axes(painter: QPainter, geometry: MapGeometry, theme: Theme, metrics: Metrics, font: QFont) -> None:
    """Numbers and the names of the axes, at the left of the map and below it."""
    font = QFont(font)
    font.setPixelSize(metrics.caption)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    values = ticks(geometry.side, metrics.caption)
    name_at = (values[-1] + values[-2]) / 2
    for value in values:
        _draw_tick(painter, geometry, theme, metrics, value)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    painter.drawText(_below(geometry, metrics, name_at), Qt.AlignmentFlag.AlignCenter, NAMES[0])
    painter.drawText(_beside(geometry, metrics, name_at), _MIDDLE_RIGHT, NAMES[1])


_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _draw_tick(painter: QPainter, geometry: MapGeometry, theme: Theme, metrics: Metrics, value: int) -> None:
    words = str(value).replace("-", MINUS)
    painter.setPen(QColor(theme.muted))
    painter.drawText(_below(geometry, metrics, value), Qt.AlignmentFlag.AlignCenter, words)
    painter.drawText(_beside(geometry, metrics, value), _MIDDLE_RIGHT, words)
    if value not in DOMAIN:
        painter.setPen(QPen(QColor(theme.neutral), 1))
        x, y = geometry.point(value, DOMAIN[0]), geometry.point(DOMAIN[0], value)
        painter.drawLine(x, x + QPointF(0, 2.5))
        painter.drawLine(y, y - QPointF(2.5, 0))


def _below(geometry: MapGeometry, metrics: Metrics, value: float) -> QRectF:
    """The room for a number on the lower axis; the last ones stay within the width of the map."""
    width, height = 2.2 * metrics.caption, margins(metrics)[1]
    x = geometry.point(value, DOMAIN[0]).x() - width / 2
    x = min(max(x, geometry.left - 0.6 * metrics.caption), geometry.left + geometry.side - 0.7 * width)
    return QRectF(x, geometry.top + geometry.side + 2, width, height - 2)


def _beside(geometry: MapGeometry, metrics: Metrics, value: float) -> QRectF:
    """The room for a number on the left axis; the last ones stay within the height of the map."""
    width, height = margins(metrics)[0], 1.4 * metrics.caption
    y = geometry.point(DOMAIN[0], value).y() - height / 2
    y = min(max(y, geometry.top - 2), geometry.top + geometry.side - height + 2)
    return QRectF(geometry.left - width, y, width - 4, height)
