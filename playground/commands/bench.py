"""The command `bench`: measures how fast the program is here."""

import argparse
from pathlib import Path

from playground.commands.answers import DONE, WrongInput, about
from playground.commands.options import Commands
from playground.i18n import _


def declare(commands: Commands) -> None:
    """The command `bench`."""
    parser = commands.add_parser("bench", help=str(_("measure how fast the program is on this machine")))
    parser.add_argument("--full", action="store_true", help=str(_("measure longer, memory for ten minutes")))
    parser.add_argument("--quickest", action="store_true", help=str(_("only prove that the benchmark works")))
    parser.add_argument("--only", nargs="+", metavar="SECTION", help=str(_("measure only these sections")))
    parser.add_argument("--json", type=Path, metavar="FILE", help=str(_("write the result as JSON to this file")))
    parser.add_argument("--output", type=Path, metavar="FOLDER", default=Path("benchmark"),
                        help=str(_("put the picture of cost against size here (default: benchmark)")))  # fmt: skip
    parser.set_defaults(carry_out=_bench)


def _bench(given: argparse.Namespace) -> int:
    from playground.bench.command import carry_out, unknown_section  # no other command needs what it imports

    trouble = unknown_section(given.only or ())
    if trouble is not None:
        raise WrongInput(trouble)
    with about(given.output):
        carry_out(given)
    return DONE
