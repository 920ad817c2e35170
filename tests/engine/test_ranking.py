"""ROC and PR curves, against scikit-learn, against counting all pairs, and against single thresholds."""

from itertools import product
from math import isnan

import numpy as np
import pytest

from playground.engine.confusion import confusion, outcomes
from playground.engine.outputs import LinearOutput, Output, SigmoidOutput, TanhOutput
from playground.engine.ranking import labels_at, one_versus_rest, ranking

from .sklearn_numbers import cases

SCORES = cases("scores")
RTOL = 1e-12


def outranking(scores: np.ndarray, positive: np.ndarray) -> float:
    """The probability that a random positive outscores a random negative, by looking at every pair."""
    pairs = list(product(scores[positive], scores[~positive]))
    return sum(1.0 if above > below else 0.5 if above == below else 0.0 for above, below in pairs) / len(pairs)


@pytest.mark.parametrize("case", SCORES.values(), ids=SCORES)
def test_the_roc_curve_is_that_of_scikit_learn(case: dict) -> None:
    found, wanted = ranking(case["scores"], case["labels"] == 1), case["roc"]
    assert found.thresholds[0] == np.inf
    np.testing.assert_array_equal(found.thresholds[1:], wanted["thresholds"])
    np.testing.assert_allclose(found.false_positive_rate, wanted["false_positive_rate"], rtol=RTOL)
    np.testing.assert_allclose(found.recall, wanted["recall"], rtol=RTOL)
    assert found.roc_area == pytest.approx(wanted["area"], rel=RTOL)


@pytest.mark.parametrize("case", SCORES.values(), ids=SCORES)
def test_the_pr_curve_is_that_of_scikit_learn(case: dict) -> None:
    found, wanted = ranking(case["scores"], case["labels"] == 1), case["pr"]
    np.testing.assert_array_equal(found.thresholds[:0:-1], wanted["thresholds"])
    np.testing.assert_allclose(found.precision[:0:-1], wanted["precision"][:-1], rtol=RTOL)
    np.testing.assert_allclose(found.recall[:0:-1], wanted["recall"][:-1], rtol=RTOL)
    assert found.average_precision == pytest.approx(wanted["area"], rel=RTOL)


def test_one_class_against_the_rest_is_that_of_scikit_learn() -> None:
    for case in cases("probabilities").values():
        found = one_versus_rest(case["probabilities"], case["labels"])
        np.testing.assert_allclose([part.roc_area for part in found], case["roc_areas"], rtol=RTOL)
        np.testing.assert_allclose([part.average_precision for part in found], case["average_precisions"], rtol=RTOL)


@pytest.mark.parametrize("levels", [1, 2, 3, 100])
@pytest.mark.parametrize("seed", range(10))
def test_the_area_is_the_probability_that_a_positive_outranks_a_negative(seed: int, levels: int) -> None:
    rng = np.random.default_rng(seed)
    scores, positive = rng.integers(0, levels, 12) / levels, rng.permutation(12) < 5
    assert ranking(scores, positive).roc_area == pytest.approx(outranking(scores, positive), rel=RTOL)


@pytest.mark.parametrize("case", SCORES.values(), ids=SCORES)
def test_the_order_of_the_points_changes_nothing(case: dict) -> None:
    order = np.random.default_rng(3).permutation(len(case["labels"]))
    one = ranking(case["scores"], case["labels"] == 1)
    other = ranking(case["scores"][order], case["labels"][order] == 1)
    for name in one.__slots__:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@pytest.mark.parametrize("threshold", [-0.5, 0.0, 0.3, 0.5, 0.85, 1.0, 1.5])
@pytest.mark.parametrize("case", SCORES.values(), ids=SCORES)
def test_the_outcomes_at_any_threshold_are_a_point_of_the_curves(case: dict, threshold: float) -> None:
    curves = ranking(case["scores"], case["labels"] == 1)
    point = outcomes(confusion(labels_at(case["scores"], threshold), case["labels"], 2))
    there = np.isclose(curves.recall, point.recall) & np.isclose(curves.false_positive_rate, 1.0 - point.specificity)
    assert there.sum() == 1
    np.testing.assert_allclose(curves.precision[there], point.precision)


def test_curves_run_from_nobody_called_positive_to_everybody() -> None:
    curves = ranking(np.array([0.1, 0.7, 0.7, 0.2]), np.array([False, True, False, True]))
    assert curves.thresholds.tolist() == [np.inf, 0.7, 0.2, 0.1]
    assert curves.recall.tolist() == [0.0, 0.5, 1.0, 1.0]
    assert curves.false_positive_rate.tolist() == [0.0, 0.5, 0.5, 1.0]
    assert isnan(curves.precision[0])
    assert curves.precision[1:].tolist() == [0.5, 2 / 3, 0.5]


def test_perfect_order_has_the_area_1_and_the_opposite_order_0() -> None:
    scores, positive = np.arange(6.0), np.arange(6) >= 4
    assert (ranking(scores, positive).roc_area, ranking(scores, positive).average_precision) == (1.0, 1.0)
    assert ranking(-scores, positive).roc_area == 0.0


def test_the_same_score_for_all_is_chance() -> None:
    curves = ranking(np.full(10, 0.3), np.arange(10) < 2)
    assert curves.roc_area == 0.5
    assert curves.average_precision == pytest.approx(0.2)


def test_only_the_order_of_scores_matters() -> None:
    case = SCORES["few_ties"]
    one, other = (ranking(scores, case["labels"] == 1) for scores in (case["scores"], np.exp(5.0 * case["scores"])))
    assert (one.roc_area, one.average_precision) == (other.roc_area, other.average_precision)


def test_without_negatives_there_is_no_roc_curve_but_every_call_is_right() -> None:
    curves = ranking(np.array([0.1, 0.9]), np.array([True, True]))
    assert isnan(curves.roc_area)
    assert np.isnan(curves.false_positive_rate).all()
    assert curves.average_precision == 1.0


def test_without_positives_there_is_no_area() -> None:
    curves = ranking(np.array([0.1, 0.9]), np.array([False, False]))
    assert isnan(curves.roc_area)
    assert isnan(curves.average_precision)
    assert np.isnan(curves.recall).all()


@pytest.mark.parametrize("scores", [[], [0.3, np.nan, 0.5]], ids=["no points", "diverged"])
def test_without_an_order_everything_is_undefined(scores: list[float]) -> None:
    curves = ranking(np.array(scores), np.arange(len(scores)) > 0)
    assert curves.thresholds.tolist() == [np.inf]
    assert np.isnan([curves.roc_area, curves.average_precision, *curves.recall, *curves.false_positive_rate]).all()


def test_infinite_scores_are_in_order() -> None:
    assert ranking(np.array([-np.inf, np.inf, np.inf]), np.array([False, True, True])).roc_area == 1.0


def test_a_higher_threshold_calls_fewer_points_positive() -> None:
    scores = np.array([0.2, 0.5, 0.8])
    assert labels_at(scores, 0.1).tolist() == [1.0, 1.0, 1.0]
    assert labels_at(scores, 0.5).tolist() == [0.0, 0.0, 1.0]
    assert labels_at(scores, 0.9).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("output", [SigmoidOutput(), TanhOutput(), LinearOutput()])
def test_half_way_between_the_targets_the_labels_are_those_of_the_network(output: Output) -> None:
    a = np.array([[-1.0, -0.1, 0.0, 0.1, 0.4, 0.5, 0.6, 1.0, np.nan]])
    assert labels_at(a[0], (1.0 + output.low) / 2.0).tolist() == output.labels(a).tolist()
