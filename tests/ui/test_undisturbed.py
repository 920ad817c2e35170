"""Training waits while the window carries out what a person does, and not a moment longer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from window_maker import Desk, open_desk

from playground.session.drivers import PaintGate


@pytest.fixture
def gate() -> PaintGate:
    return PaintGate()


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, gate: PaintGate) -> Iterator[Desk]:
    with open_desk(qapp, tmp_path, gate=gate) as made:
        made.window.start()
        yield made


def is_closed(gate: PaintGate) -> bool:
    return not gate._open.is_set()


def until_open(desk: Desk, gate: PaintGate) -> None:
    desk.until(lambda: not is_closed(gate))


def test_while_a_change_reaches_the_views(desk: Desk, gate: PaintGate) -> None:
    seen: list[bool] = []
    desk.session.subscribe(lambda _change: seen.append(is_closed(gate)))
    desk.session.apply("training.learning_rate", 0.25)
    assert seen == [True]
    until_open(desk, gate)


def test_while_an_action_is_carried_out(desk: Desk, gate: PaintGate) -> None:
    seen: list[bool] = []
    desk.window.actions_.connect("pin_run", lambda: seen.append(is_closed(gate)))
    desk.window.actions_["pin_run"].trigger()
    assert seen == [True]
    until_open(desk, gate)


def test_while_a_click_is_answered(desk: Desk, gate: PaintGate) -> None:
    seen: list[bool] = []
    button = desk.child("top_bar.theme")
    button.pressed.connect(lambda: seen.append(is_closed(gate)))
    place = button.mapTo(desk.window, button.rect().center())
    QTest.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert seen == [True]
    until_open(desk, gate)


def test_training_goes_on_behind_a_dialog(desk: Desk, gate: PaintGate) -> None:
    dialog = QDialog(desk.window)
    gate_was_open: list[bool] = []

    def wait_for_dialog() -> None:
        desk.window._undisturbed._turn.timeout.connect(lambda: gate_was_open.append(not is_closed(gate)))
        desk.window._undisturbed._turn.timeout.connect(dialog.reject)
        dialog.exec()

    desk.window.actions_["about"].triggered.disconnect()
    desk.window.actions_.connect("about", wait_for_dialog)
    desk.window.actions_["about"].trigger()
    assert gate_was_open == [True]
    dialog.deleteLater()
