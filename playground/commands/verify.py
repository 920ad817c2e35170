"""The command `verify`: proves that the numbers of an experiment are right."""

import argparse
from pathlib import Path

from playground.commands.answers import DONE, FALSE, WRONG_INPUT, complain, refuse
from playground.commands.options import WORK, Commands
from playground.experiment import Experiment, prepare
from playground.i18n import _
from playground.proof import checks
from playground.session import files
from playground.spec import SpecError


def declare(commands: Commands) -> None:
    """The command `verify [EXPERIMENT]`."""
    parser = commands.add_parser("verify", help=str(_("prove that the numbers of an experiment are right")))
    parser.add_argument("experiment", type=Path, nargs="?", help=str(WORK))
    parser.set_defaults(carry_out=_verify)


def _verify(given: argparse.Namespace) -> int:
    try:
        prepared = prepare(Experiment()) if given.experiment is None else files.open_file(given.experiment).prepared
    except (SpecError, OSError) as error:
        return refuse(given.experiment, error)
    obstacle = prepared.obstacle()
    if obstacle is not None:
        complain(obstacle)
        return WRONG_INPUT
    all_hold = True
    for check in checks(prepared):
        all_hold &= check.holds
        print(f"{'✓' if check.holds else '✗'} {check.claim}: {check.numbers}", flush=True)
    return DONE if all_hold else FALSE
