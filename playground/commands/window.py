"""The commands that need a window: opening it, listing its parts (`parts`), and the self-test."""

import argparse
from pathlib import Path

from playground import display
from playground.commands.answers import BROKEN, DONE, NO_WINDOW, complain
from playground.commands.options import WORK, Commands
from playground.i18n import _
from playground.quickstart import load_libraries, resting_collector

OPEN = "open"


def declare_open(commands: Commands) -> None:
    """The command `open FILE`."""
    parser = commands.add_parser(OPEN, help=str(_("open the window with a file; the word open can be left out")))
    parser.add_argument("file", type=Path, help=str(WORK))
    parser.set_defaults(carry_out=show)


def declare_parts(commands: Commands) -> None:
    """The command `parts`."""
    parser = commands.add_parser(
        "parts", help=str(_("list the names of everything that the teacher's settings can hide"))
    )
    parser.set_defaults(carry_out=_parts)


def show(given: argparse.Namespace) -> int:
    """Open the window, with a file where one is given."""
    if not _has_display():
        return NO_WINDOW
    with resting_collector():
        load_libraries()
        from playground.app import run_window  # only a window needs Qt

    return run_window(given.language or None, given.file if given.command == OPEN else None)


def self_test() -> int:
    """Open the window, use it, and say whether all of it works here."""
    if not _has_display():
        return NO_WINDOW
    from playground.selftest import run

    works = run()
    print(_("The program works here.") if works else _("The program does not work here as it should."), flush=True)
    return DONE if works else BROKEN


def _parts(_given: argparse.Namespace) -> int:
    if not _has_display():
        return NO_WINDOW
    from playground.app import part_names

    for name, words in part_names().items():
        print(f"{name:<32} {words}")
    return DONE


def _has_display() -> bool:
    """Whether a window can open here; where not, why is said."""
    trouble = display.obstacle()
    if trouble is not None:
        complain(trouble)
    return trouble is None
