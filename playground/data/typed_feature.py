"""An input that a person types: a formula of both coordinates."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.data.axes import DOMAIN, Axes, to_units
from playground.data.dataset import Floats
from playground.data.features import Feature
from playground.data.formula import evaluate, mistakes, parsed
from playground.i18n import Text, _
from playground.spec import Effect, Violation, component, param

NAMES = ("x1", "x2")
LARGEST = 1e6
"""An input is nowhere on the map larger than this."""

_CELLS = 49
"""An odd number, so that the axes themselves are looked at, where formulas divide by zero."""
_SHAPES = str.maketrans({"*": "·", "-": "−"})


@component("feature", key="formula", label=_("Formula"))
@dataclass(frozen=True, slots=True)
class Formula(Feature):
    """A typed formula of x1 and x2, in own units."""

    is_usual: ClassVar[bool] = False
    text: str = param(
        "x1 ** 2 + x2 ** 2", label=_("Formula"), help=_("A formula of x1 and x2, such as sin(x1 * x2) or abs(x1 - 1)."),
        effect=Effect.NETWORK,
    )  # fmt: skip

    @property
    def caption(self) -> str:
        """The formula as it is written by hand.

        >>> Formula("x1 ** 2 * x2").caption
        'x₁²·x₂'
        """
        words = self.text.replace(" ", "").replace("x1", "x₁").replace("x2", "x₂")
        for sign in ("**", "^"):
            words = words.replace(f"{sign}2", "²").replace(f"{sign}3", "³")
        return words.replace("**", "^").translate(_SHAPES)

    @property
    def identity(self) -> str:
        return f"{self.key} {self.text}"

    @property
    def needs_x2(self) -> bool:
        return "x2" in parsed(self.text, NAMES).names

    def constraints(self) -> Iterator[Violation]:
        yield from mistakes("text", self.text, NAMES)

    def column(self, x: Floats) -> Floats:
        return evaluate(self.text, x1=x[:, 0], x2=x[:, 1])


def wild(feature: Feature, axes: Axes) -> Text | None:
    """Where on the map a typed formula has no value, or one that no network could use; None where it is fine."""
    if not isinstance(feature, Formula):
        return None
    places = np.linspace(*DOMAIN, _CELLS)
    plane = np.column_stack([np.repeat(places, _CELLS), np.tile(places, _CELLS)])
    x = to_units(axes, plane)
    wrong = np.flatnonzero(~(np.abs(feature.column(x)) <= LARGEST))
    if not len(wrong):
        return None
    nearest = x[wrong[np.abs(plane[wrong]).sum(axis=1).argmin()]]
    return _(
        "The formula {formula} has no value, or one beyond {most}, at x1 = {x1}, x2 = {x2}.",
        formula=feature.text, most=f"{LARGEST:,.0f}", x1=f"{nearest[0]:g}", x2=f"{nearest[1]:g}",
    )  # fmt: skip
