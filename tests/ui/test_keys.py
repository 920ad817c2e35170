"""Which key does what depends on where the keyboard is, and never surprises."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication
from window_maker import Desk

from playground.data.paint import clear
from playground.session.runner import Runner


def runner(desk: Desk) -> Runner:
    return desk.driver._runner  # type: ignore[attr-defined]


def test_arrows_walk_the_diagram_and_do_not_train(desk: Desk) -> None:
    canvas = desk.window._network._canvas
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    before = canvas.focus_spot
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    desk.beat(2)
    assert canvas.focus_spot != before
    assert runner(desk).trainer.step == 0


def test_arrows_move_the_border_of_the_split(desk: Desk) -> None:
    bar = desk.child("data.split.train.border")
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert desk.session.experiment.data.split.train == 0.75
    desk.beat(2)
    assert runner(desk).trainer.step == 0


def test_space_is_no_part_of_a_number_and_still_means_play(desk: Desk) -> None:
    rate = desk.child("top_bar").findChild(QAbstractSpinBox, "training.learning_rate.editor")
    rate.setFocus(Qt.FocusReason.MouseFocusReason)
    rate.selectAll()
    QTest.keyClick(rate, Qt.Key.Key_Space)
    assert rate.text() == "0.01"
    assert desk.session.running


def test_coming_back_from_a_menu_puts_no_cross_hair_on_the_map(desk: Desk) -> None:
    view = desk.child("map_view")
    event = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MenuBarFocusReason)
    QApplication.sendEvent(view, event)
    before = desk.session.dataset
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert desk.session.dataset is before


def test_run_so_many_epochs_means_so_many_more_whatever_changes_meanwhile(desk: Desk) -> None:
    desk.session.play(epochs=300)
    desk.beat()
    desk.until(lambda: runner(desk).trainer.epoch > 0)
    assert runner(desk).trainer.epoch < 300
    desk.session.apply("network.layers.0.units", 6)
    desk.until(lambda: not desk.session.running)
    assert runner(desk).trainer.epoch == 300


def test_the_curve_ends_at_the_number_on_the_tile_after_every_edit(desk: Desk) -> None:
    desk.session.play(epochs=3)
    desk.beat(60)
    desk.session.set_parameter(0, 0, 0, 4.0)
    frames = []
    desk.window._pump.frame_shown.connect(frames.append)
    desk.beat(4)
    frame = next(frame for frame in reversed(frames) if frame.curves is not None)
    assert frame.curves.column("train_loss")[-1] == frame.numbers.train_loss


def test_a_warning_goes_away_once_its_reason_has(desk: Desk) -> None:
    circle = desk.session.dataset
    desk.session.paint(clear(circle))
    desk.session.play()
    assert desk.child("notice").isVisible()
    desk.session.paint(circle)
    desk.session.play()
    for _ in range(20):
        desk.beat()
    assert not desk.child("notice").isVisible()


def test_undo_from_a_number_takes_back_what_was_typed_there(desk: Desk) -> None:
    rate = desk.child("top_bar").findChild(QAbstractSpinBox, "training.learning_rate.editor")
    rate.setFocus(Qt.FocusReason.MouseFocusReason)
    rate.selectAll()
    QTest.keyClicks(rate, "0.3")
    QTest.keyClick(rate, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rate.text() != "0.3"
    assert desk.session.undo_label is None
    rate.selectAll()
    QTest.keyClicks(rate, "0.3")
    QTest.keyClick(rate, Qt.Key.Key_Return)
    assert desk.session.experiment.training.learning_rate == 0.3
    QTest.keyClick(rate, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.experiment.training.learning_rate == 0.01
    QTest.keyClick(rate, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.session.experiment.training.learning_rate == 0.3


def test_undo_from_a_line_of_text_takes_back_what_was_typed_there(desk: Desk) -> None:
    shares = desk.child("data.split.shares")
    shares.setFocus(Qt.FocusReason.MouseFocusReason)
    shares.selectAll()
    QTest.keyClicks(shares, "60:20:20")
    QTest.keyClick(shares, Qt.Key.Key_Return)
    assert desk.session.experiment.data.split.train == 0.6
    QTest.keyClick(shares, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.experiment.data.split.train == 0.7
