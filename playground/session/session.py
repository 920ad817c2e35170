"""The application without a window: one experiment, its history, and the training that goes on behind it.

`apply` is the only door for changes: it validates, works out what the change costs, remembers how to undo it, tells the
training thread, and tells whoever listens. Views compare what they are told with what they show, and never write to
each other.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import SystemRandom
from typing import Any

from playground import tree
from playground.data.dataset import Dataset, Integers
from playground.data.points import Points
from playground.data.sources import Source
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.i18n import Text
from playground.session.commands import (
    Adjust,
    Branch,
    Command,
    Copy,
    Delivery,
    Hold,
    JudgeTest,
    LookBack,
    Pause,
    Play,
    Rebuild,
    Renew,
    Restore,
    SetParameter,
    SetSpeed,
    Slot,
)
from playground.session.drivers import Driver
from playground.session.frame import Frame, State, Wants
from playground.session.history import Entry, History
from playground.session.messages import (
    BALANCED_TWICE,
    CHOOSE_DATA,
    EDIT_WEIGHT,
    NEW_DATA,
    NEW_SPLIT,
    NEW_WEIGHTS,
    OPEN,
    PAINT,
    PIN,
    RESET,
    RESET_FIRST,
    RESTORE_RUN,
    SEALED_AGAIN,
    balanced_twice,
    branch_label,
    divergence_text,
    edit_label,
    error_text,
    full_text,
    rebuilt_notice,
    stopped_text,
    wrong_weight,
)
from playground.session.notices import Level, Notice
from playground.session.papers import Papers, papers_at
from playground.session.pins import MOST_PINS, Pin, PinnedRun, PinSlot, next_number
from playground.session.seal import Seal, same_test, seal_of, showable, with_opening
from playground.session.speed import MAXIMUM, Speed
from playground.session.work import Project
from playground.spec import Effect, SpecError


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What listeners are told: the state before and after an edit."""

    old: Prepared
    new: Prepared


Listener = Callable[[Change], None]


