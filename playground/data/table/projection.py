"""Many columns as two: the projection onto the two directions in which the points spread most (PCA)."""

from dataclasses import dataclass

import numpy as np

from playground.data.dataset import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """Two directions `axes` (2, k) for columns that are shifted by `mean` (k,) and divided by `scale` (k,).

    `share` (2,) is the part of the variance of all columns that each direction holds.
    """

    mean: Floats
    scale: Floats
    axes: Floats
    share: Floats

    def apply(self, columns: Floats) -> Floats:
        """Rows (n, k) in the two directions, (n, 2)."""
        return (columns - self.mean) / self.scale @ self.axes.T


def principal(columns: Floats) -> Projection:
    """The principal components of standardised columns (n, k), from the singular value decomposition (Pearson 1901).

    A constant column is left at 0. The sign of a direction, which is free, makes its largest part positive.
    """
    mean, deviation = columns.mean(axis=0), columns.std(axis=0)
    scale = np.where(deviation > 1e-12 * np.maximum(1.0, np.abs(mean)), deviation, 1.0)
    centred = (columns - mean) / scale
    _u, singular, directions = np.linalg.svd(centred, full_matrices=False)
    axes = np.zeros((2, columns.shape[1]))
    axes[: min(2, len(directions))] = directions[:2]
    axes *= np.sign(axes[[0, 1], np.abs(axes).argmax(axis=1)] + 1e-300)[:, None]
    power = np.zeros(2)
    power[: min(2, len(singular))] = singular[:2] ** 2
    total = (singular**2).sum()
    return Projection(mean, scale, axes, power / total if total > 0 else power)
