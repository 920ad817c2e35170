"""A part of the plane filled with points from a picture: the darker a place of the picture, the more points there."""

import numpy as np

from playground.data.dataset import DOMAIN, Dataset, Floats
from playground.data.paint import add_points
from playground.data.picture import DARKNESS, Picture, Sampling, steps, to_grey
from playground.i18n import _
from playground.spec import SpecError, Violation

CELLS = 128
_PALEST = 0.004
"""A picture that is darker nowhere, by a step of eight bits, has nothing to draw."""

Rectangle = tuple[tuple[float, float], tuple[float, float]]
"""The lower left and the upper right corner."""


def places(picture: Picture, count: int, seed: int) -> Floats:
    """`count` places (n, 2) of the plane, denser where the picture (height, width, 3) is dark.

    Raises SpecError for a picture that is white all over.
    """
    if np.max(1.0 - to_grey(picture), initial=0.0) < _PALEST:
        raise SpecError((Violation("", _("The picture is white all over: there is nothing to fill in.")),))
    found = steps(_contrasted(picture), Sampling(side=CELLS, mode=DARKNESS, count=count, seed=seed)).dataset
    return found.x


def fill(dataset: Dataset, found: Floats, frame: Rectangle, label: float) -> Dataset:
    """Places of the plane as points in a frame, as large as fits it, its proportions kept."""
    low, high = np.array(frame[0]), np.array(frame[1])
    size = float(np.min(high - low)) / (DOMAIN[1] - DOMAIN[0])
    return add_points(dataset, (low + high) / 2 + found * size, label)


def _contrasted(picture: Picture) -> Picture:
    """The picture with its lightest grey made white, so that its ground stays empty."""
    lightest = float(to_grey(picture).max())
    return np.clip(picture / lightest, 0.0, 1.0) if lightest > 0 else picture
