"""Whatever is done to a session, in whatever order, its promises hold.

The suite runs a short form. The long one: `PLAYGROUND_DEEDS=20000 pytest tests/session/test_deeds.py`, with another
`PLAYGROUND_SEED` for other deeds. A finding is told with its seed and the number of the deed.
"""

import io
import math
import os
from dataclasses import astuple, fields, replace
from random import Random
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from playground.archive import Archive
from playground.data.split import Split
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.export.points import as_csv
from playground.session import project
from playground.session import session as session_module
from playground.session.frame import Frame, Numbers, State, Wants
from playground.session.history import Version
from playground.session.pins import PinnedRun
from playground.session.project_record import Bound
from playground.session.rewind import Rewind
from playground.session.tape import Past, Tape
from playground.session.work import Project

from .deeds import Deed, deed, in_a_row, training
from .support import EVERYTHING, Desk, until

DEEDS = int(os.environ.get("PLAYGROUND_DEEDS", "100"))
SEED = int(os.environ.get("PLAYGROUND_SEED", "1"))
IN_ONE_LIFE = 20 if DEEDS <= 100 else 60
ALL = replace(EVERYTHING, line_size=9, children=True, health=True, answers=True)
START = settled(Experiment(), {"data.split": Split(0.6, 0.2), "data.source.samples": 40})


