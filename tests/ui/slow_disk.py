"""A disk that a test can make slow, for the files that are called slow."""

from pathlib import Path
from threading import Event

from window_maker import Desk

from playground import tree
from playground.experiment import Experiment, prepare
from playground.session import files as formats
from playground.session import project
from playground.session.work import Project
from playground.storage import Stamp
from playground.ui.work import wait_for_all

SLOW, OTHER = (tree.put(Experiment(), "training.learning_rate", rate) for rate in (0.3, 0.001))
PATIENCE_S = 30.0


class Disk:
    """A disk that hands out files called slow only when a test lets it, and the others at once."""

    def __init__(self, folder: Path) -> None:
        self.slow, self.other = folder / "slow.nnp", folder / "other.nnp"
        for path, experiment in ((self.slow, SLOW), (self.other, OTHER)):
            project.write(Project(prepare(experiment)), path)
        self.let = Event()
        self.asked: list[str] = []
        self._open, self._save = formats.open_file, formats.save_file

    def open(self, path: Path) -> Project:
        self.asked.append(path.name)
        if "slow" in path.name:
            assert self.let.wait(PATIENCE_S)
        return self._open(path)

    def save(self, work: Project, path: Path, known: Stamp | None = None) -> None:
        self.asked.append(path.name)
        if "slow" in path.name:
            assert self.let.wait(PATIENCE_S)
        self._save(work, path, known)


def hand_out(desk: Desk, disk: Disk) -> None:
    """Have the disk hand out what nobody waits for any more, and all that came of it reach the window."""
    disk.let.set()
    wait_for_all(PATIENCE_S, PATIENCE_S)
    desk.beat(2)


def told(desk: Desk) -> str:
    """What the person reads that is waited for."""
    bar = desk.child("waiting")
    return bar.accessibleName() if bar.isVisible() else ""
