"""Opening and saving work by the kind of its file: a project with everything, or just the settings as JSON."""

import errno
from pathlib import Path

from playground import experiment
from playground.experiment import prepare
from playground.i18n import Text, _, plain
from playground.session import project
from playground.session.work import Project
from playground.storage import ChangedElsewhereError, Stamp, stamp

SETTINGS = ".json"
PROJECT = project.SUFFIX
SUFFIXES = (PROJECT, SETTINGS)


def open_file(path: Path) -> Project:
    """The work in a file, told by its contents. Raises SpecError for one that breaks a rule, OSError."""
    with path.open("rb") as file:
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


REASONS: dict[int, Text] = {
    errno.EACCES: _("Nothing may be written there, or the file may not be read."),
    errno.EPERM: _("Nothing may be written there, or the file may not be read."),
    errno.EROFS: _("That place can only be read."),
    errno.ENOSPC: _("The disk is full."),
    errno.ENOENT: _("The file or its folder is not there."),
    errno.EISDIR: _("That is a folder."),
}


def reason(error: Exception) -> Text:
    """Why a file could not be read or written, in a person's words; the system's own words for what is rare."""
    known = REASONS.get(getattr(error, "errno", None) or 0)
    return known or plain(getattr(error, "strerror", None) or f"{type(error).__name__}: {error}")