class Session:
    """One experiment in the making. Everything here happens in the caller's thread and returns at once."""

    def __init__(self, driver: Driver, experiment: Experiment | None = None) -> None:
        self._driver = driver
        self._history = History()
        self._listeners: list[Listener] = []
        self._notice_listeners: list[Callable[[Notice], None]] = []
        self._generation, self._sent = 1, 0
        self._running = self._held = self.diverged = False
        self._told: object = None
        self.speed: Speed = MAXIMUM
        self.papers = Papers()
        self.step = 0
        """How far training has come, as far as is known here."""
        self._epoch, self._test_is_open, self._sealed_since = 0, False, 0
        self.prepared = prepare(experiment or Experiment())
        self._send(Renew(self.prepared, self._generation))

    # Reading ---------------------------------------------------------------------------------------------------------

    @property
    def experiment(self) -> Experiment:
        """The experiment as it is now."""
        return self.prepared.experiment

    @property
    def dataset(self) -> Dataset:
        """The points as they are now."""
        return self.prepared.dataset

    @property
    def seal(self) -> Seal:
        """Whether the test set may be seen, and how often it was opened."""
        return seal_of(self.papers, self._test_is_open)

    @property
    def showable(self) -> Integers:
        """The positions of the points that may be shown: all but those of a sealed test set."""
        return showable(self.prepared, self.seal)

    @property
    def running(self) -> bool:
        """Whether training was asked for and has not ended, as far as is known."""
        return self._running

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

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def subscribe_notices(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Be told what a person should be told, until the returned function is called."""
        self._notice_listeners.append(listener)
        return lambda: self._notice_listeners.remove(listener)

    # Editing ---------------------------------------------------------------------------------------------------------

    def apply(self, path: str, value: Any, merge: bool = False) -> bool:
        """Change one setting. While `merge` is true, edits of one path count as one for undo."""
        return self.apply_all({path: value}, edit_label(self.experiment, path), path if merge else "")

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
        if balanced_twice(before, after):
            self.tell(Notice(Level.WARNING, BALANCED_TWICE))
        return True

    def load(self, experiment: Experiment, label: Text = OPEN, papers: Papers | None = None) -> None:
        """Replace the whole experiment, and begin with fresh weights, paused."""
        self.open(Project(prepare(experiment)), label, papers)

    def open(self, work: Project, label: Text = OPEN, papers: Papers | None = None) -> None:
        """Take over a piece of work as it was saved, paused, with its trained network where it has one."""
        own = Papers(notes=work.notes, journal=work.journal, runs=work.runs)
        self._replace(work, label, papers or own)

    def _replace(self, work: Project, label: Text, papers: Papers) -> None:
        self.pause()
        if self._test_is_open:
            self._unseal(False)
        old, opened, before = self.prepared, Slot(), Slot()
        opened.saved, self.prepared = work.saved, work.prepared
        replaced = None if papers is self.papers else self.papers
        entry = Entry(label, old.experiment, self.experiment, "", before, opened, replaced)
        self.papers = papers
        self._history.add(entry)
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

    def paint(self, dataset: Dataset, label: Text = PAINT, merge: str = "") -> bool:
        """Replace the points by points that were painted."""
        return self.apply_all({"data.source": Points(dataset)}, label, merge)

    def choose_data(self, source: Source) -> bool:
        """Take another data set, and begin with fresh weights."""
        return self.apply_all({"data.source": source}, CHOOSE_DATA, fresh=True)

    def new_data(self) -> None:
        """Draw new points by the same rule."""
        self.apply_all({"data.seed": _new_seed()}, NEW_DATA)

    def new_split(self) -> None:
        """Put other points of the same into each part."""
        self.apply_all({"data.split.seed": _new_seed()}, NEW_SPLIT)

    def set_parameter(self, layer: int, row: int, column: int, value: float) -> bool:
        """Set one weight or bias by hand: of layer `layer` (0 is the first hidden one), last column the bias.

        What there is not, or can't be, changes nothing and is told. Returns whether it was legal.
        """
        obstacle = wrong_weight(self.prepared.plan, (layer, row, column), value)
        if obstacle is not None:
            self.tell(Notice(Level.WARNING, obstacle))
            return False
        saved = Slot()
        self._history.add(Entry(EDIT_WEIGHT, self.experiment, self.experiment, network_before=saved))
        self._send(SetParameter(layer, row, column, value, saved))
        self._notify(self.prepared)
        return True

    def settle(self) -> None:
        """A drag or a stroke is over; the next edit is an undo step of its own."""
        self._history.settle()

    def _become(self, new: Prepared, label: Text, merge: str = "", fresh: bool = False) -> None:
        """Take a changed experiment, in the cheapest way that is right."""
        old, saved = self.prepared, Slot()
        self._reseal(new)
        effects = {change.effect for change in tree.diff(old.experiment, new.experiment)}
        is_other = old.plan.units != new.plan.units or old.data.task.kind is not new.data.task.kind
        rebuild = is_other or Effect.NETWORK in effects
        fresh = fresh or Effect.WEIGHTS in effects or (rebuild and self.diverged)  # nobody wants broken weights kept
        self.prepared = new
        self._history.add(Entry(label, old.experiment, new.experiment, merge, saved if fresh or rebuild else None))
        if fresh:
            self._send(Renew(new, self._next_generation(), saved))
        elif rebuild:
            self._send(Rebuild(new, self._next_generation(), saved))
            self.tell(rebuilt_notice(old, new))
        else:
            self._send(Adjust(new))
        self._notify(old)
        self._pause_if_hopeless()

    # Undo ------------------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last entry, trained weights included where they were lost."""
        if self._history.undoable is not None:
            entry = self._history.undo(self.papers)
            self.papers = papers_at(entry.papers_before, entry.runs_before, self.papers)
            self._return_to(entry.before, entry.network_before, entry.network_after)

    def redo(self) -> None:
        """Do again what was undone."""
        if self._history.redoable is not None:
            entry = self._history.redo(self.papers)
            self.papers = papers_at(entry.papers_after, entry.runs_after, self.papers)
            self._return_to(entry.after, entry.network_before and entry.network_after, entry.network_before)

    def go_to(self, place: int) -> None:
        """Undo or redo until so many entries are done."""
        while self._history.place > place and self._history.undoable is not None:
            self.undo()
        while self._history.place < place and self._history.redoable is not None:
            self.redo()

    def _return_to(self, experiment: Experiment, network: Slot | None, save: Slot | None) -> None:
        old, new = self.prepared, prepare(experiment, self.prepared)
        self._reseal(new)
        self.prepared = new
        if network is not None:
            self._send(Restore(self.prepared, self._next_generation(), network, save))
        else:
            self._send(Adjust(self.prepared))
        self._notify(old)
        self._pause_if_hopeless()

    # The test set ----------------------------------------------------------------------------------------------------

    def open_test_set(self) -> None:
        """Show the points and the score of the test set from now on. It is counted, and undo does not take it back."""
        points = len(self.prepared.parts.test)
        if points and not self._test_is_open:
            self.papers = with_opening(self.papers, points, self._epoch)
            self._unseal(True)
            self._notify(self.prepared)

    def close_test_set(self) -> None:
        """Seal the test set again; what was opened stays counted."""
        if self._test_is_open:
            self._unseal(False)
            self._notify(self.prepared)

    def _unseal(self, on: bool) -> None:
        self._test_is_open = on
        self._send(JudgeTest(on))
        self._sealed_since = self._sealed_since if on else self._sent

    def _reseal(self, new: Prepared) -> None:
        """Seal a test set that becomes another one, before anything of it is judged."""
        if self._test_is_open and not same_test(self.prepared, new):
            self._unseal(False)
            self.tell(Notice(Level.INFO, SEALED_AGAIN))

    # Training --------------------------------------------------------------------------------------------------------

    def play(self, epochs: int | None = None) -> None:
        """Train until paused, or for so many more epochs."""
        self._start(Play(epochs=epochs))

    def step_batch(self) -> None:
        """Train on one mini-batch."""
        self._start(Play(steps=1, at_once=True))

    def step_epoch(self) -> None:
        """Train to the end of the present epoch, or for a whole one."""
        self._start(Play(epochs=1, at_once=True))

    def pause(self) -> None:
        """Stop training after the present step."""
        self._running = False
        self._send(Pause())

    def hold(self, on: bool) -> None:
        """Let training wait, as for the length of a stroke; whatever is under way goes on afterwards."""
        if on != self._held:
            self._held = on
            self._send(Hold(on))

    def reset(self) -> None:
        """Begin again, paused, with the same initial weights and the same order of batches."""
        self.pause()
        saved = Slot()
        self._history.add(Entry(RESET, self.experiment, self.experiment, network_before=saved))
        self._send(Renew(self.prepared, self._next_generation(), saved))
        self._notify(self.prepared)

    def new_weights(self) -> None:
        """Begin again with other initial weights, from a new seed."""
        self.apply_all({"seeds.weights": _new_seed()}, NEW_WEIGHTS)

    def look_back(self, epoch: int | None, exactly: bool = True) -> None:
        """Show an earlier epoch of the run, or the present again. It pauses; playing on returns to the present."""
        self._running = False
        self._send(LookBack(epoch, exactly))

    def branch(self, epoch: int) -> None:
        """Go on from an earlier epoch with the settings of now, as an undo step."""
        self._running = False
        saved, before = Slot(), self.papers.runs
        self._put_aside()
        self._history.add(Entry(branch_label(epoch), self.experiment, self.experiment, network_before=saved,
                                runs_before=before, runs_after=self.papers.runs))  # fmt: skip
        self._send(Branch(self._next_generation(), epoch, saved))
        self._notify(self.prepared)

    # Pinned runs -----------------------------------------------------------------------------------------------------

    def pin(self) -> bool:
        """Put the present run aside, to be compared with others. Returns whether there was room."""
        before = self.papers.runs
        if not self._put_aside():
            return False
        self._change_runs(PIN, before, self.papers.runs)
        return True

    def change_runs(self, label: Text, runs: tuple[PinnedRun, ...]) -> None:
        """Remove, rename or describe pinned runs, as an undo step."""
        self._change_runs(label, self.papers.runs, runs)

    def restore_run(self, run: PinnedRun) -> None:
        """Go back to a pinned run, its settings, points and weights, paused and as an undo step."""
        if run.slot.outcome is not None:
            self._replace(Project(run.prepared, run.slot.outcome.saved), RESTORE_RUN, self.papers)

    def _put_aside(self) -> bool:
        runs = self.papers.runs
        if len(runs) >= MOST_PINS:
            self.tell(Notice(Level.WARNING, full_text(MOST_PINS)))
            return False
        slot = PinSlot()
        self.papers = replace(self.papers, runs=(*runs, PinnedRun(next_number(runs), self.prepared, slot)))
        self._send(Pin(slot))
        return True

    def _change_runs(self, label: Text, before: tuple[PinnedRun, ...], after: tuple[PinnedRun, ...]) -> None:
        self.papers = replace(self.papers, runs=after)
        entry = Entry(label, self.experiment, self.experiment, runs_before=before, runs_after=after)
        self._history.add(entry)
        self._notify(self.prepared)

    # Speed -----------------------------------------------------------------------------------------------------------

    def set_speed(self, speed: Speed) -> None:
        """Train at another speed."""
        self.speed = speed
        self._send(SetSpeed(speed))

    def _start(self, command: Play) -> None:
        obstacle = RESET_FIRST if self.diverged else self.prepared.obstacle()
        if obstacle is not None:
            self.tell(Notice(Level.WARNING, obstacle))
            return
        self._running = True
        self._send(command)

    def _pause_if_hopeless(self) -> None:
        obstacle = self.prepared.obstacle()
        if self._running and obstacle is not None:
            self.pause()
            self.tell(Notice(Level.WARNING, obstacle))

    # Frames and notices ----------------------------------------------------------------------------------------------

    def credit(self, wants: Wants) -> None:
        """Allow the training thread one frame, of what can be seen."""
        self._driver.credit(wants)

    def take_frame(self) -> Frame | None:
        """The newest frame, if it is of the present network, and not of a test set that has been sealed since."""
        frame = self._driver.take()
        if frame is None or frame.generation != self._generation or frame.heard < self._sealed_since:
            return None
        self.step, self._epoch = frame.span.step, frame.span.epoch
        if frame.heard == self._sent:
            self._running = frame.state is State.RUNNING
            self.diverged = frame.state is State.DIVERGED
        self._tell_trouble(frame)
        return frame

    def tell(self, notice: Notice) -> None:
        """Tell the person something."""
        for listener in tuple(self._notice_listeners):
            listener(notice)

    def close(self) -> None:
        """End the training thread."""
        self._driver.close()

    def _tell_trouble(self, frame: Frame) -> None:
        """Say once what went wrong with a network, or that it stopped early."""
        trouble: object = repr(frame.error) if frame.error is not None else frame.divergence or frame.stopped
        is_news, self._told = trouble != self._told, trouble
        if frame.error is not None and is_news:
            self.tell(Notice(Level.ERROR, error_text(frame.error)))
        elif frame.divergence is not None and is_news:
            self.tell(Notice(Level.ERROR, divergence_text(frame.divergence)))
        elif frame.stopped is not None and is_news:
            self.tell(Notice(Level.INFO, stopped_text(frame.stopped)))

    def _send(self, command: Command) -> None:
        self._sent += 1
        self._driver.send(command)

    def _next_generation(self) -> int:
        self._generation += 1
        self.diverged, self._told = False, None
        return self._generation

    def _notify(self, old: Prepared) -> None:
        change = Change(old, self.prepared)
        for listener in tuple(self._listeners):
            listener(change)


def _new_seed() -> int:
    """A seed from the machine's own chance; it is shown and stored, so that the run can be repeated."""
    return SystemRandom().randint(1, 999_999)
