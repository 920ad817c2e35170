"""One piece of work in the background that tells how it goes on, and that a person can give up."""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event, Lock, Thread
from threading import enumerate as threads
from time import monotonic
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, SignalInstance

from playground.i18n import Text, _
from playground.spec import SpecError
from playground.storage import reason

_HASTE_S = 0.3
_NAME, _LASTING = "work behind a dialog", "work that goes on"

Tell = Callable[[Any], None]
"""What a task calls often: with a part that is done or a result, or with None only to hear whether it is given up.
It raises `Cancelled` then."""


class Cancelled(Exception):
    """Raised in a task, through `Tell`, when nobody wants its result any more."""


class Work(QObject):
    """Calls a function in a thread of its own. Signals arrive in the thread of the window."""

    done = Signal(object)
    """What the function returned."""
    refused = Signal(object)
    """The `Text` that says why there is no result."""
    told = Signal(object)
    """What the function told meanwhile."""

    def __init__(
        self, task: Callable[[Tell], Any], parent: QObject, lasting: bool = False, after: Thread | None = None
    ) -> None:
        """What is `lasting`, such as a file being written, the program waits for when it ends.

        `after` is that of work that was given up: it has a moment to end, lest hasty choices set many to work at once.
        """
        super().__init__(parent)
        self._task, self._after = task, after
        self._stop, self._speaking = Event(), Lock()
        self.own_thread = Thread(target=self._run, name=_LASTING if lasting else _NAME, daemon=True)

    def start(self) -> None:
        """Begin."""
        self.own_thread.start()

    def give_up(self) -> None:
        """Say nothing from now on, and end at the next word. What waits for a slow disk is not waited for."""
        with self._speaking:
            self._stop.set()
        for signal in (self.done, self.refused, self.told):
            signal.disconnect()
        self.deleteLater()

    def wait(self, seconds: float) -> None:
        """Give it so long to end, and hear at once what it has said by then."""
        self.own_thread.join(seconds)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _run(self) -> None:
        after, self._after = self._after, None
        if after is not None:
            after.join(_HASTE_S)
        try:
            self._tell(None)
            result = self._task(self._tell)
        except Cancelled:
            return
        except SpecError as error:
            self._emit(self.refused, error.violations[0].message)
        except OSError as error:
            self._emit(self.refused, reason(error))
        except MemoryError:
            self._emit(self.refused, _("There is not enough memory for this."))
        except Exception as error:  # a mistake of the program; whoever waits must not wait for ever
            sys.excepthook(type(error), error, error.__traceback__)
            self._emit(self.refused, _("Something in the program went wrong."))
        else:
            self._emit(self.done, result)

    def _emit(self, signal: Any, what: Any | Text) -> None:
        with self._speaking:  # once it is given up or the window has gone, the object behind it may be gone too
            if not self._stop.is_set():
                with suppress(RuntimeError):
                    signal.emit(what)

    def _tell(self, what: Any) -> None:
        if self._stop.is_set():
            raise Cancelled
        if what is not None:
            self._emit(self.told, what)


class Worker(QObject):
    """Has one piece of work done at a time, and passes on what it says.

    Only the present one is heard: what an earlier one said may still be on its way when it is given up.
    """

    done = Signal(object)
    refused = Signal(object)
    told = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work | None = None

    @property
    def busy(self) -> bool:
        """Whether something is going on."""
        return self._work is not None

    def begin(self, task: Callable[[Tell], Any], lasting: bool = False) -> None:
        """Have this done in place of what is going on."""
        after = None if self._work is None else self._work.own_thread
        self.give_up()
        work = self._work = Work(task, self, lasting, after)
        work.told.connect(partial(self._hear, work, self.told))
        for said, passed_on in ((work.done, self.done), (work.refused, self.refused)):
            said.connect(partial(self._hear_end, work, passed_on))
        work.start()

    def wait(self, seconds: float) -> None:
        """Give what is going on so long to end, and hear at once what it has said by then."""
        if self._work is not None:
            self._work.wait(seconds)

    def give_up(self) -> None:
        """End what is going on, without a result."""
        if self._work is not None:
            self._work.give_up()
            self._work = None

    def _hear(self, work: Work, passed_on: SignalInstance, what: Any) -> None:
        if work is self._work:
            passed_on.emit(what)

    def _hear_end(self, work: Work, passed_on: SignalInstance, what: Any) -> None:
        if work is self._work:
            self._work = None
            work.deleteLater()
            passed_on.emit(what)


def wait_for_all(seconds: float, lasting_seconds: float) -> None:
    """Give what is still going on so long to end: work that was given up, and files that are being written."""
    begin = monotonic()
    patience = {_NAME: seconds, _LASTING: lasting_seconds}
    for thread in threads():
        if thread.name in patience:
            thread.join(max(0.0, begin + patience[thread.name] - monotonic()))
