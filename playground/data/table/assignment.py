"""Which column is what: the choices that turn a table into points, and the honest account of what was done."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.data.dataset import MAX_POINTS
from playground.data.table.columns import Column, Table
from playground.data.table.numbers import Kind
from playground.i18n import _, grouped, p_, plain
from playground.spec import Choice, Configuration, Effect, param

NO_LABEL = -1
MOST_LABELS_BY_GUESS = 10
_LABEL_NAMES = frozenset({"label", "class", "target", "species", "category", "레이블", "라벨", "클래스", "분류", "종"})
_VALUE_NAMES = frozenset({"value", "값"})
_PARTS = frozenset({"train", "training", "validation", "valid", "val", "test", "훈련", "검증", "테스트"})
_LIMITS = (200, 1_000, 5_000, 10_000, 50_000, MAX_POINTS)

CLASSES, VALUES, CURVE = "classes", "values", "curve"
LEAVE_OUT, MEAN, MEDIAN = "leave_out", "mean", "median"


@dataclass(frozen=True, slots=True)
class Treatment(Configuration):
    """What becomes of the cells."""

    target: str = param(
        CLASSES, label=_("Label is"), effect=Effect.VIEW,
        help=_("Classes: each different cell is a class. Values: a number to be predicted (regression). "
               "Curve: the second input is to be predicted from the first, and no label is used."),
        choices=(
            Choice(CLASSES, p_("label", "Classes")), Choice(VALUES, p_("label", "Values")),
            Choice(CURVE, p_("label", "Curve (x to y)")),
        ),
    )  # fmt: skip
    gaps: str = param(
        LEAVE_OUT, label=_("Missing values"), effect=Effect.VIEW,
        help=_("Leave out the rows that have one, or fill the gaps with the mean or median of the training rows. "
               "A missing label can't be filled: its row is always left out."),
        choices=(
            Choice(LEAVE_OUT, _("Leave the row out")), Choice(MEAN, _("Fill with the mean")),
            Choice(MEDIAN, _("Fill with the median")),
        ),
    )  # fmt: skip
    most: str = param(
        "10000", label=_("Points at most"), effect=Effect.VIEW,
        help=_("Of a longer table so many rows are drawn at random, each class in its share."),
        choices=tuple(Choice(str(limit), plain(grouped(limit))) for limit in _LIMITS),
    )  # fmt: skip
    seed: int = param(
        1, label=_("Seed of the draw"), help=_("Another number draws other rows."), effect=Effect.VIEW,
        low=0, high=999_999_999,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Roles:
    """The positions of the input columns, two or more, and of the label column or `NO_LABEL`."""

    inputs: tuple[int, ...]
    label: int = NO_LABEL


def suggest(table: Table) -> tuple[Roles, Treatment]:
    """Likely roles: the first two columns of numbers that look like measurements, and one label.

    The label is a column that is called so, or else the last one of few words, or else the last one of numbers. Words
    that only say which part of the data a row belongs to, as in our own tables of points, are no label.
    """
    columns = table.columns
    measured = [index for index in numeric_columns(table) if not _is_index(columns[index])]
    numeric = measured if len(measured) > 1 else list(numeric_columns(table))
    label = _likely_label(columns)
    if label == NO_LABEL and len(numeric) > 2:
        label = numeric.pop()
    inputs = tuple([index for index in numeric if index != label][:2])
    if len(inputs) == 1:
        inputs = (inputs[0], inputs[0])
    if label == NO_LABEL or not _is_value(columns[label]):
        return Roles(inputs, label), Treatment(target=CLASSES)
    if len(inputs) == 2 and np.array_equal(columns[label].values, columns[inputs[1]].values, equal_nan=True):
        return Roles(inputs), Treatment(target=CURVE)
    return Roles(inputs, label), Treatment(target=VALUES)


def _likely_label(columns: Sequence[Column]) -> int:
    """The last column that is called as labels are, or else whose words look like classes."""
    named = [index for index, column in enumerate(columns) if column.name.casefold() in _LABEL_NAMES]
    valued = [index for index, column in enumerate(columns) if column.is_numeric and _is_called_value(column)]
    worded = [index for index, column in enumerate(columns) if not column.is_numeric and len(_words(column)) > 1]
    worded = [index for index in worded if not {word.casefold() for word in _words(columns[index])} <= _PARTS]
    few = [index for index in worded if len(_words(columns[index])) <= MOST_LABELS_BY_GUESS]
    return (named or few or valued or worded or [NO_LABEL])[-1]


def _is_value(column: Column) -> bool:
    """Whether a label is a number to be predicted, and not the number of a class."""
    return column.is_numeric and (_is_called_value(column) or len(_words(column)) > MOST_LABELS_BY_GUESS)


def _is_called_value(column: Column) -> bool:
    return column.name.casefold() in _VALUE_NAMES


def numeric_columns(table: Table) -> tuple[int, ...]:
    """The positions of the columns that can be inputs."""
    return tuple(index for index, column in enumerate(table.columns) if column.is_numeric)


def _words(column: Column) -> frozenset[str]:
    """The different cells there are in the beginning of the column."""
    cells = column.beginning(5_000)
    return frozenset(cell for cell, kind in zip(cells, column.kinds.tolist(), strict=False) if kind != Kind.MISSING)


def _is_index(column: Column) -> bool:
    """Whether a column only counts the rows, as an id does."""
    values = column.values
    return len(values) > 4 and values[0] in (0.0, 1.0) and bool((values[1:] - values[:-1] == 1).all())
