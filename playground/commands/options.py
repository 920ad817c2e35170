"""What the declarations of several commands share."""

import argparse
from typing import TypeAlias

from playground.i18n import _

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

WORK = _("an experiment (JSON) or a project (nnp)")


def whole(words: str) -> int:
    """A number of epochs: 0 or more."""
    number = int(words) if words.isdecimal() else -1
    if not 0 <= number <= 10_000_000:
        raise argparse.ArgumentTypeError(str(_("must be a whole number from 0 to 10000000, not {value}", value=words)))
    return number
