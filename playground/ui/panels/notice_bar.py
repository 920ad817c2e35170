"""A sentence that lies for a while over a card that is read seldom: what was re-made, refused, or went wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from playground.i18n import Text, _
from playground.session.notices import Level, Notice
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, mark
from playground.ui.panels.floating import Floating

READING_MS = {Level.INFO: 4_000, Level.WARNING: 10_000}
"""How long a notice stays at least; an error stays until it is answered."""
READING_MS_PER_LETTER = 80


class NoticeBar(Floating):
    """Shows the newest notice."""

    reset_wanted = Signal()

    def __init__(self, parent: QWidget, places: Sequence[QWidget], under: QWidget | None = None) -> None:
        super().__init__("notice", parent, places, under)
        self._words: Text | None = None
        self._level = Level.INFO
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reset = IconButton(
            "rotate-ccw", _("Reset"), "notice.reset", self, tip=_("Begin again with the same initial weights"),
            captioned=True,
        )  # fmt: skip
        self._close = IconButton("x", _("Close"), "notice.close", self, look="flat", tip=_("Close this message"))
        self.put_beside(self._close)
        self._grid.addWidget(self._reset, 1, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        self._reset.clicked.connect(self._on_reset_clicked)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        Captions(self).bind(self._say, self._told)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the last one."""
        self._words, self._level = notice.text, notice.level
        self._reset.setVisible(notice.level is Level.ERROR)
        mark(self, "level", notice.level.value)
        self._say(self._told())
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

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _told(self) -> str:
        return "" if self._words is None else str(self._words)

    def _on_reset_clicked(self) -> None:
        self.hide()
        self.reset_wanted.emit()
