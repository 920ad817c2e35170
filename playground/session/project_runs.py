"""Pinned runs in a project file: each is a small project of its own, kept among the parts of the whole one."""

from collections.abc import Callable
from typing import Any

import numpy as np

from playground.archive import Archive, damaged
from playground.engine.arrays import read_only
from playground.experiment import Prepared
from playground.session.frame import Numbers
from playground.session.pins import LONGEST_NAME, LONGEST_NOTE, MOST_PINS, PICTURE, Outcome, PinnedRun, PinSlot
from playground.session.plain import flatten, unflatten
from playground.session.work import Project

_PICTURE = "picture"
_LARGEST_NUMBER = 1_000_000


def put_runs(runs: tuple[PinnedRun, ...], archive: Archive, to_archive: Callable[[Project], Archive]) -> list[Any]:
    """The plain values of runs; their arrays go into the archive. A run that is not there yet is left out."""
    return [_put(run, run.slot.outcome, archive, to_archive) for run in runs if run.slot.outcome is not None]


def _put(run: PinnedRun, outcome: Outcome, archive: Archive, to_archive: Callable[[Project], Archive]) -> Any:
    own = to_archive(Project(run.prepared, outcome.saved))
    own.arrays[_PICTURE] = outcome.picture
    for name, array in own.arrays.items():
        archive.arrays[f"{_folder(run.number)}{name}"] = array
    numbers = flatten(outcome.numbers, "", archive)
    return {"number": run.number, "name": run.name, "note": run.note, "numbers": numbers, **own.texts}


def take_runs(plain: Any, archive: Archive, from_archive: Callable[[Archive], Project]) -> tuple[PinnedRun, ...]:
    """The runs from what `put_runs` made. Raises SpecError."""
    if not isinstance(plain, list) or len(plain) > MOST_PINS:
        raise damaged("runs")
    runs = tuple(_take(one, archive, from_archive) for one in plain)
    if len({run.number for run in runs}) < len(runs):
        raise damaged("runs")
    return runs


def _take(plain: Any, archive: Archive, from_archive: Callable[[Archive], Project]) -> PinnedRun:
    if not isinstance(plain, dict):
        raise damaged("runs")
    number, name, note = (plain.get(key) for key in ("number", "name", "note"))
    if type(number) is not int or not 0 < number <= _LARGEST_NUMBER:
        raise damaged("runs.number")
    if not _is_short(name, LONGEST_NAME) or not _is_short(note, LONGEST_NOTE):
        raise damaged("runs.name")
    project = plain.get("project")
    if not isinstance(project, dict) or project.get("runs"):  # runs have no runs
        raise damaged("runs")
    own, start = Archive({"project": project}), _folder(number)
    own.arrays = {key.removeprefix(start): array for key, array in archive.arrays.items() if key.startswith(start)}
    work = from_archive(own)
    numbers = unflatten(Numbers, plain.get("numbers"), own)
    picture = own.arrays.get(_PICTURE)
    if work.saved is None or picture is None or not _is_map(picture, work.prepared):
        raise damaged("runs")
    picture = read_only(np.array(picture, np.float32))
    return PinnedRun(number, work.prepared, PinSlot(Outcome(work.saved, numbers, picture)), str(name), str(note))


def _is_map(picture: np.ndarray[Any, Any], prepared: Prepared) -> bool:
    return picture.dtype.kind == "f" and picture.shape == (prepared.plan.units[-1], PICTURE, PICTURE)


def _is_short(words: Any, longest: int) -> bool:
    return isinstance(words, str) and len(words) <= longest


def _folder(number: int) -> str:
    """Before the names of the arrays of a run."""
    return f"runs/{number}/"
