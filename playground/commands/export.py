"""The command `export`: writes scripts and tables."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playground import exchange
from playground.commands.answers import DONE, WRONG_INPUT, complain, refuse
from playground.commands.options import WORK, Commands, whole
from playground.export.keras_script import keras_script
from playground.export.numpy_script import numpy_script
from playground.export.replay import Progress, Run, repeat, train
from playground.export.torch_script import torch_script
from playground.i18n import Text, _
from playground.session import files
from playground.session.work import Project
from playground.spec import SpecError
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


def declare(commands: Commands) -> None:
    """The command `export FILE`."""
    parser = commands.add_parser("export", help=str(_("write a script that trains the same network, or tables of it")))
    parser.add_argument("file", type=Path, help=str(WORK))
    for name, (_script, words) in SCRIPTS.items():
        parser.add_argument(f"--{name}", type=Path, metavar="OUT.py", help=str(words))
    for name, words in TABLES.items():
        parser.add_argument(f"--{name}", type=Path, metavar="OUT", help=str(words))
    parser.add_argument(
        "--epochs",
        type=whole,
        help=str(_("train so many epochs from the beginning (default: those of the project, 300 for an experiment)")),
    )
    parser.add_argument("--json", action="store_true", help=str(_("say what was written as JSON")))
    parser.set_defaults(carry_out=_export)


def _export(given: argparse.Namespace) -> int:
    try:
        done = _written(given, _progress(given.json or not sys.stderr.isatty()))
    except OSError as error:
        return refuse(Path(error.filename or given.file), error)
    except SpecError as error:
        return refuse(given.file, error)
    if not done:
        options = ", ".join(f"--{name}" for name in (*SCRIPTS, *TABLES))
        complain(_("say what to write, with one of these: {options}", options=options))
        return WRONG_INPUT
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
    """What was written, for a program; nothing where nothing was asked for. Raises SpecError, OSError."""
    work = files.open_file(given.file)
    wanted = [name for name in (*SCRIPTS, *TABLES) if getattr(given, name) is not None]
    if not wanted:
        return {}
    run = _train_again(work, given.epochs, progress)
    written = []
    for name in wanted:
        path: Path = getattr(given, name)
        if name in SCRIPTS:
            _write_text(path, SCRIPTS[name][0](run, given.file.stem))
        else:
            _write_table(name, run, path)
        written.append({"kind": name, "file": str(path), "bytes": path.stat().st_size})
    return {"epochs": run.epochs, "steps": run.trainer.step, "written": written}


def _write_text(path: Path, text: str) -> None:
    """Write a file of text; a failure leaves what was there before as it was."""
    write_safely(path, lambda file: file.write(text.encode("utf-8")))


def _train_again(work: Project, epochs: int | None, progress: Progress) -> Run:
    """The run of a project from its beginning, or so many epochs where they are asked for."""
    if work.saved is not None and epochs is None:
        return repeat(work.prepared, work.saved.checkpoint, progress)
    return train(work.prepared, USUAL_EPOCHS if epochs is None else epochs, progress=progress)


def _write_table(name: str, run: Run, path: Path) -> None:
    """Write one of `TABLES`."""
    if name == "curves":
        exchange.write_history(run.records, path)
    elif name == "predictions":
        exchange.write_answers(run.prepared, run.trainer, path)
    else:
        exchange.write_weights(run.trainer, path)
