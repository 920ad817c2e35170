"""The points as a list: their answers beside the truth, put into an order and narrowed down, for a table."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from playground.data.axes import to_units
from playground.data.dataset import Booleans, Dataset, Floats, Integers
from playground.data.split import part_codes
from playground.engine.arrays import Array, read_only
from playground.engine.evaluation import Evaluator
from playground.engine.tasks import Kind
from playground.experiment import Prepared


class Key(StrEnum):
    """The columns."""

    ID = "id"
    X1 = "x1"
    X2 = "x2"
    TRUTH = "truth"
    PART = "part"
    ANSWER = "answer"
    ERROR = "error"


LIVE = frozenset({Key.ANSWER, Key.ERROR})
"""The columns that training changes."""


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What the network says of the points with these ids: `a` (outputs, n)."""

    ids: Integers
    a: Array


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the network says of each point (n,): the class or the value, and how wrong that is.

    Values are in own units. The error of a class is 1 minus the probability of the true one (for scores, how far it is
    from its target, with 1 for as far as the other target is); of a value, the answer minus the truth. NaN where
    nothing is known.
    """

    answer: Floats
    error: Floats


def answers(evaluator: Evaluator, prepared: Prepared, with_test: bool) -> Answers:
    """What the network says now of all points, or of all but the test points."""
    which = np.arange(prepared.dataset.n)
    if not with_test:
        which = np.setdiff1d(which, prepared.parts.test, assume_unique=True)
    a = evaluator.answers(prepared.inputs(prepared.dataset.x[which]))[1][0]
    return Answers(prepared.dataset.ids[which], read_only(a))


def told(prepared: Prepared, answers: Answers | None) -> Told:
    """The answers in the order of the data set; those of other points than these are left out."""
    dataset = prepared.dataset
    answer, error = np.full(dataset.n, np.nan), np.full(dataset.n, np.nan)
    if answers is None or len(answers.a) != prepared.plan.units[-1]:
        return Told(answer, error)
    at, fresh = _positions(dataset, answers.ids)
    a, y = answers.a[:, fresh].astype(np.float64), truths(prepared)[at]
    answer[at], error[at] = _judged(prepared, a, y)
    return Told(answer, error)


def order(prepared: Prepared, said: Told, which: Integers, key: Key, descending: bool = False) -> Integers:
    """The positions `which` put into the order of a column; equals stay as they were, unknown ones come last."""
    values = column(prepared, said, key)[which]
    ranked = np.argsort(-values if descending else values, kind="stable")
    return which[ranked]


def column(prepared: Prepared, said: Told, key: Key) -> Floats:
    """The numbers of a column (n,), in the order of the data set."""
    dataset = prepared.dataset
    if key in (Key.X1, Key.X2):
        return to_units(prepared.own_axes, dataset.x)[:, 0 if key is Key.X1 else 1]
    if key in LIVE:
        return said.answer if key is Key.ANSWER else said.error
    if key is Key.TRUTH:
        return truths(prepared)
    return (dataset.ids if key is Key.ID else part_codes(prepared.parts)).astype(np.float64)


def truths(prepared: Prepared) -> Floats:
    """What is true of each point (n,): its class, or its value in own units."""
    dataset = prepared.dataset
    return dataset.y if dataset.is_classification else prepared.target.own(dataset.heights(prepared.axes))


def wrong(prepared: Prepared, said: Told) -> Booleans:
    """Which points are put into another class than theirs; none where there are no classes."""
    if not prepared.dataset.is_classification:
        return np.zeros(prepared.dataset.n, np.bool_)
    return ~np.isnan(said.answer) & (said.answer != prepared.dataset.y)


def _positions(dataset: Dataset, ids: Integers) -> tuple[Integers, Integers]:
    """Where the points with these ids are in the data set, and which of the ids those are."""
    if np.array_equal(ids, dataset.ids):
        everywhere = np.arange(dataset.n)
        return everywhere, everywhere
    _common, at, fresh = np.intersect1d(dataset.ids, ids, assume_unique=True, return_indices=True)
    return at, fresh


def _judged(prepared: Prepared, a: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The answer and the error of each point."""
    output, task = prepared.experiment.network.output, prepared.data.task
    if task.kind is Kind.REGRESSION:
        answer = prepared.target.own(a[0])
        return answer, answer - y
    if task.kind is Kind.MULTICLASS:
        return np.asarray(output.labels(a), np.float64), 1.0 - a[y.astype(np.int64), np.arange(len(y))]
    share: Floats = (a[0] - output.low) / (1.0 - output.low)
    level = prepared.experiment.judgement.threshold
    return (share > level).astype(np.float64), np.abs(y - share)
