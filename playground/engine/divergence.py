"""Training that goes wrong: how it is noticed, and what is said of it. It becomes a state, never an exception."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from playground.engine.arrays import Array

EXPLODED_WEIGHT = 1e8
"""Training has diverged when the weights together are longer than this, ..."""
EXPLODED_LOSS = 100.0
"""... or when the loss is this many times what it began with."""


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


def exploded(theta: Array) -> bool:
    """Whether parameters, of all models together, are too long or not finite; quick, as it is asked at every step."""
    return not float(np.vdot(theta, theta)) < EXPLODED_WEIGHT**2


def weight_failure(theta: Array) -> Failure | None:
    """What is wrong with the parameters (size,) of one model, or None."""
    if not exploded(theta):
        return None
    return Failure.WEIGHTS_EXPLODED if np.isfinite(theta).all() else Failure.NOT_FINITE


def loss_failure(loss: float, first: float) -> Failure | None:
    """What is wrong with the loss of one model, which began with `first`, or None."""
    if not np.isfinite(loss):
        return Failure.NOT_FINITE
    return Failure.LOSS_EXPLODED if loss > EXPLODED_LOSS * max(first, 1.0) else None
