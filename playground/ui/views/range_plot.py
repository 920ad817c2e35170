"""The picture of a learning-rate range test: the loss against the rate, on a logarithmic axis."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from playground.engine.arrays import Array
from playground.engine.rangetest import HIGHEST, LOWEST, RangeTest
from playground.i18n import _
from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.controls.numerals import show_number
from playground.ui.errors import guarded
from playground.ui.views.curves_layout import Pane
from playground.ui.views.curves_ticks import linear_ticks, logarithmic_ticks

_GAP = 6.0
_LEAST_FALL = 0.05
"""A fall smaller than this share of the first loss is not blown up to fill the picture."""


class RangePlot(QWidget):
    """The loss of each step thin, the smoothed one thick, and a line at the suggested rate."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("range.plot")
        self.setAccessibleName(str(_("Loss against learning rate")))
        self._appearance = appearance
        self._test: RangeTest | None = None

    def show_test(self, test: RangeTest) -> None:
        """Show the trials so far."""
        self._test = test
        self.update()

    def sizeHint(self) -> QSize:
        text = self._appearance.metrics.text
        return QSize(44 * text, 20 * text)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(fonts.body(self._appearance.metrics.caption))
            pane = self._pane(QFontMetricsF(painter.font()))
            self._paint_axes(painter, pane)
            if self._test is not None and len(self._test.rates):
                theme, line = self._appearance.theme, self._appearance.metrics.line
                painter.save()
                painter.setClipRect(pane.rect)
                self._paint_line(painter, pane, self._test.losses, QPen(QColor(theme.neutral), 0.5 * line))
                self._paint_line(painter, pane, self._test.smoothed, QPen(QColor(theme.train_curve), line))
                painter.restore()
                self._paint_suggestion(painter, pane, self._test)

    def _pane(self, measure: QFontMetricsF) -> Pane:
        room = QRectF(self.rect()).adjusted(
            measure.horizontalAdvance("0.0000") + _GAP, measure.height(), -2 * _GAP, -2.4 * measure.height()
        )
        low, high = (0.0, 1.0) if self._test is None else heights(self._test.smoothed)
        return Pane(room, math.log10(LOWEST), math.log10(HIGHEST), low, high)

    def _paint_axes(self, painter: QPainter, pane: Pane) -> None:
        theme, rect, height = self._appearance.theme, pane.rect, painter.fontMetrics().height()
        upright = linear_ticks(pane.low, pane.high, max(2, int(rect.height() / (2.0 * height))))
        for place, words in zip(upright.places, upright.words, strict=True):
            painter.setPen(QColor(theme.grid))
            painter.drawLine(QPointF(rect.left(), pane.y(place)), QPointF(rect.right(), pane.y(place)))
            painter.setPen(QColor(theme.muted))
            box = QRectF(0.0, pane.y(place) - height / 2, rect.left() - _GAP, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        across = logarithmic_ticks(pane.left, pane.right, 8)
        for place, words in zip(across.places, across.words, strict=True):
            box = QRectF(pane.x(place) - 40.0, rect.bottom() + 2.0, 80.0, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, words)
        below = QRectF(rect.left(), rect.bottom() + height + 2.0, rect.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, str(_("learning rate")))
        painter.drawText(QRectF(rect.left(), 0.0, rect.width(), height), 0, str(_("training loss")))

    def _paint_line(self, painter: QPainter, pane: Pane, values: Array, pen: QPen) -> None:
        assert self._test is not None
        painter.setPen(pen)
        pairs = zip(np.log10(self._test.rates).tolist(), values.tolist(), strict=True)
        painter.drawPolyline(QPolygonF([pane.point(*pair) for pair in pairs if math.isfinite(pair[1])]))

    def _paint_suggestion(self, painter: QPainter, pane: Pane, test: RangeTest) -> None:
        if test.suggested is None:
            return
        theme, metrics = self._appearance.theme, self._appearance.metrics
        x = pane.x(math.log10(test.suggested))
        painter.setPen(QPen(QColor(theme.warning), metrics.line, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, pane.rect.top()), QPointF(x, pane.rect.bottom()))
        height = float(np.interp(math.log10(test.suggested), np.log10(test.rates), test.smoothed))
        painter.setBrush(QColor(theme.card))
        painter.drawEllipse(pane.point(math.log10(test.suggested), height), 2.2 * metrics.line, 2.2 * metrics.line)
        words = str(_("suggested {rate}", rate=show_number(test.suggested, 2)))
        width = painter.fontMetrics().horizontalAdvance(words)
        left = x - _GAP - width if x - _GAP - width > pane.rect.left() else x + _GAP
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(left, pane.rect.bottom() - _GAP), words)


def heights(smoothed: Array) -> tuple[float, float]:
    """From where to where the picture reaches: around the fall of the loss; what explodes runs out at the top.

    >>> heights(np.array([1.0, 0.5, 9.0]))
    (0.25, 1.5)
    """
    if not len(smoothed):
        return 0.0, 1.0
    first, lowest = float(smoothed[0]), float(smoothed.min())
    fall = max(first - lowest, _LEAST_FALL * abs(first), 1e-12)
    return max(lowest - 0.5 * fall, 0.0), first + fall
