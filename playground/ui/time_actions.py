"""The time machine in the menu and by keys: an epoch back or forward, to the present, and on from here."""

from PySide6.QtCore import QObject, SignalInstance

from playground.session.frame import Frame, Span
from playground.session.session import Session
from playground.ui.actions import Actions


class TimeActions(QObject):
    """Each is enabled where it would do something, as the frame that is shown tells."""

    def __init__(self, session: Session, actions: Actions, frame_shown: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._span = Span()
        actions.connect("look_back", lambda: self._look(-1))
        actions.connect("look_forward", lambda: self._look(1))
        actions.connect("present", lambda: session.look_back(None))
        actions.connect("branch", self._branch)
        frame_shown.connect(self._on_frame_shown)
        self._enable()

    def _on_frame_shown(self, frame: Frame) -> None:
        if frame.span != self._span:
            self._span = frame.span
            self._enable()

    def _enable(self) -> None:
        span, is_past = self._span, self._span.shown is not None
        self._actions["look_back"].setEnabled(self._shown > span.first)
        for key in ("look_forward", "present", "branch"):
            self._actions[key].setEnabled(is_past)

    @property
    def _shown(self) -> int:
        return self._span.epoch if self._span.shown is None else self._span.shown

    def _look(self, epochs: int) -> None:
        epoch = self._shown + epochs
        self._session.look_back(None if epoch >= self._span.epoch else epoch)

    def _branch(self) -> None:
        if self._span.shown is not None:
            self._session.branch(self._span.shown)
