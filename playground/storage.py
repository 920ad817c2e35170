"""Writing files so that nothing that was there before is ever lost."""

import os
from collections.abc import Callable
from contextlib import suppress
from errno import EACCES
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO


def write_safely(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Have `fill` write a new file beside `path`, see it safely on the disk, and only then put it in its place.

    Whatever goes wrong, and wherever the machine stops, the old file is whole. Raises what `fill` raises, and OSError.
    """
    path = path.resolve()  # a link stays a link: what it points to is replaced
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))
    with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", suffix=".new", delete=False) as file:
        new = Path(file.name)
        try:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
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


def _settle(folder: Path) -> None:
    """See the new name safely on the disk too, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
