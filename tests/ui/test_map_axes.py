"""The numbers around the map are round, and in own units."""

import numpy as np
import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from playground.data.axes import PLANE, Axis
from playground.ui.theme import STANDARD
from playground.ui.views.axis_ticks import number_words, ticks
from playground.ui.views.map_axes import room
from playground.ui.views.map_readout import position_words

WIDE = Axis("width", -600.0, 600.0)


@pytest.mark.parametrize(
    ("axis", "most", "expected"),
    [
        (Axis(), 7, (-6, -4, -2, 0, 2, 4, 6)),
        (Axis(), 5, (-6, -3, 0, 3, 6)),
        (Axis(), 3, (-6, 0, 6)),
        (Axis(low=0.0, high=10.0), 5, (0, 2.5, 5, 7.5, 10)),
        (Axis(low=4.3, high=7.9), 7, (4.5, 5, 5.5, 6, 6.5, 7, 7.5)),
        (Axis(low=-600.0, high=600.0), 3, (-600, 0, 600)),
    ],
)
def test_numbers_are_round_and_reach_the_ends_where_those_are(axis: Axis, most: int, expected: tuple[float]) -> None:
    assert ticks(axis, most) == expected


@pytest.mark.parametrize("most", [3, 5, 7])
def test_any_axis_has_two_numbers_or_more_within_its_ends(most: int) -> None:
    rng = np.random.default_rng(5)
    for low, span in zip(rng.normal(0, 1000, 200), 10 ** rng.uniform(-3, 6, 200), strict=True):
        axis = Axis(low=float(low), high=float(low + span))
        found = ticks(axis, most)
        assert 2 <= len(found) <= most
        assert axis.low - 1e-3 * span <= found[0] < found[-1] <= axis.high + 1e-3 * span


def test_numbers_are_written_short() -> None:
    assert [number_words(value) for value in (-600.0, 0.25, 2e5, 1e-5)] == ["−600", "0.25", "2×10⁵", "1×10⁻⁵"]


def test_wide_numbers_get_the_room_they_need(qapp: QApplication) -> None:
    assert room((Axis(), WIDE), STANDARD, QFont())[0] > room(PLANE, STANDARD, QFont())[0]


def test_a_place_is_told_in_own_units_with_the_decimals_that_matter() -> None:
    axes = (Axis("length", 4.0, 8.0), WIDE)
    assert position_words((0.0, 0.5), axes) == "length 6.00  width 50"
    assert position_words((0.0, 0.5), (Axis("petal length (cm)"), WIDE)) == "x₁ 0.00  width 50"
