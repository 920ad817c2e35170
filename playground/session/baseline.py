"""A sensible network to begin with for any points, which later runs are compared with."""

from typing import Any

import numpy as np

from playground.data.scaling import Standardise
from playground.engine.activations import ReLU
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.initializers import HeUniform
from playground.engine.tasks import Kind
from playground.experiment import Prepared
from playground.experiment.settling import USUAL
from playground.i18n import _

BASELINE = _("Baseline network")
EPOCHS = 200
"""For so long it is trained."""
_UNITS = 16
_RARE = 0.1
"""A class with a smaller share of the training points counts more."""


def baseline(prepared: Prepared) -> dict[str, Any]:
    """The changes that make the usual start of a practitioner out of an experiment; points and inputs stay.

    Two hidden layers of ReLU with He's initial weights, Adam at 0.01, mini-batches of 32, inputs standardised, nothing
    held back; the output and the loss that the problem usually has, and class weights where a class is rare.
    """
    output, loss = USUAL[prepared.data.task.kind]
    layers = (Layer(_UNITS, ReLU()), Layer(_UNITS, ReLU()))
    weights = "balanced" if _has_rare_class(prepared) else "none"
    return {
        "network": NetworkConfig(layers, output, HeUniform()),
        "training": TrainingConfig(loss, class_weights=weights),
        "data.scaling": Standardise(),
    }


def _has_rare_class(prepared: Prepared) -> bool:
    if prepared.data.task.kind is Kind.REGRESSION or not prepared.data.train.n:
        return False
    _classes, counts = np.unique(prepared.data.train.y, return_counts=True)
    return bool(counts.min() < _RARE * prepared.data.train.n)
