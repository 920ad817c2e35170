"""Data sets with a value at each point instead of a class: surfaces over the plane.

Plane and hills and hollows have the formulas of TensorFlow Playground.
"""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.data.dataset import DOMAIN, ClassStyle, Dataset, Floats
from playground.data.flaws import with_outliers
from playground.data.formula import evaluate, mistakes
from playground.data.sources import Generated, Group, noise_setting
from playground.i18n import Text, _
from playground.spec import Effect, Violation, component, param

LARGEST_VALUE = 1000.0
"""The values of a typed surface are no larger than this."""


@dataclass(frozen=True, slots=True)
class Surface(Generated):
    """A value for every place of the domain, sampled at uniform places.

    Outliers keep their value and are put elsewhere, so they are values far from the surface.
    """

    group: ClassVar[Group] = Group.VALUES
    noise: float = noise_setting(
        _(
            "Makes values wrong: each point gets the value of a place up to 6 × noise away along each axis. "
            "The points themselves do not move."
        )
    )
    value_noise: float = param(
        0.0, label=_("Value noise"), help=_("Standard deviation of what is added to each value."),
        effect=Effect.DATA, low=0, high=0.5, digits=2,
    )  # fmt: skip

    @property
    def classes(self) -> tuple[ClassStyle, ...]:
        return ()

    @abstractmethod
    def height(self, x: Floats) -> Floats:
        """The value (n,) at each place (n, 2)."""

    def make(self, rng: np.random.Generator) -> Dataset:
        wrong, far = rng.spawn(2)
        x = rng.uniform(*DOMAIN, (self.samples, 2))
        shift = self.noise * rng.uniform(*DOMAIN, x.shape)
        y = self.height(x + shift) + wrong.normal(0, self.value_noise, self.samples)
        return Dataset.numbered(with_outliers(x, self.flaws.outliers, far), y)


@component("dataset", key="plane", label=_("Plane"))
@dataclass(frozen=True, slots=True)
class Plane(Surface):
    """The value rises evenly towards the upper right: (x₁ + x₂) / 10."""

    about: ClassVar[Text] = _("The value rises evenly towards the upper right. A single neuron can learn it.")

    @property
    def formula(self) -> str:
        return "y = (x₁ + x₂) / 10"

    def height(self, x: Floats) -> Floats:
        return (x[:, 0] + x[:, 1]) / 10


_CENTRES = np.array([(-4, 2.5), (0, 2.5), (4, 2.5), (-4, -2.5), (0, -2.5), (4, -2.5)])
_SIGNS = np.array([1, -1, 1, -1, 1, -1])


@component("dataset", key="multi_gaussian", label=_("Hills and hollows"))
@dataclass(frozen=True, slots=True)
class MultiGaussian(Surface):
    """Six cones of radius 2, up and down in turn: ± max(0, 1 - distance / 2) of the nearest, 0 between them."""

    about: ClassVar[Text] = _("Six cones, up and down in turn, on a plain.")

    @property
    def formula(self) -> str:
        return "y = ± max(0, 1 − |x − c| / 2)\nc = (−4, ±2.5), (0, ±2.5), (4, ±2.5)"

    def height(self, x: Floats) -> Floats:
        distance = np.linalg.norm(x[:, None] - _CENTRES, axis=2)
        bump = np.maximum(0, 1 - distance / 2)
        highest = bump.argmax(axis=1)
        return _SIGNS[highest] * bump[np.arange(len(x)), highest]


@component("dataset", key="saddle", label=_("Saddle"))
@dataclass(frozen=True, slots=True)
class Saddle(Surface):
    """Rises towards two corners and falls towards the other two."""

    about: ClassVar[Text] = _("Rises towards two corners and falls towards the other two, as a mountain pass does.")

    @property
    def formula(self) -> str:
        return "y = x₁ x₂ / 20"

    def height(self, x: Floats) -> Floats:
        return x[:, 0] * x[:, 1] / 20


@component("dataset", key="ripples", label=_("Ripples"))
@dataclass(frozen=True, slots=True)
class Ripples(Surface):
    """Waves around the middle that become lower outwards."""

    about: ClassVar[Text] = _("Waves around the middle, lower and lower outwards, as after a stone fell into water.")
    waves: float = param(
        2.0, label=_("Waves"), help=_("The number of waves between the middle and the edge of the map."),
        effect=Effect.DATA, low=0.5, high=4, digits=1,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"y = cos({self.waves:g} · 2π r / 6) e^(−r/6)\nr² = x₁² + x₂²"

    def height(self, x: Floats) -> Floats:
        radius = np.hypot(x[:, 0], x[:, 1])
        return np.cos(self.waves * 2 * np.pi * radius / 6) * np.exp(-radius / 6)


@component("dataset", key="surface", label=_("Surface by a formula"))
@dataclass(frozen=True, slots=True)
class FormulaSurface(Surface):
    """The value is a typed formula of both coordinates."""

    about: ClassVar[Text] = _("The value at each place is what you type: y = f(x₁, x₂).")
    surface: str = param(
        "sin(x1) * cos(x2 / 2)", label=_("y = f(x₁, x₂)"),
        help=_("A formula of x1 and x2, such as x1 * x2 / 10 or exp(-x1 ** 2 - x2 ** 2)."), effect=Effect.DATA,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"y = {self.surface}"

    def constraints(self) -> Iterator[Violation]:
        found = tuple(mistakes("surface", self.surface, ("x1", "x2"))) or tuple(self._wild())
        yield from found

    def _wild(self) -> Iterator[Violation]:
        """What is wrong with a surface that is not there somewhere, or out of all proportion."""
        places = np.linspace(2 * DOMAIN[0], 2 * DOMAIN[1], 97)  # noise may look up values beyond the map
        x = np.column_stack([np.repeat(places, 97), np.tile(places, 97)])
        wrong = x[~(np.abs(self.height(x)) <= LARGEST_VALUE)]
        if len(wrong):
            nearest = wrong[np.abs(wrong).sum(axis=1).argmin()]
            yield Violation(
                "surface",
                _("The formula has no value, or one beyond {most}, at x1 = {x1}, x2 = {x2}.",
                  most=f"{LARGEST_VALUE:g}", x1=f"{nearest[0]:g}", x2=f"{nearest[1]:g}"),
            )  # fmt: skip

    def height(self, x: Floats) -> Floats:
        return evaluate(self.surface, x1=x[:, 0], x2=x[:, 1])
