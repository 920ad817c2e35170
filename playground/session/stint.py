"""From one press of Play to the next pause: how much is left to do, at what pace, and in slices of what length."""

from collections.abc import Callable

from playground.engine.trainer import Trainer
from playground.session.commands import Play
from playground.session.speed import MAXIMUM, Pace, Rate, Speed

SLICE_SECONDS = 0.001
"""How long the thread trains before it looks at its mailbox again."""
LONGEST_SLICE = 100_000
"""Steps."""
BEAT_SECONDS = 0.004
"""The rhythm of a run that gets quicker: several pieces for each picture."""


class Stint:
    """Says how many steps are due, and is told how many were taken."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.is_on = self._is_held = False
        self._steps_left: int | None = None
        self._epochs_left: int | None = None
        self._speed = MAXIMUM
        self._pace = Pace(MAXIMUM, clock())
        self._rate = Rate()
        self._slice_steps = 1
        self._is_single = False

    def begin(self, command: Play) -> None:
        """Train for as long as the command says."""
        self.is_on = True
        self._steps_left, self._epochs_left = command.steps, command.epochs
        self._pace = Pace(MAXIMUM if command.at_once else self._speed, self._clock())
        self._rate = Rate()
        self._is_single = command.steps == 1

    def end(self) -> None:
        """Train no more."""
        self.is_on = False
        self._steps_left = self._epochs_left = None

    def hold(self, on: bool) -> None:
        """Wait, or go on as if nothing had been."""
        self._is_held = on
        self._rate = Rate()

    def set_speed(self, speed: Speed) -> None:
        """Train at this speed, counted from now."""
        self._speed = speed
        self._pace = Pace(speed, self._clock())

    def begin_with_short_slices(self) -> None:
        """A step may take a thousand times as long from now on."""
        self._slice_steps = 1

    @property
    def follows_steps(self) -> bool:
        """Whether it is so slow that somebody wants to see every step."""
        return self._pace.speed.steps is not None

    @property
    def shows_batches(self) -> bool:
        """Whether training goes, or went last, so slowly that single batches can be seen."""
        return self._is_single or self.follows_steps

    @property
    def epochs_per_second(self) -> float:
        """As measured lately; 0 at rest."""
        return self._rate.per_second if self.is_on else 0.0

    @property
    def rest(self) -> float | None:
        """How many seconds to wait before the next slice is due; None until something is asked for."""
        return self._pace.wait(self._clock()) if self.is_on and not self._is_held else None

    def budget(self, trainer: Trainer) -> tuple[int, int | None]:
        """How many steps to take now, and the epoch at which to stop."""
        speed, steps = self._pace.speed, self._slice_steps
        until = None if self._epochs_left is None else trainer.epoch + self._epochs_left
        if speed.steps is not None:
            steps = 1
        elif speed.growth:
            due = (speed.rate(trainer.epoch) or 0.0) * trainer.steps_per_epoch * BEAT_SECONDS
            steps = max(1, min(steps, int(due)))  # parts of an epoch: the pictures flow
        elif speed.epochs is not None:
            until = trainer.epoch + 1
        return steps if self._steps_left is None else min(steps, self._steps_left), until

    def account(self, trainer: Trainer, steps: int, epochs: int, started: float, now: float) -> None:
        """Book what the trainer did against the pace, the length of slices and what was asked for."""
        if self._pace.speed.growth:
            self._pace.took(now, steps / trainer.steps_per_epoch, trainer.epoch)
        elif self.follows_steps or epochs:
            self._pace.took(now)
        self._rate.add(epochs, now)
        self._fit_slice(steps, now - started)
        if self._steps_left is not None:
            self._steps_left -= steps
        if self._epochs_left is not None:
            self._epochs_left -= epochs

    @property
    def is_done(self) -> bool:
        """Whether as much was done as was asked for."""
        return self._steps_left == 0 or (self._epochs_left is not None and self._epochs_left <= 0)

    def _fit_slice(self, steps: int, seconds: float) -> None:
        """Change the length of a slice towards the time it should take, at most twofold at once."""
        if steps and seconds > 0.0:
            ideal = steps * SLICE_SECONDS / seconds
            self._slice_steps = max(1, min(int(ideal), 2 * self._slice_steps, LONGEST_SLICE))
