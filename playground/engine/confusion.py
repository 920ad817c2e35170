"""Right and wrong in more than one way: which class was taken for which, and what that says about each class.

Everything follows from one table that counts the points of each true class by the class predicted for them. Seen from
one class, the positive one, its cells fall into four: found (true positives), falsely called (false positives, errors
of type 1), missed (false negatives, errors of type 2) and rightly left alone (true negatives).

Every number here is a fraction, and where that is nothing over nothing it is not a number (NaN), never 0: a network
that calls nobody positive has no precision, good or bad. A mean over classes of which one is undefined is undefined
too, because leaving that class out would flatter the network. (scikit-learn reports 0, or leaves the class out.)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array, read_only
from playground.engine.metrics import share

Counts = npt.NDArray[np.int64]
"""A confusion matrix (classes, classes): rows are the true classes, columns the predicted ones."""


def confusion(predicted: Array, labels: Array, classes: int) -> Counts:
    """How many points of each true class (rows) were taken for each class (columns); both arguments (n,).

    The cells add up to n. Raises ValueError for a label that is not among the classes 0 ... classes - 1.
    """
    cells = _classes(labels, classes) * classes + _classes(predicted, classes)
    counts = np.bincount(cells, minlength=classes * classes).astype(np.int64, copy=False)
    return read_only(counts.reshape(classes, classes))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The four ways in which points come out, seen from one class; what is named here is named for that class."""

    tp: int
    """Positives that were found."""
    fp: int
    """Negatives that were called positive: type 1 errors, false alarms."""
    fn: int
    """Positives that were missed: type 2 errors."""
    tn: int
    """Negatives that were left alone."""

    @property
    def n(self) -> int:
        """How many points there are."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def accuracy(self) -> float:
        """How many are right: (TP + TN) / n. Undefined without points."""
        return share(self.tp + self.tn, self.n)

    @property
    def precision(self) -> float:
        """How many of those called positive are so: TP / (TP + FP). Undefined if none is called positive."""
        return share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """How many positives are found, or sensitivity: TP / (TP + FN). Undefined if there are no positives."""
        return share(self.tp, self.tp + self.fn)

    @property
    def specificity(self) -> float:
        """How many negatives are left alone: TN / (TN + FP). Undefined if there are no negatives."""
        return share(self.tn, self.tn + self.fp)

    @property
    def balanced_accuracy(self) -> float:
        """The mean of recall and specificity: half for always saying the same. Undefined if either is."""
        return (self.recall + self.specificity) / 2

    def f(self, beta: float = 1.0) -> float:
        """The harmonic mean of precision and recall, in which recall counts `beta` times as much as precision.

        (1 + β²) TP / ((1 + β²) TP + β² FN + FP), which is (1 + β²) P R / (β² P + R) wherever P and R both exist (van
        Rijsbergen 1979). It is 0 when positives exist and none is called so, and undefined only when neither is.
        """
        found = (1.0 + beta**2) * self.tp
        return share(found, found + beta**2 * self.fn + self.fp)

    @property
    def f1(self) -> float:
        """The F-score in which precision and recall count the same: 2 TP / (2 TP + FN + FP)."""
        return self.f()

    @property
    def mcc(self) -> float:
        """Matthews' correlation of answer and truth: (TP TN - FP FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)).

        1 is perfect, 0 is chance and -1 is always wrong. Undefined if only one class is there or only one is predicted.
        """
        tp, fp, fn, tn = self.tp, self.fp, self.fn, self.tn
        return share(tp * tn - fp * fn, sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))


def outcomes(matrix: Counts, positive: int = 1) -> Outcomes:
    """The outcomes seen from the class `positive`, all other classes together being the negative one.

    >>> outcomes(np.array([[800, 70], [30, 100]]))
    Outcomes(tp=100, fp=70, fn=30, tn=800)
    """
    tp, n = int(matrix[positive, positive]), int(matrix.sum())
    fp, fn = int(matrix[:, positive].sum()) - tp, int(matrix[positive].sum()) - tp
    return Outcomes(tp, fp, fn, n - tp - fp - fn)


def each(matrix: Counts) -> tuple[Outcomes, ...]:
    """The outcomes seen from each class in turn: one against the rest."""
    return tuple(outcomes(matrix, positive) for positive in range(len(matrix)))


def micro(matrix: Counts) -> Outcomes:
    """The outcomes of all classes in one heap, in which every point counts the same.

    A point counts once for each class. A wrong answer is a false alarm of one class and a miss of another, and the
    remaining classes rightly leave it alone; so precision, recall and F1 are all equal to the share of right answers.
    """
    found, n = int(matrix.trace()), int(matrix.sum())
    wrong = n - found
    return Outcomes(found, wrong, wrong, n * (len(matrix) - 1) - wrong)


@dataclass(frozen=True, slots=True)
class Macro:
    """Means over the classes, in which every class counts the same, rare or not; undefined if one class's value is."""

    each: tuple[Outcomes, ...]

    @property
    def accuracy(self) -> float:
        """The mean accuracy of one class against the rest, which is not the share of right answers."""
        return _mean(part.accuracy for part in self.each)

    @property
    def precision(self) -> float:
        """The mean precision. Undefined if some class is never predicted."""
        return _mean(part.precision for part in self.each)

    @property
    def recall(self) -> float:
        """The mean recall, or balanced accuracy of several classes. Undefined if some class is not there."""
        return _mean(part.recall for part in self.each)

    @property
    def specificity(self) -> float:
        """The mean specificity. Undefined if all points are of one class."""
        return _mean(part.specificity for part in self.each)

    @property
    def balanced_accuracy(self) -> float:
        """The mean recall: what always saying the same brings is 1 / classes."""
        return self.recall

    def f(self, beta: float = 1.0) -> float:
        """The mean F-score. Undefined if some class is neither there nor predicted."""
        return _mean(part.f(beta) for part in self.each)

    @property
    def f1(self) -> float:
        """The mean F-score in which precision and recall count the same."""
        return self.f()


