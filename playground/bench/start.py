"""Starting the program, in a process of its own each time: to the first painted frame, and to motion after Play."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time

from playground.bench.effort import Effort, Measured, summary

PATIENCE_S = 60.0
PROGRAM = "import sys, playground.__main__, playground.bench.launch as it; it.main(float(sys.argv[1]))"
"""What `python -m playground` imports first, so does this."""


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the first painted frame and to motion, and the files that were read for it."""

    painted: float
    moving: float
    files: tuple[str, ...]


def measure(effort: Effort) -> Iterator[Measured]:
    """Seconds from the start of the process: with its files in memory, and with them put out of it as far as we may."""
    files = _start().files  # the first start fills the caches, and makes the byte code
    warm = [_start() for _ in range(effort.starts)]
    yield summary("start.warm", [one.painted for one in warm])
    yield summary("start.motion", [one.moving for one in warm])
    if not hasattr(os, "posix_fadvise"):
        yield Measured("start.cold", None, trouble="os.posix_fadvise")
        return
    yield summary("start.cold", [_start_cold(files).painted for _ in range(max(1, effort.starts // 2))])


def _start() -> Start:
    """Start the program and let it say how long it took."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(time())],
        capture_output=True, text=True, check=True, timeout=PATIENCE_S, env=_environment(),
    )  # fmt: skip
    return Start(**json.loads(done.stdout.splitlines()[-1]))


def _environment() -> dict[str, str]:
    """That of this process, in which Python keeps its byte code, as it does for everybody who does not forbid it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _start_cold(files: Iterable[str]) -> Start:
    for file in files:
        _forget(Path(file))
    return _start()


def _forget(path: Path) -> None:
    """Ask the system to drop a file from its cache; what other programs have in use stays."""
    try:
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    except OSError:
        return  # gone since, or not ours to read: then it is not part of a cold start either
