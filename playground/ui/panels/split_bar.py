"""How many points train and how many judge: a bar of two parts whose border can be dragged."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.i18n import _
from playground.session.session import Change, Session
from playground.ui.actions import ARROWS
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import label

PATH = "data.split.train"
STEP = 0.05


class SplitControl(QWidget):
    """The split in words and as a bar."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(PATH)
        self._session = session
        caption, self._shares, bar = QLabel(self), label("muted", self), SplitBar(session, appearance, self)
        caption.setBuddy(bar)
        captions = Captions(self)
        captions.bind(caption.setText, _("Split"))
        captions.bind(self._shares.setToolTip, _("Training points : validation points, in percent"))
        header = QHBoxLayout()
        header.addWidget(caption, 1)
        header.addWidget(self._shares)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(header)
        column.addWidget(bar)
        self._show()
        self.destroyed.connect(session.subscribe(lambda _change: self._show()))

    def _show(self) -> None:
        share = round(100 * self._session.experiment.data.split.train)
        self._shares.setText(f"{share} : {100 - share}")


class SplitBar(QWidget):
    """Drag the border, or press the arrow keys."""

    own_keys = ARROWS
    """Keys it uses while it has the keyboard, before they become shortcuts of the window."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{PATH}.bar")
        self._session, self._appearance = session, appearance
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, _("Split"))
        self._captions.bind(self.setAccessibleDescription, self._in_words)
        self._captions.bind(
            self.setToolTip, _("Drag the border, or press the arrow keys: more or fewer training points")
        )
        appearance.changed.connect(self.updateGeometry)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def sizeHint(self) -> QSize:
        return QSize(160, self._appearance.metrics.text + 9)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._move_to(event.position().x())
            self._dragging = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False
        self._session.settle()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
        if event.key() in steps:
            self._choose(self._share + steps[Qt.Key(event.key())] * STEP)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(whole, 4, 4)
        painter.setClipPath(outline)
        border = whole.width() * self._share
        counts = (len(self._session.prepared.parts.train), len(self._session.prepared.parts.validation))
        painter.fillRect(QRectF(0, 0, border, whole.height()), QColor(theme.accent_fill))
        painter.fillRect(QRectF(border, 0, whole.width() - border, whole.height()), QColor(VALIDATION_FILL))
        font = painter.font()
        font.setPixelSize(self._appearance.metrics.caption)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor("#ffffff"))
        for left, right, words in (
            (0.0, border, _("train {n}", n=counts[0])), (border, whole.width(), _("val. {n}", n=counts[1]))
        ):  # fmt: skip
            part = QRectF(left, 0, right - left, whole.height())
            if painter.fontMetrics().horizontalAdvance(str(words)) + 6 <= part.width():
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, str(words))
        if self.hasFocus():
            painter.setPen(QColor(theme.text))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawLine(QPointF(border, 0), QPointF(border, whole.height()))
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    @property
    def _share(self) -> float:
        return self._session.experiment.data.split.train

    def _in_words(self) -> str:
        parts = self._session.prepared.parts
        words = _("{train} training points, {validation} validation points",
                  train=len(parts.train), validation=len(parts.validation))  # fmt: skip
        return str(words)

    def _move_to(self, x: float) -> None:
        self._choose(round(x / max(1, self.width()) / STEP) * STEP)

    def _choose(self, share: float) -> None:
        share = round(min(max(share, STEP), 1.0 - STEP), 4)
        if share != self._share:
            self._session.apply(PATH, share, merge=self._dragging)

    def _on_session_changed(self, change: Change) -> None:
        if change.old.parts is not change.new.parts:
            self._captions.refresh()
            self.update()


VALIDATION_FILL = "#7a58c4"
"""The validation colour, dark enough for white words on it."""
