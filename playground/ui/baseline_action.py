"""The action that trains a baseline: a sensible network for the points, pinned when it is trained."""

from PySide6.QtCore import QObject, SignalInstance

from playground.experiment import Experiment
from playground.i18n import _
from playground.session.baseline import BASELINE, EPOCHS, baseline
from playground.session.frame import Frame, State
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui.actions import Actions


class BaselineAction(QObject):
    """Begins the run, and pins it when it has its epochs; any change to the experiment calls that off."""

    def __init__(self, session: Session, actions: Actions, frame_shown: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._awaited: Experiment | None = None
        actions.connect("baseline", self._begin)
        frame_shown.connect(self._on_frame_shown)

    def _begin(self) -> None:
        session = self._session
        if session.apply_all(baseline(session.prepared), BASELINE, fresh=True):
            self._awaited = session.experiment
            session.play(epochs=EPOCHS)

    def _on_frame_shown(self, frame: Frame) -> None:
        if self._awaited is None or frame.state is State.RUNNING:
            return
        if self._session.experiment != self._awaited or frame.state is not State.PAUSED:
            self._awaited = None
        elif frame.numbers.epoch >= EPOCHS:
            self._awaited = None
            if self._session.pin(str(BASELINE)):
                self._session.tell(Notice(Level.INFO, _(
                    "The baseline is pinned: its curve stays behind those of later runs. Can you do better?"
                )))  # fmt: skip
