"""How a command ends: its exit code, and the sentence that says what is wrong."""

import sys
from pathlib import Path

from playground.i18n import Text, _
from playground.session import files
from playground.spec import SpecError, Violation

DONE, DIVERGED, WRONG_INPUT, NO_WINDOW, FALSE, BROKEN = range(6)


def complain(words: Text) -> None:
    """Say what is wrong."""
    print(f"playground: {words}", file=sys.stderr)


def refuse(path: Path, error: SpecError | OSError) -> int:
    """Say what is wrong with a file."""
    if isinstance(error, OSError):
        complain(_("{file} can't be read or written: {reason}", file=path, reason=files.reason(error)))
    else:
        for violation in error.violations:
            complain(_place(path, violation))
    return WRONG_INPUT


def _place(file: Path, violation: Violation) -> Text:
    """A mistake with the file and the setting it is in."""
    where = f"{file}: {violation.path}" if violation.path else f"{file}"
    return _("{where}: {message}", where=where, message=violation.message)
