"""Filling a part of the plane from a picture."""

import numpy as np
import pytest

from playground.data.filling import fill, places
from playground.data.points import EMPTY
from playground.spec import SpecError


def picture() -> np.ndarray:
    """Black in its upper left quarter, light grey elsewhere."""
    made = np.full((40, 40, 3), 0.9)
    made[:20, :20] = 0.0
    return made


def test_points_lie_where_the_picture_is_dark() -> None:
    x = places(picture(), 2000, seed=1)
    assert len(x) == 2000
    assert np.mean((x[:, 0] < 0) & (x[:, 1] > 0)) > 0.98


def test_the_same_seed_draws_the_same_points() -> None:
    assert places(picture(), 50, seed=7).tolist() == places(picture(), 50, seed=7).tolist()


def test_the_frame_is_filled_as_large_as_fits_it() -> None:
    filled = fill(EMPTY, np.array([[-6.0, -6.0], [6.0, 6.0], [0.0, 0.0]]), ((1.0, 1.0), (5.0, 3.0)), 1)
    assert filled.x.tolist() == [[2.0, 1.0], [4.0, 3.0], [3.0, 2.0]]
    assert filled.labels.tolist() == [1, 1, 1]


def test_a_white_picture_is_refused() -> None:
    with pytest.raises(SpecError, match="white all over"):
        places(np.ones((5, 5, 3)), 10, seed=1)
