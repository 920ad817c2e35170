"""Children of training points, made by the rules of `data.augmentation` and read as a network reads points."""

from dataclasses import dataclass, replace

import numpy as np

from playground.data.augmentation import Augmentation, Brood, brood
from playground.data.dataset import Floats
from playground.data.reading import Reader
from playground.engine.arrays import Indices
from playground.engine.children import Children


@dataclass(frozen=True, slots=True, eq=False)
class Augmenter:
    """Makes children of the training points `x` (m, 2) for the engine; see `data.augmentation`."""

    rule: Augmentation
    x: Floats
    reader: Reader
    is_curve: bool

    def brood(self, order: Indices, random: np.random.Generator) -> Brood:
        """The children of points, by their positions in the training part; those on a curve stay at their height."""
        made = brood(self.rule, self.x, order, random)
        if self.is_curve:
            heights = self.x[order, 1] if made.share is None or made.partners is None else (
                made.share * self.x[order, 1] + (1.0 - made.share) * self.x[made.partners, 1]
            )  # fmt: skip
            return replace(made, places=np.column_stack([made.places[:, 0], heights]))
        return made

    def children(self, order: Indices, random: np.random.Generator) -> Children:
        """The children as the network reads them."""
        made = self.brood(order, random)
        return Children(self.reader.inputs(made.places), made.partners, made.share)
