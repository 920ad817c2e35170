"""How long the benchmark may take, and the timing that all sections share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], int]
"""Does some work and returns how many units of it were done, such as steps."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How often and how long things are measured."""

    key: str
    rounds: int
    seconds: float
    """The length of one measurement of one thing."""
    window_seconds: float
    """How long a window is watched."""
    memory_seconds: tuple[float, float]
    """The two moments at which memory is compared."""
    starts: int
    sizes: float
    """The part of the full range of sizes that is gone through."""


EFFORTS: dict[str, Effort] = {
    effort.key: effort
    for effort in (
        Effort("quickest", 2, 0.01, 0.3, (0.1, 0.3), 1, 0.4),
        Effort("quick", 7, 0.1, 4.0, (5.0, 25.0), 5, 0.8),
        Effort("full", 15, 0.4, 20.0, (60.0, 600.0), 11, 1.0),
    )
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One number of the benchmark with its spread; or, without a number, why there is none."""

    key: str
    value: float | None
    low: float | None = None
    high: float | None = None
    trouble: str = ""


def summary(key: str, values: Sequence[float]) -> Measured:
    """The median of several measurements, and how far they went apart."""
    return Measured(key, median(values), min(values), max(values))


def take_turns(works: Sequence[Work], effort: Effort) -> list[list[float]]:
    """Seconds per unit of each work, once for each round.

    The works take turns, so that a noisy moment of the machine is bad for all of them and ratios stay true.
    """
    for work in works:
        work()  # the first time pays for memory and caches
    times: list[list[float]] = [[] for _ in works]
    for _ in range(effort.rounds):
        for work, results in zip(works, times, strict=True):
            results.append(seconds_per_unit(work, effort.seconds))
    return times


def seconds_per_unit(work: Work, seconds: float) -> float:
    """Repeat a work for so many seconds, and at least once."""
    units, started = 0, perf_counter()
    while True:
        units += work()
        passed = perf_counter() - started
        if passed >= seconds:
            return passed / units


def ratios(theirs: Sequence[float], ours: Sequence[float]) -> list[float]:
    """How many times longer they took, round by round."""
    return [their / our for their, our in zip(theirs, ours, strict=True)]
