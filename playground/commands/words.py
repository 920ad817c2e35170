"""The words of argparse itself, in the language of the program: it asks a function called `_` for each of them."""

import argparse

from playground.i18n import Text, _

WORDS: dict[str, Text] = {
    "usage: ": _("usage: "),
    "positional arguments": _("what it works on"),
    "options": _("options"),
    "show this help message and exit": _("show this help and end"),
    "show program's version number and exit": _("say which version this is and end"),
    "%(prog)s: error: %(message)s\n": _("%(prog)s: %(message)s\n"),
    "the following arguments are required: %s": _("these are missing: %s"),
    "argument %(argument_name)s: %(message)s": _("%(argument_name)s: %(message)s"),
    "invalid choice: %(value)r (choose from %(choices)s)": _("%(value)r is not one of %(choices)s"),
    "invalid %(type)s value: %(value)r": _("must be a number, not %(value)r"),
    "unrecognized arguments: %s": _("nobody knows what to do with: %s"),
    "ambiguous option: %(option)s could match %(matches)s": _("%(option)s could mean any of %(matches)s"),
    "expected one argument": _("a value must follow"),
    "ignored explicit argument %r": _("takes no value, but there is %r"),
    "not allowed with argument %s": _("can't be used together with %s"),
}
"""What argparse says, and what we say instead; anything else it says in English."""


def translate() -> None:
    """Have argparse speak as the rest of the program does."""
    argparse._ = lambda message: str(WORDS.get(message, message))  # type: ignore[attr-defined]
