"""What values to be predicted mean: the network knows them as -1 to 1, people as prices or degrees."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from playground.data.axes import LARGEST, Axis, wrong_ends
from playground.i18n import _
from playground.spec import Configuration, Effect, Violation, param

Numbers = TypeVar("Numbers", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Target(Configuration):
    """The values of a data set in own units: their name, and what -1 and 1 stand for."""

    name: str = param("", label=_("Name of the values"), help=_("What the values are."), effect=Effect.VIEW)
    low: float = param(
        -1.0, label=_("Value of −1"), help=_("The value in own units that the network knows as −1."),
        effect=Effect.VIEW, low=-LARGEST, high=LARGEST,
    )  # fmt: skip
    high: float = param(
        1.0, label=_("Value of +1"), help=_("The value in own units that the network knows as +1."),
        effect=Effect.VIEW, low=-LARGEST, high=LARGEST,
    )  # fmt: skip

    @property
    def is_plain(self) -> bool:
        """Whether own units are those of the network."""
        return (self.low, self.high) == (-1.0, 1.0)

    @property
    def unit(self) -> float:
        """How much of own units 1 is."""
        return (self.high - self.low) / 2

    @property
    def middle(self) -> float:
        """The value in own units of 0."""
        return (self.high + self.low) / 2

    def own(self, values: Numbers) -> Numbers:
        """Values of the network in own units; where own units are those of the network, the same to the last bit.

        >>> Target(low=10.0, high=50.0).own(0.5)
        40.0
        """
        return values if self.is_plain else values * self.unit + self.middle

    def written(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values of the network in own units for a file, without the dust of the last bits."""
        return values if self.is_plain else np.array([float(f"{value:.12g}") for value in self.own(values).tolist()])

    def scaled(self, values: Numbers) -> Numbers:
        """Values in own units as the network knows them."""
        return values if self.is_plain else (values - self.middle) / self.unit

    def axis(self, axis: Axis) -> Axis:
        """An axis of values of the network, in own units."""
        return axis if self.is_plain else Axis(axis.name, self.own(axis.low), self.own(axis.high))

    def stretched(self, factor: float) -> "Target":
        """For values that the network knows stretched by a factor, and that are so in own units too."""
        if self.is_plain or factor == 1.0:
            return self
        return Target(self.name, factor * self.middle - self.unit, factor * self.middle + self.unit)

    def constraints(self) -> Iterator[Violation]:
        yield from wrong_ends(self.name, self.low, self.high)


PLAIN = Target()
"""Own units are those of the network."""
