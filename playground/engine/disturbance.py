"""Where noise comes in: inputs and labels of a batch, weights for the length of one step, and the gradient."""

from collections.abc import Sequence

import numpy as np

from playground.engine.arrays import Array
from playground.engine.noise import Noise
from playground.engine.seeds import Streams
from playground.engine.tasks import Kind, Task

INPUTS, WEIGHTS, LABELS, GRADIENTS = "input noise", "weight noise", "label noise", "gradient noise"
STREAMS = (INPUTS, WEIGHTS, LABELS, GRADIENTS)
"""Each kind of noise has a stream of its own, so that more of one leaves the others as they are."""


class Disturbance:
    """Adds noise in place. Every network of a stack has its own."""

    def __init__(self, noise: Noise, streams: Streams, task: Task, is_weight: Array, low: float) -> None:
        """`is_weight` is 1 for weights and 0 for other parameters; `low` is the target of the first of two classes."""
        self.noise, self._streams, self._task, self._low = noise, streams, task, low
        self._is_weight = is_weight
        self._quiet: Array | None = None

    def disturb(self, x: Array, t: Array, theta: Array) -> None:
        """Before a step: inputs (..., features + 1, batch), targets (..., outputs, batch) and parameters."""
        if self.noise.inputs:
            inputs = x[..., :-1, :]
            inputs += self.noise.inputs * normal(self._streams[INPUTS], inputs)
        if self.noise.labels:
            self._mislabel(t)
        if self.noise.weights:
            self._quiet = theta.copy()
            theta += self.noise.weights * normal(self._streams[WEIGHTS], theta) * self._is_weight

    def calm(self, theta: Array) -> None:
        """After the gradient is known: the weights are again what they were."""
        if self._quiet is not None:
            np.copyto(theta, self._quiet)
            self._quiet = None

    def disturb_gradient(self, theta: Array, gradient: Array, spare: Array) -> None:
        """Add noise to the gradient (Neelakantan et al. 2015, with a deviation that stays)."""
        gradient += self.noise.gradients * normal(self._streams[GRADIENTS], gradient)

    def _mislabel(self, t: Array) -> None:
        """Give some columns the label of another class; to numbers, add noise."""
        streams = self._streams[LABELS]
        if self._task.kind is Kind.REGRESSION:
            t += self.noise.labels * normal(streams, t)
            return
        for plane, random in zip(t if t.ndim == 3 else t[np.newaxis], streams, strict=True):
            false = random.random(plane.shape[-1]) < self.noise.labels
            if self._task.kind is Kind.BINARY:
                plane[:, false] = 1.0 + self._low - plane[:, false]
            else:
                steps = random.integers(1, len(plane), plane.shape[-1])[false]
                rows = (np.arange(len(plane))[:, np.newaxis] - steps) % len(plane)
                plane[:, false] = np.take_along_axis(plane[:, false], rows, axis=0)


def normal(streams: Sequence[np.random.Generator], like: Array) -> Array:
    """Standard normal numbers of the shape of an array, drawn for each model from a stream of its own."""
    if len(streams) == 1:
        return streams[0].standard_normal(like.shape).astype(like.dtype)
    return np.stack([random.standard_normal(like.shape[1:]) for random in streams]).astype(like.dtype)
