"""Work that is trained without a window: from where it was saved, with its curves kept."""

import sys
from collections.abc import Iterable
from dataclasses import replace

from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.session.commands import Saved
from playground.session.curves import CurveRecorder
from playground.session.work import Project
from playground.terminal import bar


def resume(work: Project) -> Trainer:
    """A trainer that goes on where the work was saved, or at the beginning where nothing was trained."""
    trainer = work.prepared.trainer()
    if work.saved is not None:
        trainer.restore(work.saved.checkpoint)
    return trainer


def with_training(work: Project, trainer: Trainer, records: Iterable[Record]) -> Project:
    """The work after it was trained on."""
    recorder = CurveRecorder()
    if work.saved is not None:
        recorder.restore(work.saved.curves)
    for record in records:
        recorder.add(record)
    return replace(work, saved=Saved(trainer.checkpoint(), recorder.curves()))


def train(trainer: Trainer, epochs: int, silent: bool) -> list[Record]:
    """Train, with a line that says how far it is; a record of every epoch."""
    records: list[Record] = []
    start, piece = trainer.epoch, max(1, epochs // 100)
    goal = start + epochs
    if epochs and trainer.stopped is not None:
        trainer.go_on()
    while trainer.epoch < goal and trainer.divergence is None and trainer.stopped is None:
        records += trainer.run(until_epoch=min(goal, trainer.epoch + piece))
        if not silent:
            done = trainer.epoch - start
            print(f"\r{bar(done / epochs)} {done}/{epochs}", end="", file=sys.stderr, flush=True)
    if not silent:
        print(file=sys.stderr)
    return records
