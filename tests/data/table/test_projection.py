"""PCA, and the round ends of axes."""

import numpy as np
import pytest

from playground.data.ranges import round_range
from playground.data.table.projection import principal


def test_the_directions_are_orthonormal_and_hold_most_of_the_variance() -> None:
    rng = np.random.default_rng(0)
    columns = rng.normal(size=(200, 5)) @ rng.normal(size=(5, 5))
    found = principal(columns)
    assert np.allclose(found.axes @ found.axes.T, np.eye(2))
    spread = found.apply(columns).var(axis=0)
    assert spread[0] >= spread[1]
    standard = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    for direction in rng.normal(size=(100, 5)):
        assert (standard @ (direction / np.linalg.norm(direction))).var() <= spread[0] + 1e-9
    assert np.allclose(found.share, spread / 5)


def test_a_column_counts_as_much_as_another_wherever_it_lies_and_however_wide_it_is() -> None:
    columns = np.random.default_rng(2).normal(size=(50, 3))
    moved = principal(columns * [1e-3, 1.0, 50.0] + [1000.0, -50.0, 7.0])
    assert moved.share == pytest.approx(principal(columns).share)


def test_a_constant_column_adds_nothing() -> None:
    rng = np.random.default_rng(1)
    two = rng.normal(size=(50, 2))
    found = principal(np.column_stack([two, np.full(50, 7.0)]))
    assert np.allclose(found.axes[:, 2], 0)
    assert found.share.sum() == pytest.approx(1)


@pytest.mark.parametrize("low", [-1e9, -3.7, 0.0, 1e-3, 5_000.0])
@pytest.mark.parametrize("width", [0.0, 1e-6, 0.37, 42.0, 9.9e8])
def test_a_round_range_holds_all_values_and_is_at_most_four_fifths_empty(low: float, width: float) -> None:
    values = np.array([low, low + width / 2, low + width])
    first, last = round_range(values)
    assert first < values[0]
    assert last > values[2]
    if width > 1e-6 * max(1.0, abs(low)):
        assert last - first <= 1.6 * width
