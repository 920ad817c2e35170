"""A table as it was read: named columns of cells and numbers, and what a person should know of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from playground.data.dataset import Floats, Integers
from playground.data.table.format import Format
from playground.data.table.numbers import Kind, Kinds, parse
from playground.i18n import Text

NUMERIC_SHARE = 0.9
"""A column is one of numbers when so many of its cells that are not missing are."""
_CELL_END = "\0"  # no text has it: a table that does is refused


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a table that a person should know, with the line of the file where it is; 0 for all of it."""

    line: int
    message: Text


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: its name, its cells packed as text, and the numbers in them (NaN where there is none)."""

    name: str
    packed: tuple[str, ...]
    values: Floats
    kinds: Kinds

    def cells(self) -> list[str]:
        """The cells as they are written, without spaces around them."""
        return [cell for chunk in self.packed for cell in chunk.split(_CELL_END)]

    def beginning(self, rows: int) -> list[str]:
        """The first cells."""
        return [cell for chunk in self.packed[:1] for cell in chunk.split(_CELL_END, rows)[:rows]]

    @property
    def is_numeric(self) -> bool:
        """Whether nine of ten of its cells that are not missing are numbers."""
        filled = np.count_nonzero(self.kinds != Kind.MISSING)
        return bool(filled) and bool(np.count_nonzero(self.kinds == Kind.NUMBER) >= NUMERIC_SHARE * filled)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table as it was read: the format that was used, the columns, and the line of the file of each row."""

    format: Format
    columns: tuple[Column, ...]
    lines: Integers
    problems: tuple[Problem, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.lines)


def pack(cells: Iterable[str]) -> str:
    """Cells as one chunk of text, without the spaces around them."""
    return _CELL_END.join(map(str.strip, cells))


def column(name: str, chunks: Sequence[str], decimal: str) -> Column:
    """A column of packed cells, with the numbers that are written in them with this decimal sign."""
    parsed = [parse(chunk.split(_CELL_END), decimal) for chunk in chunks]
    values = np.concatenate([values for values, _kinds in parsed])
    kinds = np.concatenate([kinds for _values, kinds in parsed])
    return Column(name, tuple(chunks), values, kinds)
