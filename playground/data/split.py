"""Which points are trained on, which choose among networks, and which are kept for the final test.

A point's place is decided by its own id, not by its place in the list: every id has a fixed random number (the hash of
the seed and the id), points are ranked by it, the first share is for training, the last for the test, and what lies
between for validation. So a point that is painted, moved or erased leaves almost all others where they were, and a
larger test share takes points from validation, never from training.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.apportion import apportion
from playground.data.dataset import Booleans, Dataset, Integers
from playground.i18n import _
from playground.spec import Configuration, Effect, Violation, param


@dataclass(frozen=True, slots=True)
class Split(Configuration):
    """The shares of the training, validation and test points; validation is what the other two leave."""

    train: float = param(
        0.7, label=_("Training share"), help=_("Share of the points that the network learns from."),
        effect=Effect.DATA, low=0.05, high=1.0, digits=2,
    )  # fmt: skip
    test: float = param(
        0.0, label=_("Test share"),
        help=_("Share of the points kept for the very end. What training and test leave is for validation."),
        effect=Effect.DATA, low=0, high=0.9, digits=2,
    )  # fmt: skip
    stratified: bool = param(
        True, label=_("Equal class shares"), help=_("Gives each part the same share of every class."),
        effect=Effect.DATA,
    )  # fmt: skip
    seed: int = param(
        1, label=_("Split seed"), help=_("Another number puts other points into each part."),
        effect=Effect.DATA, low=0, high=999_999_999,
    )  # fmt: skip

    @property
    def validation(self) -> float:
        """The share of the validation points; exactly 0 where rounding alone would leave a trace."""
        return max(0.0, round(1 - self.train - self.test, 9))

    def constraints(self) -> Iterator[Violation]:
        if self.train + self.test > 1 + 1e-9:
            sentence = _(
                "Training share and test share must be 1 or less together, not {sum}.",
                sum=f"{self.train + self.test:g}",
            )
            yield Violation("test", sentence)


TRAIN, VALIDATION, TEST = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The positions in the data set of the points of each part, in ascending order."""

    train: Integers
    validation: Integers
    test: Integers


def parts(dataset: Dataset, split: Split) -> Parts:
    """The parts of a data set. Their sizes are the shares to the nearest point, in all and (stratified) in each class.

    There is a training point as soon as there is any point; then a validation point, then a test point, where their
    share is more than 0.
    """
    group = dataset.labels if split.stratified and dataset.is_classification else np.zeros(dataset.n, np.int64)
    sizes = np.bincount(group, minlength=1)
    train, test = _totals(dataset.n, split)
    train_sizes = apportion(train, sizes)
    test_sizes = _near(apportion(test, sizes - train_sizes), sizes, sizes - train_sizes, (train, test))
    numbers, code = random_numbers(split.seed, dataset.ids), np.full(dataset.n, VALIDATION)
    for label, (first, last) in enumerate(zip(train_sizes.tolist(), test_sizes.tolist(), strict=True)):
        members = np.flatnonzero(group == label)
        code[members[_smallest(numbers[members], first)]] = TRAIN
        code[members[_smallest(~numbers[members], last)]] = TEST
    return Parts(*(np.flatnonzero(code == part) for part in (TRAIN, VALIDATION, TEST)))


def _smallest(numbers: NDArray[np.uint64], count: int) -> Booleans:
    """Which of some numbers, no two of which are equal, are the `count` smallest, as a mask; quicker than to sort."""
    if count == 0:
        return np.zeros(len(numbers), np.bool_)
    is_small: Booleans = numbers <= np.partition(numbers, count - 1)[count - 1]
    return is_small


def _near(wanted: Integers, sizes: Integers, left: Integers, totals: tuple[int, int]) -> Integers:
    """The number of test points of each class, changed where they, or what they leave for validation, are more than one
    point from the class's share of their part.

    `left` are the points of each class that do not train, `totals` the sizes of the training and the test part.
    """
    share = sizes / max(1, sizes.sum())
    test, validation = totals[1] * share, (sizes.sum() - sum(totals)) * share
    lowest = np.maximum(np.maximum(np.ceil(test - 1), left - np.floor(validation + 1)), 0)
    highest = np.minimum(np.minimum(np.floor(test + 1), left - np.ceil(validation - 1)), left)
    found = np.clip(wanted, lowest, np.maximum(lowest, highest)).astype(np.int64)
    while (missing := totals[1] - int(found.sum())) != 0:
        way = 1 if missing > 0 else -1
        free = found < highest if way > 0 else found > lowest
        if not free.any():
            return wanted
        found[np.argmax(np.where(free, way * (test - found), -np.inf))] += way
    return found


def part_codes(parts: Parts) -> Integers:
    """For each point of the data set the part it is in: 0 for training, 1 for validation, 2 for the test."""
    codes = np.full(len(parts.train) + len(parts.validation) + len(parts.test), TRAIN, np.int64)
    codes[parts.validation], codes[parts.test] = VALIDATION, TEST
    return codes


def _totals(n: int, split: Split) -> tuple[int, int]:
    """How many points are for training and for the test."""
    shares = (split.train, split.validation, split.test)
    counts = apportion(n, shares).tolist()
    entitled = [part for part in range(3) if shares[part] > 0][:n]
    for part in entitled:
        if counts[part] == 0:
            most = max(counts)
            counts[2 - counts[::-1].index(most)] -= 1  # the last of equals: test gives before validation, then training
            counts[part] = 1
    return counts[0], counts[2]


def random_numbers(seed: int, ids: Integers) -> NDArray[np.uint64]:
    """A fixed random number for each id: that at place `id` of the SplitMix64 sequence of the seed's own hash."""
    start = splitmix64(seed, np.zeros(1, np.int64))
    return _mix(start + (ids.astype(np.uint64) + np.uint64(1)) * _GOLDEN)


def splitmix64(seed: int, places: Integers) -> NDArray[np.uint64]:
    """The numbers at some places of the SplitMix64 sequence of a seed (Steele, Lea and Flood 2014)."""
    return _mix(np.uint64(seed) + (places.astype(np.uint64) + np.uint64(1)) * _GOLDEN)


_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def _mix(z: NDArray[np.uint64]) -> NDArray[np.uint64]:
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))
