"""Saving in the background: the copy comes from the training thread, the file is written by another one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Thread

from playground.session.history import Entry
from playground.session.papers import Papers
from playground.session.session import Session
from playground.session.work import Project

PATIENCE_S = 60.0
"""One step of the largest network takes seconds; a training thread that is silent for longer has ended."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What the work was at one time, as far as is needed to tell whether it has changed since."""

    entry: Entry | None
    papers: Papers
    step: int
    opening: Entry | None = None
    """With what this work took the place of another one; see `History.opening`."""

    def is_of(self, session: Session) -> bool:
        """Whether the session still has the same work, however it was changed, and no other was opened."""
        return self.opening is session.history.opening

    def is_now(self, session: Session) -> bool:
        """Whether nothing was done and nothing was trained since."""
        return self.step == session.step and self.is_untouched(session)

    def is_untouched(self, session: Session) -> bool:
        """Whether nothing was done since; training may have gone on."""
        papers = session.papers
        return (
            self.entry is session.history.undoable
            and (self.papers.notes, self.papers.journal) == (papers.notes, papers.journal)
            and self.papers.runs == papers.runs
        )


def moment(session: Session) -> Moment:
    """The present one."""
    return Moment(session.history.undoable, session.papers, session.step, session.history.opening)


class Saving:
    """One file being written. Whoever started it looks now and then whether it is `done`."""

    def __init__(self, session: Session, write: Callable[[Project], None]) -> None:
        self._write = write
        self._before = moment(session)
        self._delivery, self._work = session.copy()
        self.error: Exception | None = None
        self._thread = Thread(target=self._run, name="saving", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether it has ended, well or with an `error`."""
        return not self._thread.is_alive()

    @property
    def moment(self) -> Moment:
        """What was saved. Training may have gone a little further before its copy was made."""
        saved = self._delivery.saved
        return self._before if saved is None else replace(self._before, step=saved.checkpoint.step)

    def finish(self, seconds: float = PATIENCE_S) -> None:
        """Wait for the end."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            if not self._delivery.wait(PATIENCE_S):
                raise TimeoutError("the training thread gave no copy of the network")
            self._write(replace(self._work, saved=self._delivery.saved))
        except Exception as error:  # told by whoever looks
            self.error = error
