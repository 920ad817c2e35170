"""How well scores put positives before negatives, whatever the threshold above which a point is called positive.

A low threshold finds every positive and raises many false alarms; a high one does the opposite. Walking from the
highest threshold to the lowest draws two curves: ROC, recall over false alarms, and PR, precision over recall.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array, read_only
from playground.engine.metrics import share

Flags = npt.NDArray[np.bool_]


def labels_at(scores: Array, threshold: float) -> Array:
    """The class of each score, 1 above the threshold and else 0; the same shape.

    A score that is on the threshold, or not a number, is class 0, just as in `Output.labels`.
    """
    return (scores > threshold).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The ROC and PR curves of some scores, their arrays all (thresholds,): entry by entry, one threshold.

    The first entry calls nobody positive and the last everybody. Points of equal score pass a threshold together, so
    the straight line the ROC curve then takes is what drawing lots among them would bring. PR curves are drawn as
    steps: between two thresholds there is nothing.
    """

    thresholds: Array
    """Infinity, then every score that occurs, falling; who scores at least that much is called positive."""
    recall: Array
    """The share of positives found, the true positive rate. Undefined without positives."""
    false_positive_rate: Array
    """The share of negatives called positive, 1 - specificity. Undefined without negatives."""
    precision: Array
    """The share of positives among those called so. Undefined for the first entry."""
    roc_area: float
    """The area under the ROC curve (AUC): how probably a random positive outscores a random negative, a tie counting
    half. 1 is perfect, 0.5 is chance. Undefined without positives or without negatives."""
    average_precision: float
    """The area under the steps of the PR curve, Σ (R_k - R_(k-1)) P_k. Chance is the share of positives. Undefined
    without positives."""


def ranking(scores: Array, positive: Flags) -> Ranking:
    """The curves of scores and of whether each point is positive, both (n,).

    As scikit-learn's `roc_curve` (every threshold kept), `roc_auc_score`, `precision_recall_curve` (without its last
    point, which no threshold reaches) and `average_precision_score`. Scores of which one is not a number have no order:
    they are taken for no scores at all, and everything is undefined.
    """
    if np.isnan(scores).any():
        scores, positive = scores[:0], positive[:0]
    thresholds, tp, fp = _walk(scores, positive)
    positives, negatives = tp[-1], fp[-1]
    with np.errstate(invalid="ignore"):
        recall, false_positive_rate, precision = tp / positives, fp / negatives, tp / (tp + fp)
    doubled = float(np.dot(np.diff(fp), tp[1:] + tp[:-1]))
    steps = float(np.dot(np.diff(tp), precision[1:]))
    return Ranking(
        read_only(thresholds),
        read_only(recall),
        read_only(false_positive_rate),
        read_only(precision),
        share(doubled, 2.0 * float(positives * negatives)),
        share(steps, float(positives)),
    )


def one_versus_rest(scores: Array, labels: Array) -> tuple[Ranking, ...]:
    """The curves of each class against all others, for scores (classes, n) and labels (n,)."""
    return tuple(ranking(row, labels == index) for index, row in enumerate(scores))


def _walk(scores: Array, positive: Flags) -> tuple[Array, Array, Array]:
    """Every threshold, the highest first, with the number of true and of false positives there."""
    order = np.argsort(-scores)
    ranked = scores[order].astype(np.float64)
    last_of_its_score = np.append(ranked[1:] != ranked[:-1], True)[: len(ranked)]
    tp = np.cumsum(positive[order], dtype=np.float64)
    fp = np.arange(1.0, len(ranked) + 1.0) - tp
    return (
        np.append(np.inf, ranked[last_of_its_score]),
        np.append(0.0, tp[last_of_its_score]),
        np.append(0.0, fp[last_of_its_score]),
    )
