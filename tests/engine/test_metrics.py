"""The plain metrics are those of scikit-learn, and silent about what is undefined."""

import numpy as np
import pytest

from playground.engine.metrics import accuracy, mae, mse, r2, rmse, share

from .sklearn_numbers import cases

ERRORS = {"r2": r2, "mse": mse, "rmse": rmse, "mae": mae}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_are_those_of_scikit_learn(name: str) -> None:
    for case in cases("values").values():
        assert ERRORS[name](case["answers"], case["targets"]) == pytest.approx(case[name], rel=1e-12)


@pytest.mark.parametrize("name", ERRORS)
def test_each_model_has_its_own_error(name: str) -> None:
    t = np.array([1.0, 2.0, 4.0])
    a = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
    assert ERRORS[name](a, t).tolist() == [ERRORS[name](row, t) for row in a]


@pytest.mark.parametrize("metric", [accuracy, *ERRORS.values()])
def test_no_points_have_no_score(metric) -> None:
    assert np.isnan(metric(np.empty((2, 0)), np.empty(0))).tolist() == [True, True]


def test_always_answering_with_the_mean_explains_nothing() -> None:
    t = np.array([1.0, 2.0, 6.0])
    assert r2(np.full(3, 3.0), t) == 0.0
    assert r2(t, t) == 1.0
    assert r2(-t, t) < 0.0


def test_targets_that_do_not_vary_leave_nothing_to_explain() -> None:
    assert np.isnan(r2(np.array([1.0, 2.0]), np.array([3.0, 3.0])))


def test_999_of_1000_right_can_be_useless() -> None:
    rare = np.zeros(1000)
    rare[0] = 1.0
    assert accuracy(np.zeros(1000), rare) == 0.999


def test_a_share_of_nothing_is_undefined() -> None:
    assert share(3, 4) == 0.75
    assert np.isnan(share(0, 0))
