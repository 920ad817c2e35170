"""The application without a window: one experiment, its history, and the training that goes on behind it.

`apply` is the only door for changes: it validates, works out what the change costs, remembers how to undo it, tells the
training thread, and tells whoever listens. Views compare what they are told with what they show, and never write to
each other.
"""

from dataclasses import replace
from pathlib import Path
from random import SystemRandom
from typing import Any

from playground import tree
from playground.data.dataset import ClassStyle, Dataset
from playground.data.points import Points
from playground.data.sources import Source
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.i18n import Text
from playground.session import messages
from playground.session.commands import (
    Adjust,
    Branch,
    Copy,
    Delivery,
    Rebuild,
    Renew,
    Restore,
    SetParameter,
    Slot,
)
from playground.session.conductor import Change, Conductor
from playground.session.drivers import Driver
from playground.session.history import Entry, History, Version
from playground.session.notices import Level, Notice
from playground.session.papers import Papers
from playground.session.pins import MOST_PINS, Pin, PinnedRun, PinSlot, next_number
from playground.session.work import Project
from playground.spec import Effect, SpecError

__all__ = ["Change", "Session"]


class Session(Conductor):
    """One experiment in the making. Everything here happens in the caller's thread and returns at once."""

    def __init__(self, driver: Driver, experiment: Experiment | None = None) -> None:
        super().__init__(driver, experiment)
        self._history = History()

    # Reading ---------------------------------------------------------------------------------------------------------

    @property
    def history(self) -> History:
        """What was done and can be undone; to be read only."""
        return self._history

    @property
    def undo_label(self) -> Text | None:
        """What undo would take back, or None."""
        return entry.label if (entry := self._history.undoable) else None

    @property
    def redo_label(self) -> Text | None:
        """What redo would do again, or None."""
        return entry.label if (entry := self._history.redoable) else None

    # Editing ---------------------------------------------------------------------------------------------------------

    def apply(self, path: str, value: Any, merge: bool = False) -> bool:
        """Change one setting. While `merge` is true, edits of one path count as one for undo."""
        return self.apply_all({path: value}, messages.edit_label(self.experiment, path), path if merge else "")

    def apply_all(self, changes: dict[str, Any], label: Text, merge: str = "", fresh: bool = False) -> bool:
        """Change several settings at once; with `fresh`, begin with fresh weights too.

        An illegal value changes nothing and is told as a notice. Returns whether it was legal.
        """
        before = self.experiment
        try:
            after = settled(before, changes)
            if after != before:
                self._become(prepare(after, self.prepared), label, merge, fresh)
        except SpecError as error:
            self.tell(Notice(Level.WARNING, error.violations[0].message))
            return False
        if messages.balanced_twice(before, after):
            self.tell(Notice(Level.WARNING, messages.BALANCED_TWICE))
        return True

    def load(self, experiment: Experiment, label: Text = messages.OPEN, papers: Papers | None = None) -> None:
        """Replace the whole experiment, and begin with fresh weights, paused."""
        self.open(Project(prepare(experiment)), label, papers)

    def open(self, work: Project, label: Text = messages.OPEN, papers: Papers | None = None) -> None:
        """Take over a piece of work as it was saved, paused, with its trained network where it has one."""
        own = Papers(notes=work.notes, journal=work.journal, runs=work.runs)
        self._replace(work, label, papers or own)

    def _replace(self, work: Project, label: Text, papers: Papers) -> None:
        self.pause()
        if self._test_is_open:
            self._unseal(False)
        old, then, opened, before = self.prepared, self._version(), Slot(), Slot()
        opened.saved, self.prepared = work.saved, work.prepared
        replaced, self.papers = None if papers is self.papers else self.papers, papers
        self._history.add(Entry(label, then, self._version(), "", before, opened, replaced))
        generation = self._next_generation()
        self.step = 0 if work.saved is None else work.saved.checkpoint.step
        if work.saved is None:
            self._send(Renew(self.prepared, generation, before))
        else:
            self._send(Restore(self.prepared, generation, opened, before))
        self._notify(old)

    def write_notes(self, notes: str) -> None:
        """Replace the notes. The sheet they are written on has its own undo."""
        self.papers = replace(self.papers, notes=notes)
        self._notify(self.prepared)

    def name_file(self, file: Path) -> None:
        """Have the work belong to a file from now on."""
        self.papers = replace(self.papers, file=file)

    def copy(self) -> tuple[Delivery, Project]:
        """A place where the trained network arrives soon, and the work it belongs to."""
        delivery = Delivery()
        self._send(Copy(delivery))
        return delivery, Project(self.prepared, None, self.papers.notes, self.papers.journal, self.papers.runs)

    def paint(self, dataset: Dataset, label: Text = messages.PAINT, merge: str = "") -> bool:
        """Replace the points by points that were painted."""
        return self.apply_all({"data.source": Points(dataset)}, label, merge)

    def restyle(self, classes: tuple[ClassStyle, ...], label: Text) -> bool:
        """Call and colour the classes like this; a data set that is made by a rule keeps its rule."""
        return self.apply_all({"data.source": self.experiment.data.source.styled(classes)}, label)

    def choose_data(self, source: Source) -> bool:
        """Take another data set, and begin with fresh weights."""
        return self.apply_all({"data.source": source}, messages.CHOOSE_DATA, fresh=True)

    def new_data(self) -> None:
        """Draw new points by the same rule."""
        self.apply_all({"data.seed": _new_seed()}, messages.NEW_DATA)

    def new_split(self) -> None:
        """Put other points of the same into each part."""
        self.apply_all({"data.split.seed": _new_seed()}, messages.NEW_SPLIT)

    def set_parameter(self, layer: int, row: int, column: int, value: float) -> bool:
        """Set one weight or bias by hand: of layer `layer` (0 is the first hidden one), last column the bias.

        What there is not, or can't be, changes nothing and is told. Returns whether it was legal.
        """
        obstacle = messages.wrong_weight(self.prepared.plan, (layer, row, column), value)
        if obstacle is not None:
            self.tell(Notice(Level.WARNING, obstacle))
            return False
        saved = Slot()
        self._remember(messages.EDIT_WEIGHT, saved)
        self._send(SetParameter(layer, row, column, value, saved))
        self._notify(self.prepared)
        return True

    def settle(self) -> None:
        """A drag or a stroke is over; the next edit is an undo step of its own."""
        self._history.settle()

    def _become(self, new: Prepared, label: Text, merge: str = "", fresh: bool = False) -> None:
        """Take a changed experiment, in the cheapest way that is right."""
        old, then = self.prepared, self._version()
        self._reseal(new)
        effects = {change.effect for change in tree.diff(old.experiment, new.experiment)}
        is_other = old.plan.units != new.plan.units or old.data.task.kind is not new.data.task.kind
        rebuild = is_other or Effect.NETWORK in effects
        fresh = fresh or Effect.WEIGHTS in effects or (rebuild and self.diverged)  # nobody wants broken weights kept
        saved = Slot() if fresh or rebuild or self._history.begins(merge) else None
        self.prepared = new
        entry = Entry(label, then, self._version(), merge, saved if fresh or rebuild else None)
        self._history.add(entry, aside=saved)
        if fresh:
            self._send(Renew(new, self._next_generation(), saved))
        elif rebuild:
            self._send(Rebuild(new, self._next_generation(), saved))
            self.tell(messages.rebuilt_notice(old, new))
        else:
            self._send(Adjust(new, saved))
        self._notify(old)
        self._pause_if_hopeless()

    # Undo ------------------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last entry, trained weights included where they were lost."""
        self.go_to(self._history.place - 1)

    def redo(self) -> None:
        """Do again what was undone."""
        self.go_to(self._history.place + 1)

    def go_to(self, place: int) -> None:
        """Undo or redo until so many entries are done. Who listens is told once, of all of it."""
        before, old = self._history.place, self.prepared
        while self._history.place > place and self._history.undoable is not None:
            self._go_back()
        while self._history.place < place and self._history.redoable is not None:
            self._go_forward()
        if self._history.place != before:
            self._notify(old)
            self._pause_if_hopeless()

    def _go_back(self) -> None:
        entry = self._history.undo(self.papers)
        self._return_to(entry.before, entry.papers_before, entry.network_before, entry.network_after)

    def _go_forward(self) -> None:
        entry = self._history.redo(self.papers)
        network = entry.network_before and entry.network_after
        self._return_to(entry.after, entry.papers_after, network, entry.network_before)

    def _return_to(self, version: Version, papers: Papers | None, network: Slot | None, save: Slot | None) -> None:
        new = version.prepared(self.prepared)
        self.papers = replace(papers or self.papers, runs=version.runs)
        self._reseal(new)
        self.prepared = new
        if network is not None:
            self._send(Restore(self.prepared, self._next_generation(), network, save))
        else:
            self._send(Adjust(self.prepared))

    def _version(self) -> Version:
        """What undo would come back to."""
        return Version(self.experiment, self.dataset, self.papers.runs)

    def _remember(self, label: Text, network: Slot | None, then: Version | None = None) -> None:
        """Add an entry to the history: from `then` to now, or of what settings and points have no part in."""
        now = self._version()
        self._history.add(Entry(label, then or now, now, network_before=network))

    # Beginning again -------------------------------------------------------------------------------------------------

    def reset(self) -> None:
        """Begin again, paused, with the same initial weights and the same order of batches."""
        self.pause()
        saved = Slot()
        self._remember(messages.RESET, saved)
        self._send(Renew(self.prepared, self._next_generation(), saved))
        self._notify(self.prepared)

    def new_weights(self) -> None:
        """Begin again with other initial weights, from a new seed."""
        self.apply_all({"seeds.weights": _new_seed()}, messages.NEW_WEIGHTS)

    def branch(self, epoch: int) -> None:
        """Go on from an earlier epoch with the settings of now, as an undo step."""
        self._running = False
        saved, then = Slot(), self._version()
        self._put_aside()
        self._remember(messages.branch_label(epoch), saved, then)
        self._send(Branch(self._next_generation(), epoch, saved))
        self._notify(self.prepared)

    # Pinned runs -----------------------------------------------------------------------------------------------------

    def pin(self, name: str = "") -> bool:
        """Put the present run aside, to be compared with others. Returns whether there was room."""
        then = self._version()
        if not self._put_aside(name):
            return False
        self._remember(messages.PIN, None, then)
        self._notify(self.prepared)
        return True

    def change_runs(self, label: Text, runs: tuple[PinnedRun, ...]) -> None:
        """Remove, rename or describe pinned runs, as an undo step."""
        then, self.papers = self._version(), replace(self.papers, runs=runs)
        self._remember(label, None, then)
        self._notify(self.prepared)

    def restore_run(self, run: PinnedRun) -> None:
        """Go back to a pinned run, its settings, points and weights, paused and as an undo step."""
        if run.slot.outcome is not None:
            self._replace(Project(run.prepared, run.slot.outcome.saved), messages.RESTORE_RUN, self.papers)

    def _put_aside(self, name: str = "") -> bool:
        runs = self.papers.runs
        if len(runs) >= MOST_PINS:
            self.tell(Notice(Level.WARNING, messages.full_text(MOST_PINS)))
            return False
        slot = PinSlot()
        run = PinnedRun(next_number(runs), self.prepared, slot, name)
        self.papers = replace(self.papers, runs=(*runs, run))
        self._send(Pin(slot))
        return True


def _new_seed() -> int:
    """A seed from the machine's own chance; it is shown and stored, so that the run can be repeated."""
    return SystemRandom().randint(1, 999_999)
