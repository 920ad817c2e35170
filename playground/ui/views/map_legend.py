"""What the colours of the map mean: a bar from one end to the other, or a chip for each class."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.curve_sets import Curve
from playground.data.dataset import class_name, class_shape
from playground.i18n import _
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.errors import guarded
from playground.ui.paint.markers import Marker, coloured, draw_marker
from playground.ui.palette import diverging
from playground.ui.views.axis_ticks import number_words
from playground.ui.views.map_curve import DASHES
from playground.ui.views.powers import MINUS

_LARGEST_END = 1e7
"""Larger values at the ends of the strip are powers of ten."""
_LONGEST_NAMES = (9, 7, 5)
"""How wide the name of a class may be, in lines of text; less where the names would take more than so many rows."""
_MOST_ROWS = 3


class _Chip(NamedTuple):
    """What stands for a class: where it begins, and in which row."""

    name: str
    x: float
    row: int


class ColourLegend(QWidget):
    """One row, or as many as several classes need."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("colour_legend")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._session, self._appearance = session, appearance
        self._captions = Captions(self)
        self._captions.bind(self.setToolTip, self._explanation)
        self._captions.bind(self.setAccessibleName, _("Meaning of the colours"))
        self._captions.bind(self.setAccessibleDescription, self._explanation)
        appearance.changed.connect(self._refit)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = 1 if len(self._names()) <= 2 else self._chips(width)[-1].row + 1
        return rows * self._row

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._row)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._font())
            if self._session.dataset.is_curve:
                self._paint_lines(painter)
            elif len(self._names()) > 2:
                self._paint_chips(painter)
            else:
                self._paint_bar(painter)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._refit()

    # A bar -----------------------------------------------------------------------------------------------------------

    def _paint_bar(self, painter: QPainter) -> None:
        text, theme = self._appearance.metrics.caption, self._appearance.theme
        names = self._names() or self._ends()
        marker_room = 1.4 * text if self._session.dataset.is_classification else 0.0
        widths = [QFontMetricsF(self._font()).horizontalAdvance(name) for name in names]
        left, right = (width + marker_room + 0.6 * text for width in widths)
        height = 0.7 * text
        bar = QRectF(left, (self._row - height) / 2, max(self.width() - left - right, 0), height)
        colours = diverging(coloured(theme, self._session.dataset.classes), strength=1.0)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for stop in range(0, 257, 16):
            gradient.setColorAt(stop / 256, QColor(*colours[min(stop, 255)].tolist()))
        painter.setPen(QColor(theme.border))
        painter.setBrush(gradient)
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        painter.setPen(QColor(theme.text if marker_room else theme.muted))
        painter.drawText(QRectF(marker_room, 0, widths[0] + 1, self._row), Qt.AlignmentFlag.AlignVCenter, names[0])
        end = QRectF(self.width() - widths[1] - 1, 0, widths[1] + 1, self._row)
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter, names[1])
        if marker_room:
            self._paint_marker(painter, 0, 0.5 * text, 0)
            self._paint_marker(painter, 1, self.width() - widths[1] - 0.9 * text, 0)

    # Chips -----------------------------------------------------------------------------------------------------------

    def _chips(self, width: int) -> list["_Chip"]:
        """The chip of each class; long names are the shorter the more rows they would take."""
        for longest in _LONGEST_NAMES:
            chips = self._in_rows(self._names(longest), width)
            if chips[-1].row < _MOST_ROWS:
                break
        return chips

    def _in_rows(self, names: list[str], width: int) -> list["_Chip"]:
        text, metrics = self._appearance.metrics.caption, QFontMetricsF(self._font())
        x, row, chips = 0.0, 0, []
        for name in names:
            needed = 1.5 * text + metrics.horizontalAdvance(name)
            if x > 0 and x + needed > width:
                x, row = 0.0, row + 1
            chips.append(_Chip(name, x, row))
            x += needed + 1.1 * text
        return chips

    def _paint_chips(self, painter: QPainter) -> None:
        text = self._appearance.metrics.caption
        for index, chip in enumerate(self._chips(self.width())):
            self._paint_marker(painter, index, chip.x + 0.5 * text, chip.row)
            painter.setPen(QColor(self._appearance.theme.text))
            room = QRectF(chip.x + 1.5 * text, chip.row * self._row, self.width() - chip.x - 1.5 * text, self._row)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, chip.name)

    # Lines -----------------------------------------------------------------------------------------------------------

    def _paint_lines(self, painter: QPainter) -> None:
        """A piece of each line of a curve, with its name."""
        text, theme = self._appearance.metrics.caption, self._appearance.theme
        width = self._appearance.metrics.line
        network = QPen(QColor(theme.classes[1]), 1.6 * width)
        truth = QPen(QColor(theme.muted), width)
        truth.setDashPattern(DASHES)
        lines = [(network, str(_("network"))), (truth, str(_("true curve")))]
        if not isinstance(self._session.experiment.data.source, Curve):
            del lines[1]
        x, middle = 0.0, self._row / 2
        for pen, name in lines:
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + 2 * text, middle))
            painter.setPen(QColor(theme.text))
            room = QFontMetricsF(self._font()).horizontalAdvance(name) + 1
            painter.drawText(QRectF(x + 2.5 * text, 0, room, self._row), Qt.AlignmentFlag.AlignVCenter, name)
            x += 4 * text + room

    # Both ------------------------------------------------------------------------------------------------------------

    def _paint_marker(self, painter: QPainter, index: int, x: float, row: int) -> None:
        classes = self._session.dataset.classes
        colour, shape = self._appearance.theme.classes[classes[index].colour], class_shape(classes, index)
        centre = QPointF(x, (row + 0.5) * self._row)
        draw_marker(painter, centre, Marker(shape, colour, colour), 0.4 * self._appearance.metrics.caption)

    def _names(self, longest: int = _LONGEST_NAMES[0]) -> list[str]:
        """The names of the classes, shortened where they are long; none for regression."""
        dataset, metrics = self._session.dataset, QFontMetricsF(self._font())
        room = longest * self._appearance.metrics.caption
        return [
            metrics.elidedText(str(class_name(dataset, index)), Qt.TextElideMode.ElideRight, room)
            for index in range(dataset.class_count)
        ]

    def _ends(self) -> list[str]:
        """The values at both ends of the strip, in own units."""
        target = self._session.prepared.target
        return [f"{MINUS}1", "+1"] if target.is_plain else [_end_words(target.low), _end_words(target.high)]

    @property
    def _row(self) -> int:
        return round(1.7 * self._appearance.metrics.caption)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._appearance.metrics.caption)
        return font

    def _explanation(self) -> str:
        dataset = self._session.dataset
        if dataset.is_curve:
            return str(_("The solid line is what the network answers; a dashed one is the curve that made the points."))
        if not dataset.is_classification:
            return self._value_explanation()
        names = ", ".join(str(class_name(dataset, index)) for index in range(dataset.class_count))
        return str(_("Each place has the colour of the class that the network chooses there ({names}).", names=names))

    def _value_explanation(self) -> str:
        target, (low, high) = self._session.prepared.target, self._ends()
        words = _("The value that the network answers: the left end of the strip is {low} or less, the right end "
                  "{high} or more.", low=low, high=high)  # fmt: skip
        if target.is_plain:
            return str(words)
        return str(_("{words} The network itself knows them as −1 and +1 ({name}).", words=words, name=target.name))

    def _on_session_changed(self, change: Change) -> None:
        old, new = change.old, change.new
        same_kind = old.experiment.data.source.key == new.experiment.data.source.key
        if old.dataset.classes != new.dataset.classes or old.target != new.target or not same_kind:
            self._captions.refresh()
            self._refit()

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()


def _end_words(value: float) -> str:
    """A round number with its thousands apart; a power of ten where that is too long.

    >>> _end_words(-2.5), _end_words(110000.0), _end_words(3e9)
    ('−2.5', '110,000', '3×10⁹')
    """
    return f"{value:,.7g}".replace("-", MINUS) if 1.0 <= abs(value) < _LARGEST_END else number_words(value)
