"""The array types of the engine, and the shape convention in one place.

Arrays are feature-major: `(units, batch)` for one model and `(models, units, batch)` for several trained together.
Activations carry one more row, of ones, so that the bias is the last column of a weight matrix.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating[Any]]
Indices = npt.NDArray[np.int64]


def read_only(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same array, which nobody can write to any more."""
    array.flags.writeable = False
    return array
