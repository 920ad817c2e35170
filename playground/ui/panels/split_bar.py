"""The split as a bar of three parts, whose two borders can be dragged or moved by key."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.split import Split
from playground.i18n import Text, _, grouped
from playground.session.session import Change, Session
from playground.ui.actions import ARROWS
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.errors import guarded

PATH = "data.split"
LEAST, STEP, FINE_STEP = 0.05, 0.05, 0.01
VALIDATION_FILL, TEST_FILL = "#7a58c4", "#5c6879"
"""The colours of the parts, dark enough for white words on them."""

_GRIP = 9
_STEPS = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP, Qt.Key.Key_Down: -FINE_STEP, Qt.Key.Key_Up: FINE_STEP}


def with_train_border(split: Split, at: float) -> Split:
    """The split whose training part ends here; the test part stays as it is."""
    return replace(split, train=round(min(max(at, LEAST), 1.0 - split.test), 4))


def with_test_border(split: Split, at: float) -> Split:
    """The split whose test part begins here; the training part stays as it is."""
    return replace(split, test=round(min(max(1.0 - at, 0.0), 0.9, 1.0 - split.train), 4))


class SplitBar(QWidget):
    """Drag a border, or give it the keyboard and press the arrow keys."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{PATH}.bar")
        self._session, self._appearance = session, appearance
        self._held: Handle | None = None
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._handles = (
            Handle("train", _("Border of the training points"), lambda split: split.train, with_train_border, self),
            Handle("test", _("Border of the test points"), lambda split: 1.0 - split.test, with_test_border, self),
        )
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, _("Split"))
        self._captions.bind(self.setAccessibleDescription, self._in_words)
        self._captions.bind(self.setToolTip, self._tip)
        appearance.changed.connect(self.updateGeometry)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    @property
    def split(self) -> Split:
        """The split as it is now."""
        return self._session.experiment.data.split

    def choose(self, split: Split, merge: bool = False) -> None:
        """Take another split."""
        if split != self.split:
            self._session.apply(PATH, split, merge=merge)

    def sizeHint(self) -> QSize:
        return QSize(160, self._appearance.metrics.text + 9)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            at = event.position().x() / max(1, self.width())
            train, test = self._handles
            nearest = min((train, test), key=lambda handle: abs(handle.place() - at))
            together = train.place() == test.place()
            self._held = (test if at > test.place() and self.split.test > 0 else train) if together else nearest
            self._drag(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._drag(event.position().x() / max(1, self.width()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self._session.settle()
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_handles()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), 4, 4)
            painter.setClipPath(outline)
            font = painter.font()
            font.setPixelSize(self._appearance.metrics.caption)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor("#ffffff"))
            for room, colour, *spellings in self._parts():
                painter.fillRect(room, QColor(colour))
                widths = (painter.fontMetrics().horizontalAdvance(words) + _GRIP for words in spellings)
                fitting = [words for words, width in zip(spellings, widths, strict=True) if width <= room.width()]
                if fitting:
                    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, fitting[0])

    def _parts(self) -> tuple[tuple[QRectF, str, str, str], ...]:
        """The room and the colour of each part, its words, and its number alone for where those have no room."""
        parts, theme = self._session.prepared.parts, self._appearance.theme
        counts = len(parts.train), len(parts.validation), len(parts.test)
        first, second = (handle.place() * self.width() for handle in self._handles)
        borders = (0.0, first, second, float(self.width()))
        rooms = [QRectF(borders[i], 0, borders[i + 1] - borders[i], self.height()) for i in range(3)]
        return (
            (rooms[0], theme.accent_fill, str(_("train {n}", n=counts[0])), grouped(counts[0])),
            (rooms[1], VALIDATION_FILL, str(_("val. {n}", n=counts[1])), grouped(counts[1])),
            (rooms[2], TEST_FILL, str(_("test {n}", n=counts[2])), grouped(counts[2])),
        )

    def _drag(self, at: float) -> None:
        assert self._held is not None
        moved = round(at / FINE_STEP) * FINE_STEP
        coarse = round(at / STEP) * STEP
        if abs(moved - coarse) * self.width() < 3:  # the usual shares are easier to hit
            moved = coarse
        self.choose(self._held.moved(self.split, moved), merge=True)

    def _place_handles(self) -> None:
        for handle in self._handles:
            x = round(handle.place() * self.width() - _GRIP / 2)
            handle.setGeometry(min(max(x, 0), self.width() - _GRIP), 0, _GRIP, self.height())
        self.update()

    def _in_words(self) -> str:
        parts = self._session.prepared.parts
        return str(
            _("{train} training points, {validation} validation points, {test} test points",
              train=len(parts.train), validation=len(parts.validation), test=len(parts.test))
        )  # fmt: skip

    def _tip(self) -> str:
        how = _("Drag a border, or press the arrow keys; at the right end is the border of the test points.")
        return f"{self._in_words()}\n{how}"

    def _on_session_changed(self, change: Change) -> None:
        if change.old.parts is not change.new.parts or change.old.experiment.data is not change.new.experiment.data:
            self._captions.refresh()
            self._place_handles()


class Handle(QWidget):
    """One border, for the keyboard; the mouse goes through to the bar."""

    own_keys = ARROWS
    """Keys it uses while it has the keyboard, before they become shortcuts of the window."""

    def __init__(
        self, name: str, caption: Text, place: Callable[[Split], float], moved: Callable[[Split, float], Split],
        bar: SplitBar,
    ) -> None:  # fmt: skip
        super().__init__(bar)
        self.setObjectName(f"{PATH}.{name}.border")
        self.moved = moved
        self._place, self._bar = place, bar
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        captions = Captions(self)
        captions.bind(self.setAccessibleName, caption)
        captions.bind(self.setToolTip, _("Left and right: by 5 percent; up and down: by 1"))

    def place(self) -> float:
        """Where the border is, from 0 to 1."""
        return self._place(self._bar.split)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._bar.choose(self.moved(self._bar.split, self.place() + step))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("#ffffff"))
            middle, height = self.width() / 2, float(self.height())
            if self.hasFocus():
                painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, height - 1), 3, 3)
                painter.setBrush(QColor(TEST_FILL))
            grip = QRectF(QPointF(middle - 1, 0.25 * height), QPointF(middle + 1, 0.75 * height))
            painter.drawRoundedRect(grip, 1, 1)
