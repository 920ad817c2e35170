"""Data sets that are curves: from x to y, one input and a number as the answer. A point's height is its value."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.data.axes import DOMAIN, Axes, Axis
from playground.data.dataset import ClassStyle, Dataset, Floats
from playground.data.flaws import with_outliers
from playground.data.formula import evaluate, mistakes
from playground.data.sources import Generated, Group, samples_setting
from playground.i18n import Text, _
from playground.spec import Effect, Violation, component, param

CURVE_AXES: Axes = (Axis(), Axis(name="y"))
REACH = 5.0
"""Points are drawn at places from minus this to this; beyond it one sees what the network makes up."""


@dataclass(frozen=True, slots=True)
class Curve(Generated):
    """Points at uniform places along the first axis, at the height of a curve and a little off.

    A height that would leave the map is drawn again.
    """

    group: ClassVar[Group] = Group.VALUES
    samples: int = samples_setting(60)
    noise: float = param(
        0.3, label=_("Noise of the heights"), help=_("Standard deviation of what is added to each height."),
        effect=Effect.DATA, low=0, high=1.5, digits=2,
    )  # fmt: skip
    gap: float = param(
        0.0, label=_("Gap"),
        help=_("How wide a stretch in the middle has no points, to see what the network makes up there."),
        effect=Effect.DATA, low=0, high=8, digits=1,
    )  # fmt: skip

    @property
    def classes(self) -> tuple[ClassStyle, ...]:
        return ()

    @property
    def axes(self) -> Axes:
        return CURVE_AXES

    @property
    def is_curve(self) -> bool:
        return True

    @abstractmethod
    def height(self, x: Floats) -> Floats:
        """The height (n,) of the curve at places (n,) along the first axis."""

    def make(self, rng: np.random.Generator) -> Dataset:
        off, far = rng.spawn(2)
        side = rng.uniform(self.gap / 2 - REACH, REACH - self.gap / 2, self.samples)
        x = side + np.where(side < 0, -self.gap / 2, self.gap / 2)
        y = np.clip(np.nan_to_num(self.height(x)), *DOMAIN)  # a typed curve may jump where nobody looked
        heights = y + off.normal(0, self.noise, self.samples)
        while (outside := np.abs(heights) > DOMAIN[1]).any():
            heights[outside] = y[outside] + off.normal(0, self.noise, int(outside.sum()))
        places = with_outliers(np.column_stack([x, heights]), self.flaws.outliers, far)
        return Dataset.numbered(places, heights, axes=self.axes, is_curve=True)


@component("dataset", key="line", label=_("Straight line"))
@dataclass(frozen=True, slots=True)
class StraightLine(Curve):
    """A straight line through the middle."""

    about: ClassVar[Text] = _("A straight line: linear regression, which a network without hidden layers does.")
    slope: float = param(
        0.7, label=_("Slope"), help=_("How much y rises where x rises by 1."), effect=Effect.DATA, low=-1, high=1,
        digits=2,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"y = {self.slope:g} x"

    def height(self, x: Floats) -> Floats:
        return self.slope * x


@component("dataset", key="wave", label=_("Wave"))
@dataclass(frozen=True, slots=True)
class Wave(Curve):
    """A sine."""

    about: ClassVar[Text] = _("A wave. The shorter it is, the more neurons it takes to follow it.")
    frequency: float = param(
        1.0, label=_("Frequency"), help=_("How many times as fast as sin x the wave goes up and down."),
        effect=Effect.DATA, low=0.25, high=4, digits=2,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"y = 3 sin({self.frequency:g} x)"

    def height(self, x: Floats) -> Floats:
        return 3 * np.sin(self.frequency * x)


@component("dataset", key="cubic", label=_("Cubic curve"))
@dataclass(frozen=True, slots=True)
class Cubic(Curve):
    """A polynomial of degree 3 with a hill and a hollow."""

    about: ClassVar[Text] = _("A hill and a hollow. With few points and many neurons, overfitting can be seen at once.")

    @property
    def formula(self) -> str:
        return "y = x³/12 − 5x/4"

    def height(self, x: Floats) -> Floats:
        return x**3 / 12 - 1.25 * x


@component("dataset", key="bell", label=_("Bell"))
@dataclass(frozen=True, slots=True)
class Bell(Curve):
    """One narrow hill on a plain."""

    about: ClassVar[Text] = _("One narrow hill on a plain.")
    width: float = param(
        1.0, label=_("Width"), help=_("Half the width of the hill at half its height."), effect=Effect.DATA, low=0.2,
        high=3, digits=2,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"y = 5 / (1 + (x / {self.width:g})²) − 1"

    def height(self, x: Floats) -> Floats:
        return 5 / (1 + (x / self.width) ** 2) - 1


@component("dataset", key="stairs", label=_("Stairs"))
@dataclass(frozen=True, slots=True)
class Stairs(Curve):
    """Steps of equal width."""

    about: ClassVar[Text] = _("Steps. A network is smooth and rounds their edges; more neurons make them sharper.")
    steps: int = param(
        4, label=_("Steps"), help=_("The number of steps."), effect=Effect.DATA, low=2, high=10
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"k = ⌊{self.steps} (x + 5) / 10⌋\ny = 8 k / {self.steps - 1} − 4"

    def height(self, x: Floats) -> Floats:
        step = np.clip(np.floor(self.steps * (x + REACH) / (2 * REACH)), 0, self.steps - 1)
        return 8 * step / (self.steps - 1) - 4


@component("dataset", key="curve", label=_("Curve by a formula"))
@dataclass(frozen=True, slots=True)
class FormulaCurve(Curve):
    """A typed curve."""

    about: ClassVar[Text] = _("The curve that you type: y = f(x).")
    curve: str = param(
        "2 * sin(x) + x / 3", label=_("y = f(x)"), help=_("A formula of x, such as 2 * sin(x) or x ** 2 / 5 - 2."),
        effect=Effect.DATA,
    )  # fmt: skip

    @property
    def formula(self) -> str:
        return f"y = {self.curve}"

    def constraints(self) -> Iterator[Violation]:
        found = tuple(mistakes("curve", self.curve, ("x",))) or tuple(self._off_the_map())
        yield from found

    def _off_the_map(self) -> Iterator[Violation]:
        """What is wrong with a curve that has no height on the map somewhere where points are drawn."""
        places = np.linspace(-REACH, REACH, 1001)
        wrong = places[~(np.abs(self.height(places)) <= DOMAIN[1])]
        if len(wrong):
            yield Violation(
                "curve",
                _("The curve must stay between {low} and {high}; at x = {x} it does not.",
                  low=f"{DOMAIN[0]:g}", high=f"{DOMAIN[1]:g}", x=f"{wrong[np.abs(wrong).argmin()]:g}"),
            )  # fmt: skip

    def height(self, x: Floats) -> Floats:
        return evaluate(self.curve, x=x)
