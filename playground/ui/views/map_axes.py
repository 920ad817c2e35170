"""The quiet numbers around the map, in a person's own units."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from playground.data.axes import DOMAIN, SYMBOLS, Axes, Axis
from playground.ui.theme import Metrics, Theme
from playground.ui.views.axis_ticks import number_words, ticks
from playground.ui.views.map_geometry import MapGeometry

_SHORT_NAME = 3
"""A name of so many characters has room between two numbers; a longer one takes the place of those in the middle."""


def room(axes: Axes, metrics: Metrics, font: QFont) -> tuple[int, int]:
    """The room for the numbers at the left of the map and below it."""
    measure = QFontMetricsF(small(font, metrics))
    widest = max(measure.horizontalAdvance(number_words(value)) for value in ticks(axes[1], 7))
    return max(round(widest) + 7, round(metrics.caption * 1.7)), round(metrics.caption * 1.5)


def draw_axes(
    painter: QPainter, geometry: MapGeometry, axes: Axes, theme: Theme, metrics: Metrics, font: QFont
) -> None:
    """Numbers and the names of the axes, at the left of the map and below it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for upright, axis in enumerate(axes):
        _AxisPainter(painter, geometry, axis, bool(upright), theme, metrics, font).draw()


class _AxisPainter:
    """Draws one axis; `upright` is the one at the left."""

    def __init__(
        self, painter: QPainter, geometry: MapGeometry, axis: Axis, upright: bool, theme: Theme, metrics: Metrics,
        font: QFont,
    ) -> None:  # fmt: skip
        self._painter, self._geometry, self._axis, self._upright = painter, geometry, axis, upright
        self._theme, self._metrics, self._text = theme, metrics, metrics.caption
        self._font = small(font, metrics)
        self._measure = QFontMetricsF(self._font)

    def draw(self) -> None:
        """The numbers with their marks, and the name."""
        values = tick_values(self._geometry, self._axis, self._upright, self._metrics, self._measure)
        name = self._axis.name
        long_name = len(name) > _SHORT_NAME
        for value in (values[0], values[-1]) if long_name else values:
            self._draw_number(value)
        for value in values:
            self._draw_mark(self._place(value))
        self._painter.setPen(QColor(self._theme.muted))
        self._painter.setFont(self._bold())
        if long_name:
            self._draw_long_name(name)
        else:
            between = self._place((values[-1] + values[-2]) / 2)
            self._write(between, name or SYMBOLS[self._upright])

    def _place(self, value: float) -> float:
        return (value - self._axis.middle) / self._axis.unit

    def _draw_number(self, value: float) -> None:
        self._painter.setFont(self._font)
        self._painter.setPen(QColor(self._theme.muted))
        self._write(self._place(value), number_words(value))

    def _draw_mark(self, place: float) -> None:
        if abs(abs(place) - DOMAIN[1]) < 1e-6:
            return
        self._painter.setPen(QPen(QColor(self._theme.neutral), 1))
        if self._upright:
            end = self._geometry.point(DOMAIN[0], place)
            self._painter.drawLine(end, end - QPointF(2.5, 0))
        else:
            end = self._geometry.point(place, DOMAIN[0])
            self._painter.drawLine(end, end + QPointF(0, 2.5))

    def _write(self, place: float, words: str) -> None:
        """Words beside a place of the axis; the last ones stay within the length of the map."""
        geometry, height = self._geometry, 1.4 * self._text
        if self._upright:
            y = geometry.point(DOMAIN[0], place).y() - height / 2
            y = min(max(y, geometry.top - 2), geometry.top + geometry.side - height + 2)
            self._painter.drawText(QRectF(0, y, geometry.left - 4, height), _MIDDLE_RIGHT, words)
            return
        width = self._measure.horizontalAdvance(words) + 4
        x = geometry.point(place, DOMAIN[0]).x() - width / 2
        x = min(max(x, geometry.left - 0.6 * self._text), geometry.left + geometry.side + 2 - width)
        self._painter.drawText(QRectF(x, self._below, width, height), Qt.AlignmentFlag.AlignCenter, words)

    def _draw_long_name(self, name: str) -> None:
        """Along the axis, between the numbers at its ends."""
        geometry, height = self._geometry, 1.4 * self._text
        length = geometry.side - 8 * self._text
        words = QFontMetricsF(self._bold()).elidedText(name, Qt.TextElideMode.ElideRight, length)
        middle = geometry.left + geometry.side / 2
        if not self._upright:
            rect = QRectF(middle - length / 2, self._below, length, height)
            self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
            return
        self._painter.save()
        self._painter.translate(geometry.left - 4 - height, geometry.top + geometry.side / 2 + length / 2)
        self._painter.rotate(-90)
        self._painter.drawText(QRectF(0, 0, length, height), Qt.AlignmentFlag.AlignCenter, words)
        self._painter.restore()

    @property
    def _below(self) -> float:
        return self._geometry.top + self._geometry.side + 2

    def _bold(self) -> QFont:
        font = QFont(self._font)
        font.setWeight(QFont.Weight.DemiBold)
        return font


_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def tick_values(
    geometry: MapGeometry, axis: Axis, upright: bool, metrics: Metrics, measure: QFontMetricsF
) -> tuple[float, ...]:
    """The values in own units that have a mark: fewer on a small map, and where the numbers across are wide."""
    text = float(metrics.caption)
    if not upright:
        widest = max(measure.horizontalAdvance(number_words(value)) for value in ticks(axis, 3))
        text = max(text, widest / 1.6)
    return ticks(axis, 7 if geometry.side > 26 * text else 5 if geometry.side > 14 * text else 3)


def small(font: QFont, metrics: Metrics) -> QFont:
    """The font of the numbers."""
    font = QFont(font)
    font.setPixelSize(metrics.caption)
    return font
