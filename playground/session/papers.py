"""What belongs to a piece of work beside the experiment and the network: its file, its name, notes and a journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playground.session.pins import PinnedRun


@dataclass(frozen=True, slots=True)
class Papers:
    """They go with the work: opening another file replaces them, and undoing that brings them back."""

    file: Path | None = None
    """The project that Save writes to; None where there is none yet."""
    title: str = ""
    """What work without a file is called, such as the name of the example it began with."""
    notes: str = ""
    journal: Mapping[str, Any] = field(default_factory=dict)
    """What is to be remembered of the work but changes nothing in it; plain JSON."""

    runs: tuple[PinnedRun, ...] = ()
    """The pinned runs, in the order they were pinned."""

    @property
    def name(self) -> str:
        """The name of the file, or the title, or nothing."""
        return self.title if self.file is None else self.file.name

    @property
    def stem(self) -> str:
        """What files made of the work are called, before their own ending."""
        return self.title if self.file is None else self.file.stem

    def beside(self, name: str) -> Path:
        """Where a file made of the work is first offered: beside that of the work, if there is one."""
        return Path(name) if self.file is None else self.file.with_name(name)
