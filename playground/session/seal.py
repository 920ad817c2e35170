"""The sealed test set: nobody sees its points or its score until it is opened, and every opening is kept.

A test set that is looked at while settings are chosen becomes a second validation set, and its score a promise that
does not hold. So an opening can't be undone: it stands in the journal of the work, not in the history.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from playground.data.dataset import Integers
from playground.experiment import Prepared
from playground.session.papers import Papers

OPENINGS = "test_set_openings"
"""In the journal: each time the test set was opened, the first first, as `{"moment": (UTC, ISO 8601), "epoch":
(how long the network had been trained), "points": (how many the test set had)}`."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Whether the test set is open, and how often it was."""

    is_open: bool
    count: int


def seal_of(papers: Papers, is_open: bool) -> Seal:
    """The seal of a piece of work; what is no list of openings counts as none."""
    openings = papers.journal.get(OPENINGS, [])
    return Seal(is_open, len(openings) if isinstance(openings, list) else 0)


def with_opening(papers: Papers, points: int, epoch: int, now: datetime | None = None) -> Papers:
    """The papers with one opening more in their journal."""
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    known = papers.journal.get(OPENINGS, [])
    openings = [*(known if isinstance(known, list) else []), {"moment": moment, "epoch": epoch, "points": points}]
    return replace(papers, journal={**papers.journal, OPENINGS: openings})


def showable(prepared: Prepared, seal: Seal) -> Integers:
    """The positions of the points that may be shown, in ascending order: all but those of a sealed test set."""
    every = np.arange(prepared.dataset.n)
    return every if seal.is_open else np.delete(every, prepared.parts.test)


def same_test(old: Prepared, new: Prepared) -> bool:
    """Whether the same points, with nothing about them changed, are the test set, and the same ones train."""
    if old.dataset is new.dataset and old.parts is new.parts:
        return True
    pairs = (
        (old.dataset.x, new.dataset.x), (old.dataset.y, new.dataset.y), (old.dataset.ids, new.dataset.ids),
        (old.parts.train, new.parts.train), (old.parts.test, new.parts.test),
    )  # fmt: skip
    return all(np.array_equal(before, after) for before, after in pairs)
