"""Asking for a file or a folder: the system's own dialog where there is one, else Qt's."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from playground.i18n import Text, _
from playground.ui import icons


def ask_to_read(parent: QWidget, title: Text, kinds: Iterable[str | Text]) -> Path | None:
    """Ask for a file that is there, of one of these kinds."""
    dialog = _dialog(parent, title, "", ";;".join(map(str, kinds)), "open_dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_folder(parent: QWidget, title: Text, folder: str) -> Path | None:
    """Ask for a folder that is there."""
    dialog = _dialog(parent, title, folder, "", "folder_dialog")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _chosen(dialog)


def ask_where(
    parent: QWidget, title: Text, place: Path, endings: Mapping[str, str], object_name: str = "save_dialog"
) -> tuple[Path, str] | None:
    """Ask for a file to write, and for its kind: one of the words whose endings these are, the usual one first.

    A name without an ending gets that of its kind before the dialog asks whether a file there may be replaced.
    """
    usual = next(iter(endings))
    dialog = _dialog(parent, title, str(place), ";;".join(endings), object_name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(endings[usual])
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(endings.get(kind, endings[usual])))
    path, kind = _chosen(dialog), dialog.selectedNameFilter()
    return None if path is None else (path, kind if kind in endings else usual)


def _dialog(parent: QWidget, title: Text, place: str, kinds: str, object_name: str) -> QFileDialog:
    """No class of our own: with such a one, Qt would not use the system's dialog."""
    dialog = QFileDialog(parent, str(title), place, kinds)
    dialog.setObjectName(object_name)
    dialog.setIconProvider(_plain_icons())
    return dialog


def _chosen(dialog: QFileDialog) -> Path | None:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if accepted and names else None


class PlainIcons(QAbstractFileIconProvider):
    """A folder or a file. Qt's own provider reads every file it shows to find out what it is.

    It does that in the thread of the window, which a slow disk freezes, and some files of `/proc` for ever. This one is
    asked in another thread too.
    """

    def __init__(self) -> None:
        super().__init__()
        self._folder, self._file = icons.icon("folder"), icons.icon("file")

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        return self._file if what == QAbstractFileIconProvider.IconType.File else self._folder

    def type(self, info: QFileInfo) -> str:
        return str(_("Folder")) if info.isDir() else info.suffix().upper()


@cache
def _plain_icons() -> PlainIcons:
    """Dialogs do not own theirs, and may go on asking it while they are being deleted."""
    return PlainIcons()
