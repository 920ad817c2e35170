"""Writing a file for other programs in the background, so that the window never waits for a disk."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from playground.i18n import Text, _
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.storage import write_safely
from playground.ui.waiting import SOON_MS
from playground.ui.work import Work


class Writing(QObject):
    """One file. How it went is told in a sentence, and after a moment that it takes longer. It deletes itself then."""

    ended = Signal(bool)
    """Whether it was written."""

    def __init__(self, session: Session, path: Path, make: Callable[[], bytes], done: Text, parent: QObject) -> None:
        """`make` is called in the background; `done` is said when what it made is in the file."""
        super().__init__(parent)
        self._session, self._path, self._done = session, path, done
        self._work = Work(lambda _tell: _write(path, make), self, lasting=True)
        self._work.done.connect(self._on_done)
        self._work.refused.connect(self._on_refused)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._on_soon)
        self._soon.start()
        self._work.start()

    def _on_soon(self) -> None:
        self._tell(Level.INFO, _("Writing … ({file})", file=self._path.name))

    def _on_done(self) -> None:
        self._tell(Level.INFO, self._done)
        self._end(True)

    def _on_refused(self, why: Text) -> None:
        self._tell(Level.WARNING, _("This file can't be saved ({file}). {reason}", file=self._path.name, reason=why))
        self._end(False)

    def _end(self, is_written: bool) -> None:
        self._soon.stop()
        self.ended.emit(is_written)
        self.deleteLater()

    def _tell(self, level: Level, words: Text) -> None:
        self._session.tell(Notice(level, words))


def _write(path: Path, make: Callable[[], bytes]) -> None:
    data = make()
    write_safely(path, lambda file: file.write(data))
