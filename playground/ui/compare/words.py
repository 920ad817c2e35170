"""Runs in words and numbers: what came of each, and in which settings they differ."""

import csv
import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from playground import tree
from playground.data.dataset import ClassStyle
from playground.engine.config import Layer
from playground.engine.tasks import Kind
from playground.experiment import Experiment, Prepared
from playground.i18n import Text, _
from playground.session.curves import Best
from playground.session.frame import Numbers
from playground.session.pins import PinnedRun
from playground.spec import Component, Item
from playground.ui.controls.describe import shown
from playground.ui.views.numbers_words import UNDEFINED, count_text, loss_text, score_text

PRESENT = 0
"""The number of the run that is going on."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One run. Values that there are none of are not numbers."""

    number: int
    title: Text
    prepared: Prepared
    numbers: Numbers
    best: Best | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A number that runs are compared by."""

    title: Text
    tip: Text
    value: Callable[[Row], float]
    words: Callable[[Row, float], str]


def _score(row: Row, value: float) -> str:
    return score_text(value, row.prepared.data.task.kind)


def _loss(_row: Row, value: float) -> str:
    return loss_text(value)


def _count(_row: Row, value: float) -> str:
    return count_text(int(value)) if math.isfinite(value) else UNDEFINED


COLUMNS: tuple[Column, ...] = (
    Column(_("Epochs"), _("How many epochs the run has complete"), lambda row: row.numbers.epoch, _count),
    Column(_("Train loss"), _("The loss of the training points at the end"), lambda row: row.numbers.train_loss, _loss),
    Column(_("Val. loss"), _("The loss of the validation points at the end"),
           lambda row: row.numbers.validation_loss, _loss),
    Column(_("Best val. loss"), _("The lowest loss of the validation points in any epoch"),
           lambda row: math.nan if row.best is None else row.best.loss, _loss),
    Column(_("Best epoch"), _("The epoch with the lowest loss of the validation points"),
           lambda row: math.nan if row.best is None else row.best.epoch, _count),
    Column(_("Train score"), _("Accuracy, or R², of the training points at the end"),
           lambda row: row.numbers.train_score, _score),
    Column(_("Val. score"), _("Accuracy, or R², of the validation points at the end"),
           lambda row: row.numbers.validation_score, _score),
    Column(_("Parameters"), _("How many weights and biases the network has"), lambda row: row.prepared.plan.size,
           _count),
)  # fmt: skip
NAME, DIFFERENCES, NOTE = _("Run"), _("What differs from now"), _("Note")


def row_of(run: PinnedRun) -> Row | None:
    """The row of a pinned run, once it is there."""
    outcome = run.slot.outcome
    if outcome is None:
        return None
    return Row(run.number, run.title, run.prepared, outcome.numbers, outcome.saved.curves.best, run.note)


def present_row(prepared: Prepared, numbers: Numbers, best: Best | None) -> Row:
    """The row of the run that is going on, or of the moment of it that is looked at."""
    return Row(PRESENT, _("This run"), prepared, replace(numbers, epochs_per_second=0.0), best)


def differences(now: Experiment, run: Experiment) -> list[str]:
    """In which settings a run differs from the present, each in words."""
    return [str(_in_words(now, change)) for change in tree.diff(now, run)]


def _in_words(now: Experiment, change: tree.Change) -> Text:
    item = tree.declaration(now, change.path)
    before, after = value_words(change.old, item), value_words(change.new, item)
    if before == after:
        return _("{setting}: other ones", setting=item.param.label)
    return _("{setting}: {value} (now {now})", setting=item.param.label, value=after, now=before)


def value_words(value: Any, item: Item) -> str:
    """A setting in a few words."""
    if isinstance(value, Layer):
        return f"{value.units} {value.activation.label}"
    if isinstance(value, ClassStyle):
        return value.name or UNDEFINED
    if isinstance(value, tuple):
        return ", ".join(value_words(part, item) for part in value) or UNDEFINED
    words = shown(value, item.param.choices)
    if words is not None:
        return str(words)
    if isinstance(value, Component):
        return str(value.label)
    return (value or UNDEFINED) if isinstance(value, str) else "…"


def contrast_words(kind: Kind, share: float, values_mean: float) -> Text:
    """How much two maps differ."""
    if kind is Kind.REGRESSION:
        return _("differs by {value}", value=score_text(values_mean, Kind.BINARY))
    return _("{share} differs", share=score_text(share, Kind.BINARY))


def as_csv(rows: Sequence[Row]) -> str:
    """The table with full precision, one run in a line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([str(NAME), *(str(column.title) for column in COLUMNS), str(DIFFERENCES), str(NOTE)])
    now = next(row.prepared.experiment for row in rows if row.number == PRESENT)
    for row in rows:
        values = [column.value(row) for column in COLUMNS]
        numbers = ["" if math.isnan(value) else repr(value) for value in values]
        changed = "; ".join(differences(now, row.prepared.experiment))
        writer.writerow([_safe(str(row.title)), *numbers, _safe(changed), _safe(row.note)])
    return out.getvalue()


def _safe(words: str) -> str:
    """Words that a spreadsheet does not take for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
