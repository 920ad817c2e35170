"""One quiet line that names what is wrong with the network, always in sight."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from playground.i18n import _
from playground.session.frame import Frame
from playground.session.session import Session
from playground.ui import icons
from playground.ui.controls import mark, set_role
from playground.ui.views.health_words import SOUND, SOUND_TIP, Diagnosis, diagnoses


class HealthLine(QPushButton):
    """Says the first finding and how many more there are; a click shows them all."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._words = session, ""
        self._found: tuple[Diagnosis, ...] = ()
        self.setObjectName("facts.health")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        set_role(self, "quiet")
        self._say()

    def show_frame(self, frame: Frame) -> None:
        """Show the findings of a frame, if it has any news."""
        if frame.health is not None:
            self._found = diagnoses(self._session.prepared, frame.health)
            self._say()
        self.setVisible(frame.divergence is None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._words = ""
            self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _say(self) -> None:
        words = str(SOUND)
        if self._found:
            more, first = len(self._found) - 1, self._found[0].short
            words = str(_("{first} (+{n} more)", first=first, n=more) if more else first)
        tip = "\n".join(f"{found.short}\n{found.evidence} {found.advice}" for found in self._found) or str(SOUND_TIP)
        if self.toolTip() != tip:
            self.setToolTip(tip)
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            mark(self, "tone", "warning" if self._found else "")
            self.setIcon(icons.icon("triangle-alert" if self._found else "stethoscope"))
            self._fit()

    def _fit(self) -> None:
        room = self.width() - self.iconSize().width() - 10
        self.setText(QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 0)))
