"""The report says the same as its parts, for every kind of task, and has something to say of any answers."""

from math import isnan

import numpy as np
import pytest

from playground.engine.evaluation import Evaluator
from playground.engine.outputs import LinearOutput, Output, SigmoidOutput, SoftmaxOutput, TanhOutput
from playground.engine.report import report
from playground.engine.tasks import REGRESSION, Kind, Task, classification

from .builders import network, pairs, trainer
from .sklearn_numbers import cases

TWO, THREE = classification(2), classification(3)


@pytest.mark.parametrize("case", cases("scores").values(), ids=cases("scores"))
def test_two_classes_are_judged_as_scikit_learn_judges_them(case: dict) -> None:
    found = report(case["scores"][np.newaxis], case["labels"], TWO, SigmoidOutput()).classes
    assert found.roc_area == pytest.approx(case["roc"]["area"])
    assert found.average_precision == pytest.approx(case["pr"]["area"])
    assert found.calibration.log_loss == pytest.approx(case["log_loss"])
    assert found.calibration.brier_score == pytest.approx(case["brier_score"])
    assert found.positive == found.macro.each[1]


def test_several_classes_are_judged_as_scikit_learn_judges_them() -> None:
    for case in cases("probabilities").values():
        found = report(case["probabilities"], case["labels"], THREE, SoftmaxOutput()).classes
        assert found.roc_area == pytest.approx(case["roc_area"])
        assert found.calibration.log_loss == pytest.approx(case["log_loss"])
        assert found.calibration.brier_score == pytest.approx(case["brier_score"])
        assert found.calibration.reliability.observed[-1] <= 1.0
        assert found.accuracy == (case["probabilities"].argmax(axis=0) == case["labels"]).mean()
        assert found.threshold is None


def test_numbers_are_judged_as_scikit_learn_judges_them() -> None:
    for case in cases("values").values():
        found = report(case["answers"][np.newaxis], case["targets"], REGRESSION, LinearOutput())
        assert found.classes is None
        assert found.values.r2 == pytest.approx(case["r2"])
        assert found.values.rmse == pytest.approx(case["rmse"])
        assert found.values.mae == pytest.approx(case["mae"])
        assert found.values.mse == pytest.approx(case["mse"])


def test_the_threshold_moves_points_between_the_cells_and_leaves_the_curves_alone() -> None:
    a, y = np.array([[0.2, 0.4, 0.6, 0.8]]), np.array([0.0, 1.0, 0.0, 1.0])
    low, middle, high = (report(a, y, TWO, SigmoidOutput(), threshold).classes for threshold in (0.3, None, 0.7))
    assert middle.threshold == 0.5
    assert [found.matrix.tolist() for found in (low, middle, high)] == [
        [[1, 1], [0, 2]], [[1, 1], [1, 1]], [[2, 0], [1, 1]],
    ]  # fmt: skip
    assert low.predicted.tolist() == [0.0, 1.0, 1.0, 1.0]
    assert low.roc_area == middle.roc_area == high.roc_area == 0.75


def test_the_confidence_of_several_classes_is_that_in_the_predicted_one() -> None:
    a, y = np.array([[0.7, 0.1], [0.2, 0.1], [0.1, 0.8]]), np.array([0.0, 1.0])
    bins = report(a, y, THREE, SoftmaxOutput()).classes.calibration.reliability
    assert bins.count.nonzero()[0].tolist() == [6, 7]
    assert bins.observed[[6, 7]].tolist() == [1.0, 0.0]


@pytest.mark.parametrize("output", [TanhOutput(), LinearOutput()])
def test_scores_that_are_no_probabilities_are_not_judged_as_such(output: Output) -> None:
    found = report(np.array([[-0.9, 0.3]]), np.array([0.0, 1.0]), TWO, output).classes
    assert found.threshold == 0.0
    assert found.accuracy == 1.0
    assert found.calibration is None


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize(("output", "kind"), dict.fromkeys((output, kind) for _, output, kind in pairs()))
def test_the_report_agrees_with_the_score_of_the_trainer(output: Output, kind: Kind, precision: str) -> None:
    subject = trainer(network(output=output, precision=precision), kind=kind)
    train, task = subject.data.train, subject.data.task
    evaluator = Evaluator(subject.plan, subject.theta, task)
    found = report(evaluator.answers(train.x)[1][0], train.y, task, output)
    score = found.values.r2 if kind is Kind.REGRESSION else found.classes.accuracy
    assert score == pytest.approx(subject.record().train.score[0], rel=1e-5)
    assert found.n == train.n


@pytest.mark.parametrize("n", [0, 1, 3])
@pytest.mark.parametrize("answer", [np.nan, np.inf, -np.inf, 1e308])
@pytest.mark.parametrize(
    ("output", "task"),
    [(SigmoidOutput(), TWO), (TanhOutput(), TWO), (SoftmaxOutput(), THREE), (LinearOutput(), REGRESSION)],
)
def test_few_points_and_a_diverged_network_still_give_a_report(
    output: Output, task: Task, answer: float, n: int
) -> None:
    found = report(np.full((output.units(task), n), answer), np.arange(float(n)) % 2, task, output)
    assert found.n == n
    assert (found.classes is None) == (task is REGRESSION)


def test_no_points_have_no_accuracy() -> None:
    assert isnan(report(np.empty((1, 0)), np.empty(0), TWO, SigmoidOutput()).classes.accuracy)


def test_the_answers_are_left_as_they_are() -> None:
    a, y = np.random.default_rng(0).random((1, 50)), (np.arange(50) % 2).astype(np.float64)
    before = a.copy()
    report(a, y, TWO, SigmoidOutput())
    assert (a == before).all()
    assert a.flags.writeable
