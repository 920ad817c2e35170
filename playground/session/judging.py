"""What the training thread says about the answers to one part of the points, when somebody looks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.data.dataset import Floats, Integers
from playground.engine.arrays import Array, read_only
from playground.engine.evaluation import Evaluator
from playground.engine.judgement import HALF, Cheapest, cheapest, on_scale_of
from playground.engine.metrics import accuracy
from playground.engine.ranking import labels_at
from playground.engine.records import Record
from playground.engine.report import Report, report
from playground.engine.samples import Samples
from playground.engine.tasks import Kind
from playground.experiment import Prepared


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The answers to the points of one part, as they are in this moment, and what there is to say about them."""

    part: str
    """"train", "validation" or "test"."""
    ids: Integers
    """(n,), the names of the points."""
    y: Floats
    """(n,), their true labels, or their values in own units."""
    a: Array
    """(outputs, n), the answers; values in own units."""
    threshold: float
    """From 0 to 1: that which two classes were told apart by."""
    report: Report
    cheapest: Cheapest | None
    """None where there is no choice of a threshold."""


def open_parts(prepared: Prepared, test_is_open: bool) -> tuple[str, ...]:
    """The parts that may be judged, those of use first: the one place that decides it. A test set may be sealed."""
    validation = ("validation",) if len(prepared.parts.validation) else ()
    test = ("test",) if test_is_open and len(prepared.parts.test) else ()
    return (*validation, "train", *test)


def judge(evaluator: Evaluator, prepared: Prepared, part: str) -> Judged:
    """Everything about the answers to one part of the points. Raises KeyError for a part there is not."""
    which = {
        "train": prepared.parts.train, "validation": prepared.parts.validation, "test": prepared.parts.test,
    }[part]  # fmt: skip
    dataset, experiment = prepared.dataset, prepared.experiment
    y, output, judgement = dataset.heights(prepared.axes)[which], experiment.network.output, experiment.judgement
    a = evaluator.answers(prepared.inputs(dataset.x[which]))[1][0]
    if not dataset.is_classification:
        y, a = prepared.target.own(y), prepared.target.own(a.astype(np.float64))
    task, best = prepared.data.task, None
    level = None
    if task.kind is Kind.BINARY:
        level = on_scale_of(output, judgement.threshold)
        scores = (a[0].astype(np.float64) - output.low) / (1.0 - output.low)
        best = cheapest(scores, y == 1, judgement.false_alarm_cost, judgement.miss_cost)
    found = report(a, y, task, output, level)
    return Judged(part, dataset.ids[which], y, read_only(a), judgement.threshold, found, best)


def nothing_judged(prepared: Prepared, part: str) -> Judged:
    """What there is to say before any answer is known: all that `judge` says, of no points."""
    output, task = prepared.experiment.network.output, prepared.data.task
    a, y, is_binary = np.zeros((output.units(task), 0)), np.zeros(0), task.kind is Kind.BINARY
    level = on_scale_of(output, HALF) if is_binary else None
    best = Cheapest(math.nan, math.nan) if is_binary else None
    return Judged(part, np.zeros(0, np.int64), y, read_only(a), HALF, report(a, y, task, output, level), best)


class OwnThreshold:
    """The accuracies at a threshold of one's own; each record has all points judged by it once, when it is shown.

    A record is made at the end of every epoch and after every change. So while an epoch of many points goes on, its
    numbers stay as they are, as the losses do.
    """

    def __init__(self) -> None:
        self._of: tuple[Record, float] | None = None
        self._scores: tuple[float, ...] | None = None

    def scores(
        self, record: Record, evaluator: Evaluator, prepared: Prepared, parts: Sequence[Samples | None]
    ) -> tuple[float, ...] | None:
        """What `scores_at_threshold` says of the network that was judged in this record."""
        threshold = prepared.experiment.judgement.threshold
        if self._of is None or self._of[0] is not record or self._of[1] != threshold:
            self._scores = scores_at_threshold(evaluator, prepared, parts)
            self._of = record, threshold
        return self._scores


def scores_at_threshold(
    evaluator: Evaluator, prepared: Prepared, parts: Sequence[Samples | None]
) -> tuple[float, ...] | None:
    """The accuracy on each part of the points at a threshold other than the usual one, else None.

    Of a part that is None it is not a number.

    Training knows only the usual one, so that moving the threshold changes nothing it does.
    """
    threshold = prepared.experiment.judgement.threshold
    if prepared.data.task.kind is not Kind.BINARY or threshold == HALF:
        return None
    level = on_scale_of(prepared.experiment.network.output, threshold)
    return tuple(math.nan if part is None else _accuracy(evaluator, part, level) for part in parts)


def _accuracy(evaluator: Evaluator, points: Samples, level: float) -> float:
    return float(accuracy(labels_at(evaluator.answers(points.x)[1][0, 0], level), points.y))