class Life:
    """Two desks at which the same is done: at one everything is looked at, at the other nothing."""

    def __init__(self, seed: int) -> None:
        self.random, self.seed = Random(seed), 1
        self.watched, self.quiet = Desk(START), Desk(START)
        self.places: list[int] = []
        """Where in its history the session has been during a deed."""
        history = self.watched.session.history
        self.watched.session.subscribe(lambda _change: self.places.append(history.place))
        self.began: dict[Version, Bits] = {}
        """What the entries of the history began with."""
        self.file: Project | None = None
        self.generation = 0
        self.epochs: dict[int, list[bytes]] = {}
        """The weights at the ends of epochs that can be looked back at."""

    def live(self) -> None:
        """One deed, and everything that must be true after it."""
        session, entries_before = self.watched.session, self.watched.session.history.undoable
        if self.random.random() < 0.3:
            self.hurry()
        act = self.deed()
        before, told = state(self.watched), len(self.watched.notices)
        experiment, entries, last = session.experiment, session.history.entries, session.history.undoable
        look_ahead = self.random.choice(("", "train", "test"))
        session.credit(replace(ALL, judge=look_ahead))
        if self.random.random() < 0.5:
            self.watched.driver.advance()
        seeds, place = self.random.randrange(1000), session.history.place
        self.places.clear()
        for desk in (self.watched, self.quiet):
            self.seed = seeds
            legal = act(desk.session)
            if desk is self.watched:
                self.assert_sealed(desk.session.take_frame())
                if legal is False:
                    assert session.experiment is experiment
                    assert session.history.entries == entries
                    assert len(desk.notices) > told, "refused without a sentence"
                    assert desk.notices[-1].strip()
        new, known = session.history.undoable, {(entry.before, entry.after) for entry in entries}
        was_undone = min(self.places, default=place) < place
        if was_undone or (new is not last and (new is None or (new.before, new.after) in known)):
            self.began.clear()  # what is done again keeps the network as it was just before that
        if new is not None and (new.before, new.after) not in known:
            self.began.setdefault(new.before, before)
        self.finish()
        self.assert_sealed(self.watched.look(replace(ALL, judge=look_ahead)))
        session.look_back(None)
        frame = self.watched.look(replace(ALL, judge=look_ahead))
        self.assert_sealed(frame)
        assert_told(self.watched, frame)
        assert state(self.watched) == state(self.quiet), "looking has changed something"
        assert_prepared(session.prepared)
        self.remember(frame, was_edited=session.history.undoable is not entries_before)
        chance = self.random.random()
        if chance < 0.2:
            self.close_and_open()
        elif chance < 0.4:
            self.take_back()
        elif chance < 0.6:
            self.look_back()

    def hurry(self) -> None:
        """Some edits in a row: at one desk the thread hears of them one by one, at the other of all at once."""
        for _ in range(self.random.randrange(1, 5)):
            act, seeds = in_a_row(self.random, self.watched.session), self.random.randrange(1000)
            for desk in (self.watched, self.quiet):
                self.seed = seeds
                act(desk.session)
            if self.random.random() < 0.7:
                self.watched.driver.advance()
        for desk in (self.watched, self.quiet):
            desk.session.settle()
        self.began.clear()  # nobody has seen what these entries began with

    def deed(self) -> Deed:
        """What is done next; now and then the last file that was saved is opened again."""
        file = self.file
        if file is None or self.random.random() < 0.95:
            return deed(self.random, self.watched.session)
        return lambda session: session.open(through_a_file(file))

    def remember(self, frame: Frame, was_edited: bool) -> None:
        """How the network was at the ends of epochs of this run; of what came before the last rebuild, nothing."""
        if frame.generation != self.generation:
            self.generation = frame.generation
            self.epochs.clear()
        elif was_edited and self.epochs:  # an edit at the end of an epoch belongs to that epoch
            self.epochs.popitem()
        assert frame.weights is not None
        if not frame.numbers.batch:
            self.epochs[frame.numbers.epoch] = [matrix.tobytes() for matrix in frame.weights]

    def look_back(self) -> None:
        """At one desk only: an earlier epoch is seen exactly as it was, and the present is none the worse for it."""
        session, before = self.watched.session, state(self.watched)
        span = self.watched.look(Wants()).span
        epoch = self.random.choice([epoch for epoch in self.epochs if epoch >= span.first] or [span.epoch])
        session.look_back(self.random.randrange(span.epoch + 1), exactly=self.random.random() < 0.5)
        if self.random.random() < 0.5:
            self.watched.look(ALL)
        session.look_back(epoch)
        seen = until(lambda: self.arrived(epoch), "the earlier epoch")
        if seen.span.shown is not None and epoch in self.epochs:
            assert seen.weights is not None
            assert [matrix.tobytes() for matrix in seen.weights] == self.epochs[epoch]
            assert seen.numbers.epoch == epoch
        self.assert_sealed(seen)
        if self.random.random() < 0.5:
            session.look_back(None)
        assert state(self.watched) == before

    def arrived(self, epoch: int) -> Frame | None:
        """What is seen, once it is the epoch or the present."""
        frame = self.watched.look(ALL)
        assert frame.error is None
        return frame if frame.span.is_exact and frame.span.shown in (epoch, None) else None

    def finish(self) -> None:
        """Let what was begun come to its end."""
        until(lambda: self.watched.look(ALL).state is not State.RUNNING, "the end of the run")
        until(lambda: self.quiet.look(Wants()).state is not State.RUNNING, "the end of the run")

    def take_back(self) -> None:
        """Undo the last entry: what it lost comes back. Redo it, and all is as it was."""
        session, before = self.watched.session, state(self.watched)
        entry = session.history.undoable
        if entry is None:
            return
        self.watched.session.undo()
        assert session.experiment == entry.before.experiment
        assert session.papers.runs == entry.before.runs
        if entry.network_before is not None and entry.before in self.began:
            assert state(self.watched) == self.began[entry.before]
        self.watched.session.redo()
        assert session.experiment == entry.after.experiment
        assert session.papers.runs == entry.after.runs
        if entry.network_before is not None:
            assert state(self.watched) == before
        self.quiet.session.undo()
        self.quiet.session.redo()

    def assert_sealed(self, frame: Frame | None) -> None:
        """Nothing that is shown, told or given away has anything of a sealed test set."""
        session = self.watched.session
        if frame is None or session.seal.is_open:
            return
        assert frame.judged is None or frame.judged.part != "test"
        assert math.isnan(frame.numbers.test_loss)
        assert math.isnan(frame.numbers.test_score)
        prepared, test = session.prepared, session.prepared.parts.test
        if frame.answers is not None and frame.heard == session._sent:
            assert set(frame.answers.ids.tolist()).isdisjoint(prepared.dataset.ids[test].tolist())
        assert set(session.showable.tolist()).isdisjoint(test.tolist())
        assert ",test\r\n" not in as_csv(prepared, session.showable)

    def close_and_open(self) -> None:
        """Train a little, here and in a session that opened a copy from its file: to the same bits and numbers."""
        reopened, self.file = Desk(), copied(self.watched)
        reopened.session.open(through_a_file(self.file))
        assert [*map(pinned, reopened.session.papers.runs)] == [*map(pinned, self.file.runs)]
        reopened.session.papers = self.watched.session.papers
        assert state(reopened) == state(self.watched)
        self.assert_same_past(self.file, copied(reopened))
        go_on = training(self.random, self.watched.session)
        for desk in (self.watched, self.quiet, reopened):
            go_on(desk.session)
        self.finish()
        until(lambda: reopened.look(Wants()).state is not State.RUNNING, "the end of the run")
        assert state(reopened) == state(self.watched), "an opened file goes on differently"
        mine, theirs = self.watched.look(), reopened.look()
        assert_same_numbers(mine.numbers, theirs.numbers)
        assert mine.state is theirs.state
        assert mine.curves is not None
        assert theirs.curves is not None
        assert np.array_equal(mine.curves.table, theirs.curves.table, equal_nan=True)
        assert np.array_equal(mine.curves.gradients, theirs.curves.gradients, equal_nan=True)

    def assert_same_past(self, work: Project, opened: Project) -> None:
        """Any epoch of the run can be looked back at as before."""
        assert work.saved is not None
        assert opened.saved is not None
        mine, theirs = work.saved.past, opened.saved.past
        assert mine is not None
        assert theirs is not None
        epoch = self.random.randint(
            mine.stills[0].first_whole, max(work.saved.checkpoint.epoch, mine.stills[0].first_whole)
        )
        assert looked_back(mine, epoch) == looked_back(theirs, epoch)

    def assert_all_can_be_undone(self) -> None:
        """Undo of everything and redo of everything bring back every bit."""
        session = self.watched.session
        entries = session.history.entries
        session.go_to(len(entries))
        end = self.work()
        session.go_to(0)
        assert session.experiment == entries[0].before.experiment if entries else START
        start = self.work()
        session.go_to(len(entries))
        assert self.work() == end
        session.go_to(0)
        assert self.work() == start

    def work(self) -> tuple[Experiment, bytes, bytes, bytes]:
        """Settings, points and weights."""
        saved, session = copied(self.watched).saved, self.watched.session
        assert saved is not None
        x, y = session.dataset.x, session.dataset.y
        return session.experiment, x.tobytes(), y.tobytes(), saved.checkpoint.theta.tobytes()


