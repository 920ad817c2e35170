"""All settings can be reached, are tied to the session, and follow the network."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_maker import Desk

from playground.engine.config import Layer
from playground.engine.normalization import GroupNorm
from playground.engine.stopping import EarlyStopping
from playground.experiment import Experiment
from playground.spec import params
from playground.tree import walk
from playground.ui.panels.all_settings import GROUPS
from playground.ui.proof_dialog import ProofDialog

ELSEWHERE = ("data.", "features", "network.layers", "judgement.")
"""What has a place of its own in the window."""


@pytest.fixture
def opened(desk: Desk) -> Desk:
    desk.all_settings()
    return desk


def test_no_setting_is_forgotten() -> None:
    listed = {path for _title, paths in GROUPS for path in paths}
    for path, _value, _item in walk(Experiment()):
        inside = any(path == known or path.startswith(f"{known}.") for known in listed)
        assert inside or path.startswith(ELSEWHERE), path


def test_the_window_opens_and_has_a_field_for_everything(opened: Desk) -> None:
    dialog = opened.child("all_settings")
    assert dialog.isVisible()
    for _title, paths in GROUPS:
        for path in paths:
            assert dialog.findChild(QWidget, path) is not None, path


def test_a_tab_is_filled_when_it_is_first_seen_and_its_rows_one_by_one(desk: Desk) -> None:
    desk.session.apply("network.layers", (Layer(3), Layer(2), Layer(5)))
    desk.window.actions_["all_settings"].trigger()
    dialog, tabs = desk.child("all_settings"), desk.child("all_settings.tabs")

    def rows() -> int:
        return sum(dialog.findChild(QWidget, f"network.layers.{index}.units") is not None for index in range(3))

    desk.beat()
    assert rows() == 0
    tabs.setCurrentIndex(4)
    assert rows() == 1
    desk.beat(3)
    assert rows() == 3


def test_a_field_there_changes_the_experiment(opened: Desk) -> None:
    dialog = opened.child("all_settings")
    box = dialog.findChild(QCheckBox, "training.whole_set.editor")
    box.click()
    assert opened.session.experiment.training.whole_set
    clip = dialog.findChild(QAbstractSpinBox, "training.clip_norm.editor")
    clip.lineEdit().setText("0,5")
    QTest.keyClick(clip, Qt.Key.Key_Return)
    assert opened.session.experiment.training.clip_norm == 0.5


def test_there_is_a_row_for_every_layer(opened: Desk) -> None:
    dialog = opened.child("all_settings")
    names = list(params(Layer))
    for layers in ((Layer(3),), (Layer(3), Layer(2), Layer(5)), ()):
        opened.session.apply("network.layers", layers)
        opened.beat(len(layers))
        rows = [row for index in range(4) for row in dialog.findChildren(QWidget, f"network.layers.{index}.{names[0]}")]
        assert len([row for row in rows if not row.isHidden()]) == len(layers)


def test_layers_can_differ(opened: Desk) -> None:
    dialog = opened.child("all_settings")
    field = dialog.findChild(QAbstractSpinBox, "network.layers.1.dropout.editor")
    field.lineEdit().setText("0.3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [layer.dropout for layer in opened.session.experiment.network.layers] == [0.0, 0.3]


def test_one_field_below_the_diagram_sets_all_layers(desk: Desk) -> None:
    strip = desk.child("settings_strip")
    field = strip.findChild(QAbstractSpinBox, "network.layers.*.dropout.editor")
    field.lineEdit().setText("0.2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [layer.dropout for layer in desk.session.experiment.network.layers] == [0.2, 0.2]


def test_a_schedule_shows_its_curve(desk: Desk) -> None:
    field = desk.child("settings_strip").findChild(QWidget, "training.schedule")
    gear = field.findChild(QWidget, "training.schedule.settings")
    QTest.mouseClick(gear, Qt.MouseButton.LeftButton)
    popup = field.findChild(QWidget, "training.schedule.popup")
    picture = popup.findChild(QWidget, "picture.schedule")
    assert picture.isVisible()
    assert not picture.grab().isNull()
    popup.close()


def test_early_stopping_ends_the_run_and_says_so(desk: Desk) -> None:
    desk.session.apply("training.early_stopping", EarlyStopping(monitor="train_score", patience=3))
    desk.notices.clear()
    desk.session.play()
    for _ in range(400):
        desk.beat()
        if not desk.session.running:
            break
    desk.beat(3)
    assert not desk.session.running
    assert "Early stopping" in desk.notices[-1]
    assert desk.child("facts.state").text() == "Stopped early"


def words(dialog: QWidget) -> list[QLabel]:
    return [label for label in dialog.findChildren(QLabel) if label.wordWrap() and label.isVisible()]


def test_enter_in_a_field_does_not_close_the_window_of_all_settings(desk: Desk) -> None:
    desk.window.actions_["all_settings"].trigger()
    desk.beat()
    dialog = desk.child("all_settings")
    box = dialog.findChild(QWidget, "training.batch_size.editor")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert dialog.isVisible()
    close = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Close")
    close.click()
    assert not dialog.isVisible()


def test_the_window_proves_its_numbers(desk: Desk, qtbot: QtBot) -> None:
    dialog = ProofDialog(desk.session.prepared, desk.window)
    dialog.show()
    summary = dialog.findChild(QLabel, "proof.summary")
    qtbot.waitUntil(lambda: summary.text() == "Every claim holds.", timeout=30_000)
    assert len([label for label in dialog.findChildren(QLabel) if label.text() == "✓"]) >= 5
    qtbot.waitUntil(lambda: not any(label.height() < label.heightForWidth(label.width()) for label in words(dialog)))
    dialog.close()
    dialog.deleteLater()


def test_a_setting_that_does_not_fit_every_layer_is_refused_in_words(desk: Desk) -> None:
    desk.session.apply("network.layers.0.units", 5)
    desk.notices.clear()
    field = desk.child("settings_strip").findChild(QWidget, "network.layers.*.normalization")
    field.edited.emit(GroupNorm(groups=2), False)
    assert "can't be divided into 2 equal groups" in desk.notices[-1]
    assert not any(layer.normalization.is_there for layer in desk.session.experiment.network.layers)
