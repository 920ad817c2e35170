"""Data sets with two classes that are shapes of the plane."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.data.dataset import Floats, Integers
from playground.data.formula import evaluate, mistakes
from playground.data.generators import SHORT_NOISE, polar
from playground.data.sources import Balanced, Regions, noise_setting, scattered
from playground.i18n import Text, _
from playground.spec import Effect, Violation, component, param

_LEAST_SHARE = 0.01
"""Each class of a typed border has at least this share of the map, so that points of it can be found."""


@component("dataset", key="checkerboard", label=_("Checkerboard"))
@dataclass(frozen=True, slots=True)
class Checkerboard(Regions):
    """Squares of two classes in turn; that at the lower left corner is of the first class."""

    about: ClassVar[Text] = _("Squares of two classes in turn. The more there are, the more neurons it takes.")
    squares: int = param(
        4, label=_("Squares along a side"), help=_("The number of squares in each row and each column."),
        effect=Effect.DATA, low=2, high=8,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        side = f"{10 / self.squares:.3g}"
        return f"k = ⌊(x₁ + 5) / {side}⌋ + ⌊(x₂ + 5) / {side}⌋\nA: k even,  B: k odd"

    def region(self, x: Floats) -> Integers:
        column, row = np.floor((x + 5) / (10 / self.squares)).astype(np.int64).T
        return (column + row) % 2


@component("dataset", key="stripes", label=_("Stripes"))
@dataclass(frozen=True, slots=True)
class Stripes(Regions):
    """Upright stripes of the first and the second class in turn."""

    about: ClassVar[Text] = _("Upright stripes of two classes in turn. Only the first input matters.")
    stripes: int = param(
        4, label=_("Stripes"), help=_("The number of stripes."), effect=Effect.DATA, low=2, high=10
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"k = ⌊(x₁ + 5) / {10 / self.stripes:.3g}⌋\nA: k even,  B: k odd"

    def region(self, x: Floats) -> Integers:
        return np.floor((x[:, 0] + 5) / (10 / self.stripes)).astype(np.int64) % 2


@component("dataset", key="squares", label=_("Concentric squares"))
@dataclass(frozen=True, slots=True)
class Squares(Regions):
    """Squares inside each other, of two classes in turn; the innermost is of the first class."""

    about: ClassVar[Text] = _("Square rings inside each other, of two classes in turn.")
    rings: int = param(
        3, label=_("Rings"), help=_("The number of squares inside each other."), effect=Effect.DATA, low=2, high=6
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"k = ⌊max(|x₁|, |x₂|) / {5 / self.rings:.3g}⌋\nA: k even,  B: k odd"

    def region(self, x: Floats) -> Integers:
        return np.floor(np.abs(x).max(axis=1) / (5 / self.rings)).astype(np.int64) % 2


@component("dataset", key="yin_yang", label=_("Yin and yang"))
@dataclass(frozen=True, slots=True)
class YinYang(Regions):
    """A disc of radius 5, divided by two half circles, with an eye of the other class in each half."""

    about: ClassVar[Text] = _("Two drops that embrace each other, each with an eye of the other class.")
    eye: float = param(
        0.9, label=_("Radius of the eyes"), help=_("How large the two small discs are."),
        effect=Effect.DATA, low=0, high=1.5, digits=2,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        eye = f"{self.eye:g}"
        return (
            "u = |x − (0, 2.5)|,  v = |x + (0, 2.5)|,  |x| < 5"
            f"\nB: ((x₁ > 0 ∨ u < 2.5) ∧ v ≥ 2.5 ∧ u ≥ {eye}) ∨ v < {eye}\nA: ¬B"
        )

    def places(self, rng: np.random.Generator, count: int) -> Floats:
        return polar(5 * np.sqrt(rng.random(count)), rng.uniform(0, 2 * np.pi, count))

    def region(self, x: Floats) -> Integers:
        to_upper = np.hypot(x[:, 0], x[:, 1] - 2.5)
        to_lower = np.hypot(x[:, 0], x[:, 1] + 2.5)
        drop = ((x[:, 0] > 0) | (to_upper < 2.5)) & (to_lower >= 2.5)
        return ((drop & (to_upper >= self.eye)) | (to_lower < self.eye)).astype(np.int64)


@component("dataset", key="swiss_roll", label=_("Swiss roll"))
@dataclass(frozen=True, slots=True)
class SwissRoll(Balanced):
    """A slice of the Swiss roll, cut into pieces of two classes in turn, from the inside to the outside.

    The roll is scikit-learn's: t (cos t, sin t) for t from 1.5 π to 4.5 π, 5 / (4.5 π) times as large.
    """

    about: ClassVar[Text] = _("A rolled-up strip, cut into pieces: easy along the roll, hard across the map.")
    noise: float = noise_setting(SHORT_NOISE)
    pieces: int = param(
        4, label=_("Pieces"), help=_("Into how many pieces of two classes in turn the roll is cut."),
        effect=Effect.DATA, low=2, high=12,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return (
            "t = 1.5π (1 + 2u),  0 ≤ u < 1\nx = 5 t / (4.5π) · (cos t, sin t)"
            f"\nk = ⌊{self.pieces} u⌋;  A: k even,  B: k odd"
        )

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        own = np.arange(label, self.pieces, 2)
        along = (rng.choice(own, count) + rng.random(count)) / self.pieces
        angle = 1.5 * np.pi * (1 + 2 * along)
        return scattered(rng, polar(5 * angle / (4.5 * np.pi), angle), self.noise)


@component("dataset", key="sine", label=_("Sine border"))
@dataclass(frozen=True, slots=True)
class Sine(Regions):
    """Divided by the curve x₂ = 2 sin x₁: the second class above it, the first below."""

    about: ClassVar[Text] = _("Divided by a wave. With sin x₁ among the inputs, one neuron is enough.")

    @property
    def formula(self) -> str:
        return "A: x₂ ≤ 2 sin x₁\nB: x₂ > 2 sin x₁"

    def region(self, x: Floats) -> Integers:
        return (x[:, 1] > 2 * np.sin(x[:, 0])).astype(np.int64)


@component("dataset", key="above", label=_("Above or below a formula"))
@dataclass(frozen=True, slots=True)
class Above(Regions):
    """Divided by a typed curve x₂ = f(x₁): the second class above it, the first below and where f has no value."""

    about: ClassVar[Text] = _("Divided by a curve that you type: y = f(x). Points above it are of the second class.")
    curve: str = param(
        "x ** 3 / 12 - x", label=_("y = f(x)"),
        help=_("A formula of x, such as 2 * sin(x) or x ** 2 / 5 - 2. Points above the curve are of the second class."),
        effect=Effect.DATA,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"f(x) = {self.curve}\nA: x₂ ≤ f(x₁)\nB: x₂ > f(x₁)"

    def constraints(self) -> Iterator[Violation]:
        yield from Balanced.constraints(self)
        found = tuple(mistakes("curve", self.curve, ("x",))) or tuple(self._one_sided())
        yield from found

    def _one_sided(self) -> Iterator[Violation]:
        """What is wrong with a curve that leaves no room for one of the classes."""
        places = np.linspace(-5, 5, 101)
        x = np.column_stack([np.repeat(places, 101), np.tile(places, 101)])
        if not _LEAST_SHARE <= self.region(x).mean() <= 1 - _LEAST_SHARE:
            yield Violation(
                "curve",
                _("The curve must divide the square from {low} to {high}; nearly all of it is on one side.",
                  low=-5, high=5),
            )  # fmt: skip

    def region(self, x: Floats) -> Integers:
        return (x[:, 1] > evaluate(self.curve, x=x[:, 0])).astype(np.int64)
