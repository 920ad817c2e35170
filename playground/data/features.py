"""Input features: what the network is shown of a point. The usual ones are in the order of TensorFlow Playground."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.data.dataset import Floats
from playground.data.sources import Source
from playground.i18n import plain
from playground.spec import Component, component


class Feature(Component, ABC):
    """One number computed from the two coordinates, neither scaled nor shifted; angles are in radians."""

    __slots__ = ()
    sees_x2: ClassVar[bool] = True
    is_usual: ClassVar[bool] = True
    """Whether the diagram offers it when it is not in use."""

    @property
    def caption(self) -> str:
        """What the diagram calls it."""
        return str(self.label)

    @property
    def identity(self) -> str:
        """What tells it from all others, also those of its own kind."""
        return self.key

    @property
    def needs_x2(self) -> bool:
        """Whether it looks at the second coordinate, which is the answer where the data are a curve."""
        return self.sees_x2

    @abstractmethod
    def column(self, x: Floats) -> Floats:
        """The feature (n,) of points (n, 2)."""


def fitting(features: tuple[Feature, ...], source: Source, before: Source) -> tuple[Feature, ...]:
    """The features that may be used with a data set, after another: for a curve only those of the first coordinate."""
    if source.is_curve:
        return tuple(feature for feature in features if not feature.needs_x2) or (X1(),)
    return (X1(), X2()) if before.is_curve and features == (X1(),) else features


def matrix(features: tuple[Feature, ...], x: Floats) -> Floats:
    """The inputs of a network, (n, number of features), for points (n, 2)."""
    inputs = np.empty((len(x), len(features)))
    for index, feature in enumerate(features):
        inputs[:, index] = feature.column(x)
    return inputs


@component("feature", key="x1", label=plain("x₁"))
@dataclass(frozen=True, slots=True)
class X1(Feature):
    """The first coordinate."""

    sees_x2: ClassVar[bool] = False

    def column(self, x: Floats) -> Floats:
        return x[:, 0]


@component("feature", key="x2", label=plain("x₂"))
@dataclass(frozen=True, slots=True)
class X2(Feature):
    """The second coordinate."""

    def column(self, x: Floats) -> Floats:
        return x[:, 1]


@component("feature", key="x1_squared", label=plain("x₁²"))
@dataclass(frozen=True, slots=True)
class X1Squared(Feature):
    """The square of the first coordinate."""

    sees_x2: ClassVar[bool] = False

    def column(self, x: Floats) -> Floats:
        return x[:, 0] ** 2


@component("feature", key="x2_squared", label=plain("x₂²"))
@dataclass(frozen=True, slots=True)
class X2Squared(Feature):
    """The square of the second coordinate."""

    def column(self, x: Floats) -> Floats:
        return x[:, 1] ** 2


@component("feature", key="x1_x2", label=plain("x₁x₂"))
@dataclass(frozen=True, slots=True)
class X1X2(Feature):
    """The product of the coordinates."""

    def column(self, x: Floats) -> Floats:
        return x[:, 0] * x[:, 1]


@component("feature", key="sin_x1", label=plain("sin x₁"))
@dataclass(frozen=True, slots=True)
class SinX1(Feature):
    """The sine of the first coordinate."""

    sees_x2: ClassVar[bool] = False

    def column(self, x: Floats) -> Floats:
        return np.sin(x[:, 0])


@component("feature", key="sin_x2", label=plain("sin x₂"))
@dataclass(frozen=True, slots=True)
class SinX2(Feature):
    """The sine of the second coordinate."""

    def column(self, x: Floats) -> Floats:
        return np.sin(x[:, 1])


@component("feature", key="radius", label=plain("r"))
@dataclass(frozen=True, slots=True)
class Radius(Feature):
    """The distance from the origin."""

    is_usual: ClassVar[bool] = False

    def column(self, x: Floats) -> Floats:
        return np.hypot(x[:, 0], x[:, 1])


@component("feature", key="angle", label=plain("θ"))
@dataclass(frozen=True, slots=True)
class Angle(Feature):
    """The direction from the origin, from -π to π against the clock; it jumps at the left."""

    is_usual: ClassVar[bool] = False

    def column(self, x: Floats) -> Floats:
        return np.arctan2(x[:, 1], x[:, 0])


@component("feature", key="cos_x1", label=plain("cos x₁"))
@dataclass(frozen=True, slots=True)
class CosX1(Feature):
    """The cosine of the first coordinate."""

    sees_x2: ClassVar[bool] = False
    is_usual: ClassVar[bool] = False

    def column(self, x: Floats) -> Floats:
        return np.cos(x[:, 0])


@component("feature", key="cos_x2", label=plain("cos x₂"))
@dataclass(frozen=True, slots=True)
class CosX2(Feature):
    """The cosine of the second coordinate."""

    is_usual: ClassVar[bool] = False

    def column(self, x: Floats) -> Floats:
        return np.cos(x[:, 1])
