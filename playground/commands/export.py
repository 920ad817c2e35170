"""The command `export`: writes scripts, tables and animations."""

import argparse
import json
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from playground import exchange
from playground.commands import animation
from playground.commands.answers import DONE, WrongInput, about
from playground.commands.options import WORK, Commands, whole
from playground.commands.training import resume
from playground.engine.trainer import Trainer
from playground.export.keras_script import keras_script
from playground.export.numpy_script import numpy_script
from playground.export.replay import Progress, Run, repeat, train
from playground.export.torch_script import torch_script
from playground.i18n import Text, _
from playground.session import files
from playground.session.commands import Saved
from playground.session.curves import CurveRecorder
from playground.session.work import Project
from playground.storage import write_safely
from playground.terminal import bar

USUAL_EPOCHS = 300

SCRIPTS: dict[str, tuple[Callable[[Run, str], str], Text]] = {
    "numpy": (numpy_script, _("write a NumPy script that ends at the same weights, to the last bit")),
    "pytorch": (torch_script, _("write a PyTorch script that trains the same network")),
    "keras": (keras_script, _("write a Keras script that trains the same network")),
}
"""The scripts by the name of their option."""

TABLES: dict[str, Text] = {
    "curves": _("write the learning curves (CSV)"),
    "predictions": _("write the training and validation points with the answers beside them (CSV)"),
    "weights": _("write the weights (npz, or CSV with one line for each)"),
}

KINDS = (*SCRIPTS, *TABLES, animation.OPTION)
"""Everything that can be written."""


def declare(commands: Commands) -> None:
    """The command `export FILE`."""
    words = _("write a script that trains the same network, tables of it, or an animation of the run")
    parser = commands.add_parser("export", help=str(words))
    parser.add_argument("file", type=Path, help=str(WORK))
    for name, (_script, words) in SCRIPTS.items():
        parser.add_argument(f"--{name}", type=Path, metavar="OUT.py", help=str(words))
    for name, words in TABLES.items():
        parser.add_argument(f"--{name}", type=Path, metavar="OUT", help=str(words))
    animation.declare(parser)
    parser.add_argument(
        "--epochs",
        type=whole,
        help=str(_("train so many epochs from the beginning (default: those of the project, 300 for an experiment)")),
    )
    parser.add_argument("--json", action="store_true", help=str(_("say what was written as JSON")))
    parser.set_defaults(carry_out=_export)


def _export(given: argparse.Namespace) -> int:
    with about(given.file):
        done = _written(given, _progress(given.json or not sys.stderr.isatty()))
    lines = [json.dumps(done, ensure_ascii=False, indent=2)] if given.json else [one["file"] for one in done["written"]]
    print(*lines, sep="\n")
    return DONE


def _progress(silent: bool) -> Progress:
    """A line that says how much is done."""

    def show(part: float) -> None:
        if not silent:
            end = "\n" if part >= 1.0 else ""
            print(f"\r{bar(part)} {part:4.0%}", end=end, file=sys.stderr, flush=True)

    return show


def _written(given: argparse.Namespace, progress: Progress) -> dict[str, Any]:
    """What was written, for a program. Raises SpecError, OSError, and WrongInput where nothing was asked for."""
    work = files.open_file(given.file)
    wanted = [name for name in KINDS if getattr(given, name) is not None]
    if not wanted:
        options = ", ".join(f"--{name}" for name in KINDS)
        raise WrongInput(_("say what to write, with one of these: {options}", options=options))
    film = animation.film(given)
    made, written = Made(work, given.epochs, progress), []
    for name in wanted:
        path: Path = getattr(given, name)
        if name == animation.OPTION:
            animation.write(work, made.saved, film, path, progress)
        elif name in SCRIPTS:
            _write_text(path, SCRIPTS[name][0](made.run, given.file.stem))
        else:
            _write_table(name, made, path)
        written.append({"kind": name, "file": str(path), "bytes": path.stat().st_size})
    return {"epochs": made.trainer.epoch, "steps": made.trainer.step, "written": written}


class Made:
    """The trained network that is written: that of the project as it is, or one that is trained for this."""

    def __init__(self, work: Project, epochs: int | None, progress: Progress) -> None:
        self.prepared = work.prepared
        self._work, self._epochs, self._progress = work, epochs, progress
        self._kept = work.saved if epochs is None else None

    @property
    def is_new(self) -> bool:
        """Whether it is trained for this."""
        return self._kept is None

    @cached_property
    def run(self) -> Run:
        """The run from its beginning, for what needs to know how it came about. Raises SpecError."""
        if self._kept is not None:
            return repeat(self._work.prepared, self._kept.checkpoint, self._progress)
        return train(self._work.prepared, USUAL_EPOCHS if self._epochs is None else self._epochs,
                     progress=self._progress)  # fmt: skip

    @cached_property
    def saved(self) -> Saved:
        """The network with its curves."""
        if self._kept is not None:
            return self._kept
        recorder = CurveRecorder()
        for record in self.run.records:
            recorder.add(record)
        return Saved(self.run.trainer.checkpoint(), recorder.curves())

    @cached_property
    def trainer(self) -> Trainer:
        """A trainer where the network is."""
        return self.run.trainer if self._kept is None else resume(self._work)


def _write_text(path: Path, text: str) -> None:
    """Write a file of text; a failure leaves what was there before as it was."""
    write_safely(path, lambda file: file.write(text.encode("utf-8")))


def _write_table(name: str, made: Made, path: Path) -> None:
    """Write one of `TABLES`."""
    if name == "curves" and made.is_new:
        exchange.write_history(made.run.records, path)
    elif name == "curves":
        exchange.write_curves(made.saved.curves.table, path)
    elif name == "predictions":
        exchange.write_answers(made.prepared, made.trainer, path)
    else:
        exchange.write_weights(made.trainer, path)
