"""A sentence that floats above the window's lower edge: what was re-made, refused, or went wrong."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from playground.i18n import Text, _
from playground.session.notices import Level, Notice
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, mark, set_role

READING_MS = {Level.INFO: 4_000, Level.WARNING: 10_000}
"""How long a notice stays at least; an error stays until it is answered."""
READING_MS_PER_LETTER = 80


WIDEST = 46
"""The widest a notice gets, in heights of a line."""


class NoticeBar(QFrame):
    """Shows the newest notice over its parent, without moving anything else."""

    reset_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("notice")
        set_role(self, "notice")
        self._words: Text | None = None
        self._level = Level.INFO
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reset = IconButton(
            "rotate-ccw", _("Reset"), "notice.reset", self, tip=_("Begin again with the same initial weights"),
            captioned=True,
        )  # fmt: skip
        self._close = IconButton("x", _("Close"), "notice.close", self, look="flat", tip=_("Close this message"))
        self.layout_ = row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(self._label)
        row.addWidget(self._reset)
        row.addWidget(self._close)
        self._reset.clicked.connect(self._on_reset_clicked)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        Captions(self).bind(self._say, lambda: "")
        parent.installEventFilter(self)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the last one."""
        self._words, self._level = notice.text, notice.level
        self._reset.setVisible(notice.level is Level.ERROR)
        mark(self, "level", notice.level.value)
        self._say()
        self.show()
        self.raise_()
        self._place()
        self._timer.stop()
        if notice.level in READING_MS:
            self._timer.start(max(READING_MS[notice.level], READING_MS_PER_LETTER * len(str(notice.text))))

    def dismiss(self, level: Level) -> None:
        """Take a notice of this level away, as it no longer holds."""
        if self._level is level:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _say(self, _words: str = "") -> None:
        words = "" if self._words is None else str(self._words)
        self._label.setText(words)
        self.setAccessibleName(words)
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        """Above the lower edge, in the middle, as wide as the words need and the window allows."""
        metrics = self._label.fontMetrics()
        room = min(self._over.width() - 48, WIDEST * metrics.height())
        self._label.setMinimumWidth(0)
        around = self.layout_.minimumSize().width() - self._label.minimumSizeHint().width()
        words = metrics.horizontalAdvance(self._label.text()) + 4
        inside = min(words, room - around)
        lines = metrics.boundingRect(0, 0, inside, 0, int(Qt.TextFlag.TextWordWrap), self._label.text()).height()
        self._label.setFixedSize(inside, max(lines, metrics.height()))
        self.layout_.activate()
        size = self.layout_.sizeHint()
        self.setGeometry(
            (self._over.width() - size.width()) // 2,
            self._over.height() - size.height() - 24,
            size.width(),
            size.height(),
        )

    def _on_reset_clicked(self) -> None:
        self.hide()
        self.reset_wanted.emit()
