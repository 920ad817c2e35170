"""Dialogs for files: what a person chose comes back, and no file is read only to be listed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo, QTimer
from PySide6.QtGui import QAbstractFileIconProvider
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from playground.i18n import plain
from playground.ui.file_dialogs import PlainIcons, ask_folder, ask_to_read, ask_where

TITLE = plain("Which?")
WAYS: dict[str, Callable[[QWidget, Path], object]] = {
    "open": lambda parent, _folder: ask_to_read(parent, TITLE, ["Work (*.nnp)"]),
    "save": lambda parent, folder: ask_where(parent, TITLE, folder / "work", {"Work (*.nnp)": ".nnp"}),
    "folder": lambda parent, folder: ask_folder(parent, TITLE, str(folder)),
}
CHOSEN: dict[str, Callable[[Path], object]] = {
    "open": lambda folder: folder / "there.nnp",
    "save": lambda folder: (folder / "work.nnp", "Work (*.nnp)"),
    "folder": lambda folder: folder,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("accepts", [True, False])
def test_a_choice_comes_back_from_a_dialog_that_reads_no_file(
    qtbot: QtBot, tmp_path: Path, way: str, accepts: bool
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "there.nnp").write_bytes(b"something")
    providers: list[type] = []

    def answer() -> None:
        dialog = parent.findChild(QFileDialog)
        assert dialog is not None
        providers.append(type(dialog.iconProvider()))
        if way == "open":
            dialog.setDirectory(str(tmp_path))
            dialog.selectFile("there.nnp")
        dialog.accept() if accepts else dialog.reject()

    QTimer.singleShot(0, parent, answer)
    found = WAYS[way](parent, tmp_path)
    assert found == (CHOSEN[way](tmp_path) if accepts else None)
    assert providers == [PlainIcons]


def test_icons_and_kinds_follow_from_the_name_alone(qtbot: QtBot, tmp_path: Path) -> None:
    icons = PlainIcons()
    picture = tmp_path / "no picture.png"
    picture.write_text("words")
    assert icons.type(QFileInfo(str(picture))) == "PNG"
    assert icons.type(QFileInfo(str(tmp_path))) == "Folder"
    folder = icons.icon(QAbstractFileIconProvider.IconType.Folder)
    assert icons.icon(QFileInfo(str(tmp_path))).cacheKey() == folder.cacheKey()
    assert icons.icon(QFileInfo(str(picture))).cacheKey() != folder.cacheKey()
