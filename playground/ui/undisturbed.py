"""What a person does is answered at full speed: training waits until the window has carried it out."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

from playground.session.drivers import PaintGate
from playground.session.session import Session

DEEDS = frozenset({
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick,
    QEvent.Type.KeyPress, QEvent.Type.Wheel, QEvent.Type.Resize,
})  # fmt: skip
"""What may cost a window more than a moment. A mouse that only moves does not stop training."""


class Undisturbed(QObject):
    """Closes the gate of the training thread until the event loop turns again.

    It must hear of a change before the views do, so it is made before them. A dialog that is waited for turns the loop
    itself, so training goes on behind it.
    """

    def __init__(self, gate: PaintGate, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._gate = gate
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(gate.open)
        self.destroyed.connect(session.subscribe(self.begin))

    def watch(self, window: QWindow) -> None:
        """Begin with all that a person does in this window; it arrives there before any widget has it."""
        window.installEventFilter(self)

    def begin(self, *_news: object) -> None:
        """Something is about to be carried out."""
        self._gate.close()
        self._turn.start()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() in DEEDS:
            self.begin()
        return False
