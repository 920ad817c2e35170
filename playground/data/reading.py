"""The one way from the plane to what a network reads: own units, features, scale."""

from dataclasses import dataclass

import numpy as np

from playground.data.axes import Axes, to_units
from playground.data.dataset import Floats
from playground.data.features import Feature, matrix
from playground.data.scaling import Scale


@dataclass(frozen=True, slots=True)
class Reader:
    """How a network reads places."""

    features: tuple[Feature, ...]
    axes: Axes
    scale: Scale

    def inputs(self, points: Floats) -> Floats:
        """Places of the plane (n, 2) as the network reads them: (features + 1, n), the last row ones."""
        columns = self.scale.apply(matrix(self.features, to_units(self.axes, points)))
        return np.vstack([columns.T, np.ones(len(points))])

    def column(self, feature: Feature, points: Floats) -> Floats:
        """One feature (n,) at places of the plane (n, 2), scaled where it is an input."""
        values = feature.column(to_units(self.axes, points))
        return self.scale.column(self.features.index(feature), values) if feature in self.features else values
