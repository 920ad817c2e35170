"""Points as a network reads them."""

from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array, read_only
from playground.engine.outputs import Output
from playground.engine.tasks import Task


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Points as the network reads them: inputs (features + 1, n) with a last row of ones, and targets (outputs, n)."""

    x: Array
    t: Array
    y: Array

    @property
    def n(self) -> int:
        return self.x.shape[-1]


def samples(features: Array, y: Array, output: Output, task: Task) -> Samples:
    """Samples from features (n, k) and labels or values (n,)."""
    x = np.vstack([features.T, np.ones(len(features))])
    return Samples(read_only(x), read_only(output.targets(y, task)), read_only(np.array(y, dtype=np.float64)))
