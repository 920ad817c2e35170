"""Penalties on large weights, added to the loss: L1 draws small weights to exactly zero, L2 shrinks all of them."""

import numpy as np

from playground.engine.arrays import Array


class Penalty:
    """l1 * sum |w| + l2 / 2 * sum w², over the weights but not the biases.

    `is_weight` is 1 for weights and 0 for biases, shape (size,).
    """

    def __init__(self, l1: float, l2: float, is_weight: Array) -> None:
        self.l1, self.l2 = l1, l2
        self._is_weight = is_weight

    def value(self, theta: Array) -> Array:
        """The penalty of each model, shape (models,)."""
        weights = theta * self._is_weight
        return self.l1 * np.abs(weights).sum(axis=-1) + 0.5 * self.l2 * np.square(weights).sum(axis=-1)

    def add_gradient(self, theta: Array, gradient: Array, spare: Array) -> None:
        """Add l1 sign(w) + l2 w to the gradient, in place."""
        if self.l1:
            np.sign(theta, out=spare)
            self._add(self.l1, gradient, spare)
        if self.l2:
            np.copyto(spare, theta)
            self._add(self.l2, gradient, spare)

    def _add(self, strength: float, gradient: Array, spare: Array) -> None:
        np.multiply(spare, self._is_weight, out=spare)
        np.multiply(spare, strength, out=spare)
        np.add(gradient, spare, out=gradient)
