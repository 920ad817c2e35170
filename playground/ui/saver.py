"""Writing the work in the background, one file after the other; the window never waits for a disk."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from playground.session.saving import Saving
from playground.session.session import Session
from playground.session.work import Project
from playground.storage import Stamp, behind_links, stamp

LOOK_MS = 15
"""How often it is looked whether a file is written; a small one is after a few milliseconds."""

Then = Callable[[], object]


def nothing() -> None:
    """What is done after a plain Save."""


@dataclass(frozen=True, slots=True)
class Order:
    """A file to be written, and what is done when that went well."""

    path: Path
    then: Then = nothing
    anyway: bool = False
    """Even where another program has changed it."""


class Saver(QObject):
    """Carries out one order at a time. Of those that come meanwhile, the last one is carried out after it."""

    changed = Signal()
    saved = Signal(object, object)
    """The `Order`, and the `saving.Moment` that is in its file now."""
    failed = Signal(object, object)
    """The `Order`, and the error."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._stamps: dict[Path, Stamp | None] = {}  # of files as this window read or wrote them last
        self._saving: Saving | None = None
        self._file = Path()  # that is being written
        self._written: dict[Path, int] = {}  # which of the writings was the last one of a file
        self.written = 0
        """How many times a file was written."""
        self._order = Order(Path())
        self._next: Order | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._saving is not None

    @property
    def covers_all(self) -> bool:
        """Whether nothing was done since what is being written was begun with."""
        return self._saving is not None and self._saving.moment.is_untouched(self._session)

    def know(self, file: Path, known: Stamp | None) -> None:
        """How a file was when it was read."""
        self._stamps[file] = known

    def has_written(self, file: Path, since: int) -> bool:
        """Whether this window has written a file since it had written so many times, or is writing it now."""
        return self._written.get(file, 0) > since or (self.busy and file in (self._file, self._order.path))

    def begin(self, order: Order) -> None:
        """Have a file written, after the one that is being written; what was to be done then is not forgotten."""
        if self._saving is not None:
            self._next = order if order.then is not nothing else replace(order, then=(self._next or self._order).then)
            return
        from playground.session import files as formats  # not needed to show a window

        def write(work: Project) -> None:  # in a thread; the next one begins when this one was seen to have ended
            file = self._file = behind_links(order.path)
            formats.save_file(work, file, None if order.anyway else self._stamps.get(file))
            self._stamps[file] = stamp(file)
            self.written += 1
            self._written[file] = self.written

        self._order, self._saving = order, Saving(self._session, write)
        self._look.start()
        self.changed.emit()

    def stop(self) -> None:
        """The window closes; what is still being written is not looked after any more."""
        self._look.stop()

    def only_then(self, then: Then) -> None:
        """Do this as soon as the file is whole that is being written, and nothing that was asked for before."""
        self._order, self._next = replace(self._order, then=then), None

    def nothing_then(self) -> None:
        """Write what was asked for, and do nothing then."""
        self._order = replace(self._order, then=nothing)
        self._next = None if self._next is None else replace(self._next, then=nothing)

    def _on_look(self) -> None:
        saving, order, after = self._saving, self._order, self._next
        if saving is None or not saving.done:
            return
        self._look.stop()
        self._saving = self._next = None
        if saving.error is not None:
            is_same = after is not None and after.path == order.path
            self.failed.emit(after if is_same else order, saving.error)
            if after is not None and not is_same:
                self.begin(after)
        else:
            self.saved.emit(order, saving.moment)
            if after is None or (after.path == order.path and saving.moment.is_now(self._session)):
                (after or order).then()
            else:
                self.begin(after)
        self.changed.emit()
