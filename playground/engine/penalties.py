"""Penalties on large weights, added to the loss: L1 draws small weights to exactly zero, L2 shrinks all of them."""

from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array
from playground.engine.config import TrainingConfig


@dataclass(frozen=True, slots=True, eq=False)
class Penalty:
    """l1 * sum |w| + l2 / 2 * sum w² over the weights only, and decay / 2 * sum theta² over all parameters.

    `is_weight` is 1 for weights and 0 for the other parameters, shape (size,).
    """

    is_weight: Array
    l1: float = 0.0
    l2: float = 0.0
    decay: float = 0.0

    def value(self, theta: Array) -> Array:
        """The penalty of each model, shape (models,)."""
        if not (self.l1 or self.l2 or self.decay):
            return np.zeros(len(theta))
        weights = theta * self.is_weight
        of_weights = self.l1 * np.abs(weights).sum(axis=-1) + 0.5 * self.l2 * np.square(weights).sum(axis=-1)
        return of_weights + 0.5 * self.decay * np.square(theta).sum(axis=-1) if self.decay else of_weights

    def add_gradient(self, theta: Array, gradient: Array, spare: Array) -> None:
        """Add l1 sign(w) + l2 w to the gradient, in place."""
        if self.l1:
            np.sign(theta, out=spare)
            self._add(self.l1, gradient, spare)
        if self.l2:
            np.copyto(spare, theta)
            self._add(self.l2, gradient, spare)

    def add_decay(self, theta: Array, gradient: Array, spare: Array) -> None:
        """Add decay theta to the gradient, in place: what PyTorch's optimizers do, after any clipping."""
        np.multiply(theta, self.decay, out=spare)
        np.add(gradient, spare, out=gradient)

    def _add(self, strength: float, gradient: Array, spare: Array) -> None:
        np.multiply(spare, self.is_weight, out=spare)
        np.multiply(spare, strength, out=spare)
        np.add(gradient, spare, out=gradient)


def penalty(training: TrainingConfig, is_weight: Array, points: int) -> Penalty:
    """The penalty that a training asks for, on so many training points.

    The forms of L2, for its strength l: "half" is l/2 sum w²; "per_point" l/(2m) sum w² with m the number of training
    points, as textbooks have it; "pytorch" is the `weight_decay` of `torch.optim`, which adds l times every parameter,
    biases, gammas and betas too, to the gradient.
    """
    l1, l2 = training.l1, training.l2
    if training.l2_form == "pytorch":
        return Penalty(is_weight, l1, decay=l2)
    return Penalty(is_weight, l1, l2 / max(points, 1) if training.l2_form == "per_point" else l2)
