"""What the plane means: the map is always the square from -6 to 6, and each axis says what that is in a person's units.

So every picture, brush and generator works on one plane, while petals are measured in centimetres. What a network is
told, and what files and read-outs say, is in own units.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.i18n import Text, _, plain
from playground.spec import Configuration, Effect, Violation, param

DOMAIN = (-6.0, 6.0)
"""The part of each axis that is drawn, painted on and filled by the generators."""
LONGEST_AXIS_NAME = 40
LARGEST = 1e12
"""The limits of an axis are no larger than this, so that squares of them are still numbers."""

_FINEST = 1e-9
"""The ends of an axis differ by more than this part of them, so that its places can be told apart."""

SYMBOLS = ("x₁", "x₂")

_SPAN = DOMAIN[1] - DOMAIN[0]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Axis(Configuration):
    """One axis of the plane: its name, and the values in own units at its lower and upper end."""

    name: str = param("", label=_("Axis name"), help=_("What the numbers of this axis are."), effect=Effect.VIEW)
    low: float = param(
        DOMAIN[0], label=_("Lower end"), help=_("The value at the left or lower edge of the map."), effect=Effect.DATA,
        low=-LARGEST, high=LARGEST,
    )  # fmt: skip
    high: float = param(
        DOMAIN[1], label=_("Upper end"), help=_("The value at the right or upper edge of the map."),
        effect=Effect.DATA, low=-LARGEST, high=LARGEST,
    )  # fmt: skip

    @property
    def unit(self) -> float:
        """How much of own units one step of 1 in the plane is."""
        return (self.high - self.low) / _SPAN

    @property
    def middle(self) -> float:
        """The value in own units at the middle of the plane."""
        return (self.high + self.low) / 2

    def stretched(self, factor: float) -> "Axis":
        """The same axis in units of which there are `factor` times as many."""
        return self if factor == 1.0 else Axis(self.name, self.low * factor, self.high * factor)

    def constraints(self) -> Iterator[Violation]:
        yield from wrong_ends(self.name, self.low, self.high)


def wrong_ends(name: str, low: float, high: float) -> Iterator[Violation]:
    """What is wrong with the name and the ends of an axis."""
    if len(name) > LONGEST_AXIS_NAME:
        message = _("An axis name has at most {most} characters, not {n}.", most=LONGEST_AXIS_NAME, n=len(name))
        yield Violation("name", message)
    if high - low <= _FINEST * max(1.0, abs(low), abs(high)):
        message = _("The upper end must be more than the lower end ({low}), not {high}.",
                    low=f"{low:.12g}", high=f"{high:.12g}")  # fmt: skip
        yield Violation("high", message)


Axes = tuple[Axis, Axis]
PLANE: Axes = (Axis(), Axis())
"""Own units are those of the plane."""


def to_units(axes: Axes, x: ArrayLike) -> Floats:
    """Places of the plane (n, 2) in own units; for the plain axes the same numbers to the last bit.

    >>> to_units((Axis(low=0, high=12), Axis()), [[0.0, 1.0]]).tolist()
    [[6.0, 1.0]]
    """
    places = np.asarray(x, np.float64)
    values = np.empty_like(places)
    for index, axis in enumerate(axes):  # column by column, as two numbers in a row are too few for NumPy to be quick
        values[:, index] = places[:, index] * axis.unit + axis.middle
    return values


def to_plane(axes: Axes, values: ArrayLike) -> Floats:
    """Values (n, 2) in own units as places of the plane."""
    return (np.asarray(values, np.float64) - _column(axes, "middle")) / _column(axes, "unit")


def axis_name(axes: Axes, index: int) -> Text:
    """What an axis is called: as a person named it, or else by its symbol."""
    return plain(axes[index].name or SYMBOLS[index])


def _column(axes: Axes, name: str) -> Floats:
    return np.array([getattr(axis, name) for axis in axes])


@dataclass(frozen=True, slots=True)
class Stretch(Configuration):
    """Other units on purpose: metres instead of kilometres make the same points a thousand times as wide."""

    x1: float = param(
        1.0, label=_("Stretch x₁"), help=_("Multiplies the units of the first axis; the picture stays as it is."),
        effect=Effect.DATA, low=0.01, high=100, logarithmic=True, digits=2, presets=(0.01, 0.1, 1.0, 10.0, 100.0),
    )  # fmt: skip
    x2: float = param(
        1.0, label=_("Stretch x₂"), help=_("Multiplies the units of the second axis; the picture stays as it is."),
        effect=Effect.DATA, low=0.01, high=100, logarithmic=True, digits=2, presets=(0.01, 0.1, 1.0, 10.0, 100.0),
    )  # fmt: skip

    def of(self, axes: Axes) -> Axes:
        """The axes in the other units."""
        return axes[0].stretched(self.x1), axes[1].stretched(self.x2)
