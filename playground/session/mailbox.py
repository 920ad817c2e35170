"""The two ways between the window and the training thread: commands in, and the newest frame out.

A frame that nobody fetched is replaced by the next one, so a slow window never falls behind.
"""

from collections import deque
from threading import Event

from playground.session.commands import Command
from playground.session.frame import Frame, Wants


class Mailbox:
    """Commands, a credit for one frame, and the newest frame. Each side calls only its own methods.

    The hand-overs are single operations on a deque or an attribute, which the interpreter does without interruption; so
    there is no lock that one side could hold while the other waits.
    """

    def __init__(self) -> None:
        self._commands: deque[Command] = deque()
        self._wants: Wants | None = None
        self._frame: Frame | None = None
        self._news = Event()
        self.closed = False

    # The window's side

    def send(self, command: Command) -> None:
        """Queue a command and wake the thread."""
        self._commands.append(command)
        self._news.set()

    def credit(self, wants: Wants) -> None:
        """Allow one frame, of what the views that are visible now can show."""
        self._wants = wants
        self._news.set()

    def take(self) -> Frame | None:
        """The newest frame that was not taken yet."""
        frame, self._frame = self._frame, None
        return frame

    def close(self) -> None:
        """Ask the thread to end."""
        self.closed = True
        self._news.set()

    # The thread's side

    def commands(self) -> list[Command]:
        """All commands that have come, oldest first."""
        found = []
        while self._commands:
            found.append(self._commands.popleft())
        return found

    def take_credit(self) -> Wants | None:
        """What is wanted, if a frame is; using it up."""
        wants, self._wants = self._wants, None
        return wants

    def put(self, frame: Frame) -> None:
        """Leave a frame, in place of any older one."""
        self._frame = frame

    def wait(self, seconds: float | None) -> None:
        """Sleep until something comes, or so long."""
        self._news.wait(seconds)
        self._news.clear()
