"""Opening and saving work by the kind of its file: a project with everything, or just the settings as JSON."""

from pathlib import Path

from playground import experiment
from playground.experiment import prepare
from playground.session import project
from playground.session.work import PROJECT, SETTINGS, Project
from playground.storage import ChangedElsewhereError, Stamp, opened, stamp


def open_file(path: Path) -> Project:
    """The work in a file, told by its contents. Raises SpecError for one that breaks a rule, OSError."""
    with opened(path) as file:
        is_archive = file.read(2) == b"PK"
    if is_archive or path.suffix.lower() == PROJECT:
        return project.read(path)
    return Project(prepare(experiment.read(path)))


def save_file(work: Project, path: Path, known: Stamp | None = None) -> None:
    """Save as the kind that the name says; settings alone leave out what was learnt.

    With a known stamp, a file that has another one now is not replaced. Raises OSError, ChangedElsewhereError.
    """
    if known is not None and stamp(path) not in (known, None):  # one that was removed may be written anew
        raise ChangedElsewhereError
    if path.suffix.lower() == SETTINGS:
        experiment.write(work.prepared.experiment, path)
    else:
        project.write(work, path)
