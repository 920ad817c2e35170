"""How a command ends: its exit code, and the sentences that say what is wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playground import storage
from playground.i18n import Text, _
from playground.spec import SpecError, Violation

DONE, DIVERGED, WRONG_INPUT, NO_WINDOW, FALSE, BROKEN = range(6)
INTERRUPTED = 130
"""As shells have it: 128 and the number of the signal of Ctrl+C."""


class WrongInput(Exception):
    """Ends a command whose input is wrong, with a sentence for each mistake."""

    def __init__(self, *sentences: Text) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def complain(words: Text) -> None:
    """Say what is wrong."""
    print(f"playground: {words}", file=sys.stderr)


@contextmanager
def about(path: Path) -> Iterator[None]:
    """What goes wrong in here is wrong with this file, or with the one that the system names: raises WrongInput."""
    try:
        yield
    except SpecError as error:
        raise WrongInput(*(_place(path, violation) for violation in error.violations)) from error
    except OSError as error:
        file, reason = error.filename or path, storage.reason(error)
        raise WrongInput(_("{file} can't be read or written: {reason}", file=file, reason=reason)) from error


def _place(file: Path, violation: Violation) -> Text:
    """A mistake with the file and the setting it is in."""
    where = f"{file}: {violation.path}" if violation.path else f"{file}"
    return _("{where}: {message}", where=where, message=violation.message)
