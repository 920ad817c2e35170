"""Writing points and the map for other programs, with what was written, or why not, told in a sentence."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from playground.i18n import Text, _, n_
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui.files import chosen

SHARPNESS = 3
"""A picture has so many pixels for each of the screen's along a side, so that it can be printed."""


class Exporter:
    """Asks where to, and writes. A sealed test set is never written."""

    def __init__(self, session: Session, map_: QWidget, window: QWidget) -> None:
        self._session, self._map, self._window = session, map_, window

    def export_points(self) -> None:
        """Ask for a file and write the points as a table or as JSON."""
        filters = [_("Table ({pattern})", pattern="*.csv"), _("JSON ({pattern})", pattern="*.json")]
        path = self._ask(_("Export points"), "points.csv", filters)
        if path is not None:
            self.write_points(path)

    def write_points(self, path: Path) -> None:
        """Write the points in the form that the name of the file says."""
        from playground.export.points import as_csv, as_json

        prepared, which = self._session.prepared, self._session.showable
        words = as_json(prepared, which) if path.suffix.lower() == ".json" else as_csv(prepared, which)
        try:
            path.write_text(words, encoding="utf-8", newline="")
        except OSError as error:
            self._tell(Level.WARNING, _("This file can't be saved ({file}). {reason}",
                                        file=path.name, reason=error.strerror))  # fmt: skip
            return
        done = n_("{n} point was written ({file}).", "{n} points were written ({file}).", len(which), file=path.name)
        self._tell(Level.INFO, self._with_sealed(done))

    def copy_points(self) -> None:
        """Put the points on the clipboard as cells of a spreadsheet."""
        from playground.export.points import as_csv

        which = self._session.showable
        QGuiApplication.clipboard().setText(as_csv(self._session.prepared, which, "\t"))
        self._tell(Level.INFO, self._with_sealed(n_("{n} point was copied.", "{n} points were copied.", len(which))))

    def export_map(self) -> None:
        """Ask for a file and write the map as a picture."""
        path = self._ask(_("Export map"), "map.png", [_("Picture ({pattern})", pattern="*.png")])
        if path is not None:
            self.write_map(path)

    def write_map(self, path: Path) -> None:
        """Write the map as it is now, sharper than the screen."""
        size: QSize = self._map.size()
        picture = QPixmap(size * SHARPNESS)
        picture.setDevicePixelRatio(SHARPNESS)
        picture.fill(self._map.palette().color(self._map.backgroundRole()))
        self._map.render(picture)
        if picture.save(str(path)):
            self._tell(Level.INFO, _("The picture was written ({file}).", file=path.name))
        else:
            self._tell(Level.WARNING, _("This picture can't be written ({file}).", file=path.name))

    def _with_sealed(self, words: Text) -> Text:
        sealed = self._session.dataset.n - len(self._session.showable)
        if not sealed:
            return words
        return n_("{words} {n} sealed test point is left out.", "{words} {n} sealed test points are left out.",
                  sealed, words=words)  # fmt: skip

    def _ask(self, title: Text, name: str, filters: list[Text]) -> Path | None:
        dialog = QFileDialog(self._window, str(title), name, ";;".join(map(str, filters)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix)
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(".json" if "json" in kind else ".csv"))
        return chosen(dialog)

    def _tell(self, level: Level, words: Text) -> None:
        self._session.tell(Notice(level, words))
