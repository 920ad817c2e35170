"""Changing how points lie: turned, scaled, copied, shaken and drawn together.

What is turned or scaled keeps its arrangement: where the plane is too small for it, it becomes smaller as a whole.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from playground.data.dataset import DOMAIN, Dataset, Floats, Integers
from playground.data.paint import NOBODY, add_points, chosen, distances, move, moved

LOW, HIGH = DOMAIN

_JITTER = 0.25
"""The standard deviation of a shake at full strength, as a part of the radius."""
_PULL = 0.3
"""How much of the way to its middle a magnet at full strength draws a point that is close to it, each time."""
_COPY_SHIFT = (0.5, -0.5)


def rotate(dataset: Dataset, ids: Sequence[int] | Integers, centre: ArrayLike, angle: float) -> Dataset:
    """Some points turned about a centre by an angle in radians, counter-clockwise."""
    which = chosen(dataset, ids)
    middle = np.asarray(centre, np.float64)
    away = dataset.x[which] - middle
    cosine, sine = np.cos(angle), np.sin(angle)
    turned = away @ np.array([[cosine, sine], [-sine, cosine]])
    return moved(dataset, which, middle + turned * _fitting(middle, away, turned).min(initial=1.0))


def scale(
    dataset: Dataset, ids: Sequence[int] | Integers, anchor: ArrayLike, factors: ArrayLike, *, whole: bool = False
) -> Dataset:
    """Some points scaled away from an anchor, along each axis by its own factor; a negative one mirrors them.

    With `whole`, what does not fit the plane is made smaller along both axes alike.
    """
    which = chosen(dataset, ids)
    fixed = np.asarray(anchor, np.float64)
    away = dataset.x[which] - fixed
    scaled = away * np.asarray(factors, np.float64)
    fitting = _fitting(fixed, away, scaled)
    return moved(dataset, which, fixed + scaled * (fitting.min(initial=1.0) if whole else fitting))


def duplicate(dataset: Dataset, ids: Sequence[int] | Integers, delta: ArrayLike = _COPY_SHIFT) -> Dataset:
    """Copies of some points beside them; their ids are new, and the last ones.

    Raises SpecError when there are too many points.
    """
    which = chosen(dataset, ids)
    copied = add_points(dataset, dataset.x[which], dataset.y[which])
    return move(copied, copied.ids[dataset.n :], delta)


def jitter(
    dataset: Dataset, centre: ArrayLike, radius: float, strength: float, rng: np.random.Generator,
    spared: Integers = NOBODY,
) -> Dataset:  # fmt: skip
    """The points in a disc shaken at random (Gaussian), but for those whose ids are spared. `strength` is 0 to 1."""
    which, _distance = _within(dataset, centre, radius, spared)
    shaken = dataset.x[which] + rng.normal(0.0, strength * _JITTER * radius, (len(which), 2))
    return moved(dataset, which, np.clip(shaken, LOW, HIGH))


def magnet(
    dataset: Dataset, centre: ArrayLike, radius: float, strength: float, spared: Integers = NOBODY
) -> Dataset:  # fmt: skip
    """The points in a disc drawn towards its centre, the near ones more, but for those whose ids are spared."""
    which, distance = _within(dataset, centre, radius, spared)
    pull = strength * _PULL * (1.0 - (distance / radius) ** 2)
    x = dataset.x[which]
    return moved(dataset, which, x + pull[:, None] * (np.asarray(centre, np.float64) - x))


def _within(dataset: Dataset, centre: ArrayLike, radius: float, spared: Integers) -> tuple[Integers, Floats]:
    """The positions of the points in a disc, and their distances from its centre."""
    distance = distances(dataset.x, centre)
    inside = distance <= radius
    if len(spared):
        inside &= ~chosen(dataset, spared)
    which = np.flatnonzero(inside).astype(np.int64)
    return which, distance[which]


def _fitting(anchor: Floats, before: Floats, after: Floats) -> Floats:
    """The factor, at most 1 and for each axis (2,), by which ways from an anchor are shortened to end in the plane.

    Where they did not end in the plane `before` either, nothing is shortened.
    """
    factors = np.ones(2)
    for axis in range(2):
        reach = np.maximum(np.where(after[:, axis] > 0, HIGH - anchor[axis], anchor[axis] - LOW), 0.0)
        was = np.maximum(np.where(before[:, axis] > 0, HIGH - anchor[axis], anchor[axis] - LOW), 0.0)
        length = np.abs(after[:, axis])
        if len(length) and np.all(np.abs(before[:, axis]) <= was) and np.any(length > reach):
            factors[axis] = float(np.min(reach[length > reach] / length[length > reach]))
    return factors
