"""Children of points: near their parents in the way that was asked for, and drawn by chance that can be repeated."""

import numpy as np
import pytest

from playground.data.augmentation import Augmentation, brood
from playground.data.generators import Spiral

X = Spiral(samples=200).make(np.random.default_rng(1)).x
ORDER = np.random.default_rng(2).permutation(200)


def children(rule: Augmentation, seed: int = 5) -> np.ndarray:
    return brood(rule, X, ORDER, np.random.default_rng(seed)).places


def test_without_a_rule_children_are_their_parents() -> None:
    assert np.array_equal(children(Augmentation()), X[ORDER])
    assert not Augmentation().is_on


def test_jitter_moves_with_its_standard_deviation() -> None:
    moved = children(Augmentation(jitter=0.3)) - X[ORDER]
    assert moved.std() == pytest.approx(0.3, rel=0.1)


def test_turned_children_keep_their_distance_from_the_middle_and_the_largest_angle() -> None:
    made, parents = children(Augmentation(rotate=30)), X[ORDER]
    assert np.hypot(*made.T) == pytest.approx(np.hypot(*parents.T))
    angle = np.arctan2(made[:, 1], made[:, 0]) - np.arctan2(parents[:, 1], parents[:, 0])
    turned = np.rad2deg((angle + np.pi) % (2 * np.pi) - np.pi)
    assert 25 < np.abs(turned[np.hypot(*parents.T) > 0]).max() <= 30 + 1e-9


@pytest.mark.parametrize(("flip", "mirrored"), [("x1", (True, False)), ("x2", (False, True)), ("both", (True, True))])
def test_about_half_of_the_children_are_mirrored(flip: str, mirrored: tuple[bool, bool]) -> None:
    made, parents = children(Augmentation(flip=flip)), X[ORDER]
    assert np.abs(made) == pytest.approx(np.abs(parents))
    for axis in (0, 1):
        share = float((made[:, axis] != parents[:, axis]).mean())
        assert 0.35 < share < 0.65 if mirrored[axis] else share == 0


def test_scaled_children_are_nearer_or_farther_by_the_factor_at_most() -> None:
    made, parents = children(Augmentation(scale=1.2)), X[ORDER]
    inner = (np.hypot(*parents.T) > 0) & (np.abs(made).max(axis=1) < 6)
    factor = np.hypot(*made[inner].T) / np.hypot(*parents[inner].T)
    assert 1 / 1.2 - 1e-9 <= factor.min() < 0.9
    assert 1.1 < factor.max() <= 1.2 + 1e-9


def test_translated_children_are_no_farther_than_said_and_stay_on_the_map() -> None:
    made = children(Augmentation(translate=2))
    assert np.abs(made - X[ORDER]).max() <= 2
    assert np.abs(made).max() <= 6


def test_a_mixed_child_lies_between_its_parents() -> None:
    made = brood(Augmentation(mixup=0.4), X, ORDER, np.random.default_rng(5))
    assert made.partners is not None
    assert made.share is not None
    share = made.share[:, None]
    assert made.places == pytest.approx(share * X[ORDER] + (1 - share) * X[made.partners])
    assert made.share.mean() == pytest.approx(0.5, abs=0.1)


def test_the_same_chance_gives_the_same_children_and_other_chance_others() -> None:
    rule = Augmentation(jitter=0.2, rotate=20, flip="both", scale=1.1, translate=0.5, mixup=0.3)
    assert np.array_equal(children(rule, 5), children(rule, 5))
    assert not np.array_equal(children(rule, 5), children(rule, 6))


def test_a_stronger_jitter_leaves_the_flips_as_they_were() -> None:
    weak, strong = children(Augmentation(flip="x1", jitter=1e-9)), children(Augmentation(flip="x1", jitter=2e-9))
    assert np.array_equal(np.sign(weak[:, 0]), np.sign(strong[:, 0]))


def test_of_no_points_there_are_no_children() -> None:
    none = np.empty(0, np.int64)
    assert brood(Augmentation(mixup=1), np.empty((0, 2)), none, np.random.default_rng(1)).places.shape == (0, 2)
