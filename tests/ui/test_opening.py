"""A slow file freezes nothing: it is told, it can be given up, and it changes nothing before it is whole."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu
from slow_disk import Disk, hand_out, told
from window_maker import Desk

from playground.data.dataset import Dataset, default_classes
from playground.experiment import Experiment
from playground.session import files as formats
from playground.session.work import Project
from playground.ui import main_window, opening, questions, waiting
from playground.ui.errors import ErrorCatcher
from playground.ui.questions import Answer

DRAWN = Dataset.numbered([[0, 0], [1, 1], [2, 0], [3, 1]], [0, 1, 0, 1], default_classes(2))


def begin(desk: Desk, disk: Disk) -> None:
    """Open the slow file, and have it told."""
    desk.window.filing.open(disk.slow)
    desk.until(lambda: told(desk))


def arrive(desk: Desk, disk: Disk) -> None:
    disk.let.set()
    desk.until(lambda: not desk.window.filing.busy)


def rate(desk: Desk) -> float:
    return desk.session.experiment.training.learning_rate


def test_the_window_lives_on_and_changes_only_when_the_file_is_whole(desk: Desk, disk: Disk) -> None:
    begin(desk, disk)
    assert "slow.nnp" in told(desk)
    before, step = desk.session.experiment, desk.session.step
    desk.session.play()
    desk.until(lambda: desk.session.step > step)
    assert desk.session.experiment is before
    assert desk.session.papers.file is None
    arrive(desk, disk)
    assert rate(desk) == 0.3
    assert not desk.session.running
    assert not desk.window.filing.modified
    assert desk.session.papers.file == disk.slow
    assert told(desk) == ""
    desk.session.undo()
    assert desk.session.experiment == before


def test_the_window_begins_with_the_file_it_is_started_with(
    desk: Desk, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "START_PATIENCE_S", 30.0)
    desk.window.open_file(disk.other)
    assert rate(desk) == 0.001


def test_a_quick_file_is_not_told(desk: Desk, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "SOON_MS", 60_000)  # on a slow machine a quick file may take a while
    seen: list[str] = []
    desk.window._waiting.changed.connect(lambda: seen.append(told(desk)))
    desk.window.filing.open(disk.other)
    desk.until(lambda: rate(desk) == 0.001)
    assert not any(seen)


@pytest.mark.parametrize("way", ["button", "menu", "key"])
def test_a_person_who_gives_up_waiting_keeps_everything(desk: Desk, disk: Disk, way: str) -> None:
    desk.session.apply("training.learning_rate", 0.1)
    begin(desk, disk)
    action = desk.window.actions_["give_up"]
    if way == "button":
        QTest.mouseClick(desk.child("waiting.give_up"), Qt.MouseButton.LeftButton)
    elif way == "menu":
        action.trigger()
    else:
        QTest.keyClick(desk.window._map, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert told(desk) == ""
    assert not desk.window.filing.busy
    assert not action.isEnabled()
    hand_out(desk, disk)
    assert rate(desk) == 0.1
    assert desk.notices == []


def test_the_button_is_a_stop_of_the_tab_key(desk: Desk, disk: Disk) -> None:
    button = desk.child("waiting.give_up")
    assert button not in desk.window._tab_order.stops()
    begin(desk, disk)
    assert button in desk.window._tab_order.stops()
    arrive(desk, disk)


def test_the_second_wish_wins(desk: Desk, disk: Disk) -> None:
    begin(desk, disk)
    desk.window.filing.open(disk.other)
    desk.until(lambda: rate(desk) == 0.001)
    hand_out(desk, disk)
    assert desk.session.papers.file == disk.other
    assert rate(desk) == 0.001


def test_new_work_wins_over_a_file_that_is_still_on_its_way(desk: Desk, disk: Disk) -> None:
    begin(desk, disk)
    desk.window.actions_["new"].trigger()
    assert not desk.window.filing.busy
    hand_out(desk, disk)
    assert desk.session.experiment == Experiment()


def test_what_is_done_meanwhile_is_asked_about_before_it_is_left(desk: Desk, disk: Disk) -> None:
    begin(desk, disk)
    desk.session.paint(DRAWN)
    desk.answer = Answer.CANCEL
    arrive(desk, disk)
    assert desk.session.dataset == DRAWN
    assert desk.window.filing.modified
    desk.answer = Answer.LEAVE
    desk.window.filing.open(disk.slow)
    desk.until(lambda: rate(desk) == 0.3)


def test_what_was_agreed_to_be_left_is_not_asked_about_again(desk: Desk, disk: Disk) -> None:
    desk.session.paint(DRAWN)
    asked: list[bool] = []
    desk.window.filing._ask = lambda _window, _name: asked.append(True) or Answer.LEAVE
    desk.session.play()
    begin(desk, disk)
    arrive(desk, disk)
    assert asked == [True]
    assert rate(desk) == 0.3


def test_work_that_is_saved_before_it_is_replaced_is_not_read_half_old(desk: Desk, disk: Disk, tmp_path: Path) -> None:
    """The file that arrives is the one that is saved to meanwhile: it is read again."""
    desk.window.filing.open(disk.other)
    desk.until(lambda: rate(desk) == 0.001)
    link = tmp_path / "slow too.nnp"
    link.symlink_to(disk.other)
    desk.session.apply("training.learning_rate", 0.1)
    desk.window.filing.open(link)
    desk.until(lambda: told(desk))
    desk.session.apply("training.learning_rate", 0.03)
    desk.answer = Answer.SAVE
    disk.let.set()
    desk.until(lambda: not desk.window.filing.busy)
    assert disk.asked[-2:] == ["other.nnp", "slow too.nnp"]
    assert rate(desk) == 0.03


def test_a_file_that_is_saved_to_while_it_is_read_is_read_again(
    desk: Desk, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, seen = disk.open, []

    def late(path: Path) -> Project:
        work = formats_open(path)
        seen.append(work)
        assert disk.let.wait(30.0)
        return work

    formats_open = disk._open
    monkeypatch.setattr(formats, "open_file", late)
    desk.window.filing.open(disk.other)
    desk.until(lambda: seen)
    desk.session.name_file(disk.other)
    desk.session.apply("training.learning_rate", 0.1)
    desk.window.filing.save()
    desk.until(lambda: not desk.window.filing.saver.busy)
    monkeypatch.setattr(formats, "open_file", read)
    arrive(desk, disk)
    assert rate(desk) == 0.1
    desk.session.apply("training.learning_rate", 0.03)
    monkeypatch.setattr(questions, "ask_about_change", None)  # calling it would fail
    desk.window.filing.save()
    desk.until(lambda: not desk.window.filing.busy)
    assert desk.window.filing.saved


def test_a_file_does_not_arrive_in_a_dialog_or_a_menu(desk: Desk, disk: Disk) -> None:
    for make in (QDialog, QMenu):
        disk.let.clear()
        begin(desk, disk)
        above = make(desk.window)
        above.setWindowModality(Qt.WindowModality.WindowModal)
        above.addAction("something")
        above.open() if isinstance(above, QDialog) else above.popup(desk.window.pos())
        disk.let.set()
        desk.until(lambda: desk.window.filing._opening._found is not None)
        desk.beat(3)
        assert rate(desk) == Experiment().training.learning_rate
        above.close()
        desk.until(lambda: rate(desk) == 0.3)
        above.deleteLater()
        desk.window.actions_["new"].trigger()


@pytest.mark.parametrize("way", ["let go", "silence"])
def test_a_file_does_not_arrive_in_the_middle_of_a_drag(
    desk: Desk, disk: Disk, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(desk, disk)
    handle, place = desk.window.windowHandle(), desk.window._map.mapTo(desk.window, QPoint(60, 60))
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    disk.let.set()
    desk.until(lambda: desk.window.filing._opening._found is not None)
    desk.beat(3)
    assert rate(desk) == Experiment().training.learning_rate
    if way == "let go":
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    else:  # the system does not tell that it is let go
        monkeypatch.setattr(opening, "monotonic", lambda: monotonic() + opening.LONGEST_DRAG_S)
    desk.until(lambda: rate(desk) == 0.3)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_closing_the_window_does_not_wait_for_a_file_that_is_read(desk: Desk, disk: Disk) -> None:
    begin(desk, disk)
    desk.window.close()
    assert not desk.window.isVisible()
    hand_out(desk, disk)
    assert rate(desk) == Experiment().training.learning_rate


def test_links_in_a_circle_are_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    circle = tmp_path / "circle.nnp"
    circle.symlink_to(circle)
    desk.window.filing.open(circle)
    desk.until(lambda: not desk.window.filing.busy)
    assert "circle.nnp" in desk.notices[-1]
    assert "went wrong" not in desk.notices[-1]


@pytest.fixture
def reports(desk: Desk) -> Iterator[list[str]]:
    """The mistakes of the program that are reported."""
    made: list[str] = []
    catcher = ErrorCatcher(desk.app)
    catcher.tell_instead(made.append)
    yield made
    catcher.release()
    catcher.deleteLater()


def fail(*_arguments: object) -> Project:
    raise ZeroDivisionError


def test_a_mistake_of_the_program_ends_the_waiting(
    desk: Desk, disk: Disk, monkeypatch: pytest.MonkeyPatch, reports: list[str]
) -> None:
    monkeypatch.setattr(formats, "open_file", fail)
    desk.window.filing.open(disk.other)
    desk.until(lambda: not desk.window.filing.busy and reports)
    assert "ZeroDivisionError" in reports[0]
    assert "other.nnp" in desk.notices[-1]


def test_a_mistake_of_the_program_while_it_saves_is_reported(
    desk: Desk, disk: Disk, monkeypatch: pytest.MonkeyPatch, reports: list[str]
) -> None:
    monkeypatch.setattr(formats, "save_file", fail)
    desk.session.name_file(disk.other)
    desk.window.filing.save()
    desk.until(lambda: not desk.window.filing.busy and reports)
    assert "ZeroDivisionError" in reports[0]
    assert "other.nnp" in desk.notices[-1]


def test_what_is_wrong_with_a_disk_is_no_mistake_of_the_program(desk: Desk, disk: Disk, reports: list[str]) -> None:
    desk.session.name_file(disk.other.parent / "nowhere" / "other.nnp")
    desk.window.filing.save()
    desk.until(lambda: not desk.window.filing.busy)
    desk.beat(2)
    assert "not there" in desk.notices[-1]
    assert reports == []
