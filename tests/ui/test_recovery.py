"""A program that is killed loses next to nothing, and the next start offers what it had."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QDialog, QListWidget, QPushButton
from window_maker import Desk, at_work

from playground.experiment import Experiment, prepare
from playground.session.commands import Saved
from playground.session.curves import CurveRecorder
from playground.session.papers import Papers
from playground.session.vault import Leftover, Vault
from playground.session.work import Project
from playground.ui import questions
from playground.ui.keeper import Keeper
from playground.ui.settings import Preferences

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from threading import Event
from playground.app import Program
from playground.places import Places
from playground.ui.settings import Preferences
folder = Path(sys.argv[1])
program = Program("en", Places(folder, folder))
program.preferences.autosave_seconds = 1
program.open()
program.session.play()
program.window.frame_shown.connect(lambda frame: print(frame.numbers.epoch, flush=True))
program.app.exec()
"""


@contextmanager
def kept(desk: Desk, folder: Path) -> Iterator[Keeper]:
    """A keeper that writes as soon as it looks."""
    preferences = Preferences(folder / "settings.ini")
    preferences.autosave_seconds = 1
    keeper = Keeper(desk.session, desk.window.filing, preferences, folder / "autosave", desk.window)
    keeper._kept_at = 0.0
    try:
        yield keeper
    finally:
        keeper.finish()
        dialog = desk.window.findChild(QDialog, "recovery_dialog")
        if dialog is not None:
            dialog.close()


def leave_behind(folder: Path, epochs: int = 4) -> None:
    prepared = prepare(Experiment())
    trainer = prepared.trainer()
    trainer.run(until_epoch=epochs)
    vault = Vault(folder / "autosave")
    vault.keep(
        Project(prepared, Saved(trainer.checkpoint(), CurveRecorder().curves()), "notes"), Papers(None, "Spiral")
    )
    vault._lock.drop()


def files(folder: Path) -> list[Path]:
    return sorted((folder / "autosave").glob("*.nnp"))


