"""Which training points an epoch is made of, where classes are of unequal size.

"over" and "under" are imbalanced-learn's `RandomOverSampler` and `RandomUnderSampler`, drawn anew for each epoch; only
training points are ever repeated or left out.
"""

import numpy as np

from playground.engine.arrays import Array, Indices

RESAMPLING = "resampling"
"""The random stream of the draw."""


def epoch_size(kind: str, y: Array) -> int:
    """How many points an epoch has, for the classes `y` (n,) of the training points.

    >>> [epoch_size(kind, np.array([0, 0, 0, 1])) for kind in ("none", "over", "under")]
    [4, 6, 2]
    """
    if kind == "none" or not len(y):
        return len(y)
    counts = np.unique(y, return_counts=True)[1]
    return int(len(counts) * (counts.max() if kind == "over" else counts.min()))


def resampled(kind: str, y: Array, random: np.random.Generator | None) -> Indices:
    """The positions of an epoch's points, class after class by turns, each class with the same number.

    "over": all points of a class, and as many of them again, drawn with repetition, as it has fewer than the largest.
    "under": as many of each class as the smallest has, drawn without repetition. Without `random`, the first ones.
    """
    classes = [np.flatnonzero(y == name) for name in np.unique(y)]
    if not classes:
        return np.empty(0, np.int64)
    sizes = [len(members) for members in classes]
    drawn = [_over(members, max(sizes), random) if kind == "over" else _under(members, min(sizes), random)
             for members in classes]  # fmt: skip
    return np.stack(drawn, axis=1).ravel()


def _over(members: Indices, size: int, random: np.random.Generator | None) -> Indices:
    if random is None:
        return np.resize(members, size)
    return np.concatenate([members, random.choice(members, size - len(members))])


def _under(members: Indices, size: int, random: np.random.Generator | None) -> Indices:
    return members[:size] if random is None else random.choice(members, size, replace=False)
