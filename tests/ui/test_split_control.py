"""The split is typed, chosen, dragged and moved by key; the test set is sealed until a person opens it."""

import re
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from window_maker import Desk

from playground.data.regression_sets import Plane
from playground.data.split import Split
from playground.ui.paint.markers import Marker, Part, part_icon, part_marker
from playground.ui.panels.split_control import USUAL, shares_words, with_shares
from playground.ui.theme import DARK, LIGHT, Theme


def split(desk: Desk) -> Split:
    return desk.session.experiment.data.split


def type_shares(desk: Desk, words: str) -> None:
    edit: QLineEdit = desk.child("data.split.shares")
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, words)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def drag(desk: Desk, start: float, *stops: float) -> None:
    bar: QWidget = desk.child("data.split.bar")
    at = [QPoint(round(share * bar.width()), bar.height() // 2) for share in (start, *stops)]
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=at[0])
    for point in at[1:]:
        QTest.mouseMove(bar, point)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at[-1])


@pytest.mark.parametrize("words", USUAL)
def test_the_usual_shares_are_a_click_away(desk: Desk, words: str) -> None:
    action: QAction = desk.child(f"data.split.{words}")
    action.trigger()
    assert shares_words(split(desk)) == words
    assert desk.child("data.split.shares").text() == words


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        ("50:50", (0.5, 0)),
        ("60 20 20", (0.6, 0.2)),
        ("98,5:1:0,5", (0.985, 0.005)),
        ("3/1/1", (0.6, 0.2)),
        ("1:0", (1, 0)),
    ],
)
def test_shares_are_typed_in_any_usual_spelling(desk: Desk, words: str, shares: tuple[float, float]) -> None:
    type_shares(desk, words)
    assert (split(desk).train, split(desk).test) == pytest.approx(shares)


@pytest.mark.parametrize("words", ["", "70", "a:b", "60:-1:41", "0:0", "1:2:3:4", "nan:1", "1:1e999", "2:98"])
def test_what_is_no_split_is_refused_in_words_and_nothing_changes(desk: Desk, words: str) -> None:
    before = split(desk)
    type_shares(desk, words or " ")
    assert split(desk) == before
    assert len(desk.notices) == 1
    assert desk.child("data.split.shares").text() == shares_words(before)


def test_dragging_a_border_is_one_step_of_undo(desk: Desk) -> None:
    drag(desk, 0.7, 0.65, 0.6)
    assert split(desk).train == pytest.approx(0.6)
    desk.session.undo()
    assert split(desk) == Split()


def test_the_test_border_waits_at_the_right_end(desk: Desk) -> None:
    drag(desk, 0.995, 0.9, 0.8)
    assert (split(desk).train, split(desk).test) == pytest.approx((0.7, 0.2))
    assert len(desk.session.prepared.parts.test) == 80


def test_borders_do_not_pass_each_other(desk: Desk) -> None:
    desk.session.apply("data.split", Split(0.6, 0.2))
    drag(desk, 0.6, 0.95)
    assert (split(desk).train, split(desk).validation) == (0.8, 0.0)
    drag(desk, 0.8, 0.02)
    assert split(desk).train == 0.05


def test_both_borders_move_by_key(desk: Desk) -> None:
    test = desk.child("data.split.test.border")
    test.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(test, Qt.Key.Key_Left)
    assert split(desk).test == 0.05
    QTest.keyClick(test, Qt.Key.Key_Up)
    assert split(desk).test == 0.04


def test_a_new_split_keeps_the_points(desk: Desk) -> None:
    dataset, train = desk.session.dataset, desk.session.prepared.parts.train
    desk.child("data.split.again").click()
    assert desk.session.dataset is dataset
    assert not np.array_equal(desk.session.prepared.parts.train, train)


def test_without_test_points_there_is_no_seal_and_no_switch(desk: Desk) -> None:
    assert not desk.child("test_set").isVisible()
    assert not desk.child("output.test").isVisible()


def open_by_hand(desk: Desk, answer: str) -> None:
    desk.child("test_set.open").click()
    QTest.mouseClick(desk.child(answer), Qt.MouseButton.LeftButton)
    desk.beat(2)


