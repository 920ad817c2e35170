"""Writing files so that nothing that was there before is ever lost."""

import os
from collections.abc import Callable
from contextlib import suppress
from errno import EACCES
from glob import escape
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time
from typing import IO

UNFINISHED = ".new"
"""The ending of files that are being written; their names begin with a dot and that of the file."""
UNFINISHED_S = 3600.0
"""Nobody writes one file for so long."""
LONGEST_BEGINNING = 40
"""Characters: a name that is as long as names may be leaves no room for more."""

Stamp = tuple[int, int]
"""When a file was written, in nanoseconds since 1970, and its length: if both are as before, nobody has touched it."""


class ChangedElsewhereError(Exception):
    """A file is not as it was when it was opened or saved last; nothing was written."""


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file, or None where there is none that can be read."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def write_safely(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Have `fill` write a new file beside `path`, see it safely on the disk, and only then put it in its place.

    Whatever goes wrong, and wherever the machine stops, the old file is whole. Raises what `fill` raises, and OSError.
    """
    path = path.resolve()  # a link stays a link: what it points to is replaced
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))
    beginning = f".{path.name[:LONGEST_BEGINNING]}."
    sweep(path.parent, beginning)
    with NamedTemporaryFile("wb", dir=path.parent, prefix=beginning, suffix=UNFINISHED, delete=False) as file:
        new = Path(file.name)
        try:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):  # on a full disk, what is still to be written can't be
                file.close()
            new.unlink(missing_ok=True)
            raise
    try:
        new.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def sweep(folder: Path, beginning: str = ".") -> None:
    """Remove what programs have left in a folder that were killed while they wrote a file."""
    with suppress(OSError):
        for unfinished in folder.glob(f"{escape(beginning)}*{UNFINISHED}"):
            if time() - unfinished.stat().st_mtime > UNFINISHED_S:
                unfinished.unlink()


def _settle(folder: Path) -> None:
    """See the new name safely on the disk too, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
