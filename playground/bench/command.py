"""The command `bench`: runs the sections, shows the table as it grows, and writes the JSON."""

import argparse
import json
import sys
from collections.abc import Iterable

from playground.bench import table
from playground.bench.claims import SECTIONS
from playground.bench.effort import EFFORTS
from playground.bench.run import run
from playground.i18n import Text, _


def unknown_section(names: Iterable[str]) -> Text | None:
    """What is wrong with the sections that were asked for, or None."""
    unknown = [name for name in names if name not in SECTIONS]
    if not unknown:
        return None
    return _("There is no such section: {names}. There are: {sections}", names=", ".join(unknown),
             sections=", ".join(SECTIONS))  # fmt: skip


def carry_out(given: argparse.Namespace) -> None:
    """Measure, print, and write. Raises OSError where a file can't be written."""
    effort = EFFORTS["full" if given.full else "quickest" if given.quickest else "quick"]
    if given.json is not None:
        given.json.write_text("", encoding="utf-8")  # a place that can't be written is told before the long wait
    given.output.mkdir(parents=True, exist_ok=True)
    print(table.heading())
    rows: list[table.Row] = []
    sections = given.only or list(SECTIONS)
    for place, section in enumerate(sections, start=1):
        _progress(f"{place}/{len(sections)} {section}")
        for row in run(section, effort, given.output):
            rows.append(row)
            _progress("")
            print(table.line(*row), flush=True)
    print(table.conclusion(rows))
    if given.json is not None:
        words = json.dumps(table.as_json(rows, effort), ensure_ascii=False, indent=2)
        given.json.write_text(words + "\n", encoding="utf-8")


def _progress(words: str) -> None:
    """A line that says what is being measured, which the next one replaces."""
    if sys.stderr.isatty():
        print(f"\r{words:<40}\r{words}", end="", file=sys.stderr, flush=True)
