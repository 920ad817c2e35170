"""The rows of a table, one after the other, each line checked before anybody splits it.

So a file that is no table is refused with its place before it fills the memory.
"""

import csv
import re
from collections.abc import Callable, Iterator
from io import SEEK_END, TextIOWrapper
from typing import BinaryIO

from playground.data.table.format import Format
from playground.i18n import Text, _
from playground.spec import SpecError, Violation

LONGEST_LINE = 1_000_000

Progress = Callable[[float], object]
"""Told what part of the file is read. It may raise an error of its own to end the reading."""


def numbered_rows(stream: BinaryIO, format: Format, progress: Progress) -> Iterator[tuple[int, list[str]]]:
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
                raise refused(_("The quotation mark opened in line {line} is not closed.", line=begin)) from error
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
            raise refused(_unreadable(self.number + 1, 1, "\ufffd")) from error
        if not line:
            raise StopIteration
        if self.number == 0:
            line = line.removeprefix("\ufeff")
        self.number += 1
        wrong = _UNREADABLE.search(line)
        if wrong is not None:
            raise refused(_unreadable(self.number, wrong.start() + 1, wrong.group()))
        if len(line) > LONGEST_LINE:
            raise refused(_(
                "Line {line} is longer than {most} characters, so this is not a table of rows and columns.",
                line=self.number, most=LONGEST_LINE,
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


def refused(message: Text) -> SpecError:
    """The error of a file that is not a table that can be read."""
    return SpecError((Violation("", message),))
