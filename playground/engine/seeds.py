"""Named random streams from typed seeds.

Each kind of chance has a stream of its own, so that changing one does not disturb the others: a new batch order does
not change the initial weights, and a dropout mask does not change the batch order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
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
    dropout: int = param(
        1, label=_("Dropout seed"), help=_("The number from which it is drawn which neurons are left out."), low=0,
        high=LARGEST_SEED, effect=Effect.WEIGHTS,
    )  # fmt: skip
    noise: int = param(
        1, label=_("Noise seed"), help=_("The number from which noise is drawn."), low=0, high=LARGEST_SEED,
        effect=Effect.WEIGHTS,
    )  # fmt: skip


def stream(name: str, seed: int, model: int = 0) -> np.random.Generator:
    """The random stream of this name: the same for the same seed, unrelated to every other name and model."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(crc32(name.encode()), model)))


class Streams:
    """The streams of one run by name, each with one generator for each model."""

    def __init__(self, names: Mapping[str, int], models: int) -> None:
        self._streams = {name: [stream(name, seed, model) for model in range(models)] for name, seed in names.items()}

    def __getitem__(self, name: str) -> list[np.random.Generator]:
        return self._streams[name]

    def state(self) -> dict[str, tuple[dict[str, Any], ...]]:
        """Where every stream is now, copied."""
        return {
            name: tuple(dict(random.bit_generator.state) for random in generators)
            for name, generators in self._streams.items()
        }

    def restore(self, state: Mapping[str, tuple[dict[str, Any], ...]]) -> None:
        """Go back to where the streams were."""
        for name, states in state.items():
            for random, saved in zip(self._streams[name], states, strict=True):
                random.bit_generator.state = saved
