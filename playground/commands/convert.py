"""The command `convert`: the same work as the other kind of file."""

import argparse
import json
from pathlib import Path

from playground.commands.answers import DONE, WrongInput, about, complain
from playground.commands.options import WORK, Commands
from playground.i18n import _
from playground.session import files
from playground.session.work import SETTINGS, SUFFIXES


def declare(commands: Commands) -> None:
    """The command `convert IN OUT`."""
    parser = commands.add_parser("convert", help=str(_("save a file as the other kind, by the ending of its name")))
    parser.add_argument("file", type=Path, help=str(WORK))
    parser.add_argument("target", type=Path, help=str(_("the file to write, ending in .nnp or .json")))
    parser.add_argument("--json", action="store_true", help=str(_("say what was written as JSON")))
    parser.set_defaults(carry_out=_convert)


def _convert(given: argparse.Namespace) -> int:
    ending = given.target.suffix.lower()
    if ending not in SUFFIXES:
        raise WrongInput(_("the name of the file to write must end in .nnp or .json ({file})", file=given.target))
    with about(given.file):
        work = files.open_file(given.file)
    with about(given.target):
        files.save_file(work, given.target)
    is_less = ending == SETTINGS and work.saved is not None
    if given.json:
        kind, size = "settings" if ending == SETTINGS else "project", given.target.stat().st_size
        plain = {"kind": kind, "file": str(given.target), "bytes": size, "complete": not is_less}
        print(json.dumps(plain, ensure_ascii=False))
    if is_less:
        complain(_("A file of settings has no weights, curves and notes; those stay in the project only."))
    return DONE
