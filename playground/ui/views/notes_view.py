"""The page for a person's own notes; they are kept and saved with the work."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from playground.i18n import _
from playground.session.session import Session
from playground.session.work import LONGEST_NOTES
from playground.ui.captions import Captions
from playground.ui.views.page import PageView


class NotesView(PageView):
    """A sheet to write on. It follows the work: another file has other notes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notes_page")
        self._session = session
        self._sheet = QPlainTextEdit(self)
        self._sheet.setObjectName("notes")
        self._sheet.setTabChangesFocus(True)
        captions = Captions(self)
        captions.bind(self._sheet.setAccessibleName, _("Notes"))
        captions.bind(self._sheet.setToolTip, _("Your notes; they are saved with the project"))
        captions.bind(self._sheet.setPlaceholderText, _("What did you try, what did you expect, and what happened?"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sheet)
        self.setFocusProxy(self._sheet)
        self._follow()
        self._sheet.textChanged.connect(self._on_written)
        unsubscribe = session.subscribe(lambda _change: self._follow())
        self.destroyed.connect(unsubscribe)

    def _follow(self) -> None:
        notes = self._session.papers.notes
        if notes != self._sheet.toPlainText():
            with QSignalBlocker(self._sheet):
                self._sheet.setPlainText(notes)

    def _on_written(self) -> None:
        notes = self._sheet.toPlainText()
        if len(notes) > LONGEST_NOTES:
            self._sheet.undo()
        else:
            self._session.write_notes(notes)
