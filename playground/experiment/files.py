"""An experiment as a JSON file that a person can read and write."""

import json
from pathlib import Path
from typing import Any

from playground import codec
from playground.experiment.config import Experiment
from playground.i18n import _
from playground.spec import SpecError, Violation
from playground.storage import opened, write_safely

MOST_BYTES = 32 * 2**20
"""As many points as there can be take a third of it."""


def read(path: Path) -> Experiment:
    """An experiment from a JSON file. Raises SpecError for a file that breaks a rule, OSError for one not there."""
    with opened(path) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise SpecError((Violation("", _("The file is larger than any experiment.")),))
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SpecError((Violation("", _("The file is not UTF-8 text.")),)) from error
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "?"
        raise SpecError((Violation("", _("The file is not JSON (line:column {place}).", place=place)),)) from error
    return codec.decode(Experiment, data)


def write(experiment: Experiment, path: Path) -> None:
    """An experiment as a JSON file that a person can read. A failure leaves what was there before as it was."""
    words = json.dumps(to_plain(experiment), ensure_ascii=False, indent=2) + "\n"
    write_safely(path, lambda file: file.write(words.encode("utf-8")))


def to_plain(experiment: Experiment) -> Any:
    """An experiment as plain JSON values."""
    return codec.encode(experiment)
