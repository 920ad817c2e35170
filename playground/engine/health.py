"""How healthy a network is, layer by layer: neurons that are dead or saturated, gradients that vanish or explode.

Looking changes nothing. All numbers are of the network as it answers now, over all training points; gradients are those
of the last step.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from playground.engine.activations import Activation
from playground.engine.arrays import Array, Indices
from playground.engine.evaluation import CHUNK
from playground.engine.layers import Activate
from playground.engine.network import Plan
from playground.engine.recipes import carry_out
from playground.engine.trainer import Trainer

SATURATED = 0.01
"""A neuron is saturated when its slope is below this share of the steepest one at every training point."""
VANISHING = 1e-4
"""The gradient vanishes when that of the first layer is shorter than this share of that of the last."""
EXPLODING = 1e3
"""The gradient of a layer explodes when it is longer than this."""
UNHEALTHY = 0.5
"""Dead and saturated neurons are told of from this share of a layer on."""


ALIKE = 1e-9
"""Weights that differ by no more than this share of the largest are equal but for rounding."""


class Finding(StrEnum):
    """What may be wrong with a layer."""

    NO_SLOPE = "no slope"
    """Its activation is flat everywhere, so no gradient passes."""
    COPIES = "copies"
    DEAD_UNITS = "dead units"
    SATURATED_UNITS = "saturated units"
    VANISHING_GRADIENT = "vanishing gradient"
    EXPLODING_GRADIENT = "exploding gradient"


@dataclass(frozen=True, slots=True)
class LayerHealth:
    """One layer of one model; hidden layers first, the output last."""

    units: int
    dead_units: tuple[int, ...]
    """The neurons that say one thing of every training point with a slope of 0, and learn nothing."""
    saturated_units: tuple[int, ...]
    """The neurons that are at a flat end of their activation at every training point, without the dead."""
    judged: bool
    """Whether there was anything to tell them by: not without training points, nor for the output layer, whose slope is
    the loss's own, nor for an activation that is flat by nature."""
    copies: tuple[tuple[int, ...], ...]
    """The groups of neurons that are exact copies of each other."""
    gradient_norm: float
    """The length of the last gradient, all parameters of the layer together; 0 before the first step."""
    gradient_share: float
    """The same compared with that of the output layer; not a number where that is 0."""
    weight_norm: float
    """The length of all weights together, without biases."""
    step_ratio: float
    """How long the step is that the optimizer makes of the last gradient, compared with the parameters themselves."""
    findings: tuple[Finding, ...]

    @property
    def dead(self) -> float:
        """The share of dead neurons; not a number where they can't be told."""
        return len(self.dead_units) / self.units if self.judged else float("nan")

    @property
    def saturated(self) -> float:
        """The share of saturated neurons; not a number where they can't be told."""
        return len(self.saturated_units) / self.units if self.judged else float("nan")


def health(trainer: Trainer, model: int = 0) -> tuple[LayerHealth, ...]:
    """The health of every layer of one model."""
    with np.errstate(all="ignore"):
        plan, theta = trainer.plan, trainer.theta[model]
        gradients, steps, sizes = (plan.lengths(flat) for flat in (trainer.gradient[model], trainer.step_ahead()[model],
                                                                   theta))  # fmt: skip
        weights = [_length(matrix[:, :-1]) for matrix in plan.matrices(theta)]
        conditions, copies = _conditions(trainer, model), (*symmetric_groups(plan, theta), ())
        made = []
        for index, units in enumerate(plan.units[1:]):
            layer = LayerHealth(
                units, *conditions[index], copies[index], float(gradients[index]),
                float(gradients[index] / gradients[-1]) if gradients[-1] else float("nan"),
                weights[index], float(steps[index] / sizes[index]) if sizes[index] else float("nan"), (),
            )  # fmt: skip
            flat = index < len(plan.hidden) and plan.hidden[index].activation.is_flat
            made.append(replace(layer, findings=_findings(layer, index == 0, flat)))
        return tuple(made)


def symmetric_groups(plan: Plan, theta: Array) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """For each hidden layer of one model (size,), the groups of neurons that are exact copies of each other.

    Copies have equal incoming weights, bias, gamma and beta, and equal outgoing weights: they compute the same, get the
    same gradient, and stay copies but for rounding. Neurons that are like no other are in no group.
    """
    matrices, norms = plan.matrices(theta), plan.norms(theta)
    found = []
    for index in range(len(plan.hidden)):
        norm = norms[index]
        own = [matrices[index], matrices[index + 1][:, :-1].T, *(norm or ())]
        found.append(_equal_rows(np.concatenate(own, axis=1)))
    return tuple(found)


