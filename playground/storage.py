"""Reading files without waiting for what is none, and writing them so that nothing that was there is ever lost."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from glob import escape
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from tempfile import NamedTemporaryFile
from time import time
from typing import IO, BinaryIO

from playground.i18n import Text, _, plain

UNFINISHED = ".new"
"""The ending of files that are being written; their names begin with a dot and that of the file."""
UNFINISHED_S = 3600.0
"""Nobody writes one file for so long."""
LONGEST_BEGINNING = 40
"""Characters: a name that is as long as names may be leaves no room for more."""

Stamp = tuple[int, int]
"""When a file was written, in nanoseconds since 1970, and its length: if both are as before, nobody has touched it."""


REASONS: dict[int, Text] = {
    errno.EACCES: _("Nothing may be written there, or the file may not be read."),
    errno.EPERM: _("Nothing may be written there, or the file may not be read."),
    errno.EROFS: _("That place can only be read."),
    errno.ENOSPC: _("The disk is full."),
    errno.ENOENT: _("The file or its folder is not there."),
    errno.EISDIR: _("That is a folder."),
    errno.ENXIO: _("That is not a file but a device or a pipe."),
}


class ChangedElsewhereError(Exception):
    """A file is not as it was when it was opened or saved last; nothing was written."""


def reason(error: Exception) -> Text:
    """Why a file could not be read or written, in a person's words; the system's own words for what is rare."""
    known = REASONS.get(getattr(error, "errno", None) or 0)
    return known or plain(getattr(error, "strerror", None) or f"{type(error).__name__}: {error}")


def opened(path: Path) -> BinaryIO:
    """A file on a disk, to be read. Raises OSError, also for a pipe or a device, which might never answer."""
    _refuse_device(path)
    return path.open("rb")


def _refuse_device(path: Path) -> None:
    kind = path.stat().st_mode
    if not (S_ISREG(kind) or S_ISDIR(kind)):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))


def behind_links(path: Path) -> Path:
    """The file itself where a path is a link. `Path.resolve` before Python 3.13 fails where links go in a circle."""
    return Path(os.path.realpath(path))


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
    path = behind_links(path)  # a link stays a link: what it points to is replaced
    if path.exists():
        _refuse_device(path)
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
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
