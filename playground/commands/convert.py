"""The command `convert`: the same work as the other kind of file."""

import argparse
from pathlib import Path

from playground.commands.answers import DONE, WRONG_INPUT, complain, refuse
from playground.commands.options import WORK, Commands
from playground.i18n import _
from playground.session import files
from playground.spec import SpecError


def declare(commands: Commands) -> None:
    """The command `convert IN OUT`."""
    parser = commands.add_parser("convert", help=str(_("save a file as the other kind, by the ending of its name")))
    parser.add_argument("file", type=Path, help=str(WORK))
    parser.add_argument("target", type=Path, help=str(_("the file to write, ending in .nnp or .json")))
    parser.set_defaults(carry_out=_convert)


def _convert(given: argparse.Namespace) -> int:
    ending = given.target.suffix.lower()
    if ending not in files.SUFFIXES:
        complain(_("the name of the file to write must end in .nnp or .json ({file})", file=given.target))
        return WRONG_INPUT
    reading = given.file
    try:
        work = files.open_file(reading)
        reading = given.target
        files.save_file(work, reading)
    except (SpecError, OSError) as error:
        return refuse(reading, error)
    if ending == files.SETTINGS and work.saved is not None:
        complain(_("A file of settings has no weights, curves and notes; those stay in the project only."))
    return DONE
