"""Help > Licences shows the text of every licence the program came with."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit
from window_maker import Desk

from playground.ui.licences import LicencesDialog, licence_folder, licences


def titles(dialog: LicencesDialog) -> list[str]:
    parts = dialog.findChild(QListWidget, "licences.list")
    return [parts.item(row).text() for row in range(parts.count())]


def text(dialog: LicencesDialog, row: int) -> str:
    dialog.findChild(QListWidget, "licences.list").setCurrentRow(row)
    return dialog.findChild(QPlainTextEdit, "licences.text").toPlainText()


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of licences of a packaged program."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "neural-playground"))
    folder = tmp_path / "licences"
    folder.mkdir()
    for name in ("system-zlib1g", "numpy", "SOURCES", "neural-playground"):
        (folder / f"{name}.txt").write_text(f"the text of {name}", encoding="utf-8")
    return folder


def test_a_checkout_has_the_texts_of_its_parts(qapp: QApplication) -> None:
    dialog = LicencesDialog()
    names = titles(dialog)
    told = {name: text(dialog, row) for row, name in enumerate(names)}
    dialog.deleteLater()
    assert names[0].startswith("Neural Playground")
    for name, words in (
        ("Neural Playground (MIT)", "MIT License"), ("Qt, PySide6 (LGPL-3.0)", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("Pretendard (OFL-1.1)", "SIL Open Font License"), ("Lucide (ISC)", "ISC License"),
        ("NumPy (BSD)", "NumPy Developers"), ("pyqtgraph (MIT)", "Permission is hereby granted"),
    ):  # fmt: skip
        assert words in told[name], name
    assert all(len(words) > 100 for words in told.values())


def test_a_packaged_program_shows_every_file_of_its_folder(qapp: QApplication, packaged: Path) -> None:
    dialog = LicencesDialog()
    assert titles(dialog) == ["Neural Playground (MIT)", "Where the sources are", "NumPy (BSD)", "zlib1g"]
    assert [text(dialog, row) for row in (0, 3)] == ["the text of neural-playground", "the text of system-zlib1g"]
    (packaged / "numpy.txt").unlink()
    assert "numpy.txt" in text(dialog, 2)
    dialog.deleteLater()


def test_an_application_of_macos_has_them_among_its_resources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "X.app/Contents/MacOS/neural-playground"))
    assert licence_folder() == tmp_path / "X.app/Contents/Resources/licences"


def test_nothing_is_there_twice() -> None:
    keys = [licence.key for licence in licences()]
    assert len(keys) == len(set(keys))


def test_the_menu_has_an_entry_for_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(LicencesDialog, "exec", lambda self: opened.append(self.objectName()))
    desk.window.actions_["licences"].trigger()
    assert opened == ["licences_dialog"]
