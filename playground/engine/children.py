"""What trains in the place of the training points for one epoch: their children, made anew each time.

The engine does not know how children are made, only that it may ask for them. Chance comes from a stream of its own for
each epoch. The children of an epoch that was begun stay what they are, whatever becomes of the points and of the rule.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from playground.engine.arrays import Array, Indices
from playground.engine.seeds import stream


@dataclass(frozen=True, slots=True, eq=False)
class Children:
    """One child for each of n points: inputs `x` (features + 1, n), and what its target is mixed from.

    The target is `share` (n,) of its parent's and the rest of that of `partners` (n,), positions among the training
    points; None where nothing is mixed.
    """

    x: Array
    partners: Indices | None = None
    share: Array | None = None


class Augment(Protocol):
    """Makes children of training points."""

    def children(self, order: Indices, random: np.random.Generator) -> Children:
        """One child for each of the points at these positions among the training points."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Nursery:
    """Makes the children of one epoch; the same ones whenever it is asked."""

    augment: Augment
    seed: int
    epoch: int

    def children(self, order: Indices, model: int = 0) -> Children:
        """The children of the points in the order (n,) that one network of a stack meets them in."""
        return self.augment.children(order, self.random(model))

    def random(self, model: int = 0) -> np.random.Generator:
        """The stream of this epoch, from its beginning."""
        return stream(f"augmentation of epoch {self.epoch}", self.seed, model)


def mixed(t: Array, weights: Array | None, order: Indices, children: Children) -> tuple[Array, Array | None]:
    """Targets (outputs, n) and weights (n,) of children, from those of the training points.

    With the share s, the loss of a child is s w_a L(a) + (1 - s) w_b L(b), divided by the sum of all weights, for every
    loss that is linear in its target, as cross-entropies are: Zhang et al. 2018, as `torch.nn.CrossEntropyLoss` does it
    with targets that are probabilities.
    """
    own_t, own_weights = t[:, order], None if weights is None else weights[order]
    if children.partners is None or children.share is None:
        return own_t, own_weights
    share, other_t = children.share, t[:, children.partners]
    if weights is None or own_weights is None:
        return share * own_t + (1.0 - share) * other_t, None
    own, other = share * own_weights, (1.0 - share) * weights[children.partners]
    return (own * own_t + other * other_t) / (own + other), own + other
