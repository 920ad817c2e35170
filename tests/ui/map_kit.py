"""A map on a session without a thread, and a hand for it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from playground.data.config import DataConfig
from playground.data.sources import Source
from playground.experiment import Experiment
from playground.session.drivers import InlineDriver
from playground.session.frame import Frame
from playground.session.session import Session
from playground.ui.paint.tools import PaintTools
from playground.ui.views.map_view import MapView

Place = tuple[float, float]
NONE, LEFT, RIGHT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def a_session(source: Source | None = None) -> Session:
    """A session at epoch 0, with the data set of a source."""
    session = Session(InlineDriver(), Experiment())
    if source is not None and source.classes == session.dataset.classes:
        return Session(InlineDriver(), Experiment(data=DataConfig(source=source)))
    if source is not None:
        session.choose_data(source)
    return session


@dataclass
class Bench:
    """A map that is shown, and what a person can do to it."""

    session: Session
    tools: PaintTools
    view: MapView

    def frame(self) -> Frame:
        """A new frame of what the map wants now, after the map has shown it."""
        self.session.credit(self.view.wants())
        frame = self.session.take_frame()
        assert frame is not None
        self.view.show_frame(frame)
        return frame

    def press(self, place: Place, button: Qt.MouseButton = LEFT, *, shift: bool = False) -> None:
        self._mouse(QEvent.Type.MouseButtonPress, place, button, button, shift)

    def move(self, place: Place, button: Qt.MouseButton = NONE) -> None:
        self._mouse(QEvent.Type.MouseMove, place, NONE, button)

    def release(self, place: Place, button: Qt.MouseButton = LEFT) -> None:
        self._mouse(QEvent.Type.MouseButtonRelease, place, button, NONE)

    def drag(self, *places: Place, button: Qt.MouseButton = LEFT, shift: bool = False) -> None:
        """Press at the first place, go to the others, release at the last."""
        self.press(places[0], button, shift=shift)
        for place in places[1:]:
            self.move(place, button)
        self.release(places[-1], button)

    def wheel(self, notches: int) -> bool:
        at = QPointF(self.view.rect().center())
        event = QWheelEvent(
            at, self.view.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), NONE,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.view, event)
        return event.isAccepted()

    def claims(self, key: Qt.Key) -> bool:
        """Whether the map wants a key for itself, before it becomes a shortcut of the window."""
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(self.view, event)
        return event.isAccepted()

    def undo_count(self) -> int:
        """How many entries can be undone; all are."""
        count = 0
        while self.session.undo_label is not None:
            self.session.undo()
            count += 1
        return count

    def _mouse(
        self, kind: QEvent.Type, place: Place, button: Qt.MouseButton, held: Qt.MouseButton, shift: bool = False
    ) -> None:
        at = self.view.pixel(place)
        modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self.view, QMouseEvent(kind, at, self.view.mapToGlobal(at), button, held, modifiers))
