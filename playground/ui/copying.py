"""Points as cells of a spreadsheet on the clipboard; the text is made in the background, as many take a moment."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from playground.data.dataset import Integers
from playground.i18n import Text, _, plain
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui.waiting import SOON_MS
from playground.ui.work import Worker


class Copier(QObject):
    """Copies one choice of points at a time; the last one counts. How it went is told in a sentence."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._done_words = session, plain("")
        self._worker = Worker(self)
        self._worker.done.connect(self._on_done)
        self._worker.refused.connect(self._on_refused)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(lambda: self._tell(Level.INFO, _("Copying …")))

    def copy(self, which: Integers, done: Text) -> None:
        """Put the points at these positions on the clipboard; `done` is said when they are there."""
        from playground.export.points import as_csv

        prepared, self._done_words = self._session.prepared, done
        self._soon.start()
        self._worker.begin(lambda _tell: as_csv(prepared, which, "\t"))

    def _on_done(self, text: str) -> None:
        self._soon.stop()
        QGuiApplication.clipboard().setText(text)
        self._tell(Level.INFO, self._done_words)

    def _on_refused(self, why: Text) -> None:
        self._soon.stop()
        self._tell(Level.WARNING, _("The points can't be copied. {reason}", reason=why))

    def _tell(self, level: Level, words: Text) -> None:
        self._session.tell(Notice(level, words))
