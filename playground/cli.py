"""The command line: open the window, or carry out one of the commands that need none.

Exit codes: 0 done, 1 training diverged, 2 wrong input, 3 no window can open here, 4 a proof failed,
5 the self-test failed, 130 interrupted by Ctrl+C.
"""

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path

from playground import __version__, i18n
from playground.commands import bench, convert, export, info, report, run, schema, verify, window
from playground.commands.answers import (
    BROKEN,
    DIVERGED,
    DONE,
    FALSE,
    INTERRUPTED,
    NO_WINDOW,
    WRONG_INPUT,
    WrongInput,
    complain,
)
from playground.commands.words import translate
from playground.i18n import _

__all__ = ["BROKEN", "DIVERGED", "DONE", "FALSE", "INTERRUPTED", "NO_WINDOW", "WRONG_INPUT", "main"]

EXIT_CODES = _(
    "Exit codes: 0 done, 1 training diverged, 2 wrong input, 3 no window can open here, 4 a proof failed, "
    "5 the self-test failed, 130 interrupted."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit code."""
    try:
        return _carry_out(sys.argv[1:] if arguments is None else [*arguments])
    except KeyboardInterrupt:
        sys.stderr.write("\n")  # the line that said how far it was stays
        complain(_("Interrupted; no file was left half written."))
        return INTERRUPTED


def _carry_out(words: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no ✓ must not end the program
    i18n.use_language(_wanted_language(words) or i18n.system_language())  # before help is written in it
    translate()
    given = _parser().parse_args(_with_open(words))
    if given.self_test:
        return window.self_test()
    try:
        code: int = given.carry_out(given)
    except WrongInput as wrong:
        for sentence in wrong.sentences:
            complain(sentence)
        return WRONG_INPUT
    return code


def _wanted_language(words: Sequence[str]) -> str | None:
    """The language that is asked for, where it is one that the program speaks."""
    pairs = [word.split("=", 1) for word in words if word.startswith("--language=")]
    pairs += [[word, after] for word, after in pairwise(words) if word == "--language"]
    return next((language for _option, language in pairs if language in i18n.languages()), None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="playground", description=str(_("A playground for small neural networks.")), epilog=str(EXIT_CODES)
    )
    parser.add_argument("--version", action="version", version=f"Neural Playground {__version__}")
    parser.add_argument(
        "--language", default="", choices=i18n.languages(), help=str(_("the language of the window and of messages"))
    )
    parser.add_argument(
        "--self-test", action="store_true", help=str(_("open the window, use it, and say whether all of it works here"))
    )
    parser.set_defaults(carry_out=window.show)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for declare in (
        window.declare_open, run.declare, verify.declare, info.declare, convert.declare, export.declare, report.declare,
        bench.declare, window.declare_parts, schema.declare,
    ):  # fmt: skip
        declare(commands)
    return parser


def _with_open(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments with `open` before a file that stands alone, as a double click on it gives them.

    Options may stand on either side of it.
    """
    options: list[str] = []
    alone: list[str] = []
    for before, argument in zip(["", *arguments], arguments, strict=False):
        (options if argument.startswith("-") or before == "--language" else alone).append(argument)
    if len(alone) == 1 and (Path(alone[0]).suffix or Path(alone[0]).exists()):
        return [*options, window.OPEN, *alone]
    return arguments
