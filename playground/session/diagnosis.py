"""What the learning curves say: still learning, overfitting, underfitting or balanced, with the numbers for it.

The error is the share of wrong answers; for values, the share of the variance that is not explained (1 − R²). A gap
between the errors on training and validation points counts only where it is more than chance: two standard errors of a
difference of shares. So 1 % against 10 % is overfitting, and 14 % against 15 % underfitting.
A small error is no merit where one class is rare, so it is compared with that of always answering the same.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, nan, sqrt

import numpy as np

from playground.engine.tasks import Kind
from playground.experiment import Prepared
from playground.session.curves import COLUMNS, Curves
from playground.session.thinning import Rows

_EPOCHS_TO_JUDGE = 20
_RECENT = 0.1
"""The share of the run, at its end, whose mean is judged: single epochs are noisy. The same before it is the past."""
_LARGE_GAP, _LARGE_ERROR, _SMALL_ERROR = 0.05, 0.10, 0.02
_STILL_FALLS = 0.02
"""The share by which the training loss must be lower than in the past."""
_NO_SKILL = 0.4
"""The share of the error of always answering the same from which on a network is hardly better than that."""
_RISE, _LEAST_RISE = 0.2, 0.03
"""How far the validation loss must have risen above its best: as a share of that, and at least."""


class Fit(StrEnum):
    """How a network fits its points."""

    UNTRAINED = "untrained"
    LEARNING = "learning"
    OVERFITTING = "overfitting"
    UNDERFITTING = "underfitting"
    ONE_ANSWER = "one_answer"
    BALANCED = "balanced"
    DIVERGED = "diverged"
    """Told by the training, not by the curves."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found, and the evidence: errors as means of the last epochs, NaN where there is nothing to judge by."""

    fit: Fit = Fit.UNTRAINED
    train_error: float = nan
    validation_error: float = nan
    rising_since: int | None = None
    """The epoch of the lowest validation loss, where the loss has clearly risen since."""

    @property
    def gap(self) -> float:
        """How much larger the error on validation points is."""
        return self.validation_error - self.train_error


def diagnose(prepared: Prepared, curves: Curves, shown: int | None = None) -> Diagnosis:
    """The diagnosis of a run, up to the epoch that is shown, or to its end."""
    table = curves.table if shown is None else curves.table[_column(curves.table, "epoch") <= shown]
    if not len(table) or table[-1, 0] < 1:
        return Diagnosis()
    epochs = table[-1, 0]
    span = _RECENT * max(epochs, 2 * _EPOCHS_TO_JUDGE)
    recent = table[table[:, 0] > epochs - span]
    past = table[(table[:, 0] > epochs - 2 * span) & (table[:, 0] <= epochs - span)]
    train, validation = (1.0 - _mean(recent, f"{part}_score") for part in ("train", "validation"))
    rising = _rising_since(table, recent, span)
    return Diagnosis(_fit(prepared, recent, past, train, validation, rising), train, validation, rising)


def _fit(prepared: Prepared, recent: Rows, past: Rows, train: float, validation: float, rising: int | None) -> Fit:
    gap = validation - train
    if recent[-1, 0] < _EPOCHS_TO_JUDGE or not isfinite(train):
        return Fit.LEARNING
    is_large = gap >= max(train, _LARGE_GAP) and gap > _chance(prepared, train, validation)
    if is_large or (rising is not None and gap > 0.0):
        return Fit.OVERFITTING
    if train >= _SMALL_ERROR and _falls(recent, past):
        return Fit.LEARNING
    if train >= _LARGE_ERROR:
        return Fit.UNDERFITTING
    return Fit.ONE_ANSWER if train > 0.0 and train >= _NO_SKILL * _lazy_error(prepared) else Fit.BALANCED


def _lazy_error(prepared: Prepared) -> float:
    """The error of always answering the same: the most frequent class, or the mean."""
    if prepared.data.task.kind is Kind.REGRESSION:
        return 1.0
    _classes, counts = np.unique(prepared.data.train.y, return_counts=True)
    return 1.0 - float(counts.max()) / prepared.data.train.n


def _chance(prepared: Prepared, train: float, validation: float) -> float:
    """The gap that chance alone makes: two standard errors of the difference of two shares."""
    if prepared.data.task.kind is Kind.REGRESSION:
        return 0.0
    pairs = ((train, prepared.data.train.n), (validation, prepared.data.validation.n))
    return 2.0 * sqrt(sum(share * (1.0 - share) / max(n, 1) for share, n in pairs))


def _falls(recent: Rows, past: Rows) -> bool:
    """Whether the training loss is clearly lower than in the past."""
    before = _mean(past, "train_loss")
    return not before - _mean(recent, "train_loss") <= _STILL_FALLS * before


def _rising_since(table: Rows, recent: Rows, span: float) -> int | None:
    """The epoch of the lowest validation loss, where that has risen since while the training loss fell."""
    loss, train = _column(table, "validation_loss"), _column(table, "train_loss")
    if not np.isfinite(loss).any():
        return None
    best = int(np.nanargmin(loss))
    has_risen = _mean(recent, "validation_loss") - loss[best] > max(_RISE * loss[best], _LEAST_RISE)
    is_old = table[-1, 0] - table[best, 0] >= 2 * span
    return int(table[best, 0]) if has_risen and is_old and _mean(recent, "train_loss") < train[best] else None


def _mean(table: Rows, name: str) -> float:
    return float(np.mean(_column(table, name))) if len(table) else nan


def _column(table: Rows, name: str) -> Rows:
    return table[:, COLUMNS.index(name)]
