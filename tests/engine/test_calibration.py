"""Reliability, Brier score and log loss, against scikit-learn and cases worked out by hand."""

from math import isnan, log

import numpy as np
import pytest

from playground.engine.calibration import brier_score, log_loss, reliability

from .sklearn_numbers import cases

SCORES = cases("scores")
PROBABILITIES = cases("probabilities")


@pytest.mark.parametrize("case", SCORES.values(), ids=SCORES)
def test_the_diagram_is_the_calibration_curve_of_scikit_learn(case: dict) -> None:
    found = reliability(case["scores"], case["labels"] == 1)
    held = found.count > 0
    assert found.count.sum() == len(case["labels"])
    np.testing.assert_allclose(found.mean_predicted[held], case["calibration"]["mean_predicted"], rtol=1e-12)
    np.testing.assert_allclose(found.observed[held], case["calibration"]["observed"], rtol=1e-12)
    assert np.isnan(found.observed[~held]).all()
    assert np.isnan(found.mean_predicted[~held]).all()


@pytest.mark.parametrize("case", SCORES.values(), ids=SCORES)
def test_the_scores_of_two_classes_are_those_of_scikit_learn(case: dict) -> None:
    a, t = case["scores"][np.newaxis], case["labels"][np.newaxis]
    assert brier_score(a, t) == pytest.approx(case["brier_score"], rel=1e-12)
    assert log_loss(a, t) == pytest.approx(case["log_loss"], rel=1e-12)


@pytest.mark.parametrize("case", PROBABILITIES.values(), ids=PROBABILITIES)
def test_the_scores_of_several_classes_are_those_of_scikit_learn(case: dict) -> None:
    t = (np.arange(3)[:, np.newaxis] == case["labels"]).astype(np.float64)
    assert brier_score(case["probabilities"], t) == pytest.approx(case["brier_score"], rel=1e-12)
    assert log_loss(case["probabilities"], t) == pytest.approx(case["log_loss"], rel=1e-12)


def test_a_quarter_that_happens_a_quarter_of_the_time_is_calibrated() -> None:
    found = reliability(np.full(8, 0.25), np.arange(8) < 2)
    assert found.expected_error == 0.0
    assert found.observed[2] == found.mean_predicted[2] == 0.25


def test_the_expected_error_weighs_each_bin_by_its_points() -> None:
    probabilities = np.array([0.95, 0.95, 0.95, 0.05])
    found = reliability(probabilities, np.array([True, False, False, False]), bins=5)
    assert found.count.tolist() == [1, 0, 0, 0, 3]
    assert found.expected_error == pytest.approx(0.75 * (0.95 - 1 / 3) + 0.25 * 0.05)


def test_a_probability_on_an_edge_belongs_to_the_bin_below() -> None:
    found = reliability(np.array([0.0, 0.25, 0.5, 1.0]), np.zeros(4, dtype=np.bool_), bins=4)
    assert found.edges.tolist() == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert found.count.tolist() == [2, 1, 0, 1]


def test_a_sure_mistake_costs_much_but_not_everything() -> None:
    sure, wrong = np.array([[1.0]]), np.array([[0.0]])
    assert log_loss(sure, wrong) == pytest.approx(52 * log(2.0))
    assert log_loss(sure.astype(np.float32), wrong) == pytest.approx(23 * log(2.0))


def test_two_classes_said_with_one_output_or_with_two_are_the_same_surprise() -> None:
    p, t = np.array([[0.9, 0.2, 0.6]]), np.array([[1.0, 1.0, 0.0]])
    both, targets = np.vstack([1.0 - p, p]), np.vstack([1.0 - t, t])
    assert log_loss(p, t) == pytest.approx(log_loss(both, targets))
    assert 2.0 * brier_score(p, t) == pytest.approx(brier_score(both, targets))


@pytest.mark.parametrize("score", [brier_score, log_loss])
def test_saying_what_one_thinks_is_best(score) -> None:
    t = (np.arange(10) < 3).astype(np.float64)[np.newaxis]
    said = np.linspace(0.05, 0.95, 19)
    best = min(said, key=lambda p: score(np.full((1, 10), p), t))
    assert best == pytest.approx(0.3)


def test_the_order_of_the_points_changes_nothing() -> None:
    case, order = SCORES["few_ties"], np.random.default_rng(1).permutation(60)
    one = reliability(case["scores"], case["labels"] == 1)
    other = reliability(case["scores"][order], case["labels"][order] == 1)
    assert one.count.tolist() == other.count.tolist()
    assert one.observed.tolist() == pytest.approx(other.observed.tolist(), nan_ok=True)
    assert one.expected_error == pytest.approx(other.expected_error)


def test_no_points_leave_everything_undefined() -> None:
    nothing = np.empty((1, 0))
    assert isnan(brier_score(nothing, nothing))
    assert isnan(log_loss(nothing, nothing))
    found = reliability(nothing[0], np.empty(0, dtype=np.bool_))
    assert isnan(found.expected_error)
    assert np.isnan(found.observed).all()


def test_answers_of_a_diverged_network_are_not_calibrated() -> None:
    found = reliability(np.array([0.5, np.nan]), np.array([True, False]))
    assert isnan(found.expected_error)
    assert found.count.sum() == 2