def test_opening_asks_first_and_then_shows_points_score_and_gap(desk: Desk) -> None:
    desk.session.apply("data.split", Split(0.6, 0.2))
    desk.beat(8)
    view, sealed = desk.child("map_view"), desk.child("map_view").grab().toImage()
    assert "80 points · opened 0×" in desk.child("test_set.words").text()
    open_by_hand(desk, "test_set.question.keep")
    assert not desk.session.seal.is_open
    open_by_hand(desk, "test_set.question.open")
    assert desk.session.seal.is_open
    assert view.grab().toImage() != sealed
    assert "opened 1×" in desk.child("test_set.words").text()
    assert "–" not in desk.child("test_set.words").text()
    assert "Generalisation gap: error" in desk.child("test_set.gap").accessibleName()
    desk.child("test_set.close").click()
    desk.beat(8)
    assert view.grab().toImage() == sealed


def test_the_gap_is_the_test_error_minus_the_training_error(desk: Desk) -> None:
    desk.session.apply("data.split", Split(0.6, 0.2))
    desk.session.open_test_set()
    desk.session.step_epoch()
    desk.beat(12)
    numbers = desk.child("test_set")._numbers
    train, test = round(100 * (1 - numbers.train_score), 1), round(100 * (1 - numbers.test_score), 1)
    words = desk.child("test_set.gap").accessibleName()
    assert f"{test:.1f} % − {train:.1f} % = " in words
    assert words.endswith(f"{test - train:.1f} points".replace("-", "−"))


def test_hidden_points_are_neither_chosen_nor_erased(desk: Desk) -> None:
    desk.session.apply("data.split", Split(0.6, 0.2))
    hidden = set(desk.session.dataset.ids[desk.session.prepared.parts.test])
    painter = desk.window._map.painter
    painter.selection.select_all()
    assert hidden.isdisjoint(painter.selection.ids)
    painter.press((0, 0), erase=True)
    painter.move((3, 3))
    painter.release()
    assert hidden <= set(desk.session.dataset.ids)
    assert desk.session.dataset.n < 400


def test_closing_lets_go_of_chosen_test_points(desk: Desk) -> None:
    desk.session.apply("data.split", Split(0.6, 0.2))
    desk.session.open_test_set()
    painter = desk.window._map.painter
    painter.selection.select_all()
    assert len(painter.selection) == 400
    desk.session.close_test_set()
    assert len(painter.selection) == 320


def lightness(theme: Theme, marker: Marker) -> list[int]:
    """How light each pixel of a marker in the legend is, from 0 to 255."""
    picture = part_icon(theme, marker, 14, 1.0).pixmap(14, 14).toImage()
    return [picture.pixelColor(x, y).lightness() for x in range(14) for y in range(14)]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("valued", [False, True])
def test_each_part_is_told_apart_by_more_than_colour(qapp: QApplication, theme: Theme, valued: bool) -> None:
    pictures = [lightness(theme, part_marker(theme, part, valued=valued)) for part in Part]
    for one, other in combinations(pictures, 2):
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) > 45


def test_the_legend_of_the_parts_follows_the_kind_of_data(desk: Desk) -> None:
    def look() -> bytes:
        return bytes(desk.child("output.train").icon().pixmap(14, 14).toImage().constBits())

    of_classes = look()
    desk.session.apply("data.source", Plane())
    of_values = look()
    assert of_classes != of_values
    desk.session.undo()
    assert look() == of_classes


def test_shares_come_back_as_they_were_typed() -> None:
    for words in (*USUAL, "33.3:33.3:33.4", "5:95"):
        assert shares_words(with_shares(Split(), words)) == words


def test_painted_points_that_vanish_into_the_sealed_set_are_accounted_for(desk: Desk) -> None:
    desk.session.apply("data.split", Split(0.3, 0.6))
    painter, hidden = desk.window._map.painter, len(desk.session.prepared.parts.test)
    for x in range(-5, 6):
        painter.press((x, 5.5))
        painter.release()
    vanished = len(desk.session.prepared.parts.test) - hidden
    assert 0 < vanished < 11
    counts = [[int(number) for number in re.findall(r"\d+", notice)] for notice in desk.notices]
    assert sum(came - sum(left) for came, *left in counts) == vanished
    desk.session.open_test_set()
    desk.notices.clear()
    painter.press((0.5, 5.5))
    painter.release()
    assert desk.notices == ["The points or their split have changed: the test set is sealed again."]
