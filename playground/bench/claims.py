"""What the program promises: each number of the benchmark, with the section that measures it."""

from collections.abc import Iterator
from dataclasses import dataclass

from playground.bench.cases import CASES, Case
from playground.bench.effort import Measured
from playground.bench.stacks import PRECISIONS, STACKS
from playground.i18n import Text, _, plain


@dataclass(frozen=True, slots=True)
class Claim:
    """One number and what it may be. Without a reach it is only told."""

    key: str
    label: Text
    unit: Text
    reach: float | None = None
    at_least: bool = False

    def holds(self, measured: Measured) -> bool | None:
        """Whether the number is within reach; None if there is nothing to judge."""
        if self.reach is None or measured.value is None:
            return None
        return measured.value >= self.reach if self.at_least else measured.value <= self.reach


TIMES, MICROSECONDS, MILLISECONDS = plain("×"), plain("µs"), plain("ms")
SECONDS, PERCENT, MEGABYTES, HERTZ = plain("s"), plain("%"), plain("MB"), plain("/s")
NO_UNIT = plain("")


def _of_case(case: Case) -> Iterator[Claim]:
    """A step of one network, and how it compares."""
    network = plain(case.label)
    yield Claim(f"step.{case.key}", _("A step of {network}", network=network), MICROSECONDS)
    for rival, words, reach in (
        ("torch", _("… faster than PyTorch ({network})", network=network), case.torch),
        ("sklearn", _("… faster than scikit-learn ({network})", network=network), case.sklearn),
    ):
        yield Claim(f"{rival}.{case.key}", words, TIMES, reach, True)


SECTIONS: dict[str, tuple[Claim, ...]] = {
    "steps": tuple(claim for case in CASES for claim in _of_case(case)),
    "calls": (
        Claim("calls.count", _("NumPy calls in a step"), NO_UNIT),
        Claim("calls.floor", _("… each timed alone, together"), MICROSECONDS),
        Claim("calls.ratio", _("A step against the sum of its calls"), TIMES, 1.5),
    ),
    "stacks": tuple(
        Claim(
            f"stack.{models}.{precision}",
            _("{n} networks in one pass, {precision}: cheaper for each", n=models, precision=plain(precision)),
            TIMES,
            reach if precision == "float32" else None,
            True,
        )
        for precision in PRECISIONS
        for models, reach in zip(STACKS, (5.0, 8.0), strict=True)
    ),
    "maps": (
        Claim("map.decision", _("Decision map, 100×100"), MILLISECONDS, 1.0),
        Claim("map.neurons", _("Maps of all neurons, 32×32"), MILLISECONDS, 3.0),
    ),
    "window": (
        Claim("window.frames", _("Window while training: frames"), HERTZ, 60.0, True),
        Claim("window.heartbeat", _("… 99 % of the heartbeats within"), MILLISECONDS, 20.0),
        Claim("window.training", _("… training, of its speed without a window"), PERCENT, 60.0, True),
    ),
    "large": (
        Claim("large.heartbeat", _("10 layers of 64: 99 % of the heartbeats within"), MILLISECONDS, 33.0),
        Claim("large.stop", _("… from Stop to stopped"), MILLISECONDS, 100.0),
        Claim("large.slider", _("… from a slider to its effect"), MILLISECONDS, 50.0),
    ),
    "strokes": (
        Claim("strokes.move", _("Painting on 10,000 points: 95 % of the moves within"), MILLISECONDS, 16.0),
        Claim("strokes.effect", _("… 4 layers of 64 learn: from a move to its effect"), MILLISECONDS, 100.0),
    ),
    "theme": (Claim("theme.switch", _("Another theme, to the painted window"), MILLISECONDS, 200.0),),
    "start": (
        Claim("start.warm", _("Start to the first painted frame, files in memory"), SECONDS, 0.9),
        Claim("start.cold", _("… files not in memory"), SECONDS, 1.5),
        Claim("start.motion", _("Start, then Play, to motion"), SECONDS, 2.0),
    ),
    "memory": (
        Claim("memory.growth", _("Growth of memory during training"), PERCENT, 5.0),
        Claim("memory.total", _("Memory in total"), MEGABYTES, 300.0),
    ),
    "size": (
        Claim("size.points", _("Time of an epoch ~ points to the power of"), NO_UNIT, 1.1),
        Claim("size.width", _("Time of a step ~ width to the power of"), NO_UNIT, 2.1),
        Claim("size.depth", _("Time of a step ~ depth to the power of"), NO_UNIT, 1.1),
    ),
}
"""The sections in their order."""
