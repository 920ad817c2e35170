"""Where work is kept safe in case the program ends unexpectedly: one file for each running program, with a lock.

The system lets go of a lock when its program ends, however it ends; so a file without a lock is what somebody lost. A
file is only ever replaced by a whole new one.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import time
from typing import IO
from uuid import uuid4

from playground.archive import Archive
from playground.session import project
from playground.session.papers import Papers
from playground.session.project_record import Bound
from playground.session.work import PROJECT, Project
from playground.spec import SpecError
from playground.storage import UNFINISHED_S, sweep, write_safely

KEPT_RECORD = Bound(states=40, nbytes=8 * 2**20)
"""What is kept every half minute has a thin record of the run: written in a moment, and still every epoch is in it."""
KEPT_DAYS = 30
"""What nobody wanted back for so long is forgotten."""


class Lock:
    """A file that one program at a time can hold."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Hold it, unless somebody else does."""
        try:
            file = self._path.open("ab")
        except OSError:
            return False
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def drop(self) -> None:
        """Let go of it and remove it."""
        if self._file is not None:
            if sys.platform != "win32":  # Windows removes no open file, others remove it while it is still theirs
                self._path.unlink(missing_ok=True)
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True, eq=False)
class Leftover:
    """Work that a program left behind. It is held until it is let go of or discarded."""

    path: Path
    lock: Lock
    work: Project
    papers: Papers
    kept_at: float
    """In seconds since 1970."""

    @property
    def epoch(self) -> int:
        """How far it was trained."""
        return 0 if self.work.saved is None else self.work.saved.checkpoint.epoch

    def discard(self) -> None:
        """Remove it for good."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.lock.drop()

    def release(self) -> None:
        """Leave it for the next start."""
        self.lock.drop()


class Vault:
    """The place of one running program in a folder that several may share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        name = f"{os.getpid()}-{uuid4().hex[:8]}"
        self._path, self._lock = folder / f"{name}{PROJECT}", Lock(folder / f"{name}.lock")
        self._held = False

    def keep(self, work: Project, papers: Papers) -> None:
        """Write the work to the place of this program. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._held:
            self._held = self._lock.take()
        archive = project.to_archive(work, KEPT_RECORD)
        archive.texts["papers"] = {"file": None if papers.file is None else str(papers.file), "title": papers.title}
        write_safely(self._path, archive.write)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return not self._path.exists()

    def clear(self) -> None:
        """The work is safe elsewhere, or not wanted: remove it here."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._lock.drop()
        self._held = False

    def leave(self) -> None:
        """The program ends with work that is nowhere else: the next start finds it."""
        self._lock.drop()
        self._held = False

    def leftovers(self) -> list[Leftover]:
        """What other programs left behind, the newest first; each is held by this program from now on."""
        found = [*self._find()]
        self._sweep()
        return sorted(found, key=lambda leftover: leftover.kept_at, reverse=True)

    def _find(self) -> Iterator[Leftover]:
        for path in [*self.folder.glob(f"*{PROJECT}")] if self.folder.is_dir() else []:
            lock = Lock(path.with_suffix(".lock"))
            if path == self._path or not lock.take():
                continue
            try:
                kept_at = path.stat().st_mtime
                archive = Archive.read(path)
                papers = _papers(archive)
                work = project.from_archive(archive)
            except (SpecError, OSError):  # what can't be read is left alone, until it is old
                kept_at = path.stat().st_mtime if path.exists() else 0.0
                work = None
            if work is not None and time() - kept_at < KEPT_DAYS * 86_400:
                papers = replace(papers, notes=work.notes, journal=work.journal, runs=work.runs)
                yield Leftover(path, lock, work, papers, kept_at)
                continue
            if time() - kept_at > KEPT_DAYS * 86_400:
                path.unlink(missing_ok=True)
            lock.drop()

    def _sweep(self) -> None:
        """Remove what programs left that were killed before they had kept anything."""
        sweep(self.folder)
        with suppress(OSError):
            for path in self.folder.glob("*.lock"):
                lock = Lock(path)
                is_alone = not path.with_suffix(PROJECT).exists()
                if is_alone and time() - path.stat().st_mtime > UNFINISHED_S and lock.take():
                    lock.drop()


def _papers(archive: Archive) -> Papers:
    text = archive.texts.get("papers")
    if not isinstance(text, dict):
        return Papers()
    file, title = text.get("file"), text.get("title")
    return Papers(Path(file) if isinstance(file, str) and file else None, title[:200] if isinstance(title, str) else "")
