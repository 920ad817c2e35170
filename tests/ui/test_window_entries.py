"""The entries of the menu about the window: full screen, closing, the saved file again, another window, a report."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from window_maker import Desk

from playground.data.regression_sets import Plane
from playground.experiment import Experiment
from playground.ui import window_entries
from playground.ui.problem_dialog import ProblemDialog


def test_full_screen_is_ticked_while_the_window_fills_the_screen(desk: Desk) -> None:
    action = desk.window.actions_["full_screen"]
    action.trigger()
    desk.until(desk.window.isFullScreen)
    desk.until(action.isChecked)
    action.trigger()
    desk.until(lambda: not desk.window.isFullScreen() and not action.isChecked())


def test_projector_mode_fills_the_screen_and_the_entry_says_so(desk: Desk) -> None:
    desk.window.actions_["projector"].trigger()
    desk.until(desk.window.actions_["full_screen"].isChecked)
    desk.window.actions_["projector"].trigger()
    desk.until(lambda: not desk.window.actions_["full_screen"].isChecked())


def test_revert_brings_the_file_back_and_undo_the_changes(desk: Desk, tmp_path: Path) -> None:
    revert = desk.window.actions_["revert"]
    assert not revert.isEnabled()
    path = tmp_path / "work.nnp"
    desk.session.name_file(path)
    desk.window.filing.save()
    desk.until(lambda: desk.window.filing.saved)
    desk.beat()
    assert not revert.isEnabled()
    desk.session.apply("data.source", Plane())
    desk.beat()
    assert revert.isEnabled()
    revert.trigger()
    desk.until(lambda: not desk.window.filing.busy)
    assert desk.session.experiment == Experiment()
    assert not revert.isEnabled()
    desk.session.undo()
    assert desk.session.experiment.data.source == Plane()


@pytest.mark.parametrize("works", [True, False])
def test_a_new_window_is_the_program_once_more_in_the_same_language(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    started: list[list[str]] = []

    def start(words: list[str]) -> bool:
        started.append(words)
        return works

    monkeypatch.setattr(window_entries, "start", start)
    desk.languages.use("ko")
    desk.window.actions_["new_window"].trigger()
    assert started == [[sys.executable, "-m", "playground", "--language", "ko"]]
    assert bool(desk.notices) is not works


def test_what_is_started_runs_on_its_own(desk: Desk, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    assert window_entries.start([sys.executable, "-c", f"open({str(trace)!r}, 'w').close()"])
    desk.until(trace.exists)
    assert not window_entries.start([str(tmp_path / "no such program")])


def test_a_packaged_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/here/neural-playground")
    assert window_entries.command() == ("/opt/here/neural-playground",)
    monkeypatch.setenv("APPIMAGE", "/home/me/Playground.AppImage")
    assert window_entries.command() == ("/home/me/Playground.AppImage",)


def test_a_report_of_a_problem_has_the_settings_and_no_points_of_ones_own(desk: Desk, tmp_path: Path) -> None:
    def told() -> dict[str, Any]:
        dialog = ProblemDialog(desk.session.experiment, desk.window)
        dialog.findChild(QPushButton, "problem.copy").click()
        words = dialog.findChild(QPlainTextEdit, "problem.report").toPlainText()
        assert QApplication.clipboard().text() == words
        assert words.startswith("Neural Playground ")
        dialog.deleteLater()
        return json.loads(words[words.index("{") :])

    assert told()["data"]["source"]["type"] == "circle"
    painter = desk.window._map.painter
    painter.press((0.0, 5.0))
    painter.release()
    assert told()["data"]["source"] == {"type": "points"}
