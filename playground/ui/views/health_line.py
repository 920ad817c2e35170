"""One quiet line that names what is wrong with the network, always in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from playground.i18n import _
from playground.session.frame import Frame
from playground.session.session import Session
from playground.ui.views.health_words import SOUND, SOUND_TIP, Diagnosis, diagnoses
from playground.ui.views.verdict_line import VerdictLine


class HealthLine(VerdictLine):
    """Says the first finding and how many more there are; a click shows them all."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("facts.health", parent)
        self._session = session
        self._found: tuple[Diagnosis, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say()

    def show_frame(self, frame: Frame) -> None:
        """Show the findings of a frame, if it has any news."""
        if frame.health is not None:
            self._found = diagnoses(self._session.prepared, frame.health)
            self.say()
        self.setVisible(frame.divergence is None)

    def say(self) -> None:
        """Name the first finding, or that there is none."""
        words = str(SOUND)
        if self._found:
            more, first = len(self._found) - 1, self._found[0].short
            words = str(_("{first} (+{n} more)", first=first, n=more) if more else first)
        tip = "\n".join(f"{found.short}\n{found.evidence} {found.advice}" for found in self._found) or str(SOUND_TIP)
        self.show_verdict(words, tip, "triangle-alert" if self._found else "stethoscope", bool(self._found))
