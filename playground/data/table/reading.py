"""Reading a table: bytes become columns, in bounded time and memory, and whatever is wrong is told with its place."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from playground.data.table.building import Builder
from playground.data.table.columns import Table
from playground.data.table.format import Format, sniff
from playground.data.table.rows import Progress, numbered_rows
from playground.storage import opened


def read_file(path: Path, format: Format | None = None, progress: Progress = lambda _part: None) -> Table:
    """The table in a file. Raises SpecError with line and column, OSError, or what `progress` raises."""
    with opened(path) as stream:
        return read(stream, format, progress)


def read_text(text: str, format: Format | None = None) -> Table:
    """The table in a text, such as cells copied from a spreadsheet."""
    return read(BytesIO(text.encode("utf-8", errors="replace")), format)


def read(stream: BinaryIO, format: Format | None = None, progress: Progress = lambda _part: None) -> Table:
    """The table in a stream of bytes, sniffed where no format is given."""
    chosen = format or sniff(stream)
    builder = Builder(chosen)
    for line, row in numbered_rows(stream, chosen, progress):
        if not builder.add(line, row):
            break
    return builder.table(progress)