def macro(matrix: Counts) -> Macro:
    """The means over the classes of a confusion matrix."""
    return Macro(each(matrix))


def share_right(matrix: Counts) -> float:
    """The accuracy: the share of points on the diagonal of the matrix. Undefined without points."""
    return share(int(matrix.trace()), int(matrix.sum()))


def mcc(matrix: Counts) -> float:
    """Matthews' correlation for any number of classes: (c n - Σ t_k p_k) / √((n² - Σ p_k²)(n² - Σ t_k²)).

    c of n answers are right, class k occurs t_k times and is predicted p_k times (Gorodkin 2004). With two classes it
    is `Outcomes.mcc`. Undefined if only one class is there, or only one is predicted.
    """
    n, c = int(matrix.sum()), int(matrix.trace())
    t, p = matrix.sum(axis=1).tolist(), matrix.sum(axis=0).tolist()
    unlike_p, unlike_t = n * n - _dot(p, p), n * n - _dot(t, t)
    return share(c * n - _dot(t, p), sqrt(unlike_p * unlike_t))


def cost(matrix: Counts, costs: Array) -> float:
    """What the answers cost altogether, each cell at its price: Σ counts x costs, both (classes, classes).

    The right answers on the diagonal usually cost 0. A spam filter pays most for false alarms, a test for a disease
    for what it misses.
    """
    return float((matrix * costs).sum())


def _classes(labels: Array, classes: int) -> Counts:
    found = labels.astype(np.int64)
    if found.size and not 0 <= found.min() <= found.max() < classes:
        raise ValueError(f"labels must lie between 0 and {classes - 1}, not {found.min()} and {found.max()}")
    return found


def _mean(values: Iterable[float]) -> float:
    parts = tuple(values)
    return share(sum(parts), len(parts))


def _dot(first: Iterable[int], second: Iterable[int]) -> int:
    return sum(a * b for a, b in zip(first, second, strict=True))
