"""One section of the benchmark, in a process of its own: prints what it measured, a line of JSON for each number."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from playground import i18n
from playground.bench.effort import EFFORTS, Effort, Measured

PLACES: dict[str, str] = {
    "large": "window.measure_large", "theme": "window.measure_theme", "size": "sizes.measure",
}  # fmt: skip
"""Where a section is that is not called like its module."""


def measure(section: str, effort: Effort, folder: Path) -> Iterator[Measured]:
    """Measure one section, importing what only it needs."""
    module, function = PLACES.get(section, f"{section}.measure").split(".")
    work = getattr(import_module(f"playground.bench.{module}"), function)
    found: Iterator[Measured] = work(effort, folder) if section == "size" else work(effort)
    return found


def main(section: str, effort: str, folder: str, language: str) -> None:
    """Measure and print."""
    i18n.use_language(language)
    for measured in measure(section, EFFORTS[effort], Path(folder)):
        print(json.dumps(asdict(measured)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
