"""How good the answers are, as people say it: a share of right answers for classes, a typical error for numbers.

A metric that has nothing to judge is not a number (NaN), never 0: no points, no mistakes, and no merit either.
"""

import numpy as np

from playground.engine.arrays import Array
from playground.engine.recipes import Recipe, call, carry_out, number


def accuracy(predicted: Array, labels: Array) -> Array:
    """The share of points whose predicted class is the true one; both (..., n), result (...)."""
    return _mean(predicted == labels)


def mse(a: Array, t: Array) -> Array:
    """The mean squared error, 1/n sum (a - t)^2, for (..., n): large errors count most."""
    return _mean(np.square(a - t))


def rmse(a: Array, t: Array) -> Array:
    """The root of the mean squared error, in the units of the targets, for (..., n)."""
    return np.sqrt(mse(a, t))


def mae(a: Array, t: Array) -> Array:
    """The mean absolute error, 1/n sum |a - t|, for (..., n): how far off the answers are on average."""
    return _mean(np.abs(a - t))


def r2(a: Array, t: Array) -> Array:
    """The share of the variance that is explained, 1 - sum (t - a)^2 / sum (t - mean t)^2, for (..., n).

    1 is perfect, 0 is no better than always answering with the mean, and below 0 is worse than that. Not a number when
    the targets don't vary, because there is nothing to explain.
    """
    out = np.empty(a.shape[:-1])
    carry_out(explained(a, t, out))
    return out


def explained(a: Array, t: Array, out: Array) -> Recipe:
    """Put the R² of answers (..., n) to targets (n,) into `out` (...); see `r2`."""
    total, error = np.square(t - _mean(t)[..., np.newaxis]).sum(axis=-1), np.empty(a.shape)
    variation = np.where(total > 0.0, total, np.nan)
    yield call(np.subtract, t, a, error)
    yield call(np.square, error, error)
    yield call(np.add.reduce, error, -1, None, out)
    yield call(np.divide, out, variation, out)
    yield call(np.subtract, number(1.0, out), out, out)


def share(part: float, whole: float) -> float:
    """`part` of `whole`, which is not a number when the whole is nothing.

    >>> share(1, 4), share(0, 0)
    (0.25, nan)
    """
    return part / whole if whole else float("nan")


def _mean(values: Array) -> Array:
    """The mean along the last axis; unlike `numpy.mean`, silently not a number for no values."""
    n = values.shape[-1]
    return np.add.reduce(values, axis=-1) / n if n else np.full(values.shape[:-1], np.nan)