def _equal_rows(rows: Array) -> tuple[tuple[int, ...], ...]:
    """The groups of two or more rows that are equal but for rounding, by their numbers.

    Rows that are equal have equal sums of any kind, so only neighbours in the order of such a sum are compared, and
    where no two sums are near each other, none.
    """
    nearly = ALIKE * np.abs(rows).max(initial=0.0)
    sums = rows @ np.cos(np.arange(rows.shape[1]))
    order = np.argsort(sums, kind="stable")
    if (np.diff(sums[order]) > 2.0 * nearly * rows.shape[1]).all():
        return ()
    groups: list[list[int]] = []
    for index in order.tolist():
        if groups and np.abs(rows[index] - rows[groups[-1][0]]).max() <= nearly:
            groups[-1].append(index)
        else:
            groups.append([index])
    return tuple(sorted(tuple(sorted(group)) for group in groups if len(group) > 1))


Condition = tuple[tuple[int, ...], tuple[int, ...], bool]
"""The dead and the saturated neurons of a layer, and whether they could be told."""


def _conditions(trainer: Trainer, model: int) -> list[Condition]:
    """The condition of each layer, the output last."""
    unknown: Condition = ((), (), False)
    layers = trainer.plan.hidden
    found = [unknown] * (len(layers) + 1)
    if trainer.data.train.n:
        enough = [SATURATED * _largest_slope(layer.activation) for layer in layers]
        for index, steepest in enumerate(_steepest(trainer, model, enough)):
            if not layers[index].activation.is_flat:
                is_dead = steepest == 0.0
                found[index] = (_places(is_dead), _places((steepest < enough[index]) & ~is_dead), True)
    return found


def _places(chosen: npt.NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(np.flatnonzero(chosen).tolist())


def _steepest(trainer: Trainer, model: int, enough: list[float]) -> list[Array]:
    """The largest |f'(z)| of every neuron of each hidden layer over the training points, shape (units,).

    One place where a neuron is as steep as is `enough` for its layer shows that it is neither dead nor saturated. So
    once all have shown that, no more points are looked at; a sound network shows it within a few.
    """
    largest: list[Array] = [np.zeros(layer.units) for layer in trainer.plan.hidden]
    x = trainer.data.train.x
    for _, workspace in trainer.evaluator.forward(x[:, _from_everywhere(x.shape[-1])]):
        bends = [piece for piece in workspace.pieces if isinstance(piece, Activate)]
        for piece, most, least in zip(bends, largest, enough, strict=True):
            unsure = most < least
            if unsure.any():
                most[unsure] = np.maximum(most[unsure], _steepest_of(piece, unsure, model))
        if all(not (most < least).any() for most, least in zip(largest, enough, strict=True)):
            break
    return largest


def _steepest_of(piece: Activate, units: npt.NDArray[np.bool_], model: int) -> Array:
    """The largest |f'(z)| of some neurons over the points that are in the workspace, shape (chosen units,)."""
    rows = slice(None) if units.all() else units
    z, a = ((part if part.ndim == 2 else part[model])[rows] for part in (piece.z, piece.a))
    slope = np.empty_like(z)
    carry_out(piece.function.derivative(z, a, slope))
    steepest: Array = np.abs(slope, out=slope).max(axis=-1)
    return steepest


def _from_everywhere(n: int) -> Indices:
    """An order of n points in which the first of them come from all over the set."""
    stride = -(-n // CHUNK)
    return np.concatenate([np.arange(first, n, stride) for first in range(stride)])


@lru_cache(64)
def _largest_slope(activation: Activation) -> float:
    """The steepest slope that an activation has, looked up between -5 and 5."""
    z = np.linspace(-5.0, 5.0, 1001)
    a, slope = np.empty_like(z), np.empty_like(z)
    carry_out(activation.forward(z, a))
    carry_out(activation.derivative(z, a, slope))
    return float(np.abs(slope).max())


def _findings(layer: LayerHealth, first: bool, flat: bool) -> tuple[Finding, ...]:
    """What is wrong with a layer of these numbers."""
    checks = {
        Finding.NO_SLOPE: flat,
        Finding.COPIES: bool(layer.copies),
        Finding.DEAD_UNITS: layer.dead >= UNHEALTHY,
        Finding.SATURATED_UNITS: layer.saturated >= UNHEALTHY,
        Finding.VANISHING_GRADIENT: first and layer.gradient_share < VANISHING,
        Finding.EXPLODING_GRADIENT: layer.gradient_norm > EXPLODING,
    }
    return tuple(finding for finding, found in checks.items() if found)


def _length(values: npt.NDArray[np.floating]) -> float:
    return float(np.sqrt(np.square(values).sum()))
