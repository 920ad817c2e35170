"""Labels above the points of the map."""

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from playground.ui.views.map_overlay import BETWEEN, lines_within

PLACE, ANSWER = "area 127.3 (0.24)  age 25.0 (0.12)", "price 487,000"
WORDS = f"{PLACE}{BETWEEN}{ANSWER}"


@pytest.fixture
def measure(qapp: QApplication) -> QFontMetricsF:
    return QFontMetricsF(QFont(qapp.font()))


def test_a_label_with_room_is_one_line(measure: QFontMetricsF) -> None:
    assert lines_within(WORDS, measure, measure.horizontalAdvance(WORDS) + 1) == [WORDS]


def test_the_answer_is_read_whole_below_the_place_on_a_small_map(measure: QFontMetricsF) -> None:
    assert lines_within(WORDS, measure, measure.horizontalAdvance(PLACE) + 1) == [PLACE, ANSWER]


def test_a_piece_longer_than_the_map_ends_in_dots_and_the_answer_stays(measure: QFontMetricsF) -> None:
    place, answer = lines_within(WORDS, measure, measure.horizontalAdvance(PLACE) * 0.8)
    assert place.endswith("…")
    assert answer == ANSWER
