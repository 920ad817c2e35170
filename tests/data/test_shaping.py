"""Points that are turned, scaled, copied, shaken and drawn together."""

import numpy as np
import pytest

from playground.data import shaping
from playground.data.dataset import DOMAIN, Dataset, default_classes

CORNERS = [[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]
SQUARE = Dataset.numbered([*CORNERS, [5.0, 5.0]], [0, 1, 0, 1, 1], default_classes(2))
FOUR = SQUARE.ids[:4]


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def distances(dataset: Dataset) -> np.ndarray:
    x = dataset.x[:4]
    return np.linalg.norm(x[:, None] - x[None], axis=2)


def test_a_quarter_turn_puts_each_corner_where_the_next_one_was() -> None:
    turned = shaping.rotate(SQUARE, FOUR, (0, 0), np.pi / 2)
    assert turned.x[:4] == pytest.approx(np.roll(SQUARE.x[:4], -1, axis=0))
    assert turned.x[4].tolist() == [5, 5]


def test_turning_where_the_plane_is_too_small_keeps_the_arrangement() -> None:
    large = shaping.scale(SQUARE, FOUR, (0, 0), (5.5, 5.5))
    turned = shaping.rotate(large, FOUR, (0, 0), np.pi / 4)
    assert np.abs(turned.x).max() <= DOMAIN[1]
    ratio = distances(turned)[0, 1:] / distances(large)[0, 1:]
    assert ratio == pytest.approx(np.full(3, ratio[0]))


def test_scaling_leaves_the_anchor_where_it_is() -> None:
    scaled = shaping.scale(SQUARE, FOUR, (-1, -1), (2, 0.5))
    assert scaled.x[:4].tolist() == [[-1, -1], [3, -1], [3, 0], [-1, 0]]


def test_a_negative_factor_mirrors() -> None:
    assert shaping.scale(SQUARE, FOUR, (0, 0), (-1, 1)).x[:2].tolist() == [[1, -1], [-1, -1]]


def test_scaling_stops_at_the_border_for_each_axis_or_for_both() -> None:
    assert shaping.scale(SQUARE, FOUR, (0, 0), (100, 1)).x[1].tolist() == [6, -1]
    assert shaping.scale(SQUARE, FOUR, (0, 0), (12, 2), whole=True).x[1] == pytest.approx([6, -1])


def test_copies_have_new_ids_and_the_classes_of_the_originals() -> None:
    copied = shaping.duplicate(SQUARE, FOUR)
    assert copied.ids.tolist() == [*range(9)]
    assert copied.labels[5:].tolist() == SQUARE.labels[:4].tolist()
    assert (copied.x[5:] - SQUARE.x[:4]) == pytest.approx(np.tile([0.5, -0.5], (4, 1)))


def test_shaking_stays_within_the_disc_of_the_hand_and_the_same_seed_shakes_alike() -> None:
    shaken = shaping.jitter(SQUARE, (0, 0), 2.0, 1.0, rng(), spared=SQUARE.ids[:1])
    assert shaken == shaping.jitter(SQUARE, (0, 0), 2.0, 1.0, rng(), spared=SQUARE.ids[:1])
    moved = np.any(shaken.x != SQUARE.x, axis=1)
    assert moved.tolist() == [False, True, True, True, False]


def test_a_magnet_brings_points_nearer_and_never_beyond_itself() -> None:
    pulled = SQUARE
    for _time in range(200):
        before = np.linalg.norm(pulled.x[:4], axis=1)
        pulled = shaping.magnet(pulled, (0, 0), 2.0, 1.0)
        assert np.all(np.linalg.norm(pulled.x[:4], axis=1) < before)
    assert np.abs(pulled.x[:4]).max() < 1e-6
    assert pulled.x[4].tolist() == [5, 5]


@pytest.mark.parametrize(
    "operation",
    [
        lambda data: shaping.rotate(data, [], (0, 0), 1.0), lambda data: shaping.scale(data, [], (0, 0), (2, 2)),
        lambda data: shaping.jitter(data, (-5, 5), 0.5, 1.0, rng()),
        lambda data: shaping.magnet(data, (-5, 5), 0.5, 1.0),
    ],
)  # fmt: skip
def test_where_no_point_is_meant_the_data_set_is_the_same(operation) -> None:
    assert operation(SQUARE) is SQUARE
