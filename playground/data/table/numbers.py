"""The cells of a column as numbers: what is one, what is missing, and what is something else."""

import math
import re
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import Floats

MISSING = frozenset({"", "na", "n/a", "nan", "null", "?", "#n/a", "결측"})
"""Cells that say that there is nothing, whatever the case of their letters."""

Kinds = NDArray[np.int8]


class Kind(IntEnum):
    """What a cell is."""

    NUMBER = 0
    MISSING = 1
    WORDS = 2
    TOO_LARGE = 3


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is nothing.

    >>> is_missing("NA"), is_missing("0")
    (True, False)
    """
    return cell.casefold() in MISSING


def parse(cells: Sequence[str], decimal: str = ".") -> tuple[Floats, Kinds]:
    """The number in each cell, NaN where there is none, and what kind of cell it is.

    >>> values, kinds = parse(["1.234,5", "NA", "inf"], decimal=",")
    >>> values.tolist(), kinds.tolist()
    ([1234.5, nan, nan], [0, 1, 2])
    """
    values = _fast(cells, decimal)
    if values is not None:
        return values, np.zeros(len(values), np.int8)
    found = [_cell(cell, decimal) for cell in cells]
    return np.array([value for value, _kind in found], np.float64), np.array([kind for _value, kind in found], np.int8)


def _fast(cells: Sequence[str], decimal: str) -> Floats | None:
    """The numbers where all cells are plain ones, or else None."""
    joined = "\n".join(cells)
    if "_" in joined or (decimal == "," and "." in joined):
        return None
    try:
        values = np.fromiter(map(float, cells if decimal == "." else joined.replace(",", ".").split("\n")), np.float64)
    except ValueError:
        return None
    return values if np.isfinite(values).all() and len(values) == len(cells) else None


_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


def _cell(cell: str, decimal: str) -> tuple[float, Kind]:
    if is_missing(cell):
        return math.nan, Kind.MISSING
    words = cell.replace("−", "-")
    if decimal == ",":
        words = words.translate(_SWAPPED)
    if _GROUPED.fullmatch(words):
        words = words.replace(",", "")
    if not _PLAIN.fullmatch(words):
        return math.nan, Kind.WORDS
    value = float(words)
    return (value, Kind.NUMBER) if math.isfinite(value) else (math.nan, Kind.TOO_LARGE)


_SWAPPED = str.maketrans(",.", ".,")
