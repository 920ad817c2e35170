"""Everything there is to say about the answers to one set of points, worked out in one call.

What depends on a choice made afterwards is asked of the parts: `positive.f(beta)`, `confusion.cost(matrix, costs)`.
"""

from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array, read_only
from playground.engine.calibration import Reliability, brier_score, log_loss, reliability
from playground.engine.confusion import Counts, Macro, Outcomes, confusion, macro, mcc, micro, share_right
from playground.engine.metrics import mae, mse, r2, rmse, share
from playground.engine.outputs import Output
from playground.engine.ranking import Flags, Ranking, labels_at, one_versus_rest, ranking
from playground.engine.tasks import Kind, Task


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """How far the answers can be believed as probabilities."""

    reliability: Reliability
    """Of the second class where there are two, of the predicted class where there are several."""
    brier_score: float
    log_loss: float


@dataclass(frozen=True, slots=True, eq=False)
class ClassReport:
    """How well classes are told apart. What is undefined is not a number; see where each value is made."""

    threshold: float | None
    """Answers above it are the second class; None for several classes, of which the largest answer wins."""
    predicted: Array
    """The predicted class of each point, shape (n,)."""
    matrix: Counts
    """The confusion matrix (classes, classes): rows are the true classes, columns the predicted ones."""
    accuracy: float
    mcc: float
    macro: Macro
    """Means over the classes, and in `macro.each` the outcomes of each class against the rest."""
    micro: Outcomes
    """The outcomes of all classes in one heap."""
    rankings: tuple[Ranking, ...]
    """Two classes: the curves of the second. Several: the curves of each against the rest."""
    roc_area: float
    """The mean over `rankings`."""
    average_precision: float
    """The mean over `rankings`."""
    calibration: Calibration | None
    """None where the answers are no probabilities."""

    @property
    def positive(self) -> Outcomes:
        """The outcomes seen from the second class, the positive one of two."""
        return self.macro.each[1]


@dataclass(frozen=True, slots=True)
class ValueReport:
    """How well numbers are met."""

    r2: float
    rmse: float
    mae: float
    mse: float


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """How good the answers to `n` points are: one of `classes` and `values` is there, as the task has it."""

    n: int
    classes: ClassReport | None = None
    values: ValueReport | None = None


def report(a: Array, y: Array, task: Task, output: Output, threshold: float | None = None) -> Report:
    """The report on answers `a` (outputs, n) to points whose labels or values are `y` (n,).

    `threshold` decides between two classes, on the scale of the answers; None is half way between the two targets, and
    other tasks have no threshold. Answers of a diverged network, not finite, give a report too.
    """
    n = a.shape[-1]
    with np.errstate(all="ignore"):
        if task.kind is Kind.REGRESSION:
            return Report(n, values=_values(a[0].astype(np.float64), y))
        if task.kind is Kind.MULTICLASS:
            return Report(n, classes=_several_classes(a, y, task, output))
        return Report(n, classes=_two_classes(a, y, task, output, threshold))


def _values(a: Array, t: Array) -> ValueReport:
    return ValueReport(float(r2(a, t)), float(rmse(a, t)), float(mae(a, t)), float(mse(a, t)))


def _two_classes(a: Array, y: Array, task: Task, output: Output, threshold: float | None) -> ClassReport:
    if threshold is None:
        threshold = (1.0 + output.low) / 2.0
    second = y == 1
    calibration = _calibration(a, y, task, output, a[0], second)
    return _class_report(threshold, labels_at(a[0], threshold), y, task, (ranking(a[0], second),), calibration)


def _several_classes(a: Array, y: Array, task: Task, output: Output) -> ClassReport:
    predicted = output.labels(a)
    calibration = _calibration(a, y, task, output, a.max(axis=0), predicted == y)
    return _class_report(None, predicted, y, task, one_versus_rest(a, y), calibration)


def _calibration(
    a: Array, y: Array, task: Task, output: Output, confidence: Array, happened: Flags
) -> Calibration | None:
    if output.low != 0.0:  # answers to targets of -1 and 1 are no probabilities
        return None
    t = output.targets(y, task)
    return Calibration(reliability(confidence, happened), brier_score(a, t), log_loss(a, t))


def _class_report(
    threshold: float | None, predicted: Array, y: Array, task: Task, rankings: tuple[Ranking, ...],
    calibration: Calibration | None,
) -> ClassReport:  # fmt: skip
    matrix = confusion(predicted, y, task.classes)
    return ClassReport(
        threshold,
        read_only(predicted),
        matrix,
        share_right(matrix),
        mcc(matrix),
        macro(matrix),
        micro(matrix),
        rankings,
        share(sum(part.roc_area for part in rankings), len(rankings)),
        share(sum(part.average_precision for part in rankings), len(rankings)),
        calibration,
    )
