"""A piece of work as one value: what a project file holds, and what is handed over when one is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playground.experiment import Prepared
from playground.session.commands import Saved
from playground.session.pins import PinnedRun

PROJECT, SETTINGS = ".nnp", ".json"
"""How files of work end: those of all of it, and those of its settings alone."""
SUFFIXES = (PROJECT, SETTINGS)

LONGEST_NOTES = 200_000
"""Characters: a book of a hundred pages."""


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """An experiment with its points, the network it trained, and what was written about it."""

    prepared: Prepared
    """The experiment with its points, as they were made."""
    saved: Saved | None = None
    """The network as it was trained, with its curves; None for one that was never made."""
    notes: str = ""
    """What the person wrote about the work."""
    journal: Mapping[str, Any] = field(default_factory=dict)
    """What is to be remembered of the work but changes nothing in it, such as openings of the test set; plain JSON."""
    runs: tuple[PinnedRun, ...] = ()
    """The runs that were pinned."""
