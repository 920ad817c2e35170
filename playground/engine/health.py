"""How healthy a network is, layer by layer: neurons that are dead or saturated, gradients that vanish or explode.

Looking changes nothing. All numbers are of the network as it answers now, over all training points; gradients are those
of the last step.
"""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from playground.engine.activations import Activation
from playground.engine.arrays import Array
from playground.engine.layers import Activate
from playground.engine.network import Plan
from playground.engine.trainer import Trainer

SATURATED = 0.01
"""A neuron is saturated when its slope is below this share of the steepest one at every training point."""
VANISHING = 1e-4
"""The gradient vanishes when that of the first layer is shorter than this share of that of the last."""
EXPLODING = 1e3
"""The gradient of a layer explodes when it is longer than this."""
UNHEALTHY = 0.5
"""Dead and saturated neurons are told of from this share of a layer on."""


class Finding(StrEnum):
    """What may be wrong with a layer."""

    DEAD_UNITS = "dead units"
    SATURATED_UNITS = "saturated units"
    VANISHING_GRADIENT = "vanishing gradient"
    EXPLODING_GRADIENT = "exploding gradient"


@dataclass(frozen=True, slots=True)
class LayerHealth:
    """One layer of one model; hidden layers first, the output last."""

    dead: float
    """The share of neurons that say one thing of every training point with a slope of 0, and learn nothing; NaN for the
    output layer, whose slope is the loss's own."""
    saturated: float
    """The share of neurons that are at a flat end of their activation at every training point, without the dead."""
    gradient_norm: float
    """The length of the last gradient, weights and biases together; 0 before the first step."""
    weight_norm: float
    """The length of all weights together, without biases."""
    findings: tuple[Finding, ...]


def health(trainer: Trainer, model: int = 0) -> tuple[LayerHealth, ...]:
    """The health of every layer of one model."""
    with np.errstate(all="ignore"):
        gradients = [_length(matrix) for matrix in trainer.plan.matrices(trainer.gradient[model])]
        weights = [_length(matrix[:, :-1]) for matrix in trainer.plan.matrices(trainer.theta[model])]
        dead, saturated = _shares(trainer, model)
        vanishes = [gradients[0] < VANISHING * gradients[-1], *(False for _ in gradients[1:])]
        return tuple(
            LayerHealth(*numbers, _findings(*numbers[:3], vanishing))
            for numbers, vanishing in zip(zip(dead, saturated, gradients, weights, strict=True), vanishes, strict=True)
        )


def symmetric_groups(plan: Plan, theta: Array) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """For each hidden layer of one model (size,), the groups of neurons that are exact copies of each other.

    Copies have equal incoming weights, bias, gamma and beta, and equal outgoing weights: they compute the same, get the
    same gradient, and stay copies for ever. Neurons that are like no other are in no group.
    """
    matrices, norms = plan.matrices(theta), plan.norms(theta)
    found = []
    for index in range(len(plan.hidden)):
        norm = norms[index]
        own = [matrices[index], matrices[index + 1][:, :-1].T, *(norm or ())]
        found.append(_equal_rows(np.concatenate(own, axis=1)))
    return tuple(found)


def _equal_rows(rows: Array) -> tuple[tuple[int, ...], ...]:
    """The groups of two or more equal rows, by their numbers."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    for index, row in enumerate(rows + 0.0):  # makes -0 into 0
        groups[row.tobytes()].append(index)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _shares(trainer: Trainer, model: int) -> tuple[list[float], list[float]]:
    """The shares of dead and of saturated neurons of each layer; NaN without training points and for the output."""
    dead, saturated = ([float("nan")] * (len(trainer.plan.hidden) + 1) for _ in range(2))
    if trainer.data.train.n:
        for index, (layer, steepest) in enumerate(zip(trainer.plan.hidden, _steepest(trainer, model), strict=True)):
            is_dead = steepest == 0.0
            limit = SATURATED * _largest_slope(layer.activation)
            dead[index] = float(is_dead.mean())
            saturated[index] = float(((steepest < limit) & ~is_dead).mean())
    return dead, saturated


def _steepest(trainer: Trainer, model: int) -> list[Array]:
    """The largest |f'(z)| of every neuron of each hidden layer over the training points, shape (units,)."""
    largest: list[Array] = [np.zeros(layer.units) for layer in trainer.plan.hidden]
    for _, workspace in trainer.evaluator.forward(trainer.data.train.x):
        bends = [piece for piece in workspace.pieces if isinstance(piece, Activate)]
        for most, piece in zip(largest, bends, strict=True):
            slope = np.abs(piece.slope())
            np.maximum(most, (slope if slope.ndim == 2 else slope[model]).max(axis=-1), out=most)
    return largest


def _largest_slope(activation: Activation) -> float:
    """The steepest slope that an activation has, looked up between -5 and 5."""
    z = np.linspace(-5.0, 5.0, 1001)
    a, slope = np.empty_like(z), np.empty_like(z)
    activation.forward(z, a)
    activation.derivative(z, a, slope)
    return float(np.abs(slope).max())


def _findings(dead: float, saturated: float, gradient: float, vanishes: bool) -> tuple[Finding, ...]:
    """What is wrong with a layer of these shares and this length of the gradient."""
    checks = {
        Finding.DEAD_UNITS: dead >= UNHEALTHY,
        Finding.SATURATED_UNITS: saturated >= UNHEALTHY,
        Finding.VANISHING_GRADIENT: vanishes,
        Finding.EXPLODING_GRADIENT: gradient > EXPLODING,
    }
    return tuple(finding for finding, found in checks.items() if found)


def _length(values: npt.NDArray[np.floating]) -> float:
    return float(np.sqrt(np.square(values).sum()))