def copied(desk: Desk) -> Project:
    delivery, work = desk.session.copy()
    desk.driver.advance()
    return replace(work, saved=delivery.saved)


def pinned(run: PinnedRun) -> tuple[Any, ...]:
    """All of a pinned run, as far as equal runs are equal."""
    outcome = run.slot.outcome
    assert outcome is not None
    theta, picture = outcome.saved.checkpoint.theta, outcome.picture
    numbers = [repr(value) for value in astuple(outcome.numbers)]
    return run.number, run.name, run.note, run.prepared.experiment, theta.tobytes(), picture.tobytes(), numbers


def looked_back(past: Past, epoch: int) -> tuple[int, bytes, bytes]:
    """Where one gets, and the network there."""
    tape = Tape()
    tape.restore(past)
    rewind = Rewind(tape, perf_counter)
    rewind.look(epoch, exactly=True)
    rewind.finish()
    assert rewind.trainer is not None
    return rewind.trainer.epoch, rewind.trainer.theta.tobytes(), rewind.trainer.statistics.tobytes()


def through_a_file(work: Project) -> Project:
    file = io.BytesIO()
    project.to_archive(work).write(file)
    return project.from_archive(Archive.parse(file.getvalue()))


Bits = dict[str, Any]


def state(desk: Desk) -> Bits:
    """All of the work but its papers, curves and record, to the last bit, as a file would have it."""
    archive = project.to_archive(copied(desk), Bound(0, 0))
    text = archive.texts["project"]
    arrays = {name: (array.shape, array.tobytes()) for name, array in archive.arrays.items() if "curves" not in name}
    return {"experiment": text["experiment"], **(text["state"] or {}), **arrays}


