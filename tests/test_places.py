"""Where settings and autosaved work are kept: by convention, on a stick, and where nothing can be written."""

import sys
from pathlib import Path

import pytest

from playground.places import MARKER, PORTABLE_FOLDER, conventional, find, program_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(sys, "platform", "linux")
    return {"HOME": str(tmp_path / "home")}


def test_without_a_marker_the_convention_of_the_platform_holds(tmp_path: Path, home: dict[str, str]) -> None:
    places = find(tmp_path, home)
    assert places.settings == tmp_path / "home/.config/neural-playground"
    assert places.state == tmp_path / "home/.local/state/neural-playground"
    assert places.settings.is_dir()
    assert places.state.is_dir()
    assert places.lasting
    assert not places.portable


def test_with_a_marker_everything_stays_beside_the_program(tmp_path: Path, home: dict[str, str]) -> None:
    (tmp_path / MARKER).touch()
    places = find(tmp_path, home)
    assert places.settings == places.state == tmp_path / PORTABLE_FOLDER
    assert places.portable
    assert places.lasting
    assert not (tmp_path / "home").exists()


def test_where_nothing_can_be_written_another_folder_serves_for_this_time(tmp_path: Path) -> None:
    (tmp_path / MARKER).touch()
    (tmp_path / PORTABLE_FOLDER).write_text("a file is where the folder should be, so none can be made")
    places = find(tmp_path, {})
    assert not places.lasting
    assert places.settings.is_dir()
    assert places.settings.parent != tmp_path


def test_without_a_home_the_program_still_finds_a_folder(tmp_path: Path, home: dict[str, str]) -> None:
    blocked = tmp_path / "home"
    blocked.write_text("")
    assert not find(tmp_path, home).lasting


def test_windows_and_macos_have_their_own_conventions() -> None:
    roaming, local = conventional("win32", {"APPDATA": "C:/Users/a/Roaming", "LOCALAPPDATA": "C:/Users/a/Local"})
    assert roaming.as_posix() == "C:/Users/a/Roaming/Neural Playground"
    assert local.as_posix() == "C:/Users/a/Local/Neural Playground"
    settings, state = conventional("darwin", {"HOME": "/Users/a"})
    assert settings == state == Path("/Users/a/Library/Application Support/Neural Playground")


def test_an_appimage_lies_where_a_person_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPIMAGE", str(tmp_path / "Neural-Playground.AppImage"))
    assert program_folder() == tmp_path


def test_a_bundle_lies_where_its_executable_is_and_a_mac_bundle_beside_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "neural-playground"))
    assert program_folder() == tmp_path
    inside = tmp_path / "Neural Playground.app" / "Contents" / "MacOS" / "neural-playground"
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "executable", str(inside))
    assert program_folder() == tmp_path
