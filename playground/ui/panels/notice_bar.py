"""A sentence that lies for a while over a card that is read seldom: what was re-made, refused, or went wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from playground.i18n import Text, _
from playground.session.notices import Level, Notice
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, mark, set_role

READING_MS = {Level.INFO: 4_000, Level.WARNING: 10_000}
"""How long a notice stays at least; an error stays until it is answered."""
READING_MS_PER_LETTER = 80
EDGE = 8
"""How far inside its card a notice lies."""
MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide})


class NoticeBar(QFrame):
    """Shows the newest notice over the first of its places that can be seen, without moving anything else."""

    reset_wanted = Signal()

    def __init__(self, parent: QWidget, places: Sequence[QWidget]) -> None:
        super().__init__(parent)
        self._over, self._places = parent, tuple(places)
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
        self.layout_ = grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 10, 10)
        grid.setSpacing(8)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._close, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._reset, 1, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        self._reset.clicked.connect(self._on_reset_clicked)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        Captions(self).bind(self._say, lambda: "")
        for place in self._places:
            place.installEventFilter(self)
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
        if event.type() in MOVES and self.isVisible():
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
        """Above the lower edge of its place, as wide as that."""
        over = next((place for place in self._places if place.isVisible()), self._places[-1])
        corner = over.mapTo(self._over, over.rect().bottomLeft())
        self._label.setMinimumWidth(0)
        inside = over.width() - 2 * EDGE - (14 + 10 + 8) - self._close.sizeHint().width()
        flags = int(Qt.TextFlag.TextWordWrap)
        lines = self._label.fontMetrics().boundingRect(0, 0, inside, 0, flags, self._label.text()).height()
        self._label.setFixedSize(inside, max(lines, self._close.sizeHint().height()))
        self.layout_.activate()
        size = self.layout_.sizeHint()
        self.setGeometry(corner.x() + EDGE, corner.y() + 1 - EDGE - size.height(), size.width(), size.height())

    def _on_reset_clicked(self) -> None:
        self.hide()
        self.reset_wanted.emit()
