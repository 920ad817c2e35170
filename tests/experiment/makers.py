"""Experiments that the tests begin with."""

import numpy as np

from playground.data.dataset import Dataset, default_classes
from playground.data.points import Points
from playground.data.sources import Source
from playground.experiment import Experiment, settled


def drawn(labels: list[float], classes: int = 2) -> Points:
    x = np.random.default_rng(1).normal(0, 2, (len(labels), 2))
    return Points(Dataset.numbered(x, labels, default_classes(classes)))


def with_source(source: Source) -> Experiment:
    return settled(Experiment(), {"data.source": source})
