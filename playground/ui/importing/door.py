"""The door for data from outside: files, what is dropped on the window, and the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QWidget

from playground.classics import Classic
from playground.i18n import Text, _, plain
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.file_dialogs import ask_to_read

if TYPE_CHECKING:
    from playground.data.picture import Picture

PICTURES = ("*.png", "*.jpg", "*.jpeg", "*.bmp", "*.gif", "*.webp")
TABLES = ("*.csv", "*.tsv", "*.txt", "*.tab", "*.dat", "*.data")


class ImportDoor:
    """Finds out what is brought, and opens the dialog for it over a window."""

    def __init__(self, session: Session, appearance: Appearance, window: QWidget) -> None:
        self._session, self._appearance, self._window = session, appearance, window

    def ask(self) -> None:
        """Ask for a file."""
        patterns = " ".join(TABLES + PICTURES)
        filters = (_("Tables and pictures ({patterns})", patterns=patterns), _("All files (*)"))
        path = ask_to_read(self._window, _("Import data"), filters)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Import a file: a picture where it is called like one, else a table."""
        self._run(self.dialog_for(path))

    def dialog_for(self, path: Path) -> QDialog:
        """The window that imports a file."""
        if f"*{path.suffix.lower()}" in PICTURES:
            from playground.ui.importing.picture_file import read_picture

            return self._picture_dialog(plain(path.name), lambda: read_picture(path))
        from playground.ui.importing.dialog import ImportDialog, of_file

        return ImportDialog(self._session, self._appearance, of_file(path), self._window)

    def open_classic(self, classic: Classic) -> None:
        """Import one of the classic sets; other columns of it can be chosen."""
        from playground.ui.importing.dialog import ImportDialog, of_file

        name = _("{title} – {source}", title=classic.title, source=classic.source)
        origin = of_file(classic.path, name)
        self._run(ImportDialog(self._session, self._appearance, origin, self._window, roles=classic.roles()))

    def paste(self) -> None:
        """Import what is on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or not self.receive(mime):  # where there is no clipboard, it has none
            self._session.tell(Notice(Level.WARNING, _("There are no cells on the clipboard to paste.")))

    def can_receive(self, mime: QMimeData) -> bool:
        """Whether there is anything in it for us."""
        return any(url.isLocalFile() for url in mime.urls()) or mime.hasText() or mime.hasImage()

    def receive(self, mime: QMimeData) -> bool:
        """Import what was dropped or pasted; False where there is nothing."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.open_file(paths[0])
        elif mime.hasText() and mime.text().strip():
            from playground.ui.importing.dialog import ImportDialog, of_text

            self._run(ImportDialog(self._session, self._appearance, of_text(mime.text()), self._window))
        elif mime.hasImage():  # after the text, as spreadsheets bring a picture of their cells too
            from playground.ui.importing.picture_file import as_array

            picture = as_array(QImage(mime.imageData()))
            self._run(self._picture_dialog(_("Clipboard"), lambda: picture))
        else:
            return False
        return True

    def receive_soon(self, mime: QMimeData) -> None:
        """Import what was dropped, as soon as the drop is over."""
        kept = QMimeData()
        kept.setUrls(mime.urls())
        if mime.hasImage():
            kept.setImageData(mime.imageData())
        if mime.hasText():
            kept.setText(mime.text())
        QTimer.singleShot(0, self._window, lambda: self.receive(kept))

    def _picture_dialog(self, name: Text, read: Callable[[], "Picture"]) -> QDialog:
        from playground.ui.importing.picture_dialog import PictureDialog

        return PictureDialog(self._session, self._appearance, name, read, self._window)

    def _run(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
