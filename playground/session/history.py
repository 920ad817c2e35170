"""Undo and redo by frozen entries: what the experiment was before and after, and the trained network where it was lost.

There is no inverse of any edit: to undo is to show the older value again.
"""

from dataclasses import dataclass, field, replace

from playground.data.dataset import Dataset
from playground.experiment import Experiment, Prepared, prepare
from playground.i18n import Text
from playground.session.commands import Slot
from playground.session.papers import Papers
from playground.session.pins import PinnedRun

LONGEST = 100
LARGEST = 256 * 2**20
"""Bytes of points and networks; only the newest entry may take more. Small ones never come near."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """What the work was at one time, but for the network."""

    experiment: Experiment
    dataset: Dataset
    """The points that the experiment made. They are kept: after an update, or on another machine, the same rule may
    round otherwise."""
    runs: tuple[PinnedRun, ...] = ()

    def prepared(self, like: Prepared) -> Prepared:
        """Ready to train again; what `like` has already is not made again."""
        return prepare(self.experiment, like if like.dataset is self.dataset else None, self.dataset)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One thing that was done. The slots hold the network before and after, if it was made anew."""

    label: Text
    before: Version
    after: Version
    merge: str = ""
    """Edits with the same non-empty word, one directly after the other, count as one."""
    network_before: Slot | None = None
    network_after: Slot | None = field(default_factory=Slot)
    papers_before: Papers | None = None
    """The papers before other work was opened; None where they stayed the same."""
    papers_after: Papers | None = None

    def weight(self, seen: set[int]) -> int:
        """About how many bytes its points and its networks take; what is in `seen` is not counted again."""
        slots = (self.network_before, self.network_after)
        networks = sum(slot.saved.weight(seen) for slot in slots if slot is not None and slot.saved is not None)
        return networks + sum(_bytes(version.dataset, seen) for version in (self.before, self.after))


class History:
    """A list of entries and a place in it: those before can be undone, those behind redone."""

    def __init__(self) -> None:
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        self._merging = ""
        self._aside: Slot | None = None

    def begins(self, merge: str) -> bool:
        """Whether an edit with this word begins an entry that others may be merged with."""
        return bool(merge) and (merge != self._merging or not self._done)

    def add(self, entry: Entry, aside: Slot | None = None) -> None:
        """Remember a new entry; what was undone is forgotten.

        `aside` holds the network as the entry began, in case that an edit which is merged with it makes another one.
        """
        self._undone.clear()
        if entry.merge and not self.begins(entry.merge):
            last, network = self._done[-1], entry.network_before and (self._aside or entry.network_before)
            self._done[-1] = replace(last, after=entry.after, network_before=last.network_before or network)
        else:
            self._done.append(entry)
            self._aside = aside
            self._forget()
        self._merging = entry.merge

    def settle(self) -> None:
        """The drag or stroke is over: what comes next is an entry of its own."""
        self._merging, self._aside = "", None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, the oldest first, those that were undone at the end."""
        return (*self._done, *reversed(self._undone))

    @property
    def place(self) -> int:
        """How many of the entries are done."""
        return len(self._done)

    @property
    def undoable(self) -> Entry | None:
        """What the next undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def opening(self) -> Entry | None:
        """That with which the present work took the place of another one; None for what the window began with."""
        return next((entry for entry in reversed(self._done) if entry.papers_before is not None), None)

    @property
    def redoable(self) -> Entry | None:
        """What the next redo does again."""
        return self._undone[-1] if self._undone else None

    def undo(self, papers: Papers | None = None) -> Entry:
        """Step back over one entry, which keeps the present papers. Raises IndexError when there is none."""
        self.settle()
        entry = self._done.pop()
        self._undone.append(entry if entry.papers_before is None else replace(entry, papers_after=papers))
        return entry

    def redo(self, papers: Papers | None = None) -> Entry:
        """Step forward again. Raises IndexError when there is none."""
        self.settle()
        entry = self._undone.pop()
        self._done.append(entry if entry.papers_before is None else replace(entry, papers_before=papers))
        return entry

    def _forget(self) -> None:
        """Let go of the oldest entries, when there are too many or they are too large."""
        del self._done[:-LONGEST]
        total, seen = 0, set[int]()
        for place in range(len(self._done) - 1, 0, -1):
            total += self._done[place].weight(seen)
            if total > LARGEST:
                del self._done[:place]
                return


def _bytes(dataset: Dataset, seen: set[int]) -> int:
    """How many bytes points take; those in `seen` take none, and these are put there."""
    is_news = id(dataset) not in seen
    seen.add(id(dataset))
    return (dataset.x.nbytes + dataset.y.nbytes + dataset.ids.nbytes) * is_news
