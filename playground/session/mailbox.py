"""The two ways between the window and the training thread: commands in, and the newest frame out.

A frame that nobody fetched is replaced by the next one, so a slow window never falls behind.
"""

from collections import deque
from collections.abc import Iterator
from threading import Event
from typing import TypeVar

from playground.session.commands import Command
from playground.session.frame import Frame, Wants

T = TypeVar("T")


class Mailbox:
    """Commands, a credit for one frame, and the newest frame. Each side calls only its own methods.

    The hand-overs are single operations on a deque, which the interpreter does without interruption; so there is no
    lock that one side could hold while the other waits.
    """

    def __init__(self) -> None:
        self._commands: deque[Command] = deque()
        self._wants: deque[Wants] = deque(maxlen=1)
        self._frame: deque[Frame] = deque(maxlen=1)
        self._news = Event()
        self.closed = False

    # The window's side

    def send(self, command: Command) -> None:
        """Queue a command and wake the thread."""
        self._commands.append(command)
        self._news.set()

    def credit(self, wants: Wants) -> None:
        """Allow one frame, of what the views that are visible now can show."""
        self._wants.append(wants)
        self._news.set()

    def take(self) -> Frame | None:
        """The newest frame that was not taken yet."""
        return _take(self._frame)

    def close(self) -> None:
        """Ask the thread to end."""
        self.closed = True
        self._news.set()

    # The thread's side

    def commands(self) -> Iterator[Command]:
        """The commands that have come, oldest first; one that was not asked for yet stays in the queue."""
        while self._commands:
            yield self._commands.popleft()

    def take_credit(self) -> Wants | None:
        """What is wanted, if a frame is; using it up."""
        return _take(self._wants)

    def put(self, frame: Frame) -> None:
        """Leave a frame, in place of any older one."""
        self._frame.append(frame)

    def wait(self, seconds: float | None) -> None:
        """Sleep until something comes, or so long."""
        self._news.wait(seconds)
        self._news.clear()


def _take(slot: deque[T]) -> T | None:
    """What is in a slot, which is empty from then on."""
    try:
        return slot.pop()
    except IndexError:
        return None
