"""How good the answers are, as people say it: accuracy for classes, R² for numbers."""

import numpy as np

from playground.engine.arrays import Array


def accuracy(predicted: Array, labels: Array) -> Array:
    """The share of points whose predicted class is the true one; both (..., n), result (...)."""
    return (predicted == labels).mean(axis=-1)


def r2(a: Array, t: Array) -> Array:
    """The share of the variance that is explained, 1 - sum (t - a)^2 / sum (t - mean t)^2, for (..., n).

    Not a number when the targets don't vary, because there is nothing to explain.
    """
    unexplained = np.square(t - a).sum(axis=-1)
    total = np.square(t - t.mean(axis=-1, keepdims=True)).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(total > 0, 1.0 - unexplained / total, np.nan)
