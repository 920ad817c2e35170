"""The batch size in the top bar, and its menu of the three ways to go down the slope."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from window_maker import Desk

from playground.ui.panels.batch_field import WAYS


def entries(desk: Desk) -> dict[str, QAction]:
    QTest.mouseClick(desk.child("training.batch_size.ways"), Qt.MouseButton.LeftButton)
    menu = desk.child("training.batch_size.menu")
    found = {action.objectName().rpartition(".")[2]: action for action in menu.actions()}
    menu.hide()
    return found


def choose(desk: Desk, key: str) -> None:
    entries(desk)[key].trigger()
    desk.app.processEvents()


def test_two_clicks_lead_to_all_points_at_once_and_back(desk: Desk) -> None:
    session, field = desk.session, desk.child("training.batch_size")
    n = session.prepared.data.train.n
    choose(desk, "batch")
    assert session.experiment.training.whole_set
    assert field.value() == n
    choose(desk, "stochastic")
    assert not session.experiment.training.whole_set
    assert session.experiment.training.batch_size == field.value() == 1
    session.undo()
    assert session.experiment.training.whole_set
    assert field.value() == n


def test_the_menu_tells_the_updates_of_an_epoch_and_marks_what_is_chosen(desk: Desk) -> None:
    found = entries(desk)
    assert set(found) == {way.key for way in WAYS}
    assert "280 / 280 = 1" in found["batch"].text()
    assert "280 / 1 = 280" in found["stochastic"].text()
    assert [key for key, action in found.items() if action.isChecked()] == ["mini_batch"]


def test_a_typed_number_ends_all_points_at_once(desk: Desk) -> None:
    choose(desk, "batch")
    field = desk.child("training.batch_size")
    field.edited.emit(16, False)
    assert desk.session.experiment.training.batch_size == 16
    assert not desk.session.experiment.training.whole_set
