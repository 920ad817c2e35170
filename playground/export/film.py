"""What an animation of a run shows, how long it takes, and how large it is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.i18n import _, p_
from playground.spec import Choice, Configuration, Effect, Violation, param

MAP, CURVES, NETWORK = "map", "curves", "network"
LIGHT, DARK = "light", "dark"
LAST_EPOCH = 10_000_000
"""Stands for the end of the run."""
MOST_FRAMES = 600
MOST_PIXELS = 10**8
"""Of all pictures together, about: they are all in memory at once."""


@dataclass(frozen=True, slots=True)
class Film(Configuration):
    """The settings of an animation."""

    view: str = param(
        CURVES, label=_("What"), help=_("The views that are shown, side by side."), effect=Effect.VIEW,
        choices=(Choice(MAP, _("Map")), Choice(CURVES, _("Map and learning curves")),
                 Choice(NETWORK, _("Network and map"))),
    )  # fmt: skip
    look: str = param(
        LIGHT, label=_("Colours"), help=_("Light or dark, as the window can be."), effect=Effect.VIEW,
        choices=(Choice(LIGHT, _("Light")), Choice(DARK, _("Dark"))),
    )  # fmt: skip
    width: int = param(
        640, label=_("Width"), help=_("How many pixels wide it is; its height follows."), effect=Effect.VIEW,
        low=160, high=1920, presets=(320, 480, 640, 960, 1280),
    )  # fmt: skip
    start: int = param(
        0, label=_("From epoch"), help=_("The epoch of the first picture."), effect=Effect.VIEW, low=0, high=LAST_EPOCH,
    )  # fmt: skip
    end: int = param(
        LAST_EPOCH, label=_("To epoch"), help=_("The epoch of the last picture, at most the last of the run."),
        effect=Effect.VIEW, low=1, high=LAST_EPOCH,
    )  # fmt: skip
    seconds: float = param(
        6.0, label=_("Length in seconds"), help=_("How many seconds it takes; the last picture stays a little longer."),
        effect=Effect.VIEW, low=1.0, high=120.0, digits=1, presets=(3, 6, 10, 20),
    )  # fmt: skip
    rate: int = param(
        10, label=_("Pictures per second"), help=_("More of them look smoother, and make a larger file."),
        effect=Effect.VIEW, low=1, high=30, presets=(5, 10, 15, 20),
    )  # fmt: skip
    repeats: bool = param(
        True, label=p_("animation", "Repeat"), help=_("On: it begins again and again. Off: it is shown once."),
        effect=Effect.VIEW,
    )  # fmt: skip

    def constraints(self) -> Iterator[Violation]:
        if self.end <= self.start:
            yield Violation("end", _("must be later than the first epoch, {start}.", start=self.start))
        count, most = round(self.seconds * self.rate), min(MOST_FRAMES, MOST_PIXELS // self.width**2)
        if count > most:
            yield Violation("rate", _("makes {n} pictures in this time; of this width, at most {most} are possible.",
                                      n=count, most=most))  # fmt: skip


def shown_epochs(film: Film, first: int, last: int) -> list[int]:
    """The epochs that are shown of a run whose record goes from `first` to `last`, evenly spread, each once.

    >>> shown_epochs(Film(seconds=1, rate=4), 0, 30)
    [0, 10, 20, 30]
    """
    start, end = max(film.start, first), min(film.end, last)
    count = max(2, round(film.seconds * film.rate))
    return [int(epoch) for epoch in np.unique(np.linspace(min(start, end), end, count).round())]


def durations_ms(count: int, film: Film) -> list[int]:
    """How long each picture stays: whole hundredths of a second, as GIF has them, that make up the whole length.

    >>> durations_ms(3, Film(seconds=1))
    [330, 340, 2330]
    """
    total = 100 * film.seconds
    ends = [round(total * (place + 1) / count) for place in range(count)]
    lengths = [10 * max(2, end - start) for start, end in zip([0, *ends], ends, strict=False)]
    return [*lengths[:-1], lengths[-1] + REST_MS]


REST_MS = 2000
"""The last picture stays so much longer, to be looked at before it begins again."""
