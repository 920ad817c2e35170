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
    augmentation: int = param(
        1, label=_("Augmentation seed"), help=_("The number from which children of training points are drawn."), low=0,
        high=LARGEST_SEED, effect=Effect.WEIGHTS,
    )  # fmt: skip


def stream(name: str, seed: int, model: int = 0) -> np.random.Generator:
    """The random stream of this name: the same for the same seed, unrelated to every other name and model."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(crc32(name.encode()), model)))


@dataclass(frozen=True, slots=True)
class StreamState:
    """Where one stream is: the two 128-bit numbers of NumPy's PCG64, and half a 64-bit number that is left over."""

    state: int
    increment: int
    has_half: int = 0
    half: int = 0

    @classmethod
    def of(cls, random: np.random.Generator) -> "StreamState":
        """Where a generator is now."""
        plain: Mapping[str, Any] = random.bit_generator.state
        return cls(plain["state"]["state"], plain["state"]["inc"], plain["has_uint32"], plain["uinteger"])

    @property
    def is_possible(self) -> bool:
        """Whether a stream can be there: all numbers have their sizes, and the increment is odd."""
        words = 0 <= self.state < 2**128 and 0 <= self.increment < 2**128 and self.increment % 2 == 1
        return words and self.has_half in (0, 1) and 0 <= self.half < 2**32

    def put_into(self, random: np.random.Generator) -> None:
        """Have a generator go on from here."""
        random.bit_generator.state = {
            "bit_generator": "PCG64", "state": {"state": self.state, "inc": self.increment},
            "has_uint32": self.has_half, "uinteger": self.half,
        }  # fmt: skip


StreamStates = dict[str, tuple[StreamState, ...]]
"""Where the streams of a run are, by name, one for each model."""


class Streams:
    """The streams of one run by name, each with one generator for each model."""

    def __init__(self, names: Mapping[str, int], models: int) -> None:
        self._streams = {name: [stream(name, seed, model) for model in range(models)] for name, seed in names.items()}

    def __getitem__(self, name: str) -> list[np.random.Generator]:
        return self._streams[name]

    def state(self) -> StreamStates:
        """Where every stream is now."""
        return {name: tuple(map(StreamState.of, generators)) for name, generators in self._streams.items()}

    def restore(self, states: StreamStates) -> None:
        """Go back to where the streams were."""
        for name, saved in states.items():
            for random, state in zip(self._streams[name], saved, strict=True):
                state.put_into(random)
