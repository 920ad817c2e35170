"""Whether a probability means what it says: of the points given 80 %, do 80 % turn out so?

A network may be right as often as another and yet far too sure of itself. The reliability diagram shows it; log loss
and Brier score judge each probability by what came of it, so neither can be improved by saying what one doesn't think.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array, read_only
from playground.engine.metrics import share
from playground.engine.ranking import Flags

BINS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Points sorted into equally wide bins by probability; arrays are (bins,) unless said otherwise."""

    edges: Array
    """(bins + 1,) from 0 to 1; a probability on an edge belongs to the bin below it."""
    count: npt.NDArray[np.int64]
    """How many points the bin holds."""
    mean_predicted: Array
    """The mean probability they were given. Undefined for an empty bin."""
    observed: Array
    """The share of them that turned out so. Undefined for an empty bin."""
    expected_error: float
    """The expected calibration error, Σ count/n |observed - mean predicted| (Guo et al. 2017). Undefined without
    points."""


def reliability(probabilities: Array, happened: Flags, bins: int = BINS) -> Reliability:
    """How often what was given a probability happened; both (n,).

    Two classes: the probability of the second, and whether it is the true one. Several classes: the probability of the
    predicted class, and whether that is the true one. Bins are those of scikit-learn's `calibration_curve`.
    """
    edges = np.linspace(0.0, 1.0, bins + 1)
    place = np.searchsorted(edges[1:-1], probabilities)
    count = np.bincount(place, minlength=bins).astype(np.int64, copy=False)
    predicted = np.bincount(place, weights=probabilities, minlength=bins)
    observed = np.bincount(place, weights=happened, minlength=bins)
    with np.errstate(invalid="ignore"):
        means, shares = predicted / count, observed / count
    gap = share(float(np.abs(predicted - observed).sum()), len(probabilities))
    return Reliability(read_only(edges), read_only(count), read_only(means), read_only(shares), gap)


def brier_score(a: Array, t: Array) -> float:
    """The squared error of the probabilities, summed over the outputs: 1/n Σ (a - t)^2, both (outputs, n), t 0 or 1.

    One output: from 0 to 1, as scikit-learn's `brier_score_loss`. Several: from 0 to 2 (Brier 1950). Undefined without
    points.
    """
    return share(float(np.square(a - t).sum(dtype=np.float64)), a.shape[-1])


def log_loss(a: Array, t: Array) -> float:
    """The surprise at what is true: 1/n Σ -log(probability given to the true class), both (outputs, n), t 0 or 1.

    One output is the probability of the second of two classes. As scikit-learn's `log_loss`, probabilities are kept the
    smallest step of their precision away from 0 and 1, so that one sure mistake costs much (36 in double precision) but
    not everything. Undefined without points.
    """
    step = np.finfo(a.dtype).eps
    a = np.clip(a, step, 1.0 - step).astype(np.float64)
    surprise = -t * np.log(a)
    if len(a) == 1:
        surprise -= (1.0 - t) * np.log(1.0 - a)
    return share(float(surprise.sum()), a.shape[-1])
