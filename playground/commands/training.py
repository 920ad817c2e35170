"""Work that is trained without a window: from where it was saved, with its curves and its record kept."""

import sys
from dataclasses import replace
from time import perf_counter

from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.session.run import Run
from playground.session.work import Project
from playground.terminal import bar

LONGEST_SLICE = 1_000_000
"""Steps; between two slices the line says how far it is."""


def resume(work: Project) -> Trainer:
    """A trainer that goes on where the work was saved, or at the beginning where nothing was trained."""
    trainer = work.prepared.trainer()
    if work.saved is not None:
        trainer.restore(work.saved.checkpoint)
    return trainer


def resume_run(work: Project) -> Run:
    """The same with curves and record, to be trained and saved."""
    return Run(work.prepared, perf_counter, saved=work.saved)


def with_training(work: Project, run: Run) -> Project:
    """The work after it was trained on."""
    return replace(work, saved=run.saved())


def train(run: Run, epochs: int, silent: bool) -> list[Record]:
    """Train, with a line that says how far it is; a record of every epoch."""
    records: list[Record] = []
    trainer = run.trainer
    start, piece = trainer.epoch, max(1, epochs // 100)
    goal = start + epochs
    if epochs:
        run.go_on()
    while trainer.epoch < goal and trainer.divergence is None and trainer.stopped is None:
        records += run.train(LONGEST_SLICE, min(goal, trainer.epoch + piece))
        if not silent:
            done = trainer.epoch - start
            print(f"\r{bar(done / epochs)} {done}/{epochs}", end="", file=sys.stderr, flush=True)
    if not silent:
        print(file=sys.stderr)
    return records
