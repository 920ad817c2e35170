"""The length of the gradient of every layer over the epochs, on a logarithmic axis: does it vanish on its way back?"""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from playground.experiment import Prepared
from playground.i18n import _
from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.errors import guarded
from playground.ui.palette import class_colour
from playground.ui.views.curves_layout import Pane, spread
from playground.ui.views.curves_series import Floats, logarithms, thinned
from playground.ui.views.curves_ticks import Ticks, linear_ticks, logarithmic_ticks
from playground.ui.views.health_words import short_name, size_words

_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_GAP = 6.0
_TIP = _("The length of each layer's gradient, at the last step of each epoch. Equal distances are equal ratios.")
_SMALLEST = -16.0
"""Logarithms below this are shown at it: what is smaller is rounding."""


class GradientPlot(QWidget):
    """One line for each layer, named at its end."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("health.gradients")
        self._appearance = appearance
        self._table: Floats = np.empty((0, 1))
        self._names: tuple[str, ...] = ()
        captions = Captions(self)
        captions.bind(self.setAccessibleName, _("Gradient length over the epochs"))
        captions.bind(self.setToolTip, _TIP)
        appearance.changed.connect(self.update)

    def show_gradients(self, prepared: Prepared, table: Floats) -> None:
        """Show rows of an epoch and the length for each layer; those of another network are left out."""
        count = len(prepared.plan.units) - 1
        self._table = table if table.shape[1] == count + 1 else np.empty((0, 1))
        self._names = tuple(str(short_name(prepared, index)) for index in range(count))
        self.setAccessibleDescription(self.summary())
        self.update()

    def summary(self) -> str:
        """The newest lengths in words."""
        if not len(self._table):
            return ""
        newest = zip(self._names, self._table[-1, 1:].tolist(), strict=True)
        return ", ".join(f"{name} {size_words(value)}" for name, value in newest)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        text = self._appearance.metrics.text
        return QSize(11 * text, 6 * text)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(fonts.body(self._appearance.metrics.caption))
            pane = self._pane(QFontMetricsF(painter.font()))
            self._paint_title(painter)
            if pane is None:
                painter.setPen(QColor(self._appearance.theme.muted))
                wrapped = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
                painter.drawText(self.rect(), wrapped, str(_("Press Play to see the gradients.")))
                return
            self._paint_axes(painter, pane)
            self._paint_lines(painter, pane)

    def _pane(self, measure: QFontMetricsF) -> Pane | None:
        """The room for the lines, and what of the plane it shows; None while there is nothing to show."""
        heights = self._heights()
        finite = heights[np.isfinite(heights)]
        if not finite.size:
            return None
        names = max(map(measure.horizontalAdvance, self._names)) + 2.0 * _GAP
        room = QRectF(self.rect()).adjusted(
            max(map(measure.horizontalAdvance, ("10⁻¹⁰", "0.0001"))) + _GAP,
            1.5 * measure.height(),
            -names,
            -1.3 * measure.height(),
        )
        low, high = float(np.floor(finite.min())), float(np.ceil(finite.max()))
        last = max(float(self._table[-1, 0]), 10.0)
        return Pane(room, 0.0, last, low, high if high > low else low + 1.0)

    def _heights(self) -> Floats:
        return np.maximum(logarithms(self._table[:, 1:]), _SMALLEST)

    def _paint_title(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._appearance.theme.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, str(_("Gradient length")))

    def _paint_axes(self, painter: QPainter, pane: Pane) -> None:
        theme, measure = self._appearance.theme, painter.fontMetrics()
        height, rect = measure.height(), pane.rect
        upright = logarithmic_ticks(pane.low, pane.high, max(2, int(rect.height() / (1.6 * height))))
        for place, words in _marks(upright):
            y = pane.y(place)
            painter.setPen(QColor(theme.grid))
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
            painter.setPen(QColor(theme.muted))
            box = QRectF(0.0, y - height / 2, rect.left() - _GAP, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        width = 3.0 * measure.horizontalAdvance("10,000")
        for place, words in _marks(linear_ticks(0.0, pane.right, max(2, int(rect.width() / width)), whole=True)):
            box = QRectF(pane.x(place) - width / 2, rect.bottom() + 2.0, width, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)

    def _paint_lines(self, painter: QPainter, pane: Pane) -> None:
        epochs, heights = self._table[:, 0], self._heights()
        ends: list[float] = []
        for index in range(len(self._names)):
            painter.setPen(self._pen(index))
            x, y = thinned(epochs, heights[:, index], 0.0, pane.right, max(int(pane.rect.width()), 1))
            known = np.isfinite(y)
            painter.drawPolyline(QPolygonF([pane.point(*at) for at in zip(x[known], y[known], strict=True)]))
            ends.append(pane.y(float(y[known][-1])) if known.any() else pane.rect.bottom())
        self._paint_names(painter, pane, ends)

    def _paint_names(self, painter: QPainter, pane: Pane, ends: Sequence[float]) -> None:
        height = painter.fontMetrics().height()
        for index, centre in enumerate(spread(ends, height, pane.rect.top() - height, pane.rect.bottom() + height)):
            box = QRectF(pane.rect.right() + _GAP, centre - height / 2, self.width() - pane.rect.right(), height)
            painter.setPen(self._pen(index))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._names[index])

    def _pen(self, index: int) -> QPen:
        """A colour and a kind of line for each layer."""
        pen = QPen(class_colour(self._appearance.theme, index), self._appearance.metrics.line)
        pen.setStyle(_DASHES[index % len(_DASHES)])
        return pen


def _marks(ticks: Ticks) -> list[tuple[float, str]]:
    return list(zip(ticks.places, ticks.words, strict=True))
