"""The list of what was done: a click goes to any moment of it, trained weights included."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget
from window_maker import Desk

from playground.data.generators import Spiral
from playground.data.paint import clear


def shown(desk: Desk) -> QListWidget:
    desk.window.actions_["history"].trigger()
    return desk.child("history.list")


def lines(found: QListWidget) -> list[str]:
    return [found.item(row).text() for row in range(found.count())]


def test_every_kind_of_edit_is_a_line_and_a_click_takes_all_of_them_back(desk: Desk) -> None:
    session = desk.session
    begun = session.experiment
    session.play(2)
    desk.beat(20)
    step = session.step
    session.choose_data(Spiral())
    session.apply("training.learning_rate", 0.03)
    session.set_parameter(0, 0, 0, 2.0)
    session.new_weights()
    session.reset()
    found = shown(desk)
    assert lines(found)[0] == "Beginning"
    assert "Change Learning rate: 0.01 → 0.03" in lines(found)
    assert "Reset" in lines(found)
    assert found.count() == 6
    assert found.currentRow() == 5
    found.setCurrentRow(0)
    desk.beat(3)
    assert session.experiment == begun
    assert session.step == step > 0
    assert session.undo_label is None


def test_a_stroke_is_told_as_what_it_was(desk: Desk) -> None:
    desk.session.paint(clear(desk.session.dataset))
    assert lines(shown(desk))[-1] == "Paint points"


def test_what_was_undone_can_be_clicked_again(desk: Desk) -> None:
    for rate in (0.03, 0.1, 0.3):
        desk.session.apply("training.learning_rate", rate)
    found = shown(desk)
    found.setCurrentRow(1)
    desk.beat()
    assert desk.session.experiment.training.learning_rate == 0.03
    assert found.count() == 4
    found.setCurrentRow(3)
    desk.beat()
    assert desk.session.experiment.training.learning_rate == 0.3


def test_the_line_that_was_clicked_is_the_one_that_is_marked(desk: Desk) -> None:
    for rate in (0.03, 0.1, 0.3):
        desk.session.apply("training.learning_rate", rate)
    found = shown(desk)
    for row in (1, 3, 0, 2):
        place = found.visualItemRect(found.item(row)).center()
        QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
        desk.beat()
        assert desk.session.history.place == row
        assert [index.row() for index in found.selectedIndexes()] == [row]
        assert found.currentRow() == row


def test_a_held_key_goes_only_where_it_ends(desk: Desk) -> None:
    for rate in (0.03, 0.1, 0.3):
        desk.session.apply("training.learning_rate", rate)
    found, changes = shown(desk), []
    desk.session.subscribe(changes.append)
    for _press in range(3):
        QApplication.sendEvent(found, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier))
    assert found.currentRow() == 0
    assert not changes
    desk.beat()
    assert desk.session.history.place == 0


def test_the_list_follows_undo_from_elsewhere_and_the_language(desk: Desk) -> None:
    desk.session.apply("training.learning_rate", 0.03)
    found = shown(desk)
    desk.session.undo()
    assert found.currentRow() == 0
    desk.languages.use("ko")
    assert lines(found)[0] == "처음"
