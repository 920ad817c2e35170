"""Carries frames from the training thread to the views that can be seen, at the pace of the screen."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from playground.session.frame import Frame, Wants
from playground.session.session import Session

LIVELY_MS = 16
"""From a frame to the next, while training runs."""
BRISK_MS = 4
"""While somebody waits for the answer to a deed."""
QUIET_MS = 40


class View(Protocol):
    """What shows frames. A hidden view wants nothing and is shown nothing."""

    def isVisible(self) -> bool: ...

    def wants(self) -> Wants:
        """What it could show now."""
        ...

    def show_frame(self, frame: Frame) -> None:
        """Show one moment of training; parts nobody wanted are None."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """A view, and in which beats it has its turn while training runs: every so many, beginning with `phase`."""

    view: View
    every: int
    phase: int

    def is_due(self, beat: int) -> bool:
        return beat % self.every == self.phase


class Pump(QObject):
    """Asks for what visible views want, and hands out what came. The training thread does nothing unasked.

    While training runs, views take turns, so that no beat paints everything: painting is what takes time from training.
    """

    frame_shown = Signal(object)
    """A frame, after the views have it."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._turns: list[Turn] = []
        self._beat = 0
        self._asked: list[View] = []
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.setInterval(LIVELY_MS)
        self._timer.timeout.connect(self.beat)
        self.destroyed.connect(session.subscribe_commands(self._hurry))

    def add(self, view: View, every: int = 1, phase: int = 0) -> None:
        """Serve this view too."""
        self._turns.append(Turn(view, every, phase))

    def start(self) -> None:
        """Begin to beat."""
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def beat(self) -> None:
        """Show the frame that has come to those who asked for it, and ask for the next one."""
        frame = self._session.take_frame()
        if frame is not None:
            for view in self._asked:
                if view.isVisible():
                    view.show_frame(frame)
            self.frame_shown.emit(frame)
        if frame is not None or not self._session.running:
            self._choose()
        self._ask()
        self._set_pace(self._pace(frame is not None))

    def _pace(self, has_shown: bool) -> int:
        """How long to wait for the next beat; what was just shown is to be painted first."""
        if has_shown:
            return LIVELY_MS
        if self._session.is_waiting:
            return BRISK_MS
        return LIVELY_MS if self._session.running else QUIET_MS

    def _hurry(self) -> None:
        """A deed at rest is not left lying until the next slow beat."""
        if self._timer.interval() == QUIET_MS:
            self._set_pace(BRISK_MS)

    def _choose(self) -> None:
        """Whose turn it is next; while nothing runs, everybody's."""
        self._beat += 1
        running = self._session.running
        self._asked = [
            turn.view for turn in self._turns if turn.view.isVisible() and (not running or turn.is_due(self._beat))
        ]

    def _ask(self) -> None:
        """Credit a frame; again in every beat until it comes, since one on its way may be dropped as outdated."""
        wants = Wants()
        for view in self._asked:
            wants |= view.wants()
        self._session.credit(wants)

    def _set_pace(self, interval_ms: int) -> None:
        if self._timer.interval() != interval_ms:
            self._timer.setInterval(interval_ms)
