"""Help > About says what the program is, in both languages, and fits."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from playground import __version__, i18n
from playground.ui.about import AboutDialog


def words(dialog: AboutDialog) -> str:
    return "\n".join(found.text() for found in dialog.findChildren(QLabel))


@pytest.mark.parametrize(
    ("language", "privacy"), [("en", "No accounts, no telemetry, no network"), ("ko", "계정도, 사용 정보 수집도")]
)
def test_it_names_version_privacy_and_licences(qapp: QApplication, tmp_path: Path, language: str, privacy: str) -> None:
    i18n.use_language(language)
    dialog = AboutDialog(tmp_path / "settings.ini")
    shown = words(dialog)
    dialog.deleteLater()
    for part in (__version__, privacy, "LGPL-3", "MIT", "OFL", str(tmp_path / "settings.ini")):
        assert part in shown


def test_no_line_of_it_is_cut(qapp: QApplication, tmp_path: Path) -> None:
    dialog = AboutDialog(tmp_path / "settings.ini")
    dialog.show()
    qapp.processEvents()
    for found in dialog.findChildren(QLabel):
        assert found.height() >= found.heightForWidth(found.width())
    dialog.close()
    dialog.deleteLater()


def test_a_packaged_program_says_where_the_licences_are(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "neural-playground"))
    dialog = AboutDialog(tmp_path / "settings.ini")
    assert str(tmp_path / "licences") in words(dialog)
    dialog.deleteLater()
