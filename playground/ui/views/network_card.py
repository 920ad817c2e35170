"""The small card beside the mouse: what is there, and its number, which follows the training."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.errors import guarded
from playground.ui.palette import weight_colour
from playground.ui.views.network_words import Reading

_OFFSET, _PAD, _BAR = 16.0, 8.0, 4.0


class HoverCard(QWidget):
    """Shows a reading; the mouse goes through it. It stays inside its parent and out of the way of the mouse."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("network.hover_card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._appearance = appearance
        self._title, self._value = "", ""
        self._number: float | None = None
        self._notes: tuple[str, ...] = ()
        self._at = QPointF()
        appearance.changed.connect(self.hide)  # its type is another now; the next movement shows it again
        self.hide()

    @property
    def words(self) -> str:
        """What the card says."""
        return "\n".join([f"{self._title}: {self._value}", *self._notes])

    def show_reading(self, reading: Reading, at: QPointF | None = None) -> None:
        """Show something, at a place of the parent; without one, where the card is."""
        self._at = at if at is not None else self._at
        words = str(reading.title), str(reading.value), tuple(map(str, reading.notes))
        if at is None and self.isVisible() and words == (self._title, self._value, self._notes):
            return
        (self._title, self._value, self._notes), self._number = words, reading.number
        self._place()
        self.update()
        self.show()
        self.raise_()

    def _fonts(self) -> tuple[QFont, QFont]:
        metrics = self._appearance.metrics
        heavy = QFont.Weight.Bold if self._number is not None else QFont.Weight.Normal
        return fonts.body(metrics.caption), fonts.body(metrics.text, heavy)

    def _place(self) -> None:
        title, value = (QFontMetricsF(font) for font in self._fonts())
        small = map(title.horizontalAdvance, (self._title, *self._notes))
        width = max(*small, value.horizontalAdvance(self._value)) + 2 * _PAD + _BAR
        height = title.height() * (1 + len(self._notes)) + value.height() + 2 * _PAD
        size = QSizeF(width + 2.0, height).toSize()
        room = self._room.rect()
        x, y = self._at.x() + _OFFSET, self._at.y() + _OFFSET
        if x + size.width() > room.width():
            x = self._at.x() - _OFFSET - size.width()
        if y + size.height() > room.height():
            y = self._at.y() - _OFFSET - size.height()
        self.setGeometry(max(round(x), 0), max(round(y), 0), size.width(), size.height())

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        theme = self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.border), 1.0))
        painter.setBrush(QColor(theme.card))
        painter.drawRoundedRect(ground, 6.0, 6.0)
        if self._number is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(weight_colour(theme, self._number))
            painter.drawRoundedRect(QRectF(5.0, _PAD, 3.0, ground.height() - 2 * _PAD), 1.5, 1.5)
        small, large = self._fonts()
        room = ground.adjusted(_PAD + _BAR, _PAD - 1, 0, -_PAD + 1)
        painter.setFont(small)
        painter.setPen(QColor(theme.text))
        for note in reversed(self._notes):
            painter.drawText(room, Qt.AlignmentFlag.AlignBottom, note)
            room.adjust(0, 0, 0, -QFontMetricsF(small).height())
        painter.setPen(QColor(theme.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, self._title)
        painter.setFont(large)
        painter.setPen(QColor(theme.text if self._number is not None else theme.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom, self._value)
