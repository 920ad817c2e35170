"""What a person waits for beside the work: a file that is read or written, told as soon as it takes a moment."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from playground.i18n import Text

SOON_MS = 300
"""Nobody waits for what is over sooner, and nothing is said of it."""


class Wait(QObject):
    """One thing that is waited for."""

    ripe = Signal()
    """It takes so long that it is to be told."""

    def __init__(self, words: Text, give_up: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.words, self.give_up = words, give_up
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.ripe)
        self._soon.start()

    @property
    def is_ripe(self) -> bool:
        """Whether it is told now."""
        return not self._soon.isActive()


class Waiting(QObject):
    """All that is waited for; of several things, the one that began last is told."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waits: list[Wait] = []

    @property
    def shown(self) -> Wait | None:
        """What is to be told now."""
        return next((wait for wait in reversed(self._waits) if wait.is_ripe), None)

    def begin(self, words: Text, give_up: Callable[[], object]) -> Wait:
        """Something is waited for until `end`; a person who gives it up has that function called."""
        wait = Wait(words, give_up, self)
        wait.ripe.connect(self.changed)
        self._waits.append(wait)
        return wait

    def end(self, wait: Wait) -> None:
        """It is not waited for any more."""
        self._waits.remove(wait)
        wait.deleteLater()
        self.changed.emit()

    def give_up(self) -> None:
        """The person does not want to wait for what is told."""
        if self.shown is not None:
            self.shown.give_up()
