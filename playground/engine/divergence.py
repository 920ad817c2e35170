"""Training that goes wrong: how it is noticed, and what is said of it. It becomes a state, never an exception."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array

EXPLODED_WEIGHT = 1e8
"""Training has diverged when the weights together are longer than this, ..."""
EXPLODED_SQUARE = EXPLODED_WEIGHT**2
"""Its square, which is quick to find at every step; not a number is not below it either."""
EXPLODED_LOSS = 100.0
"""... or when the loss is this many times what it began with, or 1 if that was less."""


class Failure(StrEnum):
    """The ways in which training diverges."""

    NOT_FINITE = "not finite"
    WEIGHTS_EXPLODED = "weights exploded"
    LOSS_EXPLODED = "loss exploded"
    DEAD_LAYER = "dead layer"
    """Every neuron of a hidden layer says 0 to every training point, with a slope of 0."""
    SATURATED_LAYER = "saturated layer"
    """Every neuron of a hidden layer is at a flat end of its activation for every training point: its slope is 0."""
    RATE_NOT_FINITE = "learning rate not finite"
    """The schedule has no number for the learning rate."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """When and how training went wrong, with which learning rate, and in which hidden layer if it was in one.

    `model` is its place in a stack of networks.
    """

    failure: Failure
    epoch: int
    step: int
    learning_rate: float
    layer: int | None = None
    model: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one network of a stack, and in which hidden layer if it is in one."""

    model: int
    failure: Failure
    layer: int | None = None


class Casualties:
    """Which networks of a stack have diverged. Their parameters stay as they were; the others train on."""

    def __init__(self, theta: Array) -> None:
        """`theta` (models, size) are the parameters that are held."""
        self._theta = theta
        self.forgive()

    @property
    def first(self) -> Divergence | None:
        """The one that was noticed first, or None."""
        return min((one for one in self.told if one is not None), key=lambda one: one.step, default=None)

    def add(self, divergence: Divergence) -> None:
        """Note one more."""
        model = divergence.model
        self.restore((*self.told[:model], divergence, *self.told[model + 1 :]))

    def forgive(self) -> None:
        """All may train again."""
        self.restore((None,) * len(self._theta))

    def restore(self, told: tuple[Divergence | None, ...]) -> None:
        """Take over what is known of each network; parameters are held as they are now."""
        self.told = told
        self.mask: npt.NDArray[np.bool_] = np.array([one is not None for one in told])
        self.some, self.all = bool(self.mask.any()), bool(self.mask.all())
        self._held = self._theta[self.mask]

    def hold(self) -> None:
        """Put the parameters of those that diverged back to what they were."""
        self._theta[self.mask] = self._held


def broken_weights(theta: Array, models: Iterable[int]) -> Iterator[Trouble]:
    """Those of some models whose parameters, a row of `theta` each, are too long or not finite."""
    for model in models:
        if not theta[model].dot(theta[model]) < EXPLODED_SQUARE:
            finite = np.isfinite(theta[model]).all()
            yield Trouble(model, Failure.WEIGHTS_EXPLODED if finite else Failure.NOT_FINITE)


def highest_loss(first: Array) -> Array:
    """The largest loss (models,) that is none of an explosion, for those that training began with; always finite."""
    return np.minimum(EXPLODED_LOSS * np.maximum(first, 1.0), np.finfo(first.dtype).max)


def loss_failure(loss: float, highest: float) -> Failure | None:
    """What is wrong with the loss of one model, or None."""
    if not math.isfinite(loss):
        return Failure.NOT_FINITE
    return Failure.LOSS_EXPLODED if loss > highest else None
