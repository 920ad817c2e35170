"""The window as a whole: what a person does first, and what must never happen."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLabel, QSlider, QWidget
from window_maker import Desk, open_desk

from playground.data.several_sets import Rings
from playground.engine.activations import ReLU
from playground.examples import EXAMPLES, Example
from playground.session.frame import Frame, State


def test_data_are_there_at_once_and_play_learns_them(desk: Desk) -> None:
    assert desk.session.dataset.n > 0
    frames: list[Frame] = []
    desk.window._pump.frame_shown.connect(frames.append)
    QTest.keyClick(desk.window, Qt.Key.Key_Space)
    assert desk.session.running
    for _ in range(600):
        desk.beat()
        if frames and frames[-1].numbers.validation_score > 0.98:
            break
    assert frames[-1].numbers.validation_score > 0.98


def test_space_pauses_what_it_started(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_Space)
    desk.beat(3)
    QTest.keyClick(desk.window, Qt.Key.Key_Space)
    desk.beat(3)
    assert not desk.session.running
    assert desk.child("top_bar.play").accessibleName() == "Play"


def test_space_on_a_button_that_has_the_focus_presses_that_button(desk: Desk) -> None:
    box = desk.child("output.discretise")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert not desk.session.running


def test_a_data_set_with_three_classes_makes_the_output_a_softmax_and_undo_brings_it_back(desk: Desk) -> None:
    QTest.mouseClick(desk.child("gallery.group.several"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(desk.child("data.rings"), Qt.MouseButton.LeftButton)
    desk.beat(2)
    assert isinstance(desk.session.experiment.data.source, Rings)
    assert desk.session.experiment.training.loss.key == "cross_entropy"
    desk.window.actions_["undo"].trigger()
    desk.beat(2)
    assert desk.session.experiment.training.loss.key == "binary_cross_entropy"
    assert desk.child("data.circle").isChecked()
    assert desk.child("data.circle").isVisible()


def test_the_language_switches_in_the_open_window(desk: Desk) -> None:
    assert desk.child("top_bar.play").text() == "Play"
    desk.window.actions_["language"].trigger()
    assert desk.child("top_bar.play").text() == "학습 시작"
    desk.window.actions_["language"].trigger()
    assert desk.child("top_bar.play").text() == "Play"


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("projector", [False, True])
def test_the_window_fits_the_screens_of_classrooms(
    desk: Desk, size: tuple[int, int], language: str, projector: bool
) -> None:
    desk.languages.use(language)
    if projector:
        desk.window.actions_["projector"].trigger()
    desk.window.resize(*size)
    desk.beat(3)
    least = desk.window.minimumSizeHint()
    assert least.width() <= size[0]
    assert least.height() <= size[1]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_words_are_cut_off(desk: Desk, language: str) -> None:
    desk.languages.use(language)
    desk.window.resize(1280, 720)
    desk.beat(3)
    for label in desk.window.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap() and "<" not in label.text():
            needed = label.fontMetrics().horizontalAdvance(label.text())
            assert needed <= label.contentsRect().width() + 1, (label.objectName(), label.text())
    for button in desk.window.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.fontMetrics().horizontalAdvance(button.text()) <= button.width(), button.text()


def test_everything_that_can_be_used_has_a_name_and_a_tip(desk: Desk) -> None:
    for kind in (QAbstractButton, QAbstractSpinBox, QComboBox, QSlider):
        for widget in desk.window.findChildren(kind):
            if not widget.isVisible():
                continue
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget.objectName()
            assert widget.objectName(), type(widget)
            assert widget.toolTip(), widget.objectName()


def test_every_control_can_be_reached_by_tab(desk: Desk) -> None:
    reached: set[QWidget] = set()
    desk.window.activateWindow()
    widget = desk.window.focusWidget() or desk.window
    for _ in range(2000):
        widget = widget.nextInFocusChain()
        if widget in reached:
            break
        reached.add(widget)
    for name in ("top_bar.play", "data.spiral", "map_view", "data.split.train.border", "paint.more"):
        target = desk.child(name)
        assert target in reached
        assert target.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_every_example_opens_and_trains(desk: Desk, example: Example) -> None:
    desk.window.filing.open_example(example)
    desk.until(lambda: not desk.window.filing.busy)
    desk.session.play(epochs=2)
    desk.beat(20)
    assert desk.notices == [str(example.hint)]


def test_divergence_is_told_in_words_and_reset_brings_everything_back(desk: Desk) -> None:
    layers = desk.session.experiment.network.layers
    desk.session.apply("network.layers", tuple(replace(layer, activation=ReLU()) for layer in layers))
    desk.session.apply("training.learning_rate", 10.0)
    desk.notices.clear()
    desk.session.play()
    for _ in range(300):
        desk.beat()
        if desk.session.diverged:
            break
    assert desk.session.diverged
    assert len(desk.notices) == 1
    assert desk.child("notice").isVisible()
    QTest.mouseClick(desk.child("notice.reset"), Qt.MouseButton.LeftButton)
    desk.beat(3)
    assert not desk.session.diverged
    assert not desk.child("notice").isVisible()


def test_a_bad_file_changes_nothing_and_is_explained(desk: Desk, tmp_path: Path) -> None:
    before = desk.session.experiment
    path = tmp_path / "bad.json"
    path.write_text('{"training": {"learning_rate": -1}}', encoding="utf-8")
    desk.window.filing.open(path)
    desk.until(lambda: not desk.window.filing.busy)
    assert desk.session.experiment is before
    assert "-1" in desk.notices[-1]
    assert "bad.json" in desk.notices[-1]


def test_hidden_cards_want_nothing(desk: Desk) -> None:
    for key in ("view_lower", "view_run"):
        desk.window.actions_[key].trigger()
    desk.beat()
    assert not desk.child("lower_panel").isVisible()
    asked = []
    desk.session.credit = asked.append  # type: ignore[method-assign]
    desk.window._pump.beat()
    assert asked
    assert not asked[-1].curves


def test_details_make_place_before_large_type_comes_and_return_after_it(desk: Desk) -> None:
    seen = []
    desk.appearance.changed.connect(lambda: seen.append(desk.child("run_panel").isVisible()))
    desk.window.actions_["projector"].trigger()
    desk.window.actions_["projector"].trigger()
    assert seen
    assert not any(seen)
    assert desk.child("run_panel").isVisible()


def test_looking_changes_nothing(qapp: QApplication, tmp_path: Path) -> None:
    """Ten epochs with every view at work end in the same bits as ten epochs with no window at all."""
    with open_desk(qapp, tmp_path) as desk:
        desk.session.play(epochs=10)
        for _ in range(2000):
            desk.beat()
            desk.window._map.show_neuron((1, 0))
            if not desk.session.running:
                break
        watched = desk.driver._runner.trainer  # type: ignore[attr-defined]
        alone = desk.session.prepared.trainer()
        alone.run(until_epoch=10)
        assert watched.epoch == 10
        assert np.array_equal(watched.theta, alone.theta)


def test_a_stroke_on_the_map_adds_points_and_is_undone_as_one(desk: Desk) -> None:
    before = desk.session.dataset
    map_view = desk.child("map_view")
    QTest.mouseClick(desk.child("paint.spray"), Qt.MouseButton.LeftButton)
    middle = map_view.rect().center()
    QTest.mousePress(map_view, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        QTest.mouseMove(map_view, middle + QPoint(6 * step, 3 * step))
    QTest.mouseRelease(map_view, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 15))
    assert desk.session.dataset.n > before.n
    desk.window.actions_["undo"].trigger()
    assert desk.session.dataset == before
    assert desk.session.experiment.data.source.key == "circle"


def test_the_state_of_a_frame_is_what_the_window_says(desk: Desk) -> None:
    desk.session.play(epochs=1)
    for _ in range(200):
        desk.beat()
        if not desk.session.running:
            break
    frames = []
    desk.window._pump.frame_shown.connect(frames.append)
    desk.session.apply("training.learning_rate", 0.02)
    desk.beat(3)
    assert frames[-1].state is State.PAUSED
    assert frames[-1].numbers.epoch == 1
    assert frames[-1].numbers.learning_rate == 0.02


def test_the_map_says_that_it_shows_evaluation_mode_where_that_matters(desk: Desk) -> None:
    panel = desk.child("output_panel")
    assert panel.accessibleName() == "Output"
    layers = desk.session.experiment.network.layers
    desk.session.apply("network.layers", tuple(replace(layer, dropout=0.3) for layer in layers))
    assert "eval" in panel.accessibleName()
    desk.session.undo()
    assert panel.accessibleName() == "Output"
