"""Preferences: every choice takes effect at once, is there after the next start, and can be reset."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton
from window_maker import Desk

from playground.ui.controls import ComboBox
from playground.ui.preferences_dialog import PreferencesDialog
from playground.ui.settings import AUTOSAVE_SECONDS, Preferences


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "mine.ini")


@pytest.fixture
def dialog(desk: Desk, preferences: Preferences) -> Iterator[PreferencesDialog]:
    made = PreferencesDialog(preferences, desk.appearance, desk.languages, desk.appearance.set_zoom, desk.window)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def choose(dialog: PreferencesDialog, name: str, key: str) -> None:
    box = dialog.findChild(ComboBox, f"preferences.{name}")
    box.set_key(key)
    assert box.key() == key
    box.activated.emit(box.currentIndex())


def after_a_start(tmp_path: Path, preferences: Preferences) -> Preferences:
    preferences._store.sync()
    return Preferences(tmp_path / "mine.ini")


CHOICES: dict[str, tuple[str, str, Callable[[Preferences], object]]] = {
    "language": ("language", "ko", lambda stored: stored.language),
    "theme": ("theme", "dark", lambda stored: stored.mode),
    "colours": ("colours", "purple_green", lambda stored: stored.colours),
    "speed": ("speed", "steps-4", lambda stored: stored.speed),
    "autosave": ("autosave", "5", lambda stored: str(stored.autosave_seconds)),
}


@pytest.mark.parametrize("case", CHOICES)
def test_a_choice_is_there_after_the_next_start(
    case: str, dialog: PreferencesDialog, preferences: Preferences, tmp_path: Path
) -> None:
    name, key, stored = CHOICES[case]
    choose(dialog, name, key)
    assert stored(after_a_start(tmp_path, preferences)) == key


def test_language_theme_and_size_change_at_once(desk: Desk, dialog: PreferencesDialog) -> None:
    choose(dialog, "language", "ko")
    choose(dialog, "theme", "dark")
    choose(dialog, "zoom", "115 %")
    assert dialog.windowTitle() == "환경 설정"
    assert desk.appearance.theme.dark
    assert desk.appearance.zoom == 1.15


def test_reset_chooses_everything_as_on_the_first_day(
    desk: Desk, dialog: PreferencesDialog, preferences: Preferences
) -> None:
    for name, key in (("theme", "dark"), ("zoom", "130 %"), ("speed", "steps-1"), ("autosave", "25")):
        choose(dialog, name, key)
    preferences.autosave_folder = Path("/elsewhere")
    dialog.findChild(QPushButton, "preferences.reset").click()
    assert preferences.mode == "system"
    assert preferences.speed == "speeding-up"
    assert preferences.autosave_seconds == AUTOSAVE_SECONDS
    assert preferences.autosave_folder is None
    assert desk.appearance.zoom == 1.0
    assert dialog.findChild(ComboBox, "preferences.zoom").key() == "100 %"


def test_the_size_of_the_text_is_remembered_however_it_was_chosen(desk: Desk) -> None:
    desk.window.actions_["larger"].trigger()
    assert desk.window._preferences.zoom == desk.appearance.zoom > 1.0


@pytest.mark.parametrize("stored", ["", "many", "-5", "1e9", "99999999999999", "nan"])
def test_a_file_of_preferences_that_somebody_spoiled_does_no_harm(stored: str, tmp_path: Path) -> None:
    (tmp_path / "mine.ini").write_text(
        f"[General]\ntheme={stored}\nzoom={stored}\nspeed={stored}\nrecent={stored}\n[autosave]\nseconds={stored}\n"
    )
    spoiled = Preferences(tmp_path / "mine.ini")
    assert spoiled.mode == "system"
    assert spoiled.speed == "speeding-up"
    assert 1 <= spoiled.autosave_seconds <= 25
    assert isinstance(spoiled.zoom, float)


def test_the_menu_opens_the_dialog(desk: Desk) -> None:
    seen: list[str] = []

    def close() -> None:
        dialog = desk.window.findChild(PreferencesDialog)
        seen.append(dialog.windowTitle())
        dialog.close()

    QTimer.singleShot(0, close)
    desk.window.actions_["preferences"].trigger()
    assert seen == ["Preferences"]


def test_enter_closes_and_does_not_reset(dialog: PreferencesDialog) -> None:
    assert dialog.findChild(QPushButton, "preferences.close").isDefault()
    assert not dialog.findChild(QPushButton, "preferences.reset").autoDefault()
