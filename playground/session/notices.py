"""Things that a person should be told: what was re-made, what went wrong, what was refused."""

from dataclasses import dataclass
from enum import StrEnum

from playground.i18n import Text


class Level(StrEnum):
    """How much it matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence or two for the person at the screen."""

    level: Level
    text: Text
