"""The painting entries of the menus, by their keys, in the whole window."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_maker import Desk

from playground.session.runner import Runner
from playground.ui.paint.tools import Tool
from playground.ui.window_actions import ACTIONS, MENUS, SEPARATOR

Key, Modifier = Qt.Key, Qt.KeyboardModifier
SHIFT, CONTROL = Modifier.ShiftModifier, Modifier.ControlModifier


def press(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    QTest.keyClick(desk.window, key, modifiers)


def runner(desk: Desk) -> Runner:
    return desk.driver._runner  # type: ignore[attr-defined]


TOOL_KEYS = [
    (Tool.POINT, Key.Key_P, Modifier.NoModifier), (Tool.PEN, Key.Key_P, SHIFT),
    (Tool.SPRAY, Key.Key_B, Modifier.NoModifier),
    (Tool.LINE, Key.Key_L, Modifier.NoModifier), (Tool.RING, Key.Key_O, Modifier.NoModifier),
    (Tool.BLOB, Key.Key_G, Modifier.NoModifier), (Tool.SELECT, Key.Key_S, Modifier.NoModifier),
    (Tool.LASSO, Key.Key_S, SHIFT), (Tool.JITTER, Key.Key_J, Modifier.NoModifier),
    (Tool.MAGNET, Key.Key_M, Modifier.NoModifier), (Tool.RECOLOUR, Key.Key_C, Modifier.NoModifier),
    (Tool.ERASE, Key.Key_E, Modifier.NoModifier),
]  # fmt: skip


def test_every_tool_has_a_key(desk: Desk) -> None:
    for tool, key, modifiers in TOOL_KEYS:
        press(desk, key, modifiers)
        assert desk.window._tools.tool is tool
    assert {tool for tool, _key, _modifiers in TOOL_KEYS} == set(Tool)


def test_no_two_actions_share_a_key_and_every_one_is_in_a_menu() -> None:
    keys = [shortcut for spec in ACTIONS for shortcut in spec.shortcuts]
    assert len(keys) == len(set(keys))
    in_menus = {entry for _title, entries in MENUS for entry in entries}
    painting = {spec.key for spec in ACTIONS if spec.key.startswith(("tool_", "turn_", "flip_", "radius_"))}
    assert painting | {"select_all", "invert", "clear_points", "delete_points", "contour"} <= in_menus


def test_the_preferences_have_the_key_that_every_program_gives_them_and_whatever_trains_has_a_picture() -> None:
    specs = {spec.key: spec for spec in ACTIONS}
    assert (specs["preferences"].shortcuts, specs["all_settings"].shortcuts) == (("Ctrl+,",), ("F4",))
    [train] = [entries for title, entries in MENUS if title.message == "&Train"]
    assert [entry for entry in train if entry != SEPARATOR and not specs[entry].icon] == []


def test_the_chosen_points_are_turned_flipped_scaled_copied_and_deleted_by_keys(desk: Desk) -> None:
    selection = desk.window._map.painter.selection
    before = desk.session.dataset
    assert not desk.window.actions_["duplicate"].isEnabled()
    press(desk, Key.Key_A, CONTROL)
    assert len(selection) == before.n
    for key, modifiers in (
        (Key.Key_BracketLeft, CONTROL), (Key.Key_H, Modifier.NoModifier), (Key.Key_V, Modifier.NoModifier),
        (Key.Key_Down, CONTROL), (Key.Key_Up, CONTROL),
    ):  # fmt: skip
        last = desk.session.dataset
        press(desk, key, modifiers)
        assert not np.array_equal(desk.session.dataset.x, last.x)
    press(desk, Key.Key_D, CONTROL | SHIFT)
    assert desk.session.dataset.n == 2 * before.n
    press(desk, Key.Key_A, CONTROL | SHIFT)
    press(desk, Key.Key_Delete)
    assert desk.session.dataset.ids.tolist() == [*range(before.n, 2 * before.n)]
    desk.session.go_to(0)
    assert desk.session.dataset == before


def test_clearing_removes_all_and_tells_of_hidden_points(desk: Desk) -> None:
    desk.session.apply("data.split.test", 0.2)
    hidden = len(desk.session.prepared.parts.test)
    desk.notices.clear()
    press(desk, Key.Key_Delete, CONTROL | SHIFT)
    assert desk.session.dataset.n == 0
    assert desk.notices == [f"{hidden} hidden points of the sealed test set were removed too."]
    assert not desk.window.actions_["clear_points"].isEnabled()


def test_brackets_change_the_radius(desk: Desk) -> None:
    desk.window._tools.set_tool(Tool.SPRAY)
    radius = desk.window._tools.brush.radius
    press(desk, Key.Key_BracketRight)
    assert desk.window._tools.brush.radius > radius


def test_a_point_painted_while_training_joins_without_a_reset(desk: Desk) -> None:
    desk.session.play()
    desk.beat(10)
    step, n = runner(desk).trainer.step, desk.session.dataset.n
    painter = desk.window._map.painter
    painter.press((0.0, 5.0))
    painter.release()
    desk.beat(10)
    assert runner(desk).trainer.step > step > 0
    assert runner(desk)._run.prepared.dataset.n == n + 1
    assert desk.session.running


def test_where_it_is_chosen_training_waits_for_the_length_of_a_stroke(desk: Desk) -> None:
    desk.window.actions_["hold_training"].trigger()
    desk.session.play(epochs=5000)
    desk.beat(10)
    painter = desk.window._map.painter
    painter.press((0.0, 5.0))
    desk.beat()
    step = runner(desk).trainer.step
    desk.beat(10)
    assert runner(desk).trainer.step == step > 0
    assert desk.session.running
    painter.release()
    desk.beat(10)
    assert runner(desk).trainer.step > step
    desk.window.actions_["hold_training"].trigger()
    assert not painter.holds_training


def test_the_contour_line_can_be_switched_off_from_the_menu(desk: Desk) -> None:
    desk.window.actions_["contour"].trigger()
    assert not desk.window._map._ground.contour
