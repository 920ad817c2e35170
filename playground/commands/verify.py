"""The command `verify`: proves that the numbers of an experiment are right."""

import argparse
import json
from pathlib import Path

from playground.commands.answers import DONE, FALSE, WrongInput, about
from playground.commands.options import WORK, Commands
from playground.experiment import Experiment, Prepared, prepare
from playground.i18n import _
from playground.proof import checks
from playground.session import files


def declare(commands: Commands) -> None:
    """The command `verify [EXPERIMENT]`."""
    parser = commands.add_parser("verify", help=str(_("prove that the numbers of an experiment are right")))
    parser.add_argument("experiment", type=Path, nargs="?", help=str(WORK))
    parser.add_argument("--json", action="store_true", help=str(_("as JSON")))
    parser.set_defaults(carry_out=_verify)


def _verify(given: argparse.Namespace) -> int:
    prepared = _opened(given.experiment)
    obstacle = prepared.obstacle()
    if obstacle is not None:
        raise WrongInput(obstacle)
    all_hold, told = True, []
    for check in checks(prepared):
        all_hold &= check.holds
        told.append({"claim": str(check.claim), "holds": check.holds, "numbers": str(check.numbers)})
        if not given.json:
            print(f"{'✓' if check.holds else '✗'} {check.claim}: {check.numbers}", flush=True)
    if given.json:
        print(json.dumps({"holds": all_hold, "claims": told}, ensure_ascii=False, indent=2))
    return DONE if all_hold else FALSE


def _opened(path: Path | None) -> Prepared:
    if path is None:
        return prepare(Experiment())
    with about(path):
        return files.open_file(path).prepared
