"""Undo and redo by frozen entries: what the experiment was before and after, and the trained network where it was lost.

There is no inverse of any edit: to undo is to show the older value again.
"""

from dataclasses import dataclass, field, replace

from playground.experiment import Experiment
from playground.i18n import Text
from playground.session.commands import Slot

LONGEST = 100


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One thing that was done. The slots hold the network before and after, if it was made anew."""

    label: Text
    before: Experiment
    after: Experiment
    merge: str = ""
    """Edits with the same non-empty word, one directly after the other, count as one."""
    network_before: Slot | None = None
    network_after: Slot | None = field(default_factory=Slot)


class History:
    """A list of entries and a place in it: those before can be undone, those behind redone."""

    def __init__(self) -> None:
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        self._merging = ""

    def add(self, entry: Entry) -> None:
        """Remember a new entry; what was undone is forgotten."""
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and entry.merge and entry.merge == self._merging:
            self._done[-1] = replace(
                last, after=entry.after, network_before=last.network_before or entry.network_before
            )
        else:
            self._done.append(entry)
            del self._done[:-LONGEST]
        self._merging = entry.merge

    def settle(self) -> None:
        """The drag or stroke is over: what comes next is an entry of its own."""
        self._merging = ""

    @property
    def undoable(self) -> Entry | None:
        """What the next undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Entry | None:
        """What the next redo does again."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> Entry:
        """Step back over one entry. Raises IndexError when there is none."""
        self.settle()
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Entry:
        """Step forward again. Raises IndexError when there is none."""
        self.settle()
        self._done.append(self._undone.pop())
        return self._done[-1]
