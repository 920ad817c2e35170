"""Opening and saving experiment files from the window, with every failure told in a sentence."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from playground import experiment
from playground.i18n import Text, _, n_
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.spec import SpecError, Violation

SUFFIX = ".json"


def open_file(session: Session, path: Path) -> bool:
    """Open an experiment file; one that can't be read changes nothing and is told as a notice."""
    from playground.session.files import open_file as read  # not needed to show a window

    try:
        session.open(read(path))
    except SpecError as error:
        first, more = error.violations[0], len(error.violations) - 1
        words = _("This file can't be opened ({file}). {reason}", file=path.name, reason=_told(first))
        if more:
            words = n_("{words} {n} more mistake.", "{words} {n} more mistakes.", more, words=words)
        _warn(session, words)
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
    dialog = QFileDialog(parent, str(_("Save experiment")), f"experiment{SUFFIX}", _filter())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX)  # before it asks whether a file there may be replaced
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    names = dialog.selectedFiles()
    dialog.deleteLater()
    if accepted and names:
        save_file(session, Path(names[0]))


def _told(violation: Violation) -> Text:
    """A mistake in words; where they name no setting, with its place in the file."""
    if not violation.path or dict(violation.message.values).get("field") is not None:
        return violation.message
    return _("{where}: {message}", where=violation.path, message=violation.message)


def _filter() -> str:
    return str(_("Experiments ({pattern})", pattern=f"*{SUFFIX}"))


def _warn(session: Session, words: Text) -> None:
    session.tell(Notice(Level.WARNING, words))
