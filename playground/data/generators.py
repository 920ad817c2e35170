"""The classic data sets with two classes, made by formulas.

Circle, exclusive or, Gaussians and spiral have the formulas of TensorFlow Playground (dataset.ts at commit 02469bd),
with its noise slider divided by 100. Its label -1 is the first class here and +1 the second.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from playground.data.axes import DOMAIN
from playground.data.dataset import Floats, Integers
from playground.data.sources import Balanced, Labelled, Regions, noise_setting, samples_setting, scattered
from playground.i18n import Text, _
from playground.spec import Effect, component, param

SHORT_NOISE = _("Moves each point at random, with a standard deviation of 1 × noise along each axis.")
LONG_NOISE = _("Moves each point at random, with a standard deviation of 3 × noise along each axis.")


@component("dataset", key="circle", label=_("Circle"))
@dataclass(frozen=True, slots=True)
class Circle(Regions):
    """A disc of radius 2.5 (second class) inside a ring from 3.5 to 5 (first class), with uniform radii."""

    about: ClassVar[Text] = _("A disc inside a ring. No straight line can divide them; x₁² + x₂² can.")

    @property
    def formula(self) -> str:
        return "A: 3.5 ≤ r < 5\nB: r < 2.5\nr² = x₁² + x₂²"

    def places(self, rng: np.random.Generator, count: int) -> Floats:
        inside = rng.random(count) < 0.5
        radius = np.where(inside, rng.uniform(0, 2.5, count), rng.uniform(3.5, 5, count))
        return polar(radius, rng.uniform(0, 2 * np.pi, count))

    def region(self, x: Floats) -> Integers:
        return (np.hypot(x[:, 0], x[:, 1]) < 2.5).astype(np.int64)


@component("dataset", key="xor", label=_("Exclusive or"))
@dataclass(frozen=True, slots=True)
class ExclusiveOr(Regions):
    """Four squares 0.6 apart: the second class where both coordinates have the same sign; turned as a whole."""

    about: ClassVar[Text] = _("Four squares; those that lie opposite belong together. The product of the inputs tells.")
    turn: float = param(
        0.0, label=_("Turn"), help=_("Turns the four squares around the middle of the map, in degrees."),
        effect=Effect.DATA, low=0, high=90, digits=0,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        turned = f"u = R({-self.turn:g}°) x\n" if self.turn else ""
        u = "u" if self.turn else "x"
        return f"{turned}A: {u}₁ {u}₂ < 0\nB: {u}₁ {u}₂ ≥ 0".replace("-", "−")

    def places(self, rng: np.random.Generator, count: int) -> Floats:
        x = rng.uniform(-5, 5, (count, 2))
        x = turned(x + np.where(x > 0, 0.3, -0.3), self.turn)
        return x[(np.abs(x) <= DOMAIN[1]).all(axis=1)]

    def region(self, x: Floats) -> Integers:
        x = turned(x, -self.turn)
        return (x[:, 0] * x[:, 1] >= 0).astype(np.int64)


@component("dataset", key="gaussians", label=_("Gaussians"))
@dataclass(frozen=True, slots=True)
class Gaussians(Balanced):
    """Two round clouds at (-2, -2) and (2, 2), each coordinate with the variance 0.5 + 7 noise.

    Without noise no cloud reaches the border of the domain, more than 5 standard deviations away. With noise the few
    points that would lie outside are drawn again.
    """

    about: ClassVar[Text] = _("Two round clouds, normally distributed. One straight line is the best answer.")
    noise: float = noise_setting(_("Widens the two clouds: the variance along each axis is 0.5 + 7 × noise."))

    @property
    def formula(self) -> str:
        variance = f"{0.5 + 7 * self.noise:g}"
        return f"A: x ~ N((−2, −2), {variance} I)\nB: x ~ N((2, 2), {variance} I)"

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        centre = 2.0 if label else -2.0
        return scattered(rng, np.full((count, 2), centre), float(np.sqrt(0.5 + 7 * self.noise)))


@component("dataset", key="spiral", label=_("Spiral"))
@dataclass(frozen=True, slots=True)
class Spiral(Balanced):
    """Two arms of 1.75 turns: point i of n has the radius r = 5 i/n and lies at (r sin t, r cos t)."""

    about: ClassVar[Text] = _("Two arms wound around each other. Hard for a small network; more turns make it harder.")
    noise: float = noise_setting(_("Moves each point by up to 1 × noise along each axis, after it got its label."))
    turns: float = param(
        1.75, label=_("Turns"), help=_("How often each arm goes around the middle."),
        effect=Effect.DATA, low=0.25, high=4, digits=2,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return (
            f"r = 5 i/n,  t = {self.turns:g} · 2π i/n\nA: (r sin(t + π), r cos(t + π))\nB: (r sin t, r cos t)"
            f"\n± {self.noise:g}"
        )

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        arm = spiral_arm(self.turns, 0.0 if label else np.pi, count)
        return arm + self.noise * rng.uniform(-1, 1, (count, 2))


@component("dataset", key="moons", label=_("Moons"))
@dataclass(frozen=True, slots=True)
class Moons(Balanced):
    """Two half circles of radius 3, each with an end inside the other.

    These are scikit-learn's moons, centred and three times as large.
    """

    about: ClassVar[Text] = _("Two half circles, each with an end inside the other.")
    noise: float = noise_setting(LONG_NOISE, default=0.1)

    @property
    def formula(self) -> str:
        return f"0 ≤ t ≤ π\nA: 3 (cos t − ½, sin t − ¼)\nB: −3 (cos t − ½, sin t − ¼)\n+ N(0, {3 * self.noise:.3g}²)"

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        angle = rng.uniform(0, np.pi, count)
        upper = np.column_stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25])
        return scattered(rng, 3 * (-upper if label else upper), 3 * self.noise)


def rare_setting(share: float) -> Any:
    """The share of the rare class, where nothing else is said `share`."""
    return param(
        share, label=_("Rare share"), help=_("Share of the points that belong to the rare class, the second one."),
        effect=Effect.DATA, low=0.001, high=0.2, logarithmic=True, presets=(0.001, 0.01, 0.05, 0.1, 0.2),
    )  # fmt: skip


@component("dataset", key="rare", label=_("Rare class"))
@dataclass(frozen=True, slots=True)
class Rare(Labelled):
    """A wide cloud at (-1, -1) and, on its rim at (2.5, 2.5), a small cloud of the few points that matter."""

    about: ClassVar[Text] = _(
        "Few points of the class that matters. With 1 in 1,000, a network that never finds one is 99.9 % accurate."
    )
    noise: float = noise_setting(_("Widens both clouds: adds 3 × noise to their standard deviation along each axis."))
    rare_share: float = rare_setting(0.05)

    @property
    def formula(self) -> str:
        wide, small = (f"{deviation + 3 * self.noise:g}" for deviation in (1.5, 0.6))
        return (
            f"A: x ~ N((−1, −1), {wide}² I),  P(A) = {1 - self.rare_share:g}"
            f"\nB: x ~ N((2.5, 2.5), {small}² I),  P(B) = {self.rare_share:g}"
        )

    def shares(self) -> tuple[float, ...]:
        return (1 - self.rare_share, self.rare_share)

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        centre, deviation = ((-1.0, 1.5), (2.5, 0.6))[label]
        return scattered(rng, np.full((count, 2), centre), deviation + 3 * self.noise)


@component("dataset", key="very_rare", label=_("One in a thousand"))
@dataclass(frozen=True, slots=True)
class VeryRare(Rare):
    """The same two clouds with 1 rare point among 1,000, and points enough for some of them in every part."""

    samples: int = samples_setting(8_000)
    rare_share: float = rare_setting(0.001)


def polar(radius: Floats, angle: Floats) -> Floats:
    """Points (n, 2) at distances (n,) from the middle, in directions (n,)."""
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def turned(x: Floats, degrees: float) -> Floats:
    """Points (n, 2) turned around the middle, against the clock; by 0 degrees the same numbers to the last bit."""
    cosine, sine = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    return np.column_stack([x[:, 0] * cosine - x[:, 1] * sine, x[:, 0] * sine + x[:, 1] * cosine])


def spiral_arm(turns: float, start: float, count: int) -> Floats:
    """`count` points (count, 2) along an arm that sets out at an angle from upwards and turns with the clock."""
    along = np.arange(count) / count
    angle = turns * 2 * np.pi * along + start
    return 5 * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
