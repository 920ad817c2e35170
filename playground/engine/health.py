"""How healthy a network is, layer by layer: neurons that are dead or saturated, gradients that vanish or explode.

Looking changes nothing. All numbers are of the network as it answers now, over all training points; gradients are those
of the last step.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from playground.engine.activations import Activation
from playground.engine.arrays import Array
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

    Rows that are equal have equal sums of any kind, so only neighbours in the order of such a sum are compared.
    """
    nearly = ALIKE * np.abs(rows).max(initial=0.0)
    order = np.argsort(rows @ np.cos(np.arange(rows.shape[1])), kind="stable").tolist()
    groups: list[list[int]] = []
    for index in order:
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
    found = [unknown] * (len(trainer.plan.hidden) + 1)
    if trainer.data.train.n:
        for index, (layer, steepest) in enumerate(zip(trainer.plan.hidden, _steepest(trainer, model), strict=True)):
            if not layer.activation.is_flat:
                is_dead = steepest == 0.0
                is_saturated = (steepest < SATURATED * _largest_slope(layer.activation)) & ~is_dead
                found[index] = (_places(is_dead), _places(is_saturated), True)
    return found


def _places(chosen: npt.NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(np.flatnonzero(chosen).tolist())


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
