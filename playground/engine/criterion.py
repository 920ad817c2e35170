"""What training makes small: a loss, with the targets smoothed and the classes weighted if that is wished for."""

import numpy as np

from playground.engine.arrays import Array
from playground.engine.config import TrainingConfig
from playground.engine.losses import BinaryCrossEntropy, CrossEntropy, Loss, UnevenCrossEntropy
from playground.engine.samples import Samples
from playground.engine.tasks import Kind, Task


class Criterion:
    """The loss of one training, for the class counts of the labels `y` (n,) that it trains with.

    Label smoothing by e (Szegedy et al. 2016) turns the targets t of a cross-entropy into t (1 - e) + e / classes;
    other losses take no notice of it. Balanced class weights are n / (classes * count of the class), as in
    scikit-learn; the loss is then the weighted mean sum w_y L / sum w_y. Both together are those of
    `torch.nn.CrossEntropyLoss`, which in smoothed targets weighs every class by its own weight.
    """

    def __init__(self, training: TrainingConfig, task: Task, y: Array) -> None:
        self.loss: Loss = training.loss
        smooths = isinstance(training.loss, BinaryCrossEntropy | CrossEntropy)
        self._smoothing = training.label_smoothing if smooths else 0.0
        weighs = training.class_weights == "balanced" and task.kind is not Kind.REGRESSION
        self._weights = balanced_weights(y, task.classes) if weighs else None
        self._uneven = weighs and self._smoothing > 0.0 and isinstance(training.loss, CrossEntropy)
        if self._uneven:
            self.loss = UnevenCrossEntropy()

    def targets(self, samples: Samples) -> Array:
        """The targets to train with, shape (outputs, n)."""
        t = samples.t
        if self._smoothing:
            t = t * (1.0 - self._smoothing) + self._smoothing / max(2, len(t))
        if self._uneven and self._weights is not None:
            t = t * self._weights[:, np.newaxis] / self._weights[samples.y.astype(np.int64)]
        return t

    def weights(self, samples: Samples) -> Array | None:
        """How much each sample counts, shape (n,); None where all count alike."""
        return None if self._weights is None else self._weights[samples.y.astype(np.int64)]

    def share(self, samples: Samples) -> Array | None:
        """The share of each sample in the mean loss of them all, shape (1, n); None where all count alike."""
        weights = self.weights(samples)
        return None if weights is None else (weights / weights.sum())[np.newaxis]


def balanced_weights(y: Array, classes: int) -> Array:
    """n / (classes * count) for each class, shape (classes,); 1 for a class without a point."""
    counts = np.bincount(y.astype(np.int64), minlength=classes)
    return np.where(counts > 0, len(y) / (classes * np.maximum(counts, 1)), 1.0)
