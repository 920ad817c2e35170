"""An experiment whose parts can't go together is refused."""

import numpy as np
import pytest

from playground.data.axes import Axis, Stretch
from playground.data.config import DataConfig
from playground.data.dataset import Dataset, default_classes
from playground.data.points import Points
from playground.spec import SpecError


def test_a_stretch_beyond_all_measure_is_refused() -> None:
    source = Points(
        Dataset(np.zeros((0, 2)), np.zeros(0), np.zeros(0, int), default_classes(2), (Axis(high=1e12), Axis()))
    )
    with pytest.raises(SpecError, match="stretch: Upper end must be 1e\\+12 or less, not 1e\\+14"):
        DataConfig(source=source, stretch=Stretch(x1=100))
