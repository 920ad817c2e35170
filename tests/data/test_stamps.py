"""Whole shapes of points at one stroke, and loops around points."""

import numpy as np
import pytest

from playground.data import stamps
from playground.data.dataset import Dataset, default_classes
from playground.data.points import EMPTY

GRID = Dataset.numbered(
    [[x, y] for x in range(-5, 6) for y in range(-5, 6)], np.zeros(121), default_classes(2)
)  # fmt: skip


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def test_a_line_without_scatter_goes_from_end_to_end_in_equal_steps() -> None:
    drawn = stamps.line(EMPTY, (-2, 0), (2, 2), 1, 5, 0.0, rng())
    assert drawn.x == pytest.approx(np.array([[-2, 0], [-1, 0.5], [0, 1], [1, 1.5], [2, 2]]))
    assert drawn.labels.tolist() == [1] * 5


def test_a_ring_without_scatter_lies_on_its_circle() -> None:
    drawn = stamps.ring(EMPTY, (1, -1), 2.0, 0, 12, 0.0, rng())
    assert np.linalg.norm(drawn.x - (1, -1), axis=1) == pytest.approx(np.full(12, 2.0))
    assert drawn.x.mean(axis=0) == pytest.approx([1, -1])


def test_scatter_is_a_standard_deviation() -> None:
    drawn = stamps.line(EMPTY, (-3, 0), (3, 0), 0, 4000, 0.5, rng())
    assert drawn.x[:, 1].std() == pytest.approx(0.5, rel=0.05)


def test_a_blob_is_round_and_most_of_it_is_within_its_radius() -> None:
    drawn = stamps.blob(EMPTY, (0, 0), 2.0, 0, 4000, rng())
    assert drawn.x.std(axis=0) == pytest.approx([1.0, 1.0], rel=0.05)
    assert np.mean(np.linalg.norm(drawn.x, axis=1) <= 2.0) == pytest.approx(1 - np.exp(-2), abs=0.02)


def test_a_loop_takes_what_it_encloses_and_not_its_bay() -> None:
    horseshoe = [(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (1.5, 3.5), (1.5, -1.5), (-1.5, -1.5), (-1.5, 3.5), (-3.5, 3.5)]
    x = GRID.x[np.isin(GRID.ids, stamps.select_loop(GRID, horseshoe))]
    bay = (np.abs(x[:, 0]) < 1.5) & (x[:, 1] > -1.5)
    assert not bay.any()
    assert len(x) == 49 - 3 * 5


def test_a_loop_of_fewer_than_three_corners_encloses_nothing() -> None:
    assert len(stamps.select_loop(GRID, [(-9, -9), (9, 9)])) == 0
