"""The children of the present epoch as places on the map, for a picture of what the network is trained with."""

from dataclasses import dataclass

import numpy as np

from playground.data.dataset import Floats, Integers
from playground.engine.arrays import read_only
from playground.engine.trainer import Trainer
from playground.experiment import Augmenter, Prepared

MOST = 300
"""More than these would hide the points."""


@dataclass(frozen=True, slots=True, eq=False)
class Ghosts:
    """Some children: where they are (n, 2), and the ids (n,) of their parents."""

    places: Floats
    parents: Integers


def ghosts(prepared: Prepared, trainer: Trainer) -> Ghosts | None:
    """The very children that train, as far as they are of the present points; making them again changes nothing."""
    augment, nursery, order = prepared.data.augment, trainer.epoch_nursery, trainer.epoch_order[0]
    is_other = trainer.epoch_samples.n != prepared.data.train.n
    if not isinstance(augment, Augmenter) or nursery is None or is_other:
        return None
    places = augment.brood(order, nursery.random()).places
    if not np.array_equal(prepared.inputs(places), trainer.epoch_children[0].x):
        return None  # they are of other points, or were made by another rule
    parents = prepared.dataset.ids[prepared.parts.train[order[:MOST]]]
    return Ghosts(read_only(places[:MOST]), read_only(parents))
