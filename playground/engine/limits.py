"""Limits: how steep a gradient may be, and how long the weights of a neuron. All of them work in place."""

import numpy as np

from playground.engine.arrays import Array
from playground.engine.network import Plan


def clip_norm(gradient: Array, most: float) -> None:
    """Shorten the gradient (models, size) of each model to a length of at most `most`; its direction stays.

    As `torch.nn.utils.clip_grad_norm_`: g <- g min(1, most / (|g| + 1e-6)), over all parameters together.
    """
    length = np.sqrt(np.square(gradient).sum(axis=-1, keepdims=True))
    np.multiply(gradient, np.minimum(most / (length + 1e-6), 1.0), out=gradient)


def clip_value(gradient: Array, most: float) -> None:
    """Keep every slope between -most and most, as `torch.nn.utils.clip_grad_value_`."""
    np.clip(gradient, -most, most, out=gradient)


def limit_norm(plan: Plan, theta: Array, most: float) -> None:
    """Shorten the incoming weights of every neuron to a length of at most `most`; biases stay (Srivastava et al. 2014).

    As `keras.constraints.MaxNorm(most, axis=0)` on every layer: w <- w min(|w|, most) / (|w| + 1e-7).
    """
    for matrix in plan.matrices(theta):
        weights = matrix[..., :-1]
        length = np.sqrt(np.square(weights).sum(axis=-1, keepdims=True))
        weights *= np.minimum(length, most) / (length + 1e-7)
