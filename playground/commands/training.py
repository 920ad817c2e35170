"""Work that is trained without a window: from where it was saved, with its curves kept."""

from collections.abc import Iterable
from dataclasses import replace

from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.session.commands import Saved
from playground.session.curves import CurveRecorder
from playground.session.work import Project


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
