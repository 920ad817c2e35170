"""The strip under the learning curves: the learning rate over the same epochs, as the schedule made it."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from playground.session.curves import Curves
from playground.ui import fonts
from playground.ui.controls.numerals import show_number
from playground.ui.theme import Metrics, Theme
from playground.ui.views.curves_layout import Pane
from playground.ui.views.curves_series import Floats, thinned
from playground.ui.views.curves_words import rate_words

_DECADES = 50.0
"""From this ratio of the highest to the lowest rate on, heights are logarithms."""
_EDGE = 4.0
_NOTHING = np.empty(0)


class RateStrip(pg.GraphicsWidget):  # type: ignore[misc]
    """Takes its place below the curves and paints on demand, since its epochs are those of the curves."""

    def __init__(self) -> None:
        super().__init__()
        self._epochs: Floats = _NOTHING
        self._rates: Floats = _NOTHING
        self._height = 0.0
        self.is_shown = False
        self._fit()

    def show_rates(self, curves: Curves | None) -> None:
        """Show the rates of these curves; None takes the strip away."""
        self.is_shown = curves is not None
        if curves is not None:
            self._epochs, self._rates = curves.column("epoch"), curves.column("learning_rate")
        self._fit()

    def apply_look(self, font: QFont) -> None:
        """Take the size of the type."""
        self._height = 2.0 * QFontMetricsF(font).height() + 2.0 * _EDGE
        self._fit()

    def rate_at(self, index: int) -> float | None:
        """The rate of a recorded epoch, while the strip is shown."""
        return float(self._rates[index]) if self.is_shown and index < len(self._rates) else None

    def paint_strip(self, painter: QPainter, pane: Pane, theme: Theme, metrics: Metrics) -> None:
        """The line, its highest and lowest rate at the left, and the newest at its end."""
        known = np.isfinite(self._rates)
        if not self.is_shown or not known.any():
            return
        rect = self.sceneBoundingRect()
        area = QRectF(pane.rect.left(), rect.top() + _EDGE, pane.rect.width(), rect.height() - 2.0 * _EDGE)
        low, high = float(self._rates[known].min()), float(self._rates[known].max())
        painter.setFont(fonts.body(metrics.caption))
        painter.setPen(QColor(theme.muted))
        self._paint_scale(painter, QRectF(rect.left(), area.top(), area.left() - rect.left() - _EDGE, area.height()),
                          low, high)  # fmt: skip
        self._paint_line(painter, area, pane, QPen(QColor(theme.good), metrics.line), (low, high))
        self._paint_name(painter, area, pane, theme)

    def _paint_scale(self, painter: QPainter, box: QRectF, low: float, high: float) -> None:
        right = Qt.AlignmentFlag.AlignRight
        painter.drawText(box, right | Qt.AlignmentFlag.AlignTop, show_number(high, 2))
        if low != high:
            painter.drawText(box, right | Qt.AlignmentFlag.AlignBottom, show_number(low, 2))

    def _paint_line(
        self, painter: QPainter, area: QRectF, pane: Pane, pen: QPen, ends: tuple[float, float]
    ) -> None:  # fmt: skip
        epochs, heights = thinned(
            self._epochs, heights_of(self._rates, *ends), pane.left, pane.right, int(area.width())
        )
        points = [
            QPointF(pane.x(epoch), area.bottom() - height * area.height())
            for epoch, height in zip(epochs, heights, strict=True)
            if math.isfinite(height)
        ]
        painter.save()
        painter.setClipRect(area.adjusted(0, -_EDGE, 0, _EDGE))
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        painter.restore()

    def _paint_name(self, painter: QPainter, area: QRectF, pane: Pane, theme: Theme) -> None:
        words = str(rate_words(float(self._rates[-1])))
        width = painter.fontMetrics().horizontalAdvance(words)
        left = min(pane.x(float(self._epochs[-1])) + 8.0, area.right() - width)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(left, area.top(), width + 1.0, area.height()), Qt.AlignmentFlag.AlignVCenter, words)

    def _fit(self) -> None:
        height = self._height if self.is_shown else 0.0
        self.setVisible(self.is_shown)
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)


def heights_of(rates: Floats, low: float, high: float) -> Floats:
    """Rates as heights from 0 to 1: in proportion, or by their logarithms where they span decades.

    >>> heights_of(np.array([1.0, 2.0, 3.0]), 1.0, 3.0).tolist(), heights_of(np.array([0.1]), 0.1, 0.1).tolist()
    ([0.0, 0.5, 1.0], [0.5])
    """
    if low == high:
        return np.full(len(rates), 0.5)
    if low > 0.0 and high / low >= _DECADES:
        rates, low, high = np.log(rates), math.log(low), math.log(high)
    return (rates - low) / (high - low)
