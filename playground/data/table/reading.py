"""Reading a table: bytes become columns, in bounded time and memory, and whatever is wrong is told with its place."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_END, BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO

import numpy as np

from playground.data.dataset import Floats, Integers
from playground.data.table.format import Format, sniff
from playground.data.table.numbers import Kind, Kinds, parse
from playground.i18n import Text, _, n_
from playground.spec import SpecError, Violation, show

LONGEST_LINE = 1_000_000
MOST_COLUMNS = 1_000
MOST_ROWS = 1_000_000
MOST_CELLS = 20_000_000
MOST_CHARACTERS = 300_000_000
MOST_PROBLEMS = 1_000
NUMERIC_SHARE = 0.9
"""A column holds numbers when so many of its cells that are not missing do."""
_CHUNK_ROWS = 5_000
_CELL_END = "\0"  # no text has it: a table that does is refused

Progress = Callable[[float], None]
"""Told what part of the file is read. It may raise `Cancelled`."""


class Cancelled(Exception):
    """The person does not want the table any more."""


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


def read_file(path: Path, format: Format | None = None, progress: Progress = lambda _part: None) -> Table:
    """The table in a file. Raises SpecError with line and column, OSError, or Cancelled."""
    with path.open("rb") as stream:
        return read(stream, format, progress)


def read_text(text: str, format: Format | None = None) -> Table:
    """The table in a text, such as cells copied from a spreadsheet."""
    return read(BytesIO(text.encode("utf-8", errors="replace")), format)


def read(stream: BinaryIO, format: Format | None = None, progress: Progress = lambda _part: None) -> Table:
    """The table in a stream of bytes, sniffed where no format is given."""
    chosen = format or sniff(stream)
    builder = _Builder(chosen)
    for line, row in _numbered_rows(stream, chosen, progress):
        if not builder.add(line, row):
            break
    return builder.table(progress)


def _numbered_rows(stream: BinaryIO, format: Format, progress: Progress) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins in; empty rows are left out."""
    size = stream.seek(0, SEEK_END)
    stream.seek(0)
    text = TextIOWrapper(stream, format.encoding, errors="replace", newline="")
    try:
        lines = _Lines(text, stream, size, progress)
        for _line in range(format.skip):
            next(lines, None)
        reader = csv.reader(lines, delimiter=format.separator, skipinitialspace=format.separator != "\t")
        begin = lines.number + 1
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _refused(_("The quotation mark opened in line {line} is not closed.", line=begin)) from error
            if any(row):
                yield begin, row
            begin = lines.number + 1
    finally:
        text.detach()


_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")


class _Lines:
    """The lines of a text, each checked before anybody splits it."""

    def __init__(self, text: TextIOWrapper, raw: BinaryIO, size: int, progress: Progress) -> None:
        self._text, self._raw, self._size, self._progress = text, raw, size, progress
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self._text.readline(LONGEST_LINE + 1)
        except UnicodeError as error:  # UTF-16 without the mark that it is said to have
            raise _refused(_unreadable(self.number + 1, 1, "\ufffd")) from error
        if not line:
            raise StopIteration
        if self.number == 0:
            line = line.removeprefix("\ufeff")
        self.number += 1
        wrong = _UNREADABLE.search(line)
        if wrong is not None:
            raise _refused(_unreadable(self.number, wrong.start() + 1, wrong.group()))
        if len(line) > LONGEST_LINE:
            raise _refused(_(
                "Line {line} is longer than {most} characters, so this is not a table of rows and columns.",
                line=self.number, most=f"{LONGEST_LINE:,}",
            ))  # fmt: skip
        if self.number % 2_000 == 1:
            self._progress(self._raw.tell() / self._size)
        return line


def _unreadable(line: int, column: int, character: str) -> Text:
    if character == "\ufffd":
        return _("Line {line}, character {column} can't be read in this encoding. Try another encoding.",
                 line=line, column=column)  # fmt: skip
    return _("Line {line}, character {column} is a control character (code {code}), which no text has: "
             "this is not a table.", line=line, column=column, code=ord(character))  # fmt: skip


class _Builder:
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
            raise _refused(_("There is no row of data in this table."))
        columns = []
        for index, name in enumerate(self._names):
            progress(1.0)
            column = self._column(name, self._packed[index])
            if index not in self._nameless or (column.kinds != Kind.MISSING).any():
                columns.append(column)  # but a separator at the end of each line makes no column
        if not columns:
            raise _refused(_("There is no row of data in this table."))
        if self._more_problems:
            more = n_("{n} more row has the wrong number of cells.", "{n} more rows have the wrong number of cells.",
                      self._more_problems)  # fmt: skip
            self._problems.append(Problem(0, more))
        return Table(self._format, tuple(columns), np.array(self._lines, np.int64), tuple(self._problems))

    def _begin(self, line: int, row: list[str]) -> None:
        if len(row) > MOST_COLUMNS:
            raise _refused(_(
                "Line {line} has {n} cells; a table has at most {most} columns.",
                line=line, n=f"{len(row):,}", most=f"{MOST_COLUMNS:,}",
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
            chunk = _CELL_END.join(map(str.strip, cells))
            self._characters += len(chunk)
            chunks.append(chunk)
        self._rows = []

    def _column(self, name: str, chunks: list[str]) -> Column:
        parsed = [parse(chunk.split(_CELL_END), self._format.decimal) for chunk in chunks]
        values = np.concatenate([values for values, _kinds in parsed])
        kinds = np.concatenate([kinds for _values, kinds in parsed])
        return Column(name, tuple(chunks), values, kinds)


def _refused(message: Text) -> SpecError:
    return SpecError((Violation("", message),))
