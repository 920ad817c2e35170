"""The command `schema`: prints the JSON schema of experiment files."""

import argparse
import json

from playground.commands.answers import DONE
from playground.commands.options import Commands
from playground.experiment import Experiment
from playground.i18n import _
from playground.schema import schema


def declare(commands: Commands) -> None:
    """The command `schema`."""
    parser = commands.add_parser("schema", help=str(_("print the JSON schema of experiment files")))
    parser.set_defaults(carry_out=_schema)


def _schema(_given: argparse.Namespace) -> int:
    print(json.dumps(schema(Experiment), ensure_ascii=False, indent=1))
    return DONE
