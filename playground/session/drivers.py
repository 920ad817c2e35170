"""Who gives a runner its turns: a thread of its own, or whoever calls `advance` (tests, or a timer of the window)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Protocol

from playground.session.commands import Command
from playground.session.frame import Frame, Wants
from playground.session.mailbox import Mailbox
from playground.session.runner import Runner


class Driver(Protocol):
    """What the session needs of a driver."""

    def send(self, command: Command) -> None:
        """Have a command carried out, after those sent before."""

    def credit(self, wants: Wants) -> None:
        """Allow one frame."""

    def take(self) -> Frame | None:
        """The newest frame that was not taken yet."""

    def close(self) -> None:
        """End; returns when nothing runs any more."""


class PaintGate:
    """Closed while the window paints: the training thread then waits, and painting is not slowed down by it."""

    LONGEST_WAIT = 0.1
    """Seconds after which the thread goes on anyway, should a gate be left closed."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self._open.set()

    def close(self) -> None:
        self._open.clear()

    def open(self) -> None:
        self._open.set()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Keep the gate closed for a while, and leave it as it was."""
        was_open = self._open.is_set()
        self.close()
        try:
            yield
        finally:
            if was_open:
                self.open()

    def pass_through(self) -> None:
        """Wait until the gate is open."""
        self._open.wait(self.LONGEST_WAIT)


class ThreadDriver:
    """Runs the trainer in a thread, which sleeps while there is nothing to do."""

    def __init__(self, gate: PaintGate | None = None) -> None:
        self._mailbox = Mailbox()
        self._gate = gate or PaintGate()
        self._thread = threading.Thread(target=self._live, name="training", daemon=True)
        self._thread.start()

    def send(self, command: Command) -> None:
        self._mailbox.send(command)

    def credit(self, wants: Wants) -> None:
        self._mailbox.credit(wants)

    def take(self) -> Frame | None:
        return self._mailbox.take()

    def close(self) -> None:
        self._mailbox.close()
        self._thread.join(timeout=5.0)

    def _live(self) -> None:
        runner = Runner(self._mailbox)
        while not self._mailbox.closed:
            rest = runner.turn()
            if rest is None or rest > 0.0:
                self._mailbox.wait(rest)
            else:
                sleep(0)  # let the window have the interpreter, if it is waiting for it
            self._gate.pass_through()


class InlineDriver:
    """Runs the trainer in whoever calls `advance`: a test that wants to know what happens when, or a timer."""

    def __init__(self) -> None:
        self._mailbox = Mailbox()
        self._runner = Runner(self._mailbox)

    def send(self, command: Command) -> None:
        self._mailbox.send(command)

    def credit(self, wants: Wants) -> None:
        self._mailbox.credit(wants)

    def take(self) -> Frame | None:
        self._runner.turn()
        return self._mailbox.take()

    def advance(self, turns: int = 1) -> None:
        """Give the runner some turns."""
        for _ in range(turns):
            self._runner.turn()

    def close(self) -> None:
        self._mailbox.close()
