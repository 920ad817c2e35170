"""File > Export script, report or table: asks what and where to, and writes it beside the training."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from playground.i18n import Text, _
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui.file_dialogs import ask_where
from playground.ui.leaving.documents import DOCUMENTS, Document, deliver
from playground.ui.work import Worker


class DocumentExporter(QObject):
    """Makes one document at a time, with a bar that shows how far it is and a button that gives it up."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._bar: QProgressDialog | None = None
        self._worker = Worker(self)
        self._worker.told.connect(self._on_progress)
        self._worker.done.connect(self._on_done)
        self._worker.refused.connect(self._on_refused)

    def ask(self) -> None:
        """Ask for a kind and a file, and write it."""
        chosen = self._asked()
        if chosen is not None:
            self.write(*chosen)

    def write(self, document: Document, path: Path) -> None:
        """Write a document of the work as it is now; training goes on."""
        if self._worker.busy:
            self._tell(Level.WARNING, _("Another file is still being written."))
            return
        delivery, work = self._session.copy()
        name = self._session.papers.name or path.stem
        self._bar = self._new_bar()
        self._worker.begin(lambda tell: deliver(document, delivery, work, name, tell, path), lasting=True)

    def _new_bar(self) -> QProgressDialog:
        bar = QProgressDialog(str(_("Making the file …")), str(_("Cancel")), 0, 100, self._window)
        bar.setObjectName("export.progress")
        bar.setWindowTitle(str(_("Export")))
        bar.setWindowModality(Qt.WindowModality.WindowModal)
        bar.setMinimumDuration(600)
        bar.canceled.connect(self._on_cancelled)
        return bar

    def _on_progress(self, part: float) -> None:
        if self._bar is not None:
            self._bar.setValue(min(99, round(100 * part)))

    def _on_done(self, path: Path) -> None:
        self._end()
        self._tell(Level.INFO, _("The file was written ({file}).", file=path.name))

    def _on_refused(self, words: Text) -> None:
        self._end()
        self._tell(Level.WARNING, words)

    def _on_cancelled(self) -> None:
        self._worker.give_up()
        self._end()

    def _end(self) -> None:
        bar, self._bar = self._bar, None
        if bar is not None:
            bar.canceled.disconnect()
            bar.close()
            bar.deleteLater()

    def _asked(self) -> tuple[Document, Path] | None:
        by_filter = {document.filter: document for document in DOCUMENTS}
        endings = {words: document.suffix for words, document in by_filter.items()}
        title = _("Export script, report or table")
        papers = self._session.papers
        place = papers.beside(f"{papers.stem or 'network'}{DOCUMENTS[0].suffix}")
        asked = ask_where(self._window, title, place, endings, "export_dialog")
        return None if asked is None else (by_filter[asked[1]], asked[0])

    def _tell(self, level: Level, words: Text) -> None:
        self._session.tell(Notice(level, words))
