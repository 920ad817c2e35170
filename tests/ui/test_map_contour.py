"""The line where a map changes."""

import numpy as np
import pytest

from playground.ui.views.map_contour import borders, crossings


def cells(size: int) -> tuple[np.ndarray, np.ndarray]:
    centres = np.arange(size) + 0.5
    return np.meshgrid(centres, centres)


def test_a_straight_border_is_found_between_the_cells_where_it_lies() -> None:
    column, _row = cells(20)
    pieces = crossings(column - 7.3)
    assert pieces[..., 0] == pytest.approx(7.3)


def test_a_border_reaches_the_edges_of_the_map() -> None:
    column, _row = cells(20)
    rows = crossings(column - 7.3)[..., 1]
    assert rows.min() <= 0
    assert rows.max() >= 20


def test_a_circle_is_closed_and_has_its_radius() -> None:
    column, row = cells(60)
    pieces = crossings(20.0 - np.hypot(column - 30, row - 30))
    assert np.hypot(*(pieces.reshape(-1, 2) - 30).T) == pytest.approx(20, abs=0.02)
    ends = np.round(pieces.reshape(-1, 2), 9)
    assert set(np.unique(ends, axis=0, return_counts=True)[1]) == {2}


def test_a_saddle_is_crossed_by_two_lines_that_do_not_meet() -> None:
    pieces = crossings(np.array([[2.0, -1.0], [-1.0, 2.0]]))
    middle = pieces[((pieces > 0.5) & (pieces < 1.5)).all(axis=2).any(axis=1)]
    assert not any((abs(end - 1.0) < 0.05).all() for end in middle.reshape(-1, 2))


@pytest.mark.parametrize("value", [1.0, -1.0, 0.0, np.nan, np.inf])
def test_a_map_of_one_value_has_no_border(value: float) -> None:
    assert crossings(np.full((10, 10), value)).shape == (0, 2, 2)


def test_cells_that_are_no_numbers_have_no_line_and_spoil_no_other() -> None:
    column, _row = cells(20)
    values = column - 7.3
    values[5:9, :] = np.nan
    pieces = crossings(values)
    assert np.isfinite(pieces).all()
    assert pieces[..., 1].min() <= 0
    assert pieces[..., 1].max() >= 20


def test_between_several_classes_the_line_is_where_the_likeliest_changes() -> None:
    column, _row = cells(30)
    centres = (5.0, 15.0, 25.0)
    channels = np.stack([-abs(column - centre) for centre in centres]).astype(np.float32)
    found = np.unique(np.round(borders(channels)[..., 0], 3))
    assert found == pytest.approx([10.0, 20.0])
