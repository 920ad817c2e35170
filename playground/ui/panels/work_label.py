"""The line at the right end of the menu bar: what the work is called, and when it was saved."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QLabel, QMenuBar

from playground.i18n import _
from playground.ui.captions import Captions
from playground.ui.controls import set_role
from playground.ui.filing import Filing

WIDEST = 30
"""In heights of a line; a longer name is shortened in its middle."""
MENU_PADDING = 8
"""Above and below the words of a menu together, as the style sheet has it."""


class WorkLabel(QLabel):
    """Follows the filing, and counts the seconds."""

    def __init__(self, filing: Filing, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar, self._filing = bar, filing
        self.setObjectName("work")
        set_role(self, "caption")
        self.setContentsMargins(8, 0, 14, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        captions = Captions(self)
        captions.bind(self.setToolTip, _("The file of your work, and when it was saved"))
        captions.bind(self._say, lambda: "")
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._say)
        self._second.start()
        filing.changed.connect(self._say)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._say()

    def _say(self, _words: str = "") -> None:
        words = str(self._filing.status)
        self.setAccessibleName(words)
        metrics = self.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, WIDEST * metrics.height())
        width = metrics.horizontalAdvance(shown) + 24
        if (shown, width) != (self.text(), self.minimumWidth()):  # other words, or larger ones
            self.setText(shown)
            self.setFixedWidth(width)
            self._bar.setCornerWidget(self)  # only then the bar gives it another place

    def sizeHint(self) -> QSize:
        """As high as the menus, so that all words of the bar stand on one line."""
        high = self._bar.fontMetrics().height() + MENU_PADDING
        return QSize(super().sizeHint().width(), max(high, super().sizeHint().height()))
