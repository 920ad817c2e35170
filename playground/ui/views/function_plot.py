"""A small picture of functions: an activation with its slope, or a learning rate over the epochs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from playground.i18n import Text
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.errors import guarded

Values = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One curve. A dashed one can be told from another without its colour."""

    x: Values
    y: Values
    label: Text
    dashed: bool = False


class FunctionPlot(QWidget):
    """Curves in a frame with the least and greatest values at its edges, and lines at zero."""

    def __init__(self, appearance: Appearance, name: str, description: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._appearance = appearance
        self._lines: tuple[Line, ...] = ()
        captions = Captions(self)
        captions.bind(self.setAccessibleName, description)
        captions.bind(self.setToolTip, description)
        appearance.changed.connect(self.updateGeometry)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other curves."""
        self._lines = tuple(lines)
        self.update()

    def sizeHint(self) -> QSize:
        text = self._appearance.metrics.text
        return QSize(20 * text, 9 * text)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            metrics = QFontMetrics(self.font())
            limits = _limits(self._lines)
            left = max(metrics.horizontalAdvance(_number(value)) for value in (limits.bottom(), limits.top())) + 6
            frame = QRectF(self.rect()).adjusted(left, metrics.height(), -8, -metrics.height() - 2)
            self._paint_frame(painter, frame, limits)
            for index, line in enumerate(self._lines):
                self._paint_line(painter, frame, limits, line, index)

    def _paint_frame(self, painter: QPainter, frame: QRectF, limits: QRectF) -> None:
        theme, place = self._appearance.theme, _Placer(frame, limits)
        painter.setPen(QColor(theme.border))
        painter.drawRect(frame)
        if limits.left() < 0.0 < limits.right():
            painter.drawLine(place.point(0.0, limits.top()), place.point(0.0, limits.bottom()))
        if limits.top() < 0.0 < limits.bottom():
            painter.drawLine(place.point(limits.left(), 0.0), place.point(limits.right(), 0.0))
        painter.setPen(QColor(theme.muted))
        height = painter.fontMetrics().height()
        for value, y in ((limits.bottom(), frame.top()), (limits.top(), frame.bottom())):
            box = QRectF(0, y - height / 2, frame.left() - 4, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _number(value))
        below = QRectF(frame.left(), frame.bottom() + 1, frame.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, _number(limits.left()))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, _number(limits.right()))

    def _paint_line(self, painter: QPainter, frame: QRectF, limits: QRectF, line: Line, index: int) -> None:
        theme, place = self._appearance.theme, _Placer(frame, limits)
        colour = QColor((theme.train_curve, theme.validation_curve)[index % 2])
        pen = QPen(colour, self._appearance.metrics.line)
        if line.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        finite = np.isfinite(line.y)
        points = [place.point(x, y) for x, y in zip(line.x[finite], line.y[finite], strict=True)]
        painter.drawPolyline(QPolygonF(points))
        metrics = painter.fontMetrics()
        start = frame.left() + sum(metrics.horizontalAdvance(str(other.label)) + 16 for other in self._lines[:index])
        painter.drawText(QPointF(start, frame.top() - 4), str(line.label))


class _Placer:
    """Where a value of the curves lies in the widget."""

    def __init__(self, frame: QRectF, limits: QRectF) -> None:
        self._frame, self._limits = frame, limits

    def point(self, x: float, y: float) -> QPointF:
        frame, limits = self._frame, self._limits
        across = (x - limits.left()) / (limits.width() or 1.0)
        up = (y - limits.top()) / (limits.height() or 1.0)
        return QPointF(frame.left() + across * frame.width(), frame.bottom() - up * frame.height())


def _limits(lines: Sequence[Line]) -> QRectF:
    """The least rectangle that holds all finite values; its top is the least y."""
    x = np.concatenate([line.x for line in lines]) if lines else np.array([0.0, 1.0])
    y = np.concatenate([line.y for line in lines]) if lines else np.array([0.0, 1.0])
    y = y[np.isfinite(y)]
    low, high = (float(y.min()), float(y.max())) if y.size else (0.0, 1.0)
    if low == high:
        low, high = min(0.0, low), max(0.0, high) or 1.0
    return QRectF(float(x.min()), low, float(np.ptp(x)), high - low)


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
