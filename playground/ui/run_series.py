"""Runs one after the other from the same seeds, pinned as they end, so that they can be compared on one chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, SignalInstance

from playground.experiment import Experiment
from playground.i18n import Text
from playground.session.frame import Frame, State
from playground.session.notices import Level, Notice
from playground.session.session import Session


@dataclass(frozen=True, slots=True)
class Leg:
    """One run of a series: what it is called, what it changes, and whether it is pinned when it ends."""

    name: Text
    changes: dict[str, Any]
    is_pinned: bool = True


class RunSeries(QObject):
    """Trains leg after leg; any change that a person makes on the way calls the rest off."""

    def __init__(self, session: Session, frame_shown: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._legs: tuple[Leg, ...] = ()
        self._epochs = 0
        self._farewell: Text | None = None
        self._awaited: Experiment | None = None
        frame_shown.connect(self._on_frame_shown)

    def begin(self, legs: Sequence[Leg], epochs: int, farewell: Text) -> None:
        """Train these, each for so many epochs; the farewell is said after the last."""
        self._legs, self._epochs, self._farewell = tuple(legs), epochs, farewell
        self._start()

    def _start(self) -> None:
        leg, session = self._legs[0], self._session
        self._awaited = None
        if session.apply_all(leg.changes, leg.name, fresh=True):
            self._awaited = session.experiment
            session.play(epochs=self._epochs)

    def _on_frame_shown(self, frame: Frame) -> None:
        if self._awaited is None or frame.state is State.RUNNING:
            return
        if self._session.experiment != self._awaited or frame.state is State.FAILED:
            self._awaited = None
        elif frame.numbers.epoch >= self._epochs or State.DIVERGED is frame.state or frame.stopped is not None:
            self._end()

    def _end(self) -> None:
        leg, self._awaited = self._legs[0], None
        if leg.is_pinned and not self._session.pin(str(leg.name)):
            return
        self._legs = self._legs[1:]
        if self._legs:
            self._start()
        elif self._farewell is not None:
            self._session.tell(Notice(Level.INFO, self._farewell))