def test_a_program_that_is_killed_leaves_its_training_behind(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert program.stdout is not None
    seen = 0
    with program.stdout:
        for line in program.stdout:
            seen = int(line)
            if files(tmp_path) and seen > 0:
                break
        program.kill()
        program.wait(10)
    [found] = Vault(tmp_path / "autosave").leftovers()
    assert 0 < found.epoch <= seen + 10_000
    assert found.work.saved is not None
    found.discard()


def test_unchanged_work_is_not_written(desk: Desk, tmp_path: Path) -> None:
    with kept(desk, tmp_path) as keeper:
        keeper.look()
        assert keeper._saving is None


def test_changed_work_is_written_and_removed_when_the_window_closes(desk: Desk, tmp_path: Path) -> None:
    with kept(desk, tmp_path) as keeper:
        desk.session.apply("training.learning_rate", 0.3)
        keeper.look()
        desk.until(lambda: keeper._saving is None or keeper._saving.done)
        keeper.look()
        assert len(files(tmp_path)) == 1
        desk.window.close()
    assert files(tmp_path) == []


def test_work_that_was_saved_to_its_file_is_not_kept_twice(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.ui.files.ask_save", lambda _window, _suggestion: tmp_path / "work.nnp")
    with kept(desk, tmp_path) as keeper:
        desk.session.apply("training.learning_rate", 0.3)
        keeper.look()
        desk.until(lambda: keeper._saving is None or keeper._saving.done)
        keeper.look()
        assert len(files(tmp_path)) == 1
        desk.session.apply("training.learning_rate", 0.1)
        desk.window.filing.save()
        desk.until(lambda: desk.window.filing.saved)
        keeper.look()
        desk.until(lambda: files(tmp_path) == [])


def test_work_stays_when_the_program_ends_with_its_window_open(desk: Desk, tmp_path: Path) -> None:
    with kept(desk, tmp_path) as keeper:
        desk.session.apply("training.learning_rate", 0.3)
        keeper.look()
        desk.until(lambda: keeper._saving is None or keeper._saving.done)
    assert len(files(tmp_path)) == 1


def test_what_was_left_behind_is_offered_and_recovered(desk: Desk, tmp_path: Path) -> None:
    leave_behind(tmp_path)
    with kept(desk, tmp_path) as keeper:
        keeper.start()
        desk.until(lambda: desk.window.findChild(QDialog, "recovery_dialog"))
        dialog = desk.child("recovery_dialog")
        line = dialog.findChild(QListWidget).item(0).text()
        assert "Spiral" in line
        assert "epoch 4" in line
        dialog.findChild(QPushButton, "recovery.recover").click()
        desk.beat(3)
        assert desk.session.step > 0
        assert desk.session.papers.notes == "notes"
        assert desk.window.filing.modified
        desk.until(lambda: keeper._saving is None or keeper._saving.done)
        keeper.look()
        assert len(files(tmp_path)) == 1  # kept by this program, and no longer by the one that ended
        desk.session.undo()
        desk.beat(3)
        assert desk.session.step == 0


def test_recovered_work_is_kept_after_what_is_being_written_and_not_replaced_by_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_behind(tmp_path)
    [leftover] = Vault(tmp_path / "autosave").leftovers()
    let, kept_notes, keep = Event(), [], Vault.keep

    def slow(vault: Vault, work: Project, papers: Papers) -> None:
        assert let.wait(30.0)
        keep(vault, work, papers)
        kept_notes.append(work.notes)

    monkeypatch.setattr(Vault, "keep", slow)
    with kept(desk, tmp_path) as keeper:
        desk.session.apply("training.learning_rate", 0.3)
        keeper.look()
        under_way = keeper._saving
        assert under_way is not None
        keeper._recover(leftover)
        assert keeper._saving is under_way
        let.set()
        desk.until(lambda: keeper.look() or len(kept_notes) == 2)
    assert kept_notes == ["", "notes"]
    [found] = Vault(tmp_path / "autosave").leftovers()
    assert found.work.notes == "notes"
    found.discard()


@pytest.fixture(autouse=True)
def sure(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person who is sure whenever asked; what was asked about."""
    asked: list[str] = []
    monkeypatch.setattr(questions, "ask_to_discard", lambda _window, name: asked.append(str(name)) or True)
    return asked


def test_what_a_person_is_not_sure_to_discard_stays(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_behind(tmp_path)
    monkeypatch.setattr(questions, "ask_to_discard", lambda _window, _name: False)
    with kept(desk, tmp_path) as keeper:
        keeper.start()
        desk.until(lambda: desk.window.findChild(QDialog, "recovery_dialog"))
        desk.child("recovery.discard").click()
        assert len(files(tmp_path)) == 1
        assert desk.child("recovery_dialog").findChild(QListWidget).count() == 1


def test_what_is_discarded_is_gone(desk: Desk, tmp_path: Path, sure: list[str]) -> None:
    leave_behind(tmp_path)
    with kept(desk, tmp_path) as keeper:
        keeper.start()
        desk.until(lambda: desk.window.findChild(QDialog, "recovery_dialog"))
        desk.child("recovery.discard").click()
        assert files(tmp_path) == []
        assert sure == ["Spiral"]


def test_the_offer_waits_until_the_question_that_was_there_first_is_answered(desk: Desk, tmp_path: Path) -> None:
    leave_behind(tmp_path)
    first = QDialog(desk.window)
    first.setModal(True)
    first.open()
    with kept(desk, tmp_path) as keeper:
        keeper.start()
        desk.beat(3)
        assert desk.window.findChild(QDialog, "recovery_dialog") is None
        first.reject()
        desk.until(lambda: desk.window.findChild(QDialog, "recovery_dialog"))
    first.deleteLater()


def test_later_leaves_it_for_the_next_start(desk: Desk, tmp_path: Path) -> None:
    leave_behind(tmp_path)
    with kept(desk, tmp_path) as keeper:
        keeper.start()
        desk.until(lambda: desk.window.findChild(QDialog, "recovery_dialog"))
        desk.child("recovery.later").click()
        [found] = Vault(tmp_path / "autosave").leftovers()
        found.discard()
        assert desk.session.step == 0


def test_a_place_that_can_not_be_written_is_told_once(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "autosave").write_text("a file where the folder should be")
    with kept(desk, tmp_path) as keeper:
        for rate in (0.3, 0.1):
            desk.session.apply("training.learning_rate", rate)
            keeper._kept_at = 0.0
            keeper.look()
            desk.until(lambda: keeper._saving is None or keeper._saving.done)
            keeper.look()
        assert len([words for words in desk.notices if "kept safe" in words]) == 1
        (tmp_path / "autosave").unlink()


@pytest.mark.parametrize("button", ["recovery.recover", "recovery.discard", "recovery.later"])
def test_every_button_closes_the_window_of_the_offer(desk: Desk, tmp_path: Path, button: str) -> None:
    leave_behind(tmp_path)
    with kept(desk, tmp_path) as keeper:
        keeper.start()
        desk.until(lambda: desk.window.findChild(QDialog, "recovery_dialog"))
        assert desk.child("recovery_dialog").isVisible()
        desk.child(button).click()
        desk.until(lambda: desk.window.findChild(QDialog, "recovery_dialog") is None)
        desk.until(lambda: keeper._saving is None or keeper._saving.done)
        keeper.look()
        for left in Vault(tmp_path / "autosave").leftovers():
            left.discard()


def in_folder(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.nnp"))


def test_another_folder_counts_at_once(desk: Desk, tmp_path: Path) -> None:
    with kept(desk, tmp_path) as keeper:
        desk.session.apply("training.learning_rate", 0.3)

        def look() -> None:
            keeper.look()
            desk.until(lambda: keeper._saving is None or keeper._saving.done)
            keeper.look()

        look()
        assert (len(files(tmp_path)), len(in_folder(tmp_path / "other"))) == (1, 0)
        for folder, count in ((tmp_path / "other", (0, 1)), (None, (1, 0)), (tmp_path / "other", (0, 1))):
            keeper._preferences.autosave_folder = folder
            look()
            assert (len(files(tmp_path)), len(in_folder(tmp_path / "other"))) == count
        desk.window.close()
    assert (files(tmp_path), in_folder(tmp_path / "other")) == ([], [])


def test_work_stays_where_it_is_while_the_other_folder_can_not_be_written(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("a file where the folder should be")
    with kept(desk, tmp_path) as keeper:
        desk.session.apply("training.learning_rate", 0.3)
        for folder in (None, tmp_path / "other"):
            keeper._preferences.autosave_folder = folder
            keeper.look()
            desk.until(lambda: keeper._saving is None or keeper._saving.done)
            keeper.look()
        assert len(files(tmp_path)) == 1
        desk.window.close()
    assert files(tmp_path) == []


def test_work_in_the_usual_folder_is_offered_after_another_was_chosen(desk: Desk, tmp_path: Path) -> None:
    leave_behind(tmp_path)
    with kept(desk, tmp_path) as keeper:
        keeper._preferences.autosave_folder = tmp_path / "other"
        keeper.start()
        desk.until(lambda: desk.window.findChild(QDialog, "recovery_dialog"))
        desk.child("recovery.discard").click()
        assert files(tmp_path) == []


@pytest.mark.parametrize("is_patient", [True, False])
def test_the_window_does_not_wait_for_a_slow_folder(
    desk: Desk, tmp_path: Path, is_patient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_behind(tmp_path)
    let, seen, search = Event(), Event(), Vault.leftovers

    def slow(vault: Vault) -> list[Leftover]:
        assert let.wait(30.0)
        found = search(vault)
        seen.set()
        return found

    monkeypatch.setattr(Vault, "leftovers", slow)
    with kept(desk, tmp_path) as keeper:
        keeper.start()
        desk.session.play(2)
        desk.until(lambda: desk.session.step > 0 and not desk.session.running)
        if is_patient:
            let.set()
            desk.until(lambda: desk.window.findChild(QDialog, "recovery_dialog"))
    let.set()
    assert seen.wait(30.0)
    desk.until(lambda: not at_work())
    [found] = search(Vault(tmp_path / "autosave"))  # nobody holds it
    found.discard()
