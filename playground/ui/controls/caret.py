"""An arrow in a line of text, under the character that is wrong."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QLabel, QLineEdit

from playground.ui.controls.styling import mark
from playground.ui.errors import guarded

_SIZE = 4.0
"""The height of the arrow and half its width, in pixels."""


class CaretMark(QLabel):
    """Lies over the lower edge of its line, and lets the mouse through."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self.column: int | None = None
        mark(self, "tone", "bad")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line.installEventFilter(self)
        line.cursorPositionChanged.connect(self.update)  # a long text may have scrolled
        self.hide()

    def point_at(self, column: int | None) -> None:
        """Point at a character, counted from 0, or at none."""
        self.column = column
        self.setGeometry(self._line.rect())
        self.setVisible(column is not None)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._line.rect())
        return super().eventFilter(watched, event)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.column is None:
            return
        text, measure = self._line.text(), self._line.fontMetrics()
        from_cursor = measure.horizontalAdvance(text[: self.column]) - measure.horizontalAdvance(
            text[: self._line.cursorPosition()]
        )
        x = self._line.cursorRect().center().x() + from_cursor + _SIZE
        x, bottom = min(max(x, 2 * _SIZE), self.width() - 2 * _SIZE), self.height() - 3.0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().windowText())
            painter.drawPolygon(
                QPolygonF([QPointF(x, bottom - _SIZE), QPointF(x - _SIZE, bottom), QPointF(x + _SIZE, bottom)])
            )