def assert_told(desk: Desk, frame: Frame) -> None:
    """Nothing failed, and the numbers are those of the network and the points as they are now."""
    assert frame.error is None
    assert frame.state is not State.FAILED
    session, saved = desk.session, copied(desk).saved
    assert saved is not None
    twin = session.prepared.trainer()
    twin.restore(saved.checkpoint)
    record = twin.record()
    assert_equal(frame.numbers.train_loss, float(record.train.loss[0]))
    assert_equal(frame.numbers.validation_loss, float(record.validation.loss[0]))
    assert frame.weights is not None
    for matrix, mine in zip(frame.weights, twin.plan.matrices(twin.theta[0]), strict=True):
        assert np.array_equal(matrix, mine, equal_nan=True)


def assert_same_numbers(mine: Numbers, theirs: Numbers) -> None:
    for field in fields(Numbers):
        if field.name not in ("epochs_per_second", "test_loss", "test_score"):
            assert_equal(getattr(mine, field.name), getattr(theirs, field.name))


def assert_equal(mine: Any, theirs: Any) -> None:
    assert mine == theirs or (math.isnan(mine) and math.isnan(theirs))


def assert_prepared(prepared: Prepared) -> None:
    """What was kept of earlier work is what would be made anew, and every point is in one part."""
    anew = prepare(prepared.experiment)
    assert anew.dataset == prepared.dataset
    assert anew.plan == prepared.plan
    assert anew.scale == prepared.scale
    assert anew.reader == prepared.reader
    parts = [getattr(prepared.parts, name) for name in ("train", "validation", "test")]
    assert sorted(np.concatenate(parts).tolist()) == list(range(prepared.dataset.n))
    for name, part in zip(("train", "validation", "test"), parts, strict=True):
        assert np.array_equal(getattr(anew.parts, name), part)
    pairs = ((anew.data.train, prepared.data.train), (anew.data.validation, prepared.data.validation),
             (anew.test, prepared.test))  # fmt: skip
    for mine, theirs in pairs:
        for array in ("x", "t", "y"):
            assert getattr(mine, array).tobytes() == getattr(theirs, array).tobytes()
    assert anew.data.task == prepared.data.task
    assert (anew.data.augment is None) == (prepared.data.augment is None)
    if prepared.data.augment is not None and len(parts[0]):
        mine, theirs = (p.data.augment.children(np.arange(len(parts[0])), np.random.default_rng(1)).x.tobytes()  # type: ignore[union-attr]
                        for p in (anew, prepared))  # fmt: skip
        assert mine == theirs


LIVES = range(SEED * 1000, SEED * 1000 + max(1, DEEDS // IN_ONE_LIFE))


@pytest.mark.parametrize("seed", [*LIVES])
def test_all_promises_hold_whatever_is_done(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    life = Life(seed)

    def new_seed() -> int:
        life.seed += 1
        return life.seed

    monkeypatch.setattr(session_module, "_new_seed", new_seed)
    for number in range(IN_ONE_LIFE):
        try:
            life.live()
        except Exception as error:
            error.add_note(f"finding: seed {seed}, deed {number}")
            raise
    life.assert_all_can_be_undone()
