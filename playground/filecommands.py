"""The commands that look at files of ours: what is in one (`info`), and the same work as another kind (`convert`)."""

import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.i18n import Text, _
from playground.session import files
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


def describe(path: Path, work: Project) -> dict[str, Any]:
    """What a file holds, for a program; what is undefined is null."""
    prepared, trainer = work.prepared, resume(work)
    settings, record = prepared.experiment, trainer.record()
    return {
        "file": path.name,
        "kind": "settings" if work.saved is None else "project",
        "data": settings.data.source.key,
        "points": {
            "all": prepared.dataset.n, "training": len(prepared.parts.train),
            "validation": len(prepared.parts.validation), "test": len(prepared.parts.test),
        },
        "inputs": [feature.identity for feature in settings.features],
        "hidden_layers": [layer.units for layer in settings.network.layers],
        "parameters": trainer.plan.size,
        "optimizer": settings.training.optimizer.key,
        "learning_rate": settings.training.learning_rate,
        "epochs": trainer.epoch,
        "steps": trainer.step,
        "training_loss": _finite(record.train.loss[0]),
        "validation_loss": _finite(record.validation.loss[0]),
        "diverged": trainer.divergence is not None,
        "notes": work.notes,
        "journal": work.journal,
    }  # fmt: skip


def table(path: Path, work: Project) -> list[tuple[Text, str]]:
    """What a file holds, for a person."""
    trainer, settings = resume(work), work.prepared.experiment
    record, points = trainer.record(), work.prepared.parts
    counts = (len(points.train), len(points.validation), len(points.test))
    hidden = " · ".join(str(layer.units) for layer in settings.network.layers) or "–"
    return [
        (_("File"), path.name),
        (_("Kind"), str(_("settings") if work.saved is None else _("project"))),
        (_("Data set"), str(settings.data.source.label)),
        (_("Training, validation and test points"), " · ".join(map(str, counts))),
        (_("Inputs"), ", ".join(feature.identity for feature in settings.features)),
        (_("Hidden layers"), hidden),
        (_("Parameters"), str(trainer.plan.size)),
        (_("Optimizer"), f"{settings.training.optimizer.label}, {settings.training.learning_rate:g}"),
        (_("Epochs"), str(trainer.epoch)),
        *_losses(record),
        (_("Notes"), work.notes.strip() or "–"),
    ]


def convert(work: Project, path: Path) -> Text | None:
    """Write the work as the kind that the name of the file says; returns what had to be left out, if anything."""
    files.save_file(work, path)
    if path.suffix.lower() == files.SETTINGS and work.saved is not None:
        return _("A file of settings has no weights, curves and notes; those stay in the project only.")
    return None


def _losses(record: Record) -> list[tuple[Text, str]]:
    losses = ((_("Training loss"), record.train.loss[0]), (_("Validation loss"), record.validation.loss[0]))
    return [(words, "–" if math.isnan(loss) else f"{loss:.6g}") for words, loss in losses]


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
