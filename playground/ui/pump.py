"""Carries frames from the training thread to the views that can be seen, at the pace of the screen."""

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from playground.session.frame import Frame, Wants
from playground.session.session import Session

LIVELY_MS = 16
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


class Pump(QObject):
    """Asks for what visible views want, and hands out what came. The training thread does nothing unasked."""

    frame_shown = Signal(object)
    """A frame, after the views have it."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._views: list[View] = []
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.setInterval(LIVELY_MS)
        self._timer.timeout.connect(self.beat)

    def add(self, *views: View) -> None:
        """Serve these views too."""
        self._views.extend(views)

    def start(self) -> None:
        """Begin to beat."""
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def beat(self) -> None:
        """Show the frame that has come, and allow the next one."""
        visible = [view for view in self._views if view.isVisible()]
        frame = self._session.take_frame()
        if frame is not None:
            for view in visible:
                view.show_frame(frame)
            self.frame_shown.emit(frame)
        wants = Wants()
        for view in visible:
            wants |= view.wants()
        self._session.credit(wants)
        self._set_pace(LIVELY_MS if self._session.running or frame is not None else QUIET_MS)

    def _set_pace(self, interval_ms: int) -> None:
        if self._timer.interval() != interval_ms:
            self._timer.setInterval(interval_ms)
