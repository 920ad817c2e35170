"""Opening and saving experiment files from the window, with every failure told in a sentence."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from playground import experiment
from playground.i18n import Text, _
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.spec import SpecError

SUFFIX = ".json"


def open_file(session: Session, path: Path) -> bool:
    """Open an experiment file; one that can't be read changes nothing and is told as a notice."""
    try:
        session.load(experiment.read(path))
    except SpecError as error:
        first = error.violations[0]
        where = f"{first.path}: " if first.path else ""
        _warn(session, _("This file can't be opened ({file}). {where}{reason}",
                         file=path.name, where=where, reason=first.message))  # fmt: skip
        return False
    except OSError as error:
        _warn(session, _("This file can't be opened ({file}). {reason}", file=path.name, reason=error.strerror))
        return False
    return True


def save_file(session: Session, path: Path) -> bool:
    """Save the experiment; a failure is told as a notice."""
    try:
        experiment.write(session.experiment, path)
    except OSError as error:
        _warn(session, _("This file can't be saved ({file}). {reason}", file=path.name, reason=error.strerror))
        return False
    session.tell(Notice(Level.INFO, _("The experiment was saved ({file}).", file=path.name)))
    return True


def ask_open(session: Session, parent: QWidget) -> None:
    """Ask for a file and open it."""
    name, _chosen = QFileDialog.getOpenFileName(parent, str(_("Open experiment")), "", _filter())
    if name:
        open_file(session, Path(name))


def ask_save(session: Session, parent: QWidget) -> None:
    """Ask for a file name and save under it."""
    name, _chosen = QFileDialog.getSaveFileName(parent, str(_("Save experiment")), f"experiment{SUFFIX}", _filter())
    if name:
        path = Path(name)
        save_file(session, path if path.suffix else path.with_suffix(SUFFIX))


def _filter() -> str:
    return str(_("Experiments ({pattern})", pattern=f"*{SUFFIX}"))


def _warn(session: Session, words: Text) -> None:
    session.tell(Notice(Level.WARNING, words))
