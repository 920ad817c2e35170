"""Reading a piece of work in the background: nothing changes before it is whole, and the newest wish counts."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from playground.i18n import Text, _, n_
from playground.session.papers import Papers
from playground.session.work import SETTINGS, Project
from playground.spec import SpecError
from playground.storage import Stamp, behind_links, reason, stamp
from playground.ui import files
from playground.ui.waiting import Wait, Waiting
from playground.ui.work import Tell, Worker

BUSY_MS = 50
"""How often it is looked whether the person has let go of what they hold."""
LONGEST_DRAG_S = 5.0
"""After a drop from another program, a system may say that the button is still held until the mouse moves."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be opened."""

    path: Path
    title: str = ""
    """What settings alone are called as work; else they are called as their file."""
    hint: Text | None = None
    """What is said when it is there."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """A file that was read."""

    wish: Wish
    work: Project
    papers: Papers
    file: Path
    """The file itself, where the path is a link."""
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that can't be opened."""

    wish: Wish
    words: Text
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What a file of any name is."""

    path: Path
    is_work: bool


class Opening(QObject):
    """Has one file read at a time, by a thread that may wait for a slow disk as long as it likes."""

    arrived = Signal(object)
    """An `Arrival`, when the person has nothing in hand that it could disturb."""
    refused = Signal(object)
    """A `Refusal`."""
    looked = Signal(object)
    """A `Look`."""

    def __init__(self, waiting: Waiting, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting = waiting
        self._wait: Wait | None = None
        self._found: Arrival | Look | None = None
        self._until = 0.0  # a drag is waited for
        self._worker = Worker(self)
        self._worker.done.connect(self._on_done)
        self._worker.refused.connect(self._on_refused)
        self._calm = QTimer(self, interval=BUSY_MS)
        self._calm.timeout.connect(self._deliver)
        self._path = Path()

    @property
    def busy(self) -> bool:
        """Whether a file is on its way."""
        return self._wait is not None

    def begin(self, wish: Wish) -> None:
        """Read a file in place of the one that is being read."""
        self._begin(wish.path, lambda _tell: _read(wish))

    def look(self, path: Path) -> None:
        """Find out whether a file is work, in place of reading another one."""
        self._begin(path, lambda _tell: Look(path, files.is_work(path)))

    def give_up(self) -> None:
        """Nothing is to be opened any more."""
        self._worker.give_up()
        self._calm.stop()
        self._found = None
        if self._wait is not None:
            self._waiting.end(self._wait)
            self._wait = None

    def wait(self, seconds: float) -> None:
        """Give the file so long before anything else happens."""
        self._worker.wait(seconds)

    def _begin(self, path: Path, task: Callable[[Tell], Arrival | Refusal | Look]) -> None:
        self.give_up()
        self._path = path
        self._wait = self._waiting.begin(_("Opening … ({file})", file=path.name), self.give_up)
        self._worker.begin(task)

    def _on_done(self, result: Arrival | Refusal | Look) -> None:
        if isinstance(result, Refusal):
            self.give_up()
            self.refused.emit(result)
        else:
            self._found, self._until = result, monotonic() + LONGEST_DRAG_S
            self._calm.start()
            self._deliver()

    def _on_refused(self, words: Text) -> None:
        self.give_up()
        self.refused.emit(Refusal(Wish(self._path), _refused(self._path, words), False))

    def _deliver(self) -> None:
        """Hand it over, but not into the middle of a drag, a menu or a dialog."""
        found = self._found
        if found is None or _is_asked() or (_holds_mouse() and monotonic() < self._until):
            return
        self.give_up()
        (self.arrived if isinstance(found, Arrival) else self.looked).emit(found)


def _is_asked() -> bool:
    """Whether the person is in a menu or a dialog."""
    return QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None


def _holds_mouse() -> bool:
    return QApplication.mouseButtons() != Qt.MouseButton.NoButton


def _read(wish: Wish) -> Arrival | Refusal:
    """Read the whole file, or find out why that can't be."""
    from playground.session import files as formats  # not needed to show a window

    path = wish.path
    try:
        file, known = behind_links(path), stamp(path)
        work = formats.open_file(path)
    except SpecError as error:
        words, more = _refused(path, files.told(error.violations[0])), len(error.violations) - 1
        if more:
            words = n_("{words} {n} more mistake.", "{words} {n} more mistakes.", more, words=words)
        return Refusal(wish, words, False)
    except OSError as error:
        return Refusal(wish, _refused(path, reason(error)), not path.exists())
    is_project = path.suffix.lower() != SETTINGS and not wish.title
    papers = Papers(file if is_project else None, wish.title or path.stem, work.notes, work.journal, work.runs)
    return Arrival(wish, work, papers, file, known)


def _refused(path: Path, why: Text) -> Text:
    return _("This file can't be opened ({file}). {reason}", file=path.name, reason=why)
