"""`export --animation`: a film of the run, whose settings are options on the command line."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from playground.export.film import Film
from playground.export.replay import Progress
from playground.i18n import _
from playground.session.commands import Saved
from playground.session.work import Project
from playground.spec import Item, SpecError, Violation, params

OPTION, PREFIX = "animation", "film"
SUFFIXES = (".gif", ".webp")


def declare(parser: argparse.ArgumentParser) -> None:
    """The option, and one for each setting of a film."""
    parser.add_argument(f"--{OPTION}", type=Path, metavar="OUT.gif|.webp", help=str(_("write an animation of the run")))
    group = parser.add_argument_group(str(_("settings of the animation")))
    for item in params(Film).values():
        group.add_argument(f"--{PREFIX}-{item.name}", help=_help(item), **_reading(item))


def film(given: argparse.Namespace) -> Film:
    """The settings that were given. Raises SpecError for those that are not possible, and for another kind of file."""
    path = getattr(given, OPTION)
    if path is not None and path.suffix.lower() not in SUFFIXES:
        raise SpecError((Violation("", _("the name of the animation must end in .gif or .webp ({file})", file=path)),))
    values = {name: getattr(given, f"{PREFIX}_{name}") for name in params(Film)}
    try:
        return replace(Film(), **{name: value for name, value in values.items() if value is not None})
    except SpecError as error:
        raise SpecError(tuple(replace(one, path=f"--{PREFIX}-{one.path}") for one in error.violations)) from error


def write(work: Project, saved: Saved, film: Film, path: Path, progress: Progress) -> None:
    """Write a film of how a network was trained. Raises SpecError, OSError."""
    from playground.app import write_animation  # only this needs Qt

    write_animation(work, saved, film, path, progress)


def _help(item: Item) -> str:
    choices = ", ".join(choice.value for choice in item.param.choices)
    words = f"{item.param.help} ({choices})" if choices else str(item.param.help)
    return words.replace("%", "%%")


def _reading(item: Item) -> dict[str, Any]:
    if item.kind is bool:
        return {"action": argparse.BooleanOptionalAction, "default": None}
    if item.param.choices:
        return {"choices": [choice.value for choice in item.param.choices]}
    return {"type": item.kind, "metavar": "N"}
