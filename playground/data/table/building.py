"""Rows become columns, packed so that a large table needs little memory; what is wrong is told with its line."""

from collections.abc import Sequence

import numpy as np

from playground.data.table.columns import Problem, Table, column, pack
from playground.data.table.format import Format
from playground.data.table.numbers import Kind
from playground.data.table.rows import Progress, refused
from playground.i18n import Text, _, n_
from playground.spec import show

MOST_COLUMNS = 1_000
MOST_ROWS = 1_000_000
MOST_CELLS = 20_000_000
MOST_CHARACTERS = 300_000_000
MOST_PROBLEMS = 1_000
_CHUNK_ROWS = 5_000


class Builder:
    """Collects rows and packs them column by column."""

    def __init__(self, format: Format) -> None:
        self._format = format
        self._names: list[str] | None = None
        self._nameless: set[int] = set()
        self._rows: list[list[str]] = []
        self._packed: list[list[str]] = []
        self._lines: list[int] = []
        self._problems: list[Problem] = []
        self._more_problems = self._characters = 0

    def add(self, line: int, row: list[str]) -> bool:
        """Take one row; False when the table is as large as a table may be."""
        if self._names is None:
            self._begin(line, row)
            if self._format.header:
                return True
        assert self._names is not None
        width = len(self._names)
        if len(row) != width and not self._fit(line, row, width):
            return True
        if self._is_full(width):
            self._problems.insert(0, Problem(line, _(
                "The table is larger than can be read: the rows from line {line} on are left out.", line=line
            )))  # fmt: skip
            return False
        self._rows.append(row)
        self._lines.append(line)
        if len(self._rows) == _CHUNK_ROWS:
            self._pack()
        return True

    def table(self, progress: Progress) -> Table:
        """What was collected. Raises SpecError where there is nothing."""
        self._pack()
        if not self._lines or self._names is None:
            raise refused(_("There is no row of data in this table."))
        columns = []
        for index, name in enumerate(self._names):
            progress(1.0)
            made = column(name, self._packed[index], self._format.decimal)
            if index not in self._nameless or (made.kinds != Kind.MISSING).any():
                columns.append(made)  # but a separator at the end of each line makes no column
        if not columns:
            raise refused(_("There is no row of data in this table."))
        if self._more_problems:
            more = n_("{n} more row has the wrong number of cells.", "{n} more rows have the wrong number of cells.",
                      self._more_problems)  # fmt: skip
            self._problems.append(Problem(0, more))
        return Table(self._format, tuple(columns), np.array(self._lines, np.int64), tuple(self._problems))

    def _begin(self, line: int, row: list[str]) -> None:
        if len(row) > MOST_COLUMNS:
            raise refused(_(
                "Line {line} has {n} cells; a table has at most {most} columns.",
                line=line, n=len(row), most=MOST_COLUMNS,
            ))  # fmt: skip
        names = [cell.strip() for cell in row] if self._format.header else [""] * len(row)
        self._nameless = {index for index, name in enumerate(names) if not name}
        self._names = self._unique(line, names)
        self._packed = [[] for _name in self._names]

    def _unique(self, line: int, names: Sequence[str]) -> list[str]:
        taken: list[str] = []
        for index, name in enumerate(names):
            wanted = name[:60] or str(_("Column {n}", n=index + 1))
            new, count = wanted, 1
            while new in taken:
                count += 1
                new = f"{wanted} ({count})"
            if new != wanted:
                self._tell(line, _("Two columns have the same name; column {n} is called {name} here.",
                                   n=index + 1, name=show(new)))  # fmt: skip
            taken.append(new)
        return taken

    def _fit(self, line: int, row: list[str], width: int) -> bool:
        """Make a row as wide as the table, where that loses nothing."""
        found = len(row)
        if found > width:
            if any(cell.strip() for cell in row[width:]):
                self._tell(line, n_(
                    "{n} cell instead of {width}; the row is left out.",
                    "{n} cells instead of {width}; the row is left out.", found, width=width,
                ))  # fmt: skip
                return False
            del row[width:]
            return True
        self._tell(line, n_(
            "{n} cell instead of {width}; those that lack count as missing.",
            "{n} cells instead of {width}; those that lack count as missing.", found, width=width,
        ))  # fmt: skip
        row.extend([""] * (width - found))
        return True

    def _is_full(self, width: int) -> bool:
        rows = len(self._lines)
        return rows >= MOST_ROWS or rows * width >= MOST_CELLS or self._characters >= MOST_CHARACTERS

    def _tell(self, line: int, message: Text) -> None:
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(line, message))
        else:
            self._more_problems += 1

    def _pack(self) -> None:
        if not self._rows:
            return
        for chunks, cells in zip(self._packed, zip(*self._rows, strict=True), strict=True):
            chunk = pack(cells)
            self._characters += len(chunk)
            chunks.append(chunk)
        self._rows = []
