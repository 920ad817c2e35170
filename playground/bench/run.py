"""Runs the sections of the benchmark one after the other and gathers what they measured."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from playground import i18n
from playground.bench.claims import SECTIONS, Claim
from playground.bench.effort import Effort, Measured

WITH_WINDOW = {"window", "large", "strokes", "theme", "start", "memory"}
"""Sections that open the window."""


def run(section: str, effort: Effort, folder: Path) -> Iterator[tuple[Claim, Measured]]:
    """The claims of a section with what was measured, as it comes."""
    claims = {claim.key: claim for claim in SECTIONS[section]}
    told: set[str] = set()
    with TemporaryFile("w+", encoding="utf-8") as complaints:
        command = [sys.executable, "-m", "playground.bench.section", section, effort.key, str(folder), i18n.language()]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, text=True, encoding="utf-8", env=_environment(section)
        ) as process:
            for line in process.stdout or ():
                measured = Measured(**json.loads(line))
                told.add(measured.key)
                yield claims[measured.key], measured
        complaints.seek(0)
        words = complaints.read().strip().splitlines()
    if process.returncode:
        for key in claims.keys() - told:
            yield claims[key], Measured(key, None, trouble=words[-1] if words else str(process.returncode))


def _environment(section: str) -> dict[str, str]:
    """That of this process; without a screen, windows are painted into memory."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    has_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if section in WITH_WINDOW and sys.platform.startswith("linux") and not has_screen:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment
