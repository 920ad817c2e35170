"""Data sets with a value at each point instead of a class, by the formulas of TensorFlow Playground."""

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from playground.data.dataset import DOMAIN, ClassStyle, Dataset, Floats
from playground.data.sources import Generated, noise_setting
from playground.i18n import _
from playground.spec import component


@dataclass(frozen=True, slots=True)
class Surface(Generated):
    """A value for every place of the domain, sampled at uniform places."""

    noise: float = noise_setting(
        _(
            "Makes values wrong: each point gets the value of a place up to 6 × noise away along each axis. "
            "The points themselves do not move."
        )
    )

    @property
    def classes(self) -> tuple[ClassStyle, ...]:
        return ()

    @abstractmethod
    def height(self, x: Floats) -> Floats:
        """The value (n,) at each place (n, 2)."""

    def make(self, rng: np.random.Generator) -> Dataset:
        x = rng.uniform(*DOMAIN, (self.samples, 2))
        shift = self.noise * rng.uniform(*DOMAIN, x.shape)
        return Dataset.numbered(x, self.height(x + shift))


@component("dataset", key="plane", label=_("Plane"))
@dataclass(frozen=True, slots=True)
class Plane(Surface):
    """The value rises evenly towards the upper right: (x₁ + x₂) / 10."""

    def height(self, x: Floats) -> Floats:
        return (x[:, 0] + x[:, 1]) / 10


_CENTRES = np.array([(-4, 2.5), (0, 2.5), (4, 2.5), (-4, -2.5), (0, -2.5), (4, -2.5)])
_SIGNS = np.array([1, -1, 1, -1, 1, -1])


@component("dataset", key="multi_gaussian", label=_("Hills and hollows"))
@dataclass(frozen=True, slots=True)
class MultiGaussian(Surface):
    """Six cones of radius 2, up and down in turn: ± max(0, 1 - distance / 2) of the nearest, 0 between them."""

    def height(self, x: Floats) -> Floats:
        distance = np.linalg.norm(x[:, None] - _CENTRES, axis=2)
        bump = np.maximum(0, 1 - distance / 2)
        highest = bump.argmax(axis=1)
        return _SIGNS[highest] * bump[np.arange(len(x)), highest]
