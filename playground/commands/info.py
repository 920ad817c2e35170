"""The command `info`: says what is in a file, to a person or a program."""

import argparse
import json
import math
from pathlib import Path
from typing import Any

from playground.commands.answers import DONE, about
from playground.commands.options import WORK, Commands
from playground.commands.result import finite
from playground.commands.training import resume
from playground.engine.records import Record
from playground.i18n import Text, _, n_
from playground.session import files
from playground.session.work import Project
from playground.terminal import padded, width


def declare(commands: Commands) -> None:
    """The command `info FILE`."""
    parser = commands.add_parser("info", help=str(_("say what is in a file")))
    parser.add_argument("file", type=Path, help=str(WORK))
    parser.add_argument("--json", action="store_true", help=str(_("as JSON")))
    parser.set_defaults(carry_out=_info)


def _info(given: argparse.Namespace) -> int:
    with about(given.file):
        work = files.open_file(given.file)
    if given.json:
        print(json.dumps(_described(given.file, work), ensure_ascii=False, indent=2))
    else:
        rows = _rows(given.file, work)
        wide = max(width(str(words)) for words, _value in rows) + 2
        print("\n".join(f"{padded(str(words), wide)}{value}" for words, value in rows))
    return DONE


def _described(path: Path, work: Project) -> dict[str, Any]:
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
        "training_loss": finite(record.train.loss[0]),
        "validation_loss": finite(record.validation.loss[0]),
        "diverged": trainer.divergence is not None,
        "record": _record(work),
        "pinned_runs": len(work.runs),
        "notes": work.notes,
        "journal": work.journal,
    }  # fmt: skip


def _rows(path: Path, work: Project) -> list[tuple[Text, str]]:
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
        (_("Record of the run"), _record_words(work)),
        (_("Pinned runs"), str(len(work.runs) or "–")),
        (_("Notes"), work.notes.strip() or "–"),
    ]


def _record(work: Project) -> dict[str, int] | None:
    """What the time machine can go back to: from which epoch on, and how many states are kept on the way."""
    past = None if work.saved is None else work.saved.past
    return None if past is None else {"first_epoch": past.stills[0].first_whole, "states": len(past.stills)}


def _record_words(work: Project) -> str:
    record = _record(work)
    if record is None:
        return "–"
    first, states = record["first_epoch"], record["states"]
    return str(n_("from epoch {first} on, {n} state", "from epoch {first} on, {n} states", states, first=first))


def _losses(record: Record) -> list[tuple[Text, str]]:
    losses = ((_("Training loss"), record.train.loss[0]), (_("Validation loss"), record.validation.loss[0]))
    return [(words, "–" if math.isnan(loss) else f"{loss:.6g}") for words, loss in losses]
