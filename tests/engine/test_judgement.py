"""Thresholds and costs: the cheapest threshold is the cheapest of all there are."""

from math import isnan

import numpy as np
import pytest

from playground.engine.confusion import cost
from playground.engine.judgement import Judgement, cheapest, on_scale_of
from playground.engine.outputs import LinearOutput, SigmoidOutput, TanhOutput
from playground.engine.report import report
from playground.engine.tasks import classification
from playground.spec import SpecError


def cost_at(threshold: float, scores: np.ndarray, labels: np.ndarray, false_alarm: float, miss: float) -> float:
    """The cost by the confusion matrix of the report, which is golden against scikit-learn."""
    found = report(scores[np.newaxis], labels, classification(2), SigmoidOutput(), threshold).classes
    assert found is not None
    return cost(found.matrix, np.array([[0.0, false_alarm], [miss, 0.0]]))


@pytest.mark.parametrize("false_alarm", [0.0, 1.0, 30.0])
@pytest.mark.parametrize("miss", [1.0, 7.0])
@pytest.mark.parametrize("seed", range(4))
def test_no_threshold_is_cheaper_than_the_cheapest(false_alarm: float, miss: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    labels = random.integers(0, 2, 40).astype(np.float64)
    scores = np.clip(random.normal(0.4 + 0.2 * labels, 0.2), 0, 1).round(2)
    found = cheapest(scores, labels == 1, false_alarm, miss)
    assert cost_at(found.threshold, scores, labels, false_alarm, miss) == found.cost
    every = [cost_at(threshold, scores, labels, false_alarm, miss) for threshold in np.linspace(0, 1, 201)]
    assert found.cost <= min(every)


def test_a_disease_test_calls_more_people_ill_than_a_spam_filter_calls_letters_spam() -> None:
    scores = np.array([0.1, 0.3, 0.35, 0.5, 0.6, 0.7, 0.9])
    positive = np.array([False, False, True, False, True, False, True])
    disease, spam = cheapest(scores, positive, 1.0, 50.0), cheapest(scores, positive, 50.0, 1.0)
    assert disease.threshold == pytest.approx((0.3 + 0.35) / 2)
    assert spam.threshold == pytest.approx((0.7 + 0.9) / 2)
    assert (disease.cost, spam.cost) == (2.0, 2.0)


def test_of_equally_cheap_thresholds_the_nearest_to_the_middle_is_taken() -> None:
    assert cheapest(np.array([0.1, 0.9]), np.array([False, True]), 1.0, 1.0).threshold == 0.5


def test_scores_of_a_diverged_network_have_no_cheapest_threshold() -> None:
    assert isnan(cheapest(np.array([np.nan, 0.5]), np.array([True, False]), 1.0, 1.0).threshold)


def test_without_points_nothing_costs_anything() -> None:
    assert cheapest(np.zeros(0), np.zeros(0, np.bool_), 1.0, 1.0).cost == 0.0


def test_half_way_is_the_usual_border_of_each_output() -> None:
    for output, border in ((SigmoidOutput(), 0.5), (TanhOutput(), 0.0), (LinearOutput(), 0.0)):
        assert on_scale_of(output, Judgement().threshold) == border


@pytest.mark.parametrize("field", ["threshold", "miss_cost", "false_alarm_cost"])
def test_impossible_decisions_are_refused(field: str) -> None:
    with pytest.raises(SpecError):
        Judgement(**{field: -0.1})
