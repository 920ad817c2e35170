"""A project: everything of one piece of work in one file, so that training goes on to the last bit as if never closed.

A `.nnp` file is an archive of one JSON text, `project.json`, and arrays. The points are in it exactly, even where a
formula made them: another machine may round a sine differently.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from playground import __version__, codec, tree
from playground.archive import Archive, damaged, refused
from playground.data.dataset import Dataset
from playground.data.points import Points
from playground.engine.arrays import read_only
from playground.engine.fitting import misfits
from playground.engine.records import Checkpoint
from playground.engine.seeds import stream
from playground.experiment import Experiment, Prepared, prepare
from playground.i18n import _
from playground.session.commands import Saved
from playground.session.curves import COLUMNS, Best, Curves
from playground.session.migrations import VERSION, migrate
from playground.session.plain import flatten, unflatten
from playground.session.project_runs import put_runs, take_runs
from playground.session.work import LONGEST_NOTES, Project
from playground.spec import SpecError, Violation
from playground.storage import write_safely

SUFFIX = ".nnp"
FORMAT = "neural-playground project"
MOST_ROWS = 100_000
"""Of the learning curves."""


def write(project: Project, path: Path) -> None:
    """Write a project file. A failure leaves what was there before as it was; raises OSError."""
    archive = to_archive(project)
    write_safely(path, archive.write)


def read(path: Path) -> Project:
    """Read a project file. Raises SpecError for one that breaks a rule, OSError for one that can't be read."""
    return from_archive(Archive.read(path))


def to_archive(project: Project) -> Archive:
    """A project as JSON and arrays."""
    archive, prepared = Archive(), project.prepared
    archive.texts["project"] = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "experiment": codec.encode(_without_points(prepared.experiment)),
        "data": {name: flatten(getattr(prepared.dataset, name), f"data/{name}", archive) for name in _COLUMNS_OF_DATA},
        "state": None if project.saved is None else _state(project.saved.checkpoint, prepared, archive),
        "curves": None if project.saved is None else _curves(project.saved.curves, archive),
        "notes": project.notes,
        "journal": dict(project.journal),
        "runs": put_runs(project.runs, archive, to_archive),
    }
    return archive


def from_archive(archive: Archive) -> Project:
    """A project from JSON and arrays. Raises SpecError."""
    text = archive.texts.get("project")
    if not isinstance(text, dict) or text.get("format") != FORMAT:
        raise damaged()
    migrate(archive)
    prepared = _prepared(text, archive)
    notes, journal = text.get("notes", ""), text.get("journal", {})
    if not isinstance(notes, str) or len(notes) > LONGEST_NOTES or not isinstance(journal, dict):
        raise damaged("notes")
    runs = take_runs(text.get("runs", []), archive, from_archive)
    return Project(prepared, _saved(text, prepared, archive), notes, journal, runs)


_COLUMNS_OF_DATA = ("x", "y", "ids")


def _without_points(experiment: Experiment) -> Experiment:
    """The experiment without points that are stored as arrays."""
    source = experiment.data.source
    if not isinstance(source, Points):
        return experiment
    return tree.put(experiment, "data.source", replace(source, dataset=source.dataset.take(np.empty(0, np.int64))))


def _prepared(text: dict[str, Any], archive: Archive) -> Prepared:
    experiment = codec.decode(Experiment, text.get("experiment"))
    with _in("data"):
        columns: dict[str, Any] = unflatten(dict[str, npt.NDArray[Any]], text.get("data"), archive)
        if set(columns) != set(_COLUMNS_OF_DATA):
            raise damaged()
        source = experiment.data.source
        if isinstance(source, Points):
            dataset = replace(source.dataset, **columns)
            experiment = tree.put(experiment, "data.source", replace(source, dataset=dataset))
        else:
            made = source.make(stream("data", experiment.data.seed))
            dataset = made if _is(made, columns) else replace(made, **columns)
    return prepare(experiment, dataset=dataset)


