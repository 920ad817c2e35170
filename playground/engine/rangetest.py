"""Learning-rate range test: train with a rate that rises from far too small to far too large, and watch the loss.

Smith 2017, section 3.3, in the form of fastai's `lr_find`: the rate rises by the same factor at each step, the loss is
smoothed, and the test ends when it is four times the best. Where the loss falls most steeply along the logarithm of the
rate, training makes the fastest progress. Data sets are small here, so the loss is that of all training points, which
doesn't jump from batch to batch.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from playground.engine.arrays import Array, read_only
from playground.engine.schedules import Constant
from playground.engine.stopping import Never
from playground.engine.trainer import Trainer

LOWEST, HIGHEST, STEPS = 1e-6, 10.0, 100
MEMORY = 0.8
"""How much of the smoothed loss stays from step to step."""
TOO_MUCH = 4.0
"""The test ends when the smoothed loss is this many times the best one so far."""


@dataclass(frozen=True, slots=True, eq=False)
class RangeTest:
    """The rates that were tried, the training loss after each step, and the same smoothed; all of one length."""

    rates: Array
    losses: Array
    smoothed: Array
    suggested: float | None
    """The rate of the steepest fall of the smoothed loss before its lowest point; None where it never falls."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One step of the test."""

    rate: float
    loss: float
    smoothed: float


def trials(trainer: Trainer, steps: int = STEPS, lowest: float = LOWEST, highest: float = HIGHEST) -> Iterator[Trial]:
    """Train a copy of the (first) network of a trainer, step by step; the trainer itself is left as it is.

    The copy has its optimizer and all its settings but the schedule and early stopping. Ends early when the loss
    explodes.
    """
    subject = trainer.copy()
    subject.go_on()
    average, best = 0.0, math.inf
    for step, rate in enumerate(np.geomspace(lowest, highest, steps).tolist()):
        settings = replace(trainer.training, learning_rate=rate, schedule=Constant(), early_stopping=Never())
        subject.configure(settings)
        subject.run(steps=1)
        loss = float(subject.record().train.loss[0])
        average = MEMORY * average + (1.0 - MEMORY) * loss
        smoothed = average / (1.0 - MEMORY ** (step + 1))
        if not math.isfinite(smoothed):
            return
        yield Trial(rate, loss, smoothed)
        best = min(best, smoothed)
        if subject.divergence is not None or smoothed > TOO_MUCH * best:
            return


def range_test(
    trainer: Trainer, steps: int = STEPS, lowest: float = LOWEST, highest: float = HIGHEST
) -> RangeTest:  # fmt: skip
    """The whole test at once."""
    return summary(list(trials(trainer, steps, lowest, highest)))


def summary(done: list[Trial]) -> RangeTest:
    """What the trials so far say."""
    rates, losses, smoothed = (
        read_only(np.array([getattr(trial, name) for trial in done], dtype=np.float64))
        for name in ("rate", "loss", "smoothed")
    )
    return RangeTest(rates, losses, smoothed, _steepest(rates, smoothed))


def _steepest(rates: Array, smoothed: Array) -> float | None:
    """The rate, on the way down to the lowest loss, at which the loss falls fastest along the logarithm of the rate."""
    lowest = int(smoothed.argmin()) if len(smoothed) else 0
    if lowest == 0:
        return None
    slopes = np.diff(smoothed[: lowest + 1]) / np.diff(np.log(rates[: lowest + 1]))
    return float(rates[slopes.argmin()])
