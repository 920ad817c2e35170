"""Data sets with classes, made by formulas.

Circle, exclusive or, Gaussians and spiral have the formulas of TensorFlow Playground (dataset.ts at commit 02469bd),
with its noise slider divided by 100. Its label -1 is the first class here and +1 the second.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.data.dataset import Floats, Integers
from playground.data.sources import Balanced, Labelled, Regions, balance_setting, noise_setting, scattered
from playground.i18n import _
from playground.spec import Effect, component, param


@component("dataset", key="circle", label=_("Circle"))
@dataclass(frozen=True, slots=True)
class Circle(Regions):
    """A disc of radius 2.5 (second class) inside a ring from 3.5 to 5 (first class), with uniform radii."""

    def places(self, rng: np.random.Generator, count: int) -> Floats:
        inside = rng.random(count) < 0.5
        radius = np.where(inside, rng.uniform(0, 2.5, count), rng.uniform(3.5, 5, count))
        return _polar(radius, rng.uniform(0, 2 * np.pi, count))

    def region(self, x: Floats) -> Integers:
        return (np.hypot(x[:, 0], x[:, 1]) < 2.5).astype(np.int64)


@component("dataset", key="xor", label=_("Exclusive or"))
@dataclass(frozen=True, slots=True)
class ExclusiveOr(Regions):
    """Four squares 0.6 apart: the second class where both coordinates have the same sign."""

    def places(self, rng: np.random.Generator, count: int) -> Floats:
        x = rng.uniform(-5, 5, (count, 2))
        return x + np.where(x > 0, 0.3, -0.3)

    def region(self, x: Floats) -> Integers:
        return (x[:, 0] * x[:, 1] >= 0).astype(np.int64)


@component("dataset", key="gaussians", label=_("Gaussians"))
@dataclass(frozen=True, slots=True)
class Gaussians(Balanced):
    """Two round clouds at (-2, -2) and (2, 2), each coordinate with the variance 0.5 + 7 noise.

    Without noise no cloud reaches the border of the domain, more than 5 standard deviations away. With noise the few
    points that would lie outside are drawn again.
    """

    noise: float = noise_setting(_("Widens the two clouds: the variance along each axis is 0.5 + 7 × noise."))

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        centre = 2.0 if label else -2.0
        return scattered(rng, np.full((count, 2), centre), float(np.sqrt(0.5 + 7 * self.noise)))


@component("dataset", key="spiral", label=_("Spiral"))
@dataclass(frozen=True, slots=True)
class Spiral(Balanced):
    """Two arms of 1.75 turns: point i of n has the radius r = 5 i/n and lies at (r sin t, r cos t)."""

    noise: float = noise_setting(_("Moves each point by up to 1 × noise along each axis, after it got its label."))

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        along = np.arange(count) / count
        turned = 0.0 if label else np.pi
        angle = 1.75 * 2 * np.pi * along + turned
        arm = 5 * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
        return arm + self.noise * rng.uniform(-1, 1, (count, 2))


@component("dataset", key="moons", label=_("Moons"))
@dataclass(frozen=True, slots=True)
class Moons(Balanced):
    """Two half circles of radius 3, each with an end inside the other.

    These are scikit-learn's moons, centred and three times as large.
    """

    noise: float = noise_setting(
        _("Moves each point at random, with a standard deviation of 3 × noise along each axis."), default=0.1
    )

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        angle = rng.uniform(0, np.pi, count)
        upper = np.column_stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25])
        return scattered(rng, 3 * (-upper if label else upper), 3 * self.noise)


@component("dataset", key="rings", label=_("Three rings"))
@dataclass(frozen=True, slots=True)
class Rings(Balanced):
    """Three rings around the origin, 0.7 wide, from the innermost (first class) to the outermost (third class)."""

    class_count: ClassVar[int] = 3
    noise: float = noise_setting(
        _("Moves each point at random, with a standard deviation of 3 × noise along each axis.")
    )
    balance: float = balance_setting(3)

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        radius = (1.25, 3.0, 4.75)[label] + rng.uniform(-0.35, 0.35, count)
        return scattered(rng, _polar(radius, rng.uniform(0, 2 * np.pi, count)), 3 * self.noise)


@component("dataset", key="blobs", label=_("Three blobs"))
@dataclass(frozen=True, slots=True)
class Blobs(Balanced):
    """Three round clouds, 3 away from the origin and a third of a turn apart."""

    class_count: ClassVar[int] = 3
    noise: float = noise_setting(
        _("Widens the three clouds: the standard deviation along each axis is 0.5 + 3 × noise."), default=0.1
    )
    balance: float = balance_setting(3)

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        angle = np.pi / 2 + 2 * np.pi / 3 * label
        centres = _polar(np.full(count, 3.0), np.full(count, angle))
        return scattered(rng, centres, 0.5 + 3 * self.noise)


@component("dataset", key="checkerboard", label=_("Checkerboard"))
@dataclass(frozen=True, slots=True)
class Checkerboard(Regions):
    """Four by four squares of side 2.5; those at the lower left and upper right corners are of the first class."""

    def region(self, x: Floats) -> Integers:
        column, row = np.floor(x / 2.5).astype(np.int64).T
        return (column + row) % 2


@component("dataset", key="stripes", label=_("Stripes"))
@dataclass(frozen=True, slots=True)
class Stripes(Regions):
    """Four upright stripes, 2.5 wide, of the first and the second class in turn."""

    def region(self, x: Floats) -> Integers:
        return np.floor(x[:, 0] / 2.5).astype(np.int64) % 2


@component("dataset", key="sine", label=_("Sine border"))
@dataclass(frozen=True, slots=True)
class Sine(Regions):
    """Divided by the curve x₂ = 2 sin x₁: the second class above it, the first below."""

    def region(self, x: Floats) -> Integers:
        return (x[:, 1] > 2 * np.sin(x[:, 0])).astype(np.int64)


@component("dataset", key="rare", label=_("Rare class"))
@dataclass(frozen=True, slots=True)
class Rare(Labelled):
    """A wide cloud at (-1, -1) and, on its rim at (2.5, 2.5), a small cloud of the few points that matter."""

    noise: float = noise_setting(_("Widens both clouds: adds 3 × noise to their standard deviation along each axis."))
    rare_share: float = param(
        0.05, label=_("Rare share"), help=_("Share of the points that belong to the rare class, the second one."),
        effect=Effect.DATA, low=0.001, high=0.2, logarithmic=True, presets=(0.001, 0.01, 0.05, 0.1, 0.2),
    )  # fmt: skip

    def shares(self) -> tuple[float, ...]:
        return (1 - self.rare_share, self.rare_share)

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        centre, deviation = ((-1.0, 1.5), (2.5, 0.6))[label]
        return scattered(rng, np.full((count, 2), centre), deviation + 3 * self.noise)


def _polar(radius: Floats, angle: Floats) -> Floats:
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
