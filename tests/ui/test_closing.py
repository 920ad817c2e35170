"""Closing while a file is written: the window goes when it is whole, lives until then, and nothing is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from slow_disk import Disk, told
from window_maker import Desk, open_desk

from playground.session import project
from playground.session.drivers import ThreadDriver
from playground.session.vault import Vault
from playground.ui import files, questions
from playground.ui.keeper import Keeper
from playground.ui.questions import Answer
from playground.ui.settings import Preferences


def belonging(desk: Desk, folder: Path) -> Desk:
    """Have the work belong to a file on a slow disk, with a change that is not in it."""
    desk.session.name_file(folder / "slow work.nnp")
    desk.session.apply("training.learning_rate", 0.1)
    desk.answer = Answer.SAVE
    return desk


@pytest.fixture
def slow(desk: Desk, disk: Disk, tmp_path: Path) -> Path:
    """The file that the work belongs to."""
    belonging(desk, tmp_path)
    return tmp_path / "slow work.nnp"


def change(desk: Desk) -> None:
    desk.session.apply("training.learning_rate", 0.03)


def until_closed(desk: Desk, disk: Disk) -> None:
    disk.let.set()
    desk.until(lambda: not desk.window.isVisible())


def until_written(desk: Desk, disk: Disk) -> None:
    disk.let.set()
    desk.until(lambda: not desk.window.filing.busy)


def rate(path: Path) -> float:
    return project.read(path).prepared.experiment.training.learning_rate


def test_the_window_says_that_it_waits_lives_on_and_goes_when_the_file_is_whole(
    desk: Desk, disk: Disk, slow: Path
) -> None:
    desk.window.close()
    desk.until(lambda: told(desk))
    assert "slow work.nnp" in told(desk)
    assert "closes" in told(desk)
    desk.beat(3)
    assert desk.window.isVisible()
    until_closed(desk, disk)
    assert rate(slow) == 0.1


def test_closing_right_after_save_asks_nothing_and_waits_for_the_file(desk: Desk, disk: Disk, slow: Path) -> None:
    desk.window.actions_["save"].trigger()
    desk.answer = Answer.CANCEL
    desk.window.close()
    assert desk.window.isVisible()
    until_closed(desk, disk)
    assert rate(slow) == 0.1


def test_what_was_done_since_save_is_asked_about_and_saved_too(desk: Desk, disk: Disk, slow: Path) -> None:
    desk.window.actions_["save"].trigger()
    change(desk)
    desk.window.close()
    until_closed(desk, disk)
    assert rate(slow) == 0.03


def test_who_wants_nothing_saved_leaves_a_whole_file_of_what_was_saved_before(
    desk: Desk, disk: Disk, slow: Path
) -> None:
    desk.window.actions_["save"].trigger()
    change(desk)
    desk.answer = Answer.LEAVE
    desk.window.close()
    assert desk.window.isVisible()
    until_closed(desk, disk)
    assert rate(slow) == 0.1


def test_who_changes_something_meanwhile_is_asked_once_more(desk: Desk, disk: Disk, slow: Path) -> None:
    desk.window.close()
    change(desk)
    desk.answer = Answer.CANCEL
    until_written(desk, disk)
    assert desk.window.isVisible()
    assert desk.window.filing.modified


def test_a_person_who_does_not_want_to_wait_stays_and_the_file_is_saved_all_the_same(
    desk: Desk, disk: Disk, slow: Path
) -> None:
    desk.window.close()
    desk.until(lambda: told(desk))
    QTest.mouseClick(desk.child("waiting.give_up"), Qt.MouseButton.LeftButton)
    assert told(desk) == ""
    until_written(desk, disk)
    assert desk.window.isVisible()
    assert desk.window.filing.saved
    assert rate(slow) == 0.1


@pytest.mark.parametrize("sure", [True, False])
def test_closing_again_asks_whether_to_go_at_once_and_then_the_work_is_kept(
    qapp: QApplication, disk: Disk, tmp_path: Path, sure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_desk(qapp, tmp_path / "settings", ThreadDriver()) as desk:
        keeper = Keeper(desk.session, desk.window.filing, Preferences(), tmp_path / "autosave", desk.window)
        close_again(belonging(desk, tmp_path), disk, sure, monkeypatch)
        keeper.finish()
    left = Vault(tmp_path / "autosave").leftovers()
    assert [one.work.prepared.experiment.training.learning_rate for one in left] == ([0.1] if sure else [])
    for one in left:
        one.discard()


def close_again(desk: Desk, disk: Disk, sure: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(questions, "ask_to_abandon", lambda _window, name, _over: asked.append(str(name)) or sure)
    desk.window.close()
    desk.window.close()
    assert asked == []  # twice at once is once
    desk.until(lambda: told(desk))
    desk.window.close()
    assert asked == ["slow work.nnp"]
    assert desk.window.isVisible() is not sure
    if not sure:
        disk.let.set()
        desk.until(lambda: not desk.window.isVisible())


def test_a_file_that_can_not_be_written_keeps_the_window(
    desk: Desk, disk: Disk, slow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.session.name_file(slow.parent / "nowhere" / slow.name)
    desk.window.close()
    desk.until(lambda: told(desk))
    until_written(desk, disk)
    assert desk.window.isVisible()
    assert told(desk) == ""
    assert "not there" in desk.notices[-1]
    desk.answer = Answer.CANCEL
    desk.window.close()
    assert desk.window.isVisible()


def test_saving_twice_saves_what_was_done_between(desk: Desk, disk: Disk, slow: Path) -> None:
    desk.window.actions_["save"].trigger()
    change(desk)
    desk.window.actions_["save"].trigger()
    until_written(desk, disk)
    assert rate(slow) == 0.03
    assert desk.window.filing.saved


def test_saving_as_another_file_while_one_is_written_writes_both(
    desk: Desk, disk: Disk, slow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ask_save", lambda _window, _suggestion: tmp_path / "copy.nnp")
    desk.window.actions_["save"].trigger()
    change(desk)
    desk.window.actions_["save_as"].trigger()
    until_written(desk, disk)
    assert (rate(slow), rate(tmp_path / "copy.nnp")) == (0.1, 0.03)
    assert desk.session.papers.file == tmp_path / "copy.nnp"


def test_saving_twice_without_a_change_writes_once(desk: Desk, disk: Disk, slow: Path) -> None:
    desk.beat(3)
    for _press in range(2):
        desk.window.actions_["save"].trigger()
    until_written(desk, disk)
    assert disk.asked == ["slow work.nnp"]


def test_a_file_that_becomes_whole_late_does_not_belong_to_the_work_that_was_begun_since(
    desk: Desk, disk: Disk, slow: Path
) -> None:
    """Else the next Save would replace it by other work."""
    desk.window.actions_["save"].trigger()
    desk.answer = Answer.LEAVE
    desk.window.actions_["new"].trigger()
    until_written(desk, disk)
    assert desk.session.papers.file is None
    assert rate(slow) == 0.1
    desk.session.undo()
    assert desk.session.papers.file == slow


def test_who_goes_on_working_while_it_is_saved_is_asked_again_before_it_is_left(
    desk: Desk, disk: Disk, slow: Path
) -> None:
    desk.window.actions_["new"].trigger()
    change(desk)
    desk.answer = Answer.CANCEL
    until_written(desk, disk)
    assert rate(slow) == 0.1
    assert desk.session.experiment.training.learning_rate == 0.03
    assert desk.window.filing.modified


def test_a_second_save_is_carried_out_even_if_the_person_does_not_wait_for_it(
    desk: Desk, disk: Disk, slow: Path
) -> None:
    desk.window.actions_["save"].trigger()
    change(desk)
    desk.window.close()
    desk.until(lambda: told(desk))
    desk.window.actions_["give_up"].trigger()
    until_written(desk, disk)
    assert desk.window.isVisible()
    assert rate(slow) == 0.03


def test_the_question_goes_with_the_window_when_the_file_becomes_whole(desk: Desk, disk: Disk, slow: Path) -> None:
    seen: list[bool] = []

    def look() -> None:
        question = desk.app.activeModalWidget()
        seen.append(question is not None and question.objectName() == "abandon_question")
        disk.let.set()

    desk.window.close()
    desk.until(lambda: told(desk))
    QTimer.singleShot(0, desk.window, look)
    desk.window.close()
    assert seen == [True]
    assert not desk.window.isVisible()
    assert rate(slow) == 0.1
