"""A quiet line of the card "This run" that says in a few words how something fares."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from playground.ui import icons
from playground.ui.controls import mark, set_role

_BESIDE_ICON = 10
RING = 5
"""So many pixels at each end, by the style sheet, are for the ring that shows the focus, not for words."""


class VerdictLine(QPushButton):
    """Cuts words that have no room; the whole of them is in the accessible name, and more in the tip."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        set_role(self, "quiet")

    def say(self) -> None:
        """Put the verdict into words again, as the language is another now."""
        raise NotImplementedError

    def show_verdict(self, words: str, tip: str, icon: str, is_bad: bool) -> None:
        """Show words where they are news, as this happens several times in a second."""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            mark(self, "tone", "warning" if is_bad else "")
            self.setIcon(icons.icon(icon))
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(self.iconSize().height(), self.fontMetrics().height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._words and event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._words = ""
            self.say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.iconSize().width() - _BESIDE_ICON
        self.setText(QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 0)))
