"""What a hand does to points, without a window."""

import numpy as np
import pytest

from playground.data.dataset import Dataset, default_classes
from playground.ui.paint.gestures import Erasing, Moving, Placing, Spraying
from playground.ui.paint.trail import EvenTrail, Touch

EMPTY = Dataset.numbered(np.empty((0, 2)), np.empty(0), default_classes(2))


def a_row() -> Dataset:
    return Dataset.numbered([[x, 0.0] for x in range(-5, 6)], np.zeros(11), default_classes(2))


def spraying() -> Spraying:
    return Spraying(1, 0.8, 3, np.random.default_rng(np.random.SeedSequence(5)))


def test_marks_do_not_depend_on_how_often_the_mouse_is_asked() -> None:
    rare, often = EvenTrail(0.3), EvenTrail(0.3)
    few = np.concatenate([rare.to(Touch(0.0, 0.0)), rare.to(Touch(3.0, 0.0))])
    many = np.concatenate([often.to(Touch(x, 0.0)) for x in np.linspace(0, 3, 301)])
    assert many == pytest.approx(few, abs=0.02)


def test_a_point_follows_the_hand_and_stays_one_point() -> None:
    gesture = Placing(a_row(), 1)
    for place in ((1.0, 1.0), (2.0, 3.0)):
        dataset = gesture.to(Touch(*place), a_row())
    assert dataset.n == 12
    assert dataset.x[-1].tolist() == [2.0, 3.0]
    assert dataset.labels[-1] == 1


def test_a_brush_leaves_its_points_within_its_radius_of_the_way() -> None:
    gesture, dataset = spraying(), EMPTY
    for x in (0.0, 1.0, 2.0):
        dataset = gesture.to(Touch(x, 0.0), dataset)
    nearest = np.clip(dataset.x[:, 0], 0, 2)
    assert np.hypot(dataset.x[:, 0] - nearest, dataset.x[:, 1]).max() <= 0.8
    assert dataset.n == 3 * 6


def test_the_same_seed_sprays_the_same_points() -> None:
    assert spraying().to(Touch(0.0, 0.0), EMPTY) == spraying().to(Touch(0.0, 0.0), EMPTY)


def test_a_brush_that_stands_still_adds_nothing() -> None:
    gesture = spraying()
    once = gesture.to(Touch(0.0, 0.0), EMPTY)
    assert gesture.to(Touch(0.1, 0.0), once) is once


def test_a_quick_eraser_leaves_nothing_on_its_way() -> None:
    gesture = Erasing(0.4)
    dataset = gesture.to(Touch(-3.0, 0.0), a_row())
    assert sorted(gesture.to(Touch(3.0, 0.0), dataset).x[:, 0]) == [-5, -4, 4, 5]


def test_an_eraser_over_nothing_returns_the_same_data() -> None:
    row = a_row()
    assert Erasing(0.4).to(Touch(0.0, 4.0), row) is row


def test_moving_there_and_back_changes_nothing() -> None:
    row = a_row()
    gesture = Moving(row, row.ids[:3], (0.0, 0.0))
    away = gesture.to(Touch(0.5, 2.0), row)
    assert away.x[:3, 1].tolist() == [2.0, 2.0, 2.0]
    assert gesture.to(Touch(0.0, 1e-12), away).x == pytest.approx(row.x)