def _is(dataset: Dataset, columns: dict[str, Any]) -> bool:
    return all(np.array_equal(getattr(dataset, name), column) for name, column in columns.items())


def _state(checkpoint: Checkpoint, prepared: Prepared, archive: Archive) -> Any:
    """The checkpoint; the points of the epoch that was going on only where they are not those of the experiment."""
    mine, usual = checkpoint.epoch_samples, prepared.data.train
    are_usual = all(np.array_equal(getattr(mine, name), getattr(usual, name)) for name in ("x", "t", "y"))
    plain = flatten(checkpoint, "state", archive)
    if are_usual:
        plain["epoch_samples"] = None
        for name in ("x", "t", "y"):
            del archive.arrays[f"state/epoch_samples/{name}"]
    return plain


def _saved(text: dict[str, Any], prepared: Prepared, archive: Archive) -> Saved | None:
    plain = text.get("state")
    if plain is None:
        return None
    are_usual = isinstance(plain, dict) and plain.get("epoch_samples") is None
    if are_usual:
        plain = {**plain, "epoch_samples": flatten(prepared.data.train, "train", archive)}
    with _in("state"):
        checkpoint = unflatten(Checkpoint, plain, archive)
        if are_usual:
            checkpoint = replace(checkpoint, epoch_samples=prepared.data.train)
        wrong = next(misfits(checkpoint, prepared.trainer()), None)
        if wrong is not None:
            raise refused(_("The saved state of the training does not fit the network."), wrong)
    return Saved(checkpoint, _read_curves(text, archive))


def _curves(curves: Curves, archive: Archive) -> Any:
    return {
        "columns": list(COLUMNS),
        "table": flatten(curves.table, "curves/table", archive),
        "best": flatten(curves.best, "curves/best", archive),
        "gradients": flatten(curves.gradients, "curves/gradients", archive),
    }


def _read_curves(text: dict[str, Any], archive: Archive) -> Curves:
    """The curves by the names of their columns; a column that an older program did not record is not a number."""
    with _in("curves"):
        plain = text.get("curves")
        if not isinstance(plain, dict):
            raise damaged()
        names = unflatten(tuple[str, ...], plain.get("columns"), archive)
        table = _over_epochs(plain.get("table"), archive)
        if table.shape[1] != len(names):
            raise damaged()
        own = np.full((len(table), len(COLUMNS)), np.nan)
        for place, name in enumerate(COLUMNS):
            if name in names:
                own[:, place] = table[:, names.index(name)]
        _check_epochs(own)
        if "gradients" not in plain:  # an older program's file
            return Curves(read_only(own))
        known: Any = plain.get("best")
        best = None if known is None else unflatten(Best, known, archive)
        gradients = _over_epochs(plain["gradients"], archive)
        _check_epochs(gradients)
    return Curves(read_only(own), best, read_only(gradients))


def _over_epochs(plain: Any, archive: Archive) -> npt.NDArray[np.float64]:
    """A table of numbers, not too long."""
    table = unflatten(npt.NDArray[np.float64], plain, archive)
    if table.dtype != np.float64 or table.ndim != 2 or not table.shape[1] or len(table) > MOST_ROWS:
        raise damaged()
    return table


def _check_epochs(table: npt.NDArray[np.float64]) -> None:
    """Refuse a table whose first column is no rising epochs."""
    epochs = table[:, 0]
    if not (np.isfinite(epochs).all() and (epochs >= 0).all() and (np.diff(epochs) > 0).all()):
        raise damaged()


@contextmanager
def _in(place: str) -> Iterator[None]:
    """Mistakes found inside are told with the part of the file that they are in."""
    try:
        yield
    except SpecError as error:
        raise SpecError(tuple(Violation(f"{place}{_dot(v.path)}", v.message) for v in error.violations)) from error


def _dot(path: str) -> str:
    return f".{path.lstrip('.')}" if path else ""
