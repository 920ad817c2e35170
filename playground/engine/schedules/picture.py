"""The curve of a schedule, for a picture."""

import numpy as np

from playground.engine.arrays import Array
from playground.engine.schedules.base import Schedule, Watch

MOST_PREVIEWED = 1000
"""At most so many points of a curve are worked out for a picture."""


def preview(schedule: Schedule, base: float, epochs: int, steps_per_epoch: int) -> Array:
    """The curve of a schedule for a picture, shape (2, points): after how many epochs, and the rate there.

    Rates that are no finite numbers are left so. A schedule that watches the loss is flat: nobody knows the loss yet.
    """
    length = epochs * steps_per_epoch if schedule.by_step else epochs
    places = np.unique(np.linspace(0, max(length - 1, 0), min(length, MOST_PREVIEWED)).round().astype(np.int64))
    rates = [schedule.rate(base, int(t), Watch()) for t in places]
    return np.array([places / (steps_per_epoch if schedule.by_step else 1), rates], dtype=np.float64)
