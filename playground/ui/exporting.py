"""Writing points, pictures and documents for other programs, with what was written, or why not, told in a sentence."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from playground.i18n import Text, _, n_
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.copying import Copier
from playground.ui.file_dialogs import ask_where
from playground.ui.leaving.subject import Subject
from playground.ui.writing import Writing

if TYPE_CHECKING:
    from playground.ui.leaving.exporting import DocumentExporter


class Exporter:
    """Asks where to, and writes. A sealed test set is never written."""

    def __init__(
        self, session: Session, appearance: Appearance, subjects: Sequence[Subject], window: QWidget
    ) -> None:  # fmt: skip
        self._session, self._appearance = session, appearance
        self._subjects, self._window = subjects, window
        self._documents: DocumentExporter | None = None
        self._copier = Copier(session, window)

    def export_points(self) -> None:
        """Ask for a file and write the points as a table or as JSON."""
        kinds = {
            str(_("Table ({pattern})", pattern="*.csv")): ".csv",
            str(_("JSON ({pattern})", pattern="*.json")): ".json",
        }
        asked = ask_where(self._window, _("Export points"), self._session.papers.beside("points.csv"), kinds)
        if asked is not None:
            self.write_points(asked[0])

    def write_points(self, path: Path) -> None:
        """Write the points in the form that the name of the file says."""
        from playground.exchange import spreadsheet_bytes
        from playground.export.points import as_csv, as_json

        prepared, which = self._session.prepared, self._session.showable
        is_json = path.suffix.lower() == ".json"

        def make() -> bytes:
            return as_json(prepared, which).encode() if is_json else spreadsheet_bytes(as_csv(prepared, which))

        done = n_("{n} point was written ({file}).", "{n} points were written ({file}).", len(which), file=path.name)
        Writing(self._session, path, make, self._with_sealed(done), self._window)

    def copy_points(self) -> None:
        """Put the points on the clipboard as cells of a spreadsheet."""
        which = self._session.showable
        done = n_("{n} point was copied.", "{n} points were copied.", len(which))
        self._copier.copy(which, self._with_sealed(done))

    def export_picture(self) -> None:
        """Ask for a view and a size, and write a picture of it."""
        from playground.ui.leaving.picture_dialog import PictureDialog  # not needed to show a window

        dialog = PictureDialog(self._session, self._appearance, self._subjects, self._window)
        dialog.exec()
        dialog.deleteLater()

    def export_document(self) -> None:
        """Ask for a script, a table or the report, and write it."""
        self._document_exporter().ask()

    def export_animation(self) -> None:
        """Ask how the run is to be shown, and write a film of it."""
        from playground.export.film import DARK, LIGHT, Film
        from playground.ui.leaving.animation_dialog import AnimationDialog

        film = Film(look=DARK if self._appearance.theme.dark else LIGHT)
        dialog = AnimationDialog(self._session, self._appearance, self._document_exporter().write, self._window, film)
        dialog.exec()
        dialog.deleteLater()

    def _document_exporter(self) -> "DocumentExporter":
        if self._documents is None:
            from playground.ui.leaving.exporting import DocumentExporter

            self._documents = DocumentExporter(self._session, self._window)
        return self._documents

    def _with_sealed(self, words: Text) -> Text:
        sealed = self._session.dataset.n - len(self._session.showable)
        if not sealed:
            return words
        return n_("{words} {n} sealed test point is left out.", "{words} {n} sealed test points are left out.",
                  sealed, words=words)  # fmt: skip
