"""How fast training is shown: from one step a second, to follow every point, to as fast as the machine can.

A network learns most in its first epochs, and at full speed they are over before anybody has looked. So a start is
slow and gets quicker with every epoch: the time it takes on screen goes with the logarithm of the epochs.
"""

from dataclasses import dataclass

from playground.i18n import Text, _, n_


@dataclass(frozen=True, slots=True)
class Speed:
    """Steps or epochs per second; neither means as fast as possible.

    With `growth`, every epoch that was trained adds so many epochs per second.
    """

    key: str
    label: Text
    steps: float | None = None
    epochs: float | None = None
    growth: float = 0.0

    def rate(self, epoch: int) -> float | None:
        """How many pieces (steps, or else epochs) are due in a second after this many epochs; None: no limit."""
        if self.steps is not None or self.epochs is None:
            return self.steps
        return self.epochs + self.growth * epoch


SPEEDING_UP = Speed("speeding-up", _("Gradual"), epochs=10.0, growth=0.3)
MAXIMUM = Speed("maximum", _("Maximum"))
SPEEDS: tuple[Speed, ...] = (
    *(Speed(f"steps-{n}", n_("{n} step/s", "{n} steps/s", n), steps=n) for n in (1, 4, 20)),
    *(Speed(f"epochs-{n}", n_("{n} epoch/s", "{n} epochs/s", n), epochs=n) for n in (1, 5, 20, 60)),
    SPEEDING_UP,
    MAXIMUM,
)


class Pace:
    """Says how much of the training is due, so that a slow-motion run keeps its rhythm.

    Time is given in seconds by whoever asks, so that the pace needs no clock of its own.
    """

    def __init__(self, speed: Speed, now: float) -> None:
        self.speed = speed
        self._next = now

    def wait(self, now: float) -> float:
        """How many seconds to wait before the next piece is due; 0 if it is due."""
        return max(0.0, self._next - now)

    def took(self, now: float, share: float = 1.0, epoch: int = 0) -> None:
        """A share of a step or epoch was done, in this epoch. A pace that can't be kept is not made up for later."""
        rate = self.speed.rate(epoch)
        if rate is not None:
            self._next = max(self._next + share / rate, now - share / rate)


class Rate:
    """Epochs per second over about the last half second."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._epochs = 0
        self.per_second = 0.0

    def add(self, epochs: int, now: float) -> None:
        """Count finished epochs."""
        if self._since is None:
            self._since = now
            return
        self._epochs += epochs
        if now - self._since >= 0.5:
            self.per_second = self._epochs / (now - self._since)
            self._since, self._epochs = now, 0
