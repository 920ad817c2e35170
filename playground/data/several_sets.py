"""Data sets with more than two classes."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.data.dataset import Floats
from playground.data.generators import LONG_NOISE, SHORT_NOISE, polar, spiral_arm
from playground.data.sources import Balanced, Group, Labelled, balance_setting, noise_setting, scattered
from playground.i18n import Text, _
from playground.spec import Effect, component, param


@component("dataset", key="rings", label=_("Three rings"))
@dataclass(frozen=True, slots=True)
class Rings(Balanced):
    """Three rings around the origin, 0.7 wide, from the innermost (first class) to the outermost (third class)."""

    group: ClassVar[Group] = Group.SEVERAL
    about: ClassVar[Text] = _("Three rings around each other, one for each class.")
    noise: float = noise_setting(LONG_NOISE)
    balance: float = balance_setting(3)

    @property
    def formula(self) -> str:
        return f"A: r = 1.25 ± 0.35\nB: r = 3 ± 0.35\nC: r = 4.75 ± 0.35\n+ N(0, {3 * self.noise:.3g}²)"

    @property
    def class_count(self) -> int:
        return 3

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        radius = (1.25, 3.0, 4.75)[label] + rng.uniform(-0.35, 0.35, count)
        return scattered(rng, polar(radius, rng.uniform(0, 2 * np.pi, count)), 3 * self.noise)


@component("dataset", key="blobs", label=_("Three blobs"))
@dataclass(frozen=True, slots=True)
class Blobs(Balanced):
    """Three round clouds, 3 away from the origin and a third of a turn apart."""

    group: ClassVar[Group] = Group.SEVERAL
    about: ClassVar[Text] = _("Three round clouds, a third of a turn apart. Softmax divides them with straight lines.")
    noise: float = noise_setting(
        _("Widens the three clouds: the standard deviation along each axis is 0.5 + 3 × noise."), default=0.1
    )
    balance: float = balance_setting(3)

    @property
    def formula(self) -> str:
        return f"x ~ N(3 (cos t, sin t), {0.5 + 3 * self.noise:.3g}² I)\nA, B, C: t = π/2 + 2π k/3,  k = 0, 1, 2"

    @property
    def class_count(self) -> int:
        return 3

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        angle = np.pi / 2 + 2 * np.pi / 3 * label
        centres = polar(np.full(count, 3.0), np.full(count, angle))
        return scattered(rng, centres, 0.5 + 3 * self.noise)


@dataclass(frozen=True, slots=True)
class Many(Labelled):
    """A generated data set with as many classes as one likes, equally large or each smaller than the one before."""

    group: ClassVar[Group] = Group.SEVERAL
    noise: float = noise_setting(LONG_NOISE)
    count: int = param(
        3, label=_("Classes"), help=_("The number of classes."),
        effect=Effect.DATA, low=2, high=8,
    )  # fmt: skip
    evenness: float = param(
        1.0, label=_("Class balance"),
        help=_("How many points each class has, compared with the class before it. With 1 all are equally large."),
        effect=Effect.DATA, low=0.1, high=1, digits=2,
    )  # fmt: skip

    @property
    def class_count(self) -> int:
        return self.count

    def shares(self) -> tuple[float, ...]:
        sizes = [self.evenness**label for label in range(self.count)]
        return tuple(size / sum(sizes) for size in sizes)


@component("dataset", key="spirals", label=_("Spirals"))
@dataclass(frozen=True, slots=True)
class Spirals(Many):
    """An arm for each class, all wound around the origin."""

    about: ClassVar[Text] = _("As many arms as you like, wound around each other.")
    noise: float = noise_setting(_("Moves each point by up to 1 × noise along each axis, after it got its label."))
    turns: float = param(
        0.75, label=_("Turns"), help=_("How often each arm goes around the middle."),
        effect=Effect.DATA, low=0.25, high=4, digits=2,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return (
            f"r = 5 i/n,  t = {self.turns:g} · 2π i/n + 2π k/{self.count}"
            f"\nx = (r sin t, r cos t) ± {self.noise:g},  k = 0 … {self.count - 1}"
        )

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        arm = spiral_arm(self.turns, 2 * np.pi * label / self.count, count)
        return arm + self.noise * rng.uniform(-1, 1, (count, 2))


@component("dataset", key="nested_moons", label=_("Several moons"))
@dataclass(frozen=True, slots=True)
class NestedMoons(Many):
    """Half circles of radius 2 in a row, opening upwards and downwards in turn, each reaching into the next."""

    about: ClassVar[Text] = _("A chain of half circles, each with its end inside the next.")
    noise: float = noise_setting(SHORT_NOISE)
    count: int = param(
        4, label=_("Classes"), help=_("The number of classes."),
        effect=Effect.DATA, low=2, high=8,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return (
            f"0 ≤ t ≤ π,  ρ = {self._radius:.3g},  k = 0 … {self.count - 1}"
            f"\nx = (ρ (k − {(self.count - 1) / 2:g} + cos t), (−1)ᵏ ρ (sin t − ¼))"
        )

    @property
    def _radius(self) -> float:
        """So large that the chain is as wide as the square from -5 to 5."""
        return 10 / (self.count + 1)

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        angle, radius = rng.uniform(0, np.pi, count), self._radius
        across = radius * (label - (self.count - 1) / 2 + np.cos(angle))
        return scattered(rng, np.column_stack([across, (-1) ** label * radius * (np.sin(angle) - 0.25)]), self.noise)


@component("dataset", key="many_rings", label=_("Several rings"))
@dataclass(frozen=True, slots=True)
class ManyRings(Many):
    """Rings around each other, from the innermost to the outermost class, with gaps as wide as the rings."""

    about: ClassVar[Text] = _("As many rings as you like, around each other.")
    noise: float = noise_setting(SHORT_NOISE)
    count: int = param(
        5, label=_("Classes"), help=_("The number of classes."),
        effect=Effect.DATA, low=2, high=8,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"2k w ≤ r < (2k + 1) w,  k = 0 … {self.count - 1}\nw = {self._width:.3g},  r² = x₁² + x₂²"

    @property
    def _width(self) -> float:
        return 5 / (2 * self.count - 1)

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        radius = (2 * label + rng.random(count)) * self._width
        return scattered(rng, polar(radius, rng.uniform(0, 2 * np.pi, count)), self.noise)
