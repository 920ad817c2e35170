"""Pictures become points: grey as television has it, means of what a cell covers, points where it is dark."""

import numpy as np
import pytest

from playground.data.picture import (
    COLOURS,
    DARKNESS,
    LEVELS,
    LIGHTNESS,
    Sampling,
    group_colours,
    shrink,
    steps,
    to_grey,
)


def plain(height: int, width: int, colour: tuple[float, float, float]) -> np.ndarray:
    return np.full((height, width, 3), colour)


def test_green_is_brighter_than_red_and_red_than_blue() -> None:
    red, green, blue = (to_grey(plain(1, 1, colour))[0, 0] for colour in ((1, 0, 0), (0, 1, 0), (0, 0, 1)))
    assert (red, green, blue) == pytest.approx((0.299, 0.587, 0.114))
    assert to_grey(plain(2, 3, (1, 1, 1))).tolist() == pytest.approx(np.ones((2, 3)))


def test_a_small_picture_is_the_mean_of_what_each_cell_covers() -> None:
    picture = np.random.default_rng(0).random((60, 40, 3))
    small = shrink(picture, 12)
    assert small.shape == (12, 8, 3)
    assert np.allclose(small[3, 5], picture[15:20, 25:30].mean(axis=(0, 1)))
    assert np.allclose(shrink(picture, 7).mean(axis=(0, 1)), picture.mean(axis=(0, 1)))


def test_a_picture_that_is_small_enough_stays() -> None:
    picture = np.random.default_rng(0).random((6, 4, 3))
    assert np.array_equal(shrink(picture, 64), picture)


def half_black() -> np.ndarray:
    picture = plain(20, 20, (1, 1, 1))
    picture[:, :10] = 0
    return picture


def test_dark_places_draw_points_and_stand_where_they_are_in_the_picture() -> None:
    data = steps(half_black(), Sampling(mode=DARKNESS, count=500)).dataset
    assert data.n == 500
    assert (data.x[:, 0] < 0).mean() > 0.98
    assert (data.labels[data.x[:, 0] < -0.01] == 0).all()
    light = steps(half_black(), Sampling(mode=LIGHTNESS, count=500)).dataset
    assert (light.x[:, 0] > 0).mean() > 0.98


def test_up_is_up_and_the_shape_is_kept() -> None:
    picture = plain(10, 40, (1, 1, 1))
    picture[:3] = 0
    data = steps(picture, Sampling(mode=DARKNESS, count=300)).dataset
    assert (data.x[data.labels == 0, 1] > 0).all()
    assert np.abs(data.x[:, 1]).max() <= 1.5
    assert np.abs(data.x[:, 0]).max() > 5


def test_colours_become_classes_and_each_point_has_the_colour_of_its_place() -> None:
    picture = plain(30, 30, (1, 0, 0))
    picture[:, 10:20] = (0, 0, 1)
    picture[:, 20:] = (1, 1, 0)
    made = steps(picture, Sampling(mode=COLOURS, colours=3, count=400))
    assert [style.name for style in made.dataset.classes] == ["#0000ff", "#ff0000", "#ffff00"]
    middle = np.abs(made.dataset.x[:, 0]) < 1.99
    assert (made.dataset.labels[middle] == 0).all()
    assert (made.dataset.labels[made.dataset.x[:, 0] < -2.01] == 1).all()


def test_groups_are_right_for_noisy_colours_whatever_the_seed() -> None:
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 4, (24, 24))
    colours = np.array([(0.1, 0.1, 0.1), (0.8, 0.1, 0.1), (0.1, 0.8, 0.1), (0.9, 0.9, 0.9)])
    picture = np.clip(colours[truth] + rng.normal(0, 0.03, (24, 24, 3)), 0, 1)
    for seed in range(10):
        labels, _centres = group_colours(picture, 4, np.random.default_rng(seed))
        assert np.array_equal(labels, truth)


def test_one_colour_alone_is_no_trouble() -> None:
    made = steps(plain(8, 8, (0.3, 0.3, 0.3)), Sampling(mode=COLOURS, colours=5, count=50))
    assert made.dataset.class_count == 2
    assert steps(plain(1, 1, (1, 1, 1)), Sampling(count=10)).dataset.n == 10


def test_brightness_can_be_the_value_to_learn() -> None:
    picture = np.repeat(np.linspace(0, 1, 50)[None, :, None], 50, axis=0).repeat(3, axis=2)
    data = steps(picture, Sampling(mode=LEVELS, count=300, side=50)).dataset
    assert not data.is_classification
    assert np.corrcoef(data.x[:, 0], data.y)[0, 1] > 0.99
    assert data.y.min() >= -1
    assert data.y.max() <= 1


def test_the_same_seed_draws_the_same_points() -> None:
    picture = np.random.default_rng(2).random((30, 30, 3))
    first, again, other = (steps(picture, Sampling(seed=seed)).dataset for seed in (1, 1, 2))
    assert first == again
    assert first != other
