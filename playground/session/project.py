"""A project: everything of one piece of work in one file, so that training goes on to the last bit as if never closed.

A `.nnp` file is an archive of two JSON texts, `project.json` and the record of the run, `record.json`, and of arrays.
The points are in it exactly, even where a formula made them: another machine may round a sine differently.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from playground import __version__, codec, tree
from playground.archive import Archive, damaged
from playground.data.dataset import Dataset
from playground.data.points import Points
from playground.engine.arrays import read_only
from playground.engine.seeds import stream
from playground.experiment import Experiment, Prepared, prepare
from playground.session.commands import Saved
from playground.session.curves import COLUMNS, Best, Curves
from playground.session.migrations import VERSION, migrate
from playground.session.plain import flatten, unflatten, within
from playground.session.project_record import RECORD, Bound, put_record, take_record
from playground.session.project_runs import put_runs, take_runs
from playground.session.project_state import put_state, take_state
from playground.session.work import LONGEST_NOTES, Project
from playground.storage import write_safely

FORMAT = "neural-playground project"
MOST_ROWS = 100_000
"""Of the learning curves."""
WHOLE = Bound()
"""What a file keeps of the record of a run: quick to look back in, and quick to write."""


def write(project: Project, path: Path) -> None:
    """Write a project file. A failure leaves what was there before as it was; raises OSError."""
    archive = to_archive(project)
    write_safely(path, archive.write)


def read(path: Path) -> Project:
    """Read a project file. Raises SpecError for one that breaks a rule, OSError for one that can't be read."""
    return from_archive(Archive.read(path))


def to_archive(project: Project, bound: Bound = WHOLE) -> Archive:
    """A project as JSON and arrays, the record of its run as large as the bound allows."""
    archive, prepared, saved = Archive(), project.prepared, project.saved
    archive.texts["project"] = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "experiment": codec.encode(_without_points(prepared.experiment)),
        "data": {name: flatten(getattr(prepared.dataset, name), f"data/{name}", archive) for name in _COLUMNS_OF_DATA},
        "state": None if saved is None else put_state(saved.checkpoint, prepared.data.train, "state", archive),
        "curves": None if saved is None else _curves(saved.curves, archive),
        "notes": project.notes,
        "journal": dict(project.journal),
        "runs": put_runs(project.runs, archive, to_archive),
    }
    if saved is not None:
        put_record(saved.past, prepared, bound, archive)
    return archive


def from_archive(archive: Archive) -> Project:
    """A project from JSON and arrays. Raises SpecError."""
    text = archive.texts.get("project")
    if not isinstance(text, dict) or text.get("format") != FORMAT:
        raise damaged()
    migrate(archive)
    prepared = _prepared(text, archive)
    notes, journal = text.get("notes"), text.get("journal")
    if not isinstance(notes, str) or len(notes) > LONGEST_NOTES or not isinstance(journal, dict):
        raise damaged("notes")
    runs = take_runs(text.get("runs"), archive, from_archive)
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
    with within("data"):
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


def _saved(text: dict[str, Any], prepared: Prepared, archive: Archive) -> Saved | None:
    if text.get("state") is None:
        return None
    with within("state"):
        checkpoint = take_state(text["state"], prepared.trainer(), archive)
    with within("curves"):
        curves = _read_curves(text.get("curves"), archive)
    with within(RECORD):
        return Saved(checkpoint, curves, take_record(archive, prepared, checkpoint))


def _curves(curves: Curves, archive: Archive) -> Any:
    return {
        "columns": list(COLUMNS),
        "table": flatten(curves.table, "curves/table", archive),
        "best": flatten(curves.best, "curves/best", archive),
        "gradients": flatten(curves.gradients, "curves/gradients", archive),
    }


def _read_curves(plain: Any, archive: Archive) -> Curves:
    """The curves by the names of their columns; a column that an older program did not record is not a number."""
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
    best = None if plain.get("best") is None else unflatten(Best, plain["best"], archive)
    gradients = _over_epochs(plain.get("gradients"), archive)
    for rows in (own, gradients):
        _check_epochs(rows)
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
