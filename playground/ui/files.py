"""Opening and saving files from the window, with every failure told in a sentence."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from playground.i18n import Text, _, plain
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.session.work import PROJECT, SETTINGS, SUFFIXES
from playground.spec import Violation
from playground.storage import opened, reason
from playground.ui.file_dialogs import ask_to_read, ask_where


def is_called_work(path: Path) -> bool:
    """Whether a file is called as our work is; it need not be there."""
    return path.suffix.lower() in SUFFIXES


def is_work(path: Path) -> bool:
    """Whether a file is called as our work is, or is an archive as our projects are, or can't be read at all."""
    if is_called_work(path):
        return True
    try:
        with opened(path) as file:
            return file.read(2) == b"PK"
    except OSError:
        return True  # to be told what is wrong with it


def tell_failure(session: Session, path: Path, error: Exception) -> None:
    """Say why a file was not saved, and what to do."""
    words = _("This file can't be saved ({file}). {reason}", file=path.name, reason=reason(error))
    if isinstance(error, OSError):
        words = _("{words} Save it somewhere else with Save as.", words=words)
    _warn(session, words)


def tell_settings_saved(session: Session, path: Path) -> None:
    """Say that a file of settings holds no weights."""
    words = _("The settings were saved, without weights, curves and notes ({file}).", file=path.name)
    session.tell(Notice(Level.INFO, words))


def ask_open(parent: QWidget) -> Path | None:
    """Ask for a file to open."""
    return ask_to_read(parent, _("Open"), [_all_kinds()])


def ask_save(parent: QWidget, suggestion: Path) -> Path | None:
    """Ask for a file to save to; the name gets the ending of the chosen kind where it has none."""
    asked = ask_where(parent, _("Save as"), suggestion, {_project_kind(): PROJECT, _settings_kind(): SETTINGS})
    return None if asked is None else asked[0]


def told(violation: Violation) -> Text:
    """A mistake in words; where they name no setting, with its place in the file."""
    if not violation.path or dict(violation.message.values).get("field") is not None:
        return violation.message
    return _("{where}: {message}", where=violation.path, message=violation.message)


def _all_kinds() -> str:
    return str(_("Projects and experiments ({pattern})", pattern=plain(" ".join(f"*{kind}" for kind in SUFFIXES))))


def _project_kind() -> str:
    return str(_("Project: everything ({pattern})", pattern=f"*{PROJECT}"))


def _settings_kind() -> str:
    return str(_("Settings only ({pattern})", pattern=f"*{SETTINGS}"))


def _warn(session: Session, words: Text) -> None:
    session.tell(Notice(Level.WARNING, words))
