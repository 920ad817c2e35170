"""The label column as classes: which there are, how they are ordered, and what happens where there are too many."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from playground.data.dataset import LONGEST_NAME, MAX_CLASSES, MIN_CLASSES, ClassStyle, Floats
from playground.data.table.columns import Column
from playground.data.table.numbers import Kind
from playground.i18n import Text, _, n_


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """The class of each row, NaN where the label is missing, the classes, and what a person should know of them."""

    y: Floats
    classes: tuple[ClassStyle, ...]
    notes: tuple[Text, ...] = ()


def as_classes(column: Column) -> Labels:
    """Each different cell as a class; numbers in their order, words in that of the alphabet.

    Beyond ten the rarest become one class. A single one gets an empty class beside it.
    """
    cells = _cells(column)
    counts = Counter(cell for cell in cells if cell is not None)
    names, notes = _ordered(counts, column.is_numeric), []
    others: set[str] = set()
    if len(names) > MAX_CLASSES:
        common = {name for name, _count in counts.most_common(MAX_CLASSES - 1)}
        others = set(names) - common
        names = [name for name in names if name in common]
        notes.append(_too_many(len(counts), sum(counts[name] for name in others)))
    index = {name: place for place, name in enumerate(names)} | dict.fromkeys(others, len(names))
    styles = [name[:LONGEST_NAME] for name in names] + ([str(_("Others"))] if others else [])
    if len(styles) < MIN_CLASSES:
        notes.append(_("All rows have the same label; an empty class stands beside it."))
        styles += [""] * (MIN_CLASSES - len(styles))
    y = np.array([np.nan if cell is None else index[cell] for cell in cells], np.float64)
    return Labels(y, tuple(ClassStyle(name, colour) for colour, name in enumerate(styles)), tuple(notes))


def _cells(column: Column) -> list[str | None]:
    """The label of each row, written in one way only: 1, 1.0 and +1 are the same class."""
    if column.is_numeric:
        return [f"{value:.12g}" if value == value else None for value in column.values.tolist()]
    missing = (column.kinds == Kind.MISSING).tolist()
    return [None if gone else cell for cell, gone in zip(column.cells(), missing, strict=True)]


def _ordered(counts: Counter[str], are_numbers: bool) -> list[str]:
    return sorted(counts, key=float) if are_numbers else sorted(counts)


def _too_many(classes: int, rows: int) -> Text:
    return n_(
        "The label has {classes} different cells, and there are at most {most} classes: the {kept} most frequent stay, "
        "the others ({n} row) become one class.",
        "The label has {classes} different cells, and there are at most {most} classes: the {kept} most frequent stay, "
        "the others ({n} rows) become one class.",
        rows, classes=classes, most=MAX_CLASSES, kept=MAX_CLASSES - 1,
    )  # fmt: skip
