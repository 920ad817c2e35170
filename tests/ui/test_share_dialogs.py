"""Sharing from the window: the code is copied as it is shown, and opens the same experiment elsewhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_maker import open_desk

from playground import i18n, tree
from playground.data.dataset import Dataset
from playground.data.generators import Spiral
from playground.data.points import Points
from playground.engine.activations import ReLU
from playground.engine.config import Layer
from playground.experiment import Experiment, settled
from playground.sharing.codes import code_of
from playground.ui.share_dialogs import OpenCodeDialog, ShareDialog


@pytest.fixture
def desk_top(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    QGuiApplication.clipboard().clear()
    return widget


def verdict(dialog: OpenCodeDialog) -> str:
    return dialog.findChild(QLabel, "open_code_dialog.verdict").text()


def type_in(dialog: OpenCodeDialog, words: str) -> None:
    dialog.findChild(QPlainTextEdit, "open_code_dialog.text").setPlainText(words)


def test_the_code_on_screen_is_what_is_copied(desk_top: QWidget) -> None:
    dialog = ShareDialog(Experiment(), desk_top)
    line = dialog.findChild(QPlainTextEdit, "share_dialog.code")
    dialog.findChild(QPushButton, "share_dialog.code.copy").click()
    assert line.toPlainText() == QGuiApplication.clipboard().text() == code_of(Experiment())


def test_drawn_points_are_told_to_need_a_file_and_the_link_is_still_there(desk_top: QWidget) -> None:
    drawn = Points(Dataset.numbered([[0, 0]], [0], Experiment().data.source.classes))
    dialog = ShareDialog(tree.put(Experiment(), "data.source", drawn), desk_top)
    assert dialog.findChild(QPlainTextEdit, "share_dialog.code") is None
    assert any("drawn by hand" in label.text() for label in dialog.findChildren(QLabel))
    assert dialog.findChild(QPlainTextEdit, "share_dialog.link") is not None


def test_a_code_in_the_clipboard_is_there_when_the_dialog_opens(desk_top: QWidget) -> None:
    wanted = tree.put(Experiment(), "training.learning_rate", 0.3)
    QGuiApplication.clipboard().setText(code_of(wanted))
    assert OpenCodeDialog(desk_top).experiment == wanted


def test_what_was_typed_is_judged_at_once(desk_top: QWidget) -> None:
    dialog = OpenCodeDialog(desk_top)
    button = dialog.findChild(QPushButton, "open_code_dialog.open")
    assert not button.isEnabled()
    type_in(dialog, code_of(Experiment()))
    assert button.isEnabled()
    assert "Circle" in verdict(dialog)
    type_in(dialog, code_of(Experiment())[:-1] + "7")
    assert not button.isEnabled()
    assert "mistyped" in verdict(dialog)
    type_in(dialog, "https://playground.tensorflow.org/#dataset=xor&noise=900")
    assert button.isEnabled()
    assert "noise must be from 0 to 50" in verdict(dialog)


def test_a_dialog_in_korean_has_no_english_sentence(desk_top: QWidget) -> None:
    i18n.use_language("ko")
    try:
        dialog = ShareDialog(Experiment(), desk_top)
        words = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    finally:
        i18n.use_language("en")
    assert all(any("가" <= sign <= "힣" for sign in line) for line in words)


def test_the_window_opens_a_code_as_one_step_of_undo(qapp: QApplication, tmp_path: Path) -> None:
    wanted = tree.put(Experiment(), "data.source", Spiral())
    with open_desk(qapp, tmp_path) as desk:
        before = desk.session.experiment
        QGuiApplication.clipboard().setText(code_of(wanted))
        QTimer.singleShot(0, lambda: qapp.activeModalWidget().accept())
        desk.window.actions_["open_code"].trigger()
        assert desk.session.experiment == wanted
        desk.session.undo()
        assert desk.session.experiment == before


def test_a_long_code_is_shown_whole(desk_top: QWidget) -> None:
    layers = tuple(Layer(units, ReLU()) for units in (8, 7, 6, 5, 4, 3))
    dialog = ShareDialog(settled(Experiment(), {"network.layers": layers, "training.learning_rate": 0.0123}), desk_top)
    dialog.show()
    field = dialog.findChild(QPlainTextEdit, "share_dialog.code")
    assert field.document().size().height() > 1
    assert field.verticalScrollBar().maximum() == 0
    notes = dialog.findChild(QLabel, "share_dialog.notes")
    QApplication.processEvents()
    assert notes.height() >= notes.heightForWidth(notes.width())
    dialog.close()


def test_enter_opens_what_was_typed(desk_top: QWidget) -> None:
    dialog = OpenCodeDialog(desk_top)
    dialog.show()
    field = dialog.findChild(QPlainTextEdit, "open_code_dialog.text")
    field.setPlainText("1QY0")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible(), "a code that is none is not opened"
    field.setPlainText("1qy0 0010 001t 3w20")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.experiment == Experiment()
