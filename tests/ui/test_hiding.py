"""What the teacher hides is away: from menus, keys, buttons and forms, now and later."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from window_maker import Desk

from playground.ui.hiding import parts


def test_a_hidden_action_has_no_menu_entry_no_button_and_no_key(desk: Desk) -> None:
    weights = desk.session.experiment.seeds.weights
    button = next(found for found in desk.window.findChildren(QPushButton) if "new_weights" in found.objectName())
    assert button.isVisible()
    assert desk.window.take_away(["new_weights"]) == []
    assert not button.isVisible()
    assert not desk.window.actions_["new_weights"].isVisible()
    QTest.keyClick(desk.window, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert desk.session.experiment.seeds.weights == weights


def test_a_menu_with_nothing_left_goes_too(desk: Desk) -> None:
    menu = desk.child("menu.3")
    desk.window.take_away([action.objectName().removeprefix("action.") for action in menu.actions() if action.text()])
    assert not menu.menuAction().isVisible()


def test_a_hidden_setting_is_away_wherever_it_is_shown(desk: Desk) -> None:
    field = desk.child("training.learning_rate")
    assert field.isVisible()
    desk.window.take_away(["training.learning_rate"])
    assert not field.isVisible()
    field.show()
    assert not field.isVisible()
    desk.window.actions_["all_settings"].trigger()
    desk.beat()
    everywhere = [one for one in desk.app.allWidgets() if one.objectName() == "training.learning_rate"]
    assert len(everywhere) == 2
    assert not any(one.isVisible() for one in everywhere)


def test_a_setting_in_a_window_that_was_never_opened_can_be_hidden(desk: Desk) -> None:
    assert desk.window.take_away(["training.noise.weights", "training.optimizer.beta1"]) == []
    desk.all_settings()
    hidden, shown = (desk.child(f"training.noise.{name}") for name in ("weights", "labels"))
    tabs = desk.child("all_settings.tabs")
    tabs.setCurrentIndex(next(i for i in range(tabs.count()) if tabs.widget(i).isAncestorOf(hidden)))
    assert (hidden.isVisible(), shown.isVisible()) == (False, True)


def test_a_hidden_part_of_the_window_does_not_come_back_with_the_projector(desk: Desk) -> None:
    card = desk.child("run_panel")
    assert card.isVisible()
    desk.window.take_away(["view_run"])
    assert not card.isVisible()
    for on in (True, False):
        desk.window.shown.set_projector(on)
        assert not card.isVisible()


def test_a_name_of_nothing_is_returned_so_that_it_can_be_told(desk: Desk) -> None:
    assert desk.window.take_away(["proof", "no_such_thing"]) == ["no_such_thing"]


def test_everything_that_can_be_hidden_has_words(desk: Desk) -> None:
    named = parts(desk.window, desk.window.actions_)
    assert {"proof", "training.learning_rate", "run_panel"} <= named.keys()
    assert all(named.values())
