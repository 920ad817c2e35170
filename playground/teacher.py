"""The teacher's settings: a file that is read, never written, and holds for all who start the program here.

`packaging/with-the-bundle/teacher-example.toml` explains every line of it.
"""

import os
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from playground import i18n
from playground.i18n import Text, _
from playground.places import NAME, TITLE, program_folder

FILE = "teacher.toml"
THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Teacher:
    """What the teacher wants; what is None or empty is left to the person at the screen."""

    language: str | None = None
    theme: Literal["system", "light", "dark"] | None = None
    start: Path | None = None
    """The work to begin with."""
    hidden: tuple[str, ...] = ()
    """Names of actions, settings and parts of the window that are not there."""
    mistakes: tuple[Text, ...] = ()
    """What is wrong in the file; the rest of it holds all the same."""


def find(program: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The teacher's file, if there is one: beside the program, or where the system keeps settings for all users."""
    candidates = [(program or program_folder()) / FILE, common_folder(sys.platform, environment) / FILE]
    return next((path for path in candidates if path.is_file()), None)


def common_folder(platform: str, environment: Mapping[str, str]) -> Path:
    """Where a platform keeps settings for all users.

    >>> common_folder("linux", {}).as_posix()
    '/etc/neural-playground'
    """
    if platform == "win32":
        return Path(environment.get("PROGRAMDATA") or "C:/ProgramData") / TITLE
    if platform == "darwin":
        return Path("/Library/Application Support") / TITLE
    return Path("/etc") / NAME


def read(path: Path | None) -> Teacher:
    """The settings in a file. A mistake in it is told, and never keeps the program from starting."""
    if path is None:
        return Teacher()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # a Windows editor may put a mark in front
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        return Teacher(
            mistakes=(_("The teacher's settings can't be read: {reason} ({file})", reason=reason, file=path),)
        )
    made, mistakes = Teacher(), []
    for key, value in table.items():
        setter = SETTERS.get(key)
        changed = None if setter is None else setter(made, value, path.parent)
        if changed is None:
            mistakes.append(_mistake(key, value, path))
        else:
            made = changed
    return replace(made, mistakes=tuple(mistakes))


def _mistake(key: str, value: object, path: Path) -> Text:
    known = _rules().get(key)
    if known is None:
        names = ", ".join(SETTERS)
        return _("The teacher's settings know no {key}, only: {names} ({file})", key=key, names=names, file=path)
    return _("In the teacher's settings, {key} must be {rule}, not {value} ({file})",
             key=key, rule=known, value=repr(value), file=path)  # fmt: skip


def _rules() -> dict[str, Text]:
    return {
        "language": _("one of {choices}", choices=", ".join(i18n.languages())),
        "theme": _("one of {choices}", choices=", ".join(THEMES)),
        "start": _("the name of a file that is there"),
        "hide": _("a list of names in quotation marks"),
    }


def _language(made: Teacher, value: Any, _folder: Path) -> Teacher | None:
    return replace(made, language=value) if value in i18n.languages() else None


def _theme(made: Teacher, value: Any, _folder: Path) -> Teacher | None:
    return replace(made, theme=value) if value in THEMES else None


def _start(made: Teacher, value: Any, folder: Path) -> Teacher | None:
    if not isinstance(value, str) or not value:
        return None
    path = folder / value
    return replace(made, start=path) if path.is_file() else None


def _hidden(made: Teacher, value: Any, _folder: Path) -> Teacher | None:
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        return None
    return replace(made, hidden=tuple(dict.fromkeys(value)))


SETTERS: dict[str, Callable[[Teacher, Any, Path], Teacher | None]] = {
    "language": _language, "theme": _theme, "start": _start, "hide": _hidden,
}  # fmt: skip
"""What the file may say, and how each line of it is taken over; None for a value that is not allowed."""
