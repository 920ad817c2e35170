"""Where data come from: the base of every data set, and how generated classes get their share of the points."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, ClassVar

import numpy as np

from playground.data.apportion import apportion
from playground.data.axes import PLANE, Axes
from playground.data.dataset import (
    DOMAIN,
    MAX_CLASSES,
    ClassStyle,
    Dataset,
    Floats,
    Integers,
    completed,
    default_classes,
)
from playground.data.flaws import Flaws, with_outliers, with_wrong_labels
from playground.data.split import Parts
from playground.data.target import PLAIN, Target
from playground.i18n import Text, _
from playground.spec import Component, Effect, Violation, param


class Group(StrEnum):
    """The sorts of data sets, as a person looks for them."""

    TWO = "two"
    SEVERAL = "several"
    VALUES = "values"
    OWN = "own"


class Source(Component, ABC):
    """A member of the family "dataset": settings from which a data set is made."""

    __slots__ = ()
    group: ClassVar[Group] = Group.TWO
    about: ClassVar[Text]
    """What it is, in words."""

    @property
    def formula(self) -> str:
        """What it is, in the signs of mathematics and with its own numbers; empty where there is no formula."""
        return ""

    @property
    @abstractmethod
    def classes(self) -> tuple[ClassStyle, ...]:
        """The classes of the data set; none for regression."""

    def styled(self, classes: tuple[ClassStyle, ...]) -> "Source":
        """The same data set with its classes called and coloured like this; where there are none, as it is."""
        return self

    @property
    def axes(self) -> Axes:
        """What the plane is in own units; for what is generated, itself."""
        return PLANE

    @property
    def target(self) -> Target:
        """What its values are in own units; for what is generated, themselves."""
        return PLAIN

    @property
    def is_curve(self) -> bool:
        """Whether only the first coordinate is asked about, and the second is the answer."""
        return False

    @abstractmethod
    def make(self, rng: np.random.Generator) -> Dataset:
        """The data set. The same settings and the same state of the generator give the same points."""

    @property
    def shifts(self) -> bool:
        """Whether points lie elsewhere when they only judge."""
        return False

    def shifted(self, dataset: Dataset, parts: Parts) -> Dataset:
        """The data set as it is when its parts are known."""
        return dataset


def noise_setting(help: Text, default: float = 0.0, label: Text | None = None) -> Any:
    """The noise of one data set; `help` says what it does there, which differs."""
    return param(default, label=label or _("Point noise"), help=help, effect=Effect.DATA, low=0, high=0.5, digits=2)


def balance_setting(class_count: int) -> Any:
    """The share of the first class, where nothing else is said as large as the others."""
    help = _("Share of the points that belong to the first class. The other classes share the rest equally.")
    return param(
        1 / class_count, label=_("Class balance"), help=help, effect=Effect.DATA, low=0.05, high=0.95, digits=2
    )


def samples_setting(count: int) -> Any:
    """How many points are made, where nothing else is said."""
    help = _("The number of points, before they are split for training and validation.")
    return param(
        count, label=_("Samples"), help=help, effect=Effect.DATA, low=2, high=10_000, logarithmic=True
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Generated(Source):
    """A data set made by a formula."""

    samples: int = samples_setting(400)

    flaws: Flaws = param(
        Flaws(), label=_("Outliers and shift"),
        help=_("What is wrong with real data: points far off, and a test part from elsewhere."), effect=Effect.DATA,
    )  # fmt: skip

    @property
    def shifts(self) -> bool:
        return self.flaws.shifts

    def shifted(self, dataset: Dataset, parts: Parts) -> Dataset:
        return replace(dataset, x=self.flaws.moved(dataset.x, parts))


@dataclass(frozen=True, slots=True)
class Labelled(Generated):
    """A generated data set with classes: each gets its share, to the nearest point and at least one.

    Wrong labels and outliers are drawn from streams of their own, so they change no other point.
    """

    label_noise: float = param(
        0.0, label=_("Label noise"),
        help=_("Share of the points that get a wrong label, anywhere on the map. The points do not move."),
        effect=Effect.DATA, low=0, high=0.5, digits=2,
    )  # fmt: skip

    styles: tuple[ClassStyle, ...] = param(
        (), label=_("Names and colours"),
        help=_("How the classes are called, and their colours and markers. Those that are not named are as usual."),
        effect=Effect.VIEW, longest=MAX_CLASSES, seldom=True,
    )  # fmt: skip

    @property
    def class_count(self) -> int:
        """The number of classes."""
        return 2

    @property
    def classes(self) -> tuple[ClassStyle, ...]:
        return completed(self.styles, self.class_count) if self.styles else default_classes(self.class_count)

    def styled(self, classes: tuple[ClassStyle, ...]) -> "Labelled":
        return replace(self, styles=() if classes == default_classes(self.class_count) else classes)

    def constraints(self) -> Iterator[Violation]:
        if self.samples < self.class_count:
            sentence = _(
                "This data set has {classes} classes and needs a point for each, so {n} points are too few.",
                classes=self.class_count, n=self.samples,
            )  # fmt: skip
            yield Violation("samples", sentence)

    @abstractmethod
    def shares(self) -> tuple[float, ...]:
        """The share of the points that each class gets; they add up to 1."""

    @abstractmethod
    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        """`count` points (count, 2) of the class `label`."""

    def make(self, rng: np.random.Generator) -> Dataset:
        wrong, far, near = rng.spawn(3)
        counts = apportion(self.samples, self.shares(), least=1)
        x = np.concatenate([self.draw(rng, label, int(count)) for label, count in enumerate(counts)])
        y = np.repeat(np.arange(self.class_count), counts)
        order = rng.permutation(self.samples)
        x = with_outliers(self.scatter(x[order], near), self.flaws.outliers, far)
        return Dataset.numbered(x, with_wrong_labels(y[order], self.label_noise, self.class_count, wrong), self.classes)

    def scatter(self, x: Floats, rng: np.random.Generator) -> Floats:
        """The points (n, 2) moved after they got their labels; here not at all."""
        return x


@dataclass(frozen=True, slots=True)
class Balanced(Labelled):
    """A generated data set whose first class gets a share that can be set."""

    noise: float = noise_setting(_("How far the points are scattered."))
    balance: float = balance_setting(2)

    def shares(self) -> tuple[float, ...]:
        others = self.class_count - 1
        return (self.balance, *[(1 - self.balance) / others] * others)


@dataclass(frozen=True, slots=True)
class Regions(Balanced):
    """Classes that are regions of the plane, with three sorts of noise.

    Border noise gives a point the label of a place nearby, point noise moves it after it got its label, and label noise
    makes labels wrong anywhere. Each class is drawn by rejection, so given its class a point has the distribution of
    the formula, whatever the balance and the border noise.
    """

    noise: float = noise_setting(
        _(
            "Makes labels wrong near the borders: each point is labelled as if it stood elsewhere, "
            "up to 5 × noise away along each axis. The points themselves do not move."
        ),
        label=_("Border noise"),
    )
    point_noise: float = noise_setting(
        _("Moves each point at random, with a standard deviation of 3 × noise along each axis.")
    )

    def places(self, rng: np.random.Generator, count: int) -> Floats:
        """`count` points (count, 2) of any class: uniform over the square from -5 to 5, where nothing else is said."""
        return rng.uniform(-5, 5, (count, 2))

    @abstractmethod
    def region(self, x: Floats) -> Integers:
        """The class of each place (n, 2) without noise."""

    def draw(self, rng: np.random.Generator, label: int, count: int) -> Floats:
        found = np.empty((0, 2))
        while len(found) < count:
            x = self.places(rng, 2 * count)
            shift = self.noise * rng.uniform(-5, 5, x.shape)
            found = np.concatenate([found, x[self.region(x + shift) == label]])
        return found[:count]

    def scatter(self, x: Floats, rng: np.random.Generator) -> Floats:
        return scattered(rng, x, 3 * self.point_noise)


def scattered(rng: np.random.Generator, centres: Floats, deviation: float) -> Floats:
    """Points (n, 2) around their centres (n, 2), normal with a standard deviation, and none outside the domain.

    A point that falls outside is drawn again. Moving it to the border instead would pile points up there.
    """
    x = centres + rng.normal(0, deviation, centres.shape)
    while (outside := (np.abs(x) > DOMAIN[1]).any(axis=1)).any():
        x[outside] = centres[outside] + rng.normal(0, deviation, (int(outside.sum()), 2))
    return x
