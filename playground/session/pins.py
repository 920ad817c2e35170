"""Pinned runs: put aside as they were, with settings, weights, curves and map, to be compared with others."""

import math
from dataclasses import dataclass, field

from playground.engine.probes import Map
from playground.experiment import Prepared
from playground.i18n import Text, _, plain
from playground.session.commands import Command, Saved
from playground.session.frame import Numbers

MOST_PINS = 12
PICTURE = 96
"""Cells along one side of the map that a pinned run keeps."""
LONGEST_NAME = 60
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What came of a run."""

    saved: Saved
    numbers: Numbers
    picture: Map
    """(outputs, PICTURE, PICTURE), as in `Frame.output_map`."""

    @property
    def best_loss(self) -> float:
        """The lowest validation loss, or not a number."""
        best = self.saved.curves.best
        return math.nan if best is None else best.loss


class PinSlot:
    """A place for an outcome, filled once by the training thread."""

    __slots__ = ("outcome",)

    def __init__(self, outcome: Outcome | None = None) -> None:
        self.outcome = outcome


@dataclass(frozen=True, slots=True, eq=False)
class Pin(Command):
    """Put the present run into a slot; training goes on."""

    into: PinSlot


@dataclass(frozen=True, slots=True, eq=False)
class PinnedRun:
    """A run that a person has pinned."""

    number: int
    """Tells the runs of one piece of work apart."""
    prepared: Prepared
    slot: PinSlot = field(default_factory=PinSlot)
    name: str = ""
    note: str = ""

    @property
    def title(self) -> Text:
        """The name a person gave it, or its number."""
        return plain(self.name) if self.name else _("Run {number}", number=self.number)


def next_number(runs: tuple[PinnedRun, ...]) -> int:
    """A number that no run has."""
    return 1 + max((run.number for run in runs), default=0)
