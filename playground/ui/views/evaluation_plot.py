"""A small square plot of the evaluation."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.errors import guarded
from playground.ui.theme import Theme
from playground.ui.views.axis_ticks import number_words
from playground.ui.views.evaluation_curves import Drawing, Line, Plot
from playground.ui.views.evaluation_words import number

_LONG = 10_000
"""A number of five digits or more is written as in the table beside the plot."""


class SquarePlot(QWidget):
    """Draws one `Drawing`; its title and what it shows in words stand above it where there is room."""

    def __init__(self, plot: Plot, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"evaluation.plot.{plot.key}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._plot, self._appearance, self._drawing = plot, appearance, Drawing()
        self._colours: tuple[str, ...] = ()
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, plot.title)
        self._captions.bind(self.setToolTip, plot.tip)
        self._captions.bind(self.setAccessibleDescription, self._summary)
        appearance.changed.connect(self.updateGeometry)

    def show_drawing(self, drawing: Drawing, colours: tuple[str, ...]) -> None:
        """Draw something else; `colours` are those of the classes."""
        self._drawing, self._colours = drawing, colours
        self._captions.refresh()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(*(2 * [15 * self._appearance.metrics.caption]))

    def minimumSizeHint(self) -> QSize:
        return QSize(*(2 * [6 * self._appearance.metrics.caption]))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(fonts.body(self._appearance.metrics.caption))
            frame = self._frame(painter)
            self._draw_words(painter, frame)
            self._draw_frame(painter, frame)
            painter.setClipRect(frame.adjusted(-5, -5, 5, 5))
            for line in self._drawing.lines:
                self._draw_line(painter, frame, line)
            self._draw_dots(painter, frame)
            self._draw_marker(painter, frame)

    def _frame(self, painter: QPainter) -> QRectF:
        line = painter.fontMetrics().height()
        left, top, bottom = line + 3, line + 3, line + 3
        side = max(min(self.width() - left - 6, self.height() - top - bottom), 10)
        return QRectF(left + (self.width() - left - 6 - side) / 2, top, side, side)

    def _draw_words(self, painter: QPainter, frame: QRectF) -> None:
        """The title at the left, the summary at the right, the axes beside the frame."""
        theme, measure = self._appearance.theme, painter.fontMetrics()
        above = QRectF(frame.left(), 0, frame.width(), measure.height())
        summary, title = str(self._drawing.summary), str(self._plot.title)
        room = frame.width() - measure.horizontalAdvance(summary) - 8
        if measure.horizontalAdvance(title) > room:
            title = str(self._plot.short)
        painter.setPen(QColor(theme.text))
        if measure.horizontalAdvance(title) <= room:
            painter.drawText(above, Qt.AlignmentFlag.AlignLeft, title)
        above.setLeft(0)  # in a narrow frame the summary reaches over its left side
        painter.drawText(above, Qt.AlignmentFlag.AlignRight, summary)
        painter.setPen(QColor(theme.muted))
        below = QRectF(frame.left(), frame.bottom() + 2, frame.width(), measure.height())
        self._draw_axis(painter, below, str(self._plot.across))
        painter.save()
        painter.translate(frame.left() - measure.height() - 3, frame.bottom())
        painter.rotate(-90)
        self._draw_axis(painter, QRectF(0, 0, frame.height(), measure.height()), str(self._plot.up))
        painter.restore()

    def _draw_axis(self, painter: QPainter, rect: QRectF, name: str) -> None:
        """The ends of an axis and, where it fits between them, its name."""
        measure = painter.fontMetrics()
        ends = end_words(self._drawing.low), end_words(self._drawing.high)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, ends[0])
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight, ends[1])
        room = rect.width() - 2 * max(measure.horizontalAdvance(end) for end in ends) - 8
        name = measure.elidedText(name, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter, name)

    def _draw_frame(self, painter: QPainter, frame: QRectF) -> None:
        theme = self._appearance.theme
        painter.setPen(Qt.PenStyle.NoPen)
        self._draw_bars(painter, frame, theme)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.grid))
        for part in (0.25, 0.5, 0.75):
            x, y = frame.left() + part * frame.width(), frame.top() + part * frame.height()
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        painter.setPen(QColor(theme.border))
        painter.drawRect(frame)
        if self._drawing.diagonal:
            painter.setPen(QPen(QColor(theme.neutral), 1, Qt.PenStyle.DashLine))
            painter.drawLine(frame.bottomLeft(), frame.topRight())

    def _draw_bars(self, painter: QPainter, frame: QRectF, theme: Theme) -> None:
        if self._drawing.bars is None:
            return
        painter.setBrush(QColor(theme.selection))
        width = frame.width() / len(self._drawing.bars)
        for place, share in enumerate(self._drawing.bars.tolist()):
            height = share * frame.height()
            bar = QRectF(frame.left() + place * width, frame.bottom() - height, width, height)
            painter.drawRect(bar.adjusted(0.5, 0, -0.5, 0))

    def _draw_line(self, painter: QPainter, frame: QRectF, line: Line) -> None:
        colour = self._appearance.theme.accent if line.colour is None else self._colours[line.colour]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), self._appearance.metrics.line))
        painter.drawPolyline(QPolygonF(self._places(frame, line)))

    def _draw_dots(self, painter: QPainter, frame: QRectF) -> None:
        if self._drawing.dots is None:
            return
        colour = QColor(self._appearance.theme.accent)
        colour.setAlphaF(0.6 if not self._drawing.lines else 1.0)
        painter.setPen(QPen(colour, 2.0 + self._appearance.metrics.line, c=Qt.PenCapStyle.RoundCap))
        painter.drawPoints(QPolygonF(self._places(frame, self._drawing.dots)))

    def _draw_marker(self, painter: QPainter, frame: QRectF) -> None:
        if self._drawing.marker is None:
            return
        theme, line = self._appearance.theme, self._appearance.metrics.line
        painter.setBrush(QColor(theme.card))
        painter.setPen(QPen(QColor(theme.text), line))
        painter.drawEllipse(self._place(frame, *self._drawing.marker), 2.2 * line, 2.2 * line)

    def _places(self, frame: QRectF, line: Line) -> list[QPointF]:
        return [self._place(frame, x, y) for x, y in zip(line.x.tolist(), line.y.tolist(), strict=True)]

    def _place(self, frame: QRectF, x: float, y: float) -> QPointF:
        low, span = self._drawing.low, self._drawing.high - self._drawing.low
        return QPointF(
            frame.left() + (x - low) / span * frame.width(), frame.bottom() - (y - low) / span * frame.height()
        )

    def _summary(self) -> str:
        words = f"{self._plot.tip} {self._drawing.summary}"
        if self._drawing.marker is None:
            return words
        x, y = self._drawing.marker
        return f"{words}. {self._plot.across} {x:.3f}, {self._plot.up} {y:.3f}"


def end_words(value: float) -> str:
    """The end of an axis, to two digits.

    >>> end_words(1.0), end_words(-0.258), end_words(843_210.0)
    ('1', '−0.26', '840,000')
    """
    end = float(f"{value:.2g}")
    return number(end) if abs(end) >= _LONG else number_words(end)
