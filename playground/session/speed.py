"""How fast training is shown: from one step a second, to follow every point, to as fast as the machine can."""

from dataclasses import dataclass

from playground.i18n import Text, _, n_


@dataclass(frozen=True, slots=True)
class Speed:
    """Steps or epochs per second; neither means as fast as possible."""

    key: str
    label: Text
    steps: float | None = None
    epochs: float | None = None


MAXIMUM = Speed("maximum", _("Maximum"))
SPEEDS: tuple[Speed, ...] = (
    *(Speed(f"steps-{n}", n_("{n} step/s", "{n} steps/s", n), steps=n) for n in (1, 4, 20)),
    *(Speed(f"epochs-{n}", n_("{n} epoch/s", "{n} epochs/s", n), epochs=n) for n in (1, 5, 20, 60)),
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

    def took_one(self, now: float) -> None:
        """One step or epoch was done. A pace that can't be kept is not made up for later."""
        rate = self.speed.steps or self.speed.epochs
        if rate is not None:
            self._next = max(self._next + 1.0 / rate, now - 1.0 / rate)
