"""The time machine below the curves, used by hand and by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_maker import Desk, open_desk

from playground.session.drivers import InlineDriver

EPOCHS = 40


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, tmp_path) as desk:
        desk.session.play(epochs=EPOCHS)
        driver = desk.driver
        assert isinstance(driver, InlineDriver)
        for _ in range(2000):
            driver.advance()
            desk.beat()
            if not desk.session.running:
                break
        desk.beat(5)
        yield desk


def place(desk: Desk, epoch: int) -> QPoint:
    slider = desk.child("time.slider")
    return QPoint(round(slider._x(epoch)), slider.height() // 2)


def settle(desk: Desk) -> None:
    desk.driver.advance(50)  # type: ignore[attr-defined]
    desk.beat(4)


def test_the_slider_stands_at_the_end_of_the_run(desk: Desk) -> None:
    slider = desk.child("time.slider")
    assert (slider.minimum(), slider.maximum(), slider.value()) == (0, EPOCHS, EPOCHS)
    assert desk.child("time.now").text() == f"epoch {EPOCHS} · drag to rewind"


def test_the_slider_keeps_its_width_while_it_is_dragged(desk: Desk) -> None:
    slider, widths = desk.child("time.slider"), set()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=place(desk, EPOCHS))
    for epoch in (EPOCHS - 1, 20, 9, 0):
        QTest.mouseMove(slider, place(desk, epoch))
        desk.beat(4)
        widths.add(slider.width())
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=place(desk, 0))
    assert len(widths) == 1


def test_the_epoch_that_is_seen_stands_beside_the_button_and_is_seen_whole(desk: Desk) -> None:
    desk.session.look_back(10)
    settle(desk)
    words, button = desk.child("time.then"), desk.child("time.branch")
    assert words.width() >= words.fontMetrics().horizontalAdvance(words.text())
    assert not words.geometry().intersects(button.geometry())


def test_dragging_shows_an_earlier_epoch_and_play_returns_to_the_present(desk: Desk) -> None:
    slider = desk.child("time.slider")
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=place(desk, EPOCHS))
    for epoch in (30, 20, 10):
        QTest.mouseMove(slider, place(desk, epoch))
        desk.beat(2)
        assert desk.child("epoch.number").text().lstrip("0,") == str(slider.value())
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=place(desk, 10))
    settle(desk)
    assert desk.child("time.then").text() == f"epoch 10 of {EPOCHS}"
    assert desk.child("time.branch").isVisible()
    desk.session.play(epochs=1)
    settle(desk)
    assert desk.child("time.now").isVisible()
    assert slider.value() == EPOCHS + 1


def test_the_map_goes_back_and_comes_back(desk: Desk) -> None:
    view = desk.window._map
    now = view.grab().toImage()
    desk.session.look_back(1)
    settle(desk)
    assert view.grab().toImage() != now
    desk.session.look_back(None)
    settle(desk)
    assert view.grab().toImage() == now


def test_keys_walk_along_the_epochs(desk: Desk) -> None:
    slider = desk.child("time.slider")
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    settle(desk)
    assert desk.child("time.then").text() == f"epoch {EPOCHS - 1} of {EPOCHS}"
    QTest.keyClick(slider, Qt.Key.Key_Home)
    settle(desk)
    assert desk.child("epoch.number").text().strip("0,") == ""
    QTest.keyClick(slider, Qt.Key.Key_End)
    settle(desk)
    assert desk.child("time.now").isVisible()


def test_going_on_from_an_earlier_epoch_shortens_the_run_until_undo(desk: Desk) -> None:
    desk.session.look_back(12)
    settle(desk)
    desk.child("time.branch").click()
    settle(desk)
    assert desk.child("time.slider").maximum() == 12
    desk.session.undo()
    settle(desk)
    assert desk.child("time.slider").maximum() == EPOCHS


def test_a_click_on_the_handle_does_not_pause(desk: Desk) -> None:
    desk.session.play()
    desk.beat()
    slider = desk.child("time.slider")
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place(desk, slider.maximum()))
    assert desk.session.running
    desk.session.pause()


def test_the_words_follow_the_language(desk: Desk) -> None:
    desk.languages.use("ko")
    desk.beat()
    assert desk.child("time.now").text() == f"에포크 {EPOCHS} · 끌어서 되감기"
