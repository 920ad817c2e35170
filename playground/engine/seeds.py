"""Named random streams from typed seeds.

Each kind of chance has a stream of its own, so that changing one does not disturb the others: a new batch order does
not change the initial weights, and a dropout mask does not change the batch order.
"""

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from playground.i18n import _
from playground.spec import Configuration, Effect, param

LARGEST_SEED = 999_999_999


@dataclass(frozen=True, slots=True)
class Seeds(Configuration):
    """The seeds of one training run."""

    weights: int = param(
        1, label=_("Weight seed"), help=_("The number from which the initial weights are drawn."), low=0,
        high=LARGEST_SEED, effect=Effect.WEIGHTS,
    )  # fmt: skip
    order: int = param(
        1, label=_("Order seed"), help=_("The number from which the order of the training points is drawn."), low=0,
        high=LARGEST_SEED, effect=Effect.WEIGHTS,
    )  # fmt: skip


def stream(name: str, seed: int, model: int = 0) -> np.random.Generator:
    """The random stream of this name: the same for the same seed, unrelated to every other name and model."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(crc32(name.encode()), model)))
