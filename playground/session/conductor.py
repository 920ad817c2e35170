"""The training thread as the window knows it: what it was told, what it showed, and what it is doing."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.data.dataset import Dataset, Integers
from playground.experiment import Experiment, Prepared, prepare
from playground.session.commands import Command, Hold, JudgeTest, LookBack, Pause, Play, Renew, SetSpeed
from playground.session.drivers import Driver
from playground.session.frame import Frame, State, Wants
from playground.session.messages import RESET_FIRST, SEALED_AGAIN, trouble_notice
from playground.session.notices import Level, Notice
from playground.session.papers import Papers
from playground.session.seal import Seal, same_test, seal_of, showable, with_opening
from playground.session.speed import MAXIMUM, Speed


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What listeners are told: the state before and after an edit."""

    old: Prepared
    new: Prepared


Listener = Callable[[Change], None]


class Conductor:
    """Sends commands to the training thread and takes its frames, but for those of a sealed test set.

    Base of the session, which can be edited too. Everything here happens in the caller's thread and returns at once.
    """

    def __init__(self, driver: Driver, experiment: Experiment | None = None) -> None:
        self._driver = driver
        self._listeners: list[Listener] = []
        self._notice_listeners: list[Callable[[Notice], None]] = []
        self._command_listeners: list[Callable[[], None]] = []
        self._generation, self._sent, self._heard = 1, 0, 0
        self._oldest_shown = 0  # frames that have not heard so many commands show what may not be shown any more
        self._running = self._held = self.diverged = False
        self._told: object = None
        self.speed: Speed = MAXIMUM
        self.papers = Papers()
        self._test_is_open = False
        self.step = self._epoch = 0
        """How far training has come, as far as is known here."""
        self.prepared = prepare(experiment or Experiment())
        self._send(Renew(self.prepared, self._generation))

    @property
    def experiment(self) -> Experiment:
        """The experiment as it is now."""
        return self.prepared.experiment

    @property
    def dataset(self) -> Dataset:
        """The points as they are now."""
        return self.prepared.dataset

    @property
    def running(self) -> bool:
        """Whether training was asked for and has not ended, as far as is known."""
        return self._running

    @property
    def is_waiting(self) -> bool:
        """Whether no frame has come yet that knows the last command."""
        return self._heard < self._sent

    @property
    def seal(self) -> Seal:
        """Whether the test set may be seen, and how often it was opened."""
        return seal_of(self.papers, self._test_is_open)

    @property
    def showable(self) -> Integers:
        """The positions of the points that may be shown: all but those of a sealed test set."""
        return showable(self.prepared, self.seal)

    # Training --------------------------------------------------------------------------------------------------------

    def play(self, epochs: int | None = None) -> None:
        """Train until paused, or for so many more epochs."""
        self._start(Play(epochs=epochs))

    def step_batch(self) -> None:
        """Train on one mini-batch."""
        self._start(Play(steps=1, at_once=True))

    def step_epoch(self) -> None:
        """Train to the end of the present epoch, or for a whole one."""
        self._start(Play(epochs=1, at_once=True))

    def pause(self) -> None:
        """Stop training after the present step."""
        self._running = False
        self._send(Pause())

    def hold(self, on: bool) -> None:
        """Let training wait, as for the length of a stroke; whatever is under way goes on afterwards."""
        if on != self._held:
            self._held = on
            self._send(Hold(on))

    def look_back(self, epoch: int | None, exactly: bool = True) -> None:
        """Show an earlier epoch of the run, or the present again. It pauses; playing on returns to the present."""
        self._running = False
        self._send(LookBack(epoch, exactly))

    def set_speed(self, speed: Speed) -> None:
        """Train at another speed."""
        self.speed = speed
        self._send(SetSpeed(speed))

    def close(self) -> None:
        """End the training thread."""
        self._driver.close()

    def _start(self, command: Play) -> None:
        obstacle = RESET_FIRST if self.diverged else self.prepared.obstacle()
        if obstacle is not None:
            self.tell(Notice(Level.WARNING, obstacle))
            return
        self._running = True
        self._send(command)

    def _pause_if_hopeless(self) -> None:
        obstacle = self.prepared.obstacle()
        if self._running and obstacle is not None:
            self.pause()
            self.tell(Notice(Level.WARNING, obstacle))

    def _send(self, command: Command) -> None:
        self._sent += 1
        self._driver.send(command)
        for listener in tuple(self._command_listeners):
            listener()

    def _next_generation(self) -> int:
        """The number of a network that is made anew; nothing is known to be wrong with it."""
        self._generation += 1
        self.diverged, self._told = False, None
        return self._generation

    # Frames ----------------------------------------------------------------------------------------------------------

    def credit(self, wants: Wants) -> None:
        """Allow the training thread one frame, of what can be seen."""
        self._driver.credit(wants)

    def take_frame(self) -> Frame | None:
        """The newest frame, if it is of the present network, and not of a test set that has been sealed since."""
        frame = self._driver.take()
        self._heard = self._heard if frame is None else frame.heard
        if frame is None or frame.generation != self._generation or frame.heard < self._oldest_shown:
            return None
        self.step, self._epoch = frame.span.step, frame.span.epoch
        if frame.heard == self._sent:
            self._running = frame.state is State.RUNNING
            self.diverged = frame.state is State.DIVERGED
        self._tell_trouble(frame)
        return frame

    def _tell_trouble(self, frame: Frame) -> None:
        """Say once what went wrong with a network, or that it stopped early."""
        trouble: object = repr(frame.error) if frame.error is not None else frame.divergence or frame.stopped
        is_news, self._told = trouble != self._told, trouble
        if is_news and (notice := trouble_notice(frame)) is not None:
            self.tell(notice)

    # The test set ----------------------------------------------------------------------------------------------------

    def open_test_set(self) -> None:
        """Show the points and the score of the test set from now on. It is counted, and undo does not take it back."""
        points = len(self.prepared.parts.test)
        if points and not self._test_is_open:
            self.papers = with_opening(self.papers, points, self._epoch)
            self._unseal(True)
            self._notify(self.prepared)

    def close_test_set(self) -> None:
        """Seal the test set again; what was opened stays counted."""
        if self._test_is_open:
            self._unseal(False)
            self._notify(self.prepared)

    def _unseal(self, on: bool) -> None:
        self._test_is_open = on
        self._send(JudgeTest(on))
        self._oldest_shown = self._oldest_shown if on else self._sent

    def _reseal(self, new: Prepared) -> None:
        """Seal a test set that becomes another one, before anything of it is judged."""
        if self._test_is_open and not same_test(self.prepared, new):
            self._unseal(False)
            self.tell(Notice(Level.INFO, SEALED_AGAIN))

    # Telling ---------------------------------------------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def subscribe_notices(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Be told what a person should be told, until the returned function is called."""
        self._notice_listeners.append(listener)
        return lambda: self._notice_listeners.remove(listener)

    def subscribe_commands(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Be told that the training thread was told something, until the returned function is called."""
        self._command_listeners.append(listener)
        return lambda: self._command_listeners.remove(listener)

    def tell(self, notice: Notice) -> None:
        """Tell the person something."""
        for listener in tuple(self._notice_listeners):
            listener(notice)

    def _notify(self, old: Prepared) -> None:
        change = Change(old, self.prepared)
        for listener in tuple(self._listeners):
            listener(change)
