"""The settings of the data: where the points come from, in which units and scale, and which of them train."""

from collections.abc import Iterator
from dataclasses import dataclass

from playground.data.augmentation import Augmentation
from playground.data.axes import Axes, Stretch
from playground.data.generators import Circle
from playground.data.scaling import NoScaling, Scaling
from playground.data.sources import Source
from playground.data.split import Split
from playground.data.target import Target
from playground.i18n import _
from playground.spec import Configuration, Effect, SpecError, Violation, param


@dataclass(frozen=True, slots=True)
class DataConfig(Configuration):
    """Where the points come from, and which of them train."""

    source: Source = param(Circle(), label=_("Data set"), help=_("Where the points come from."), effect=Effect.DATA)
    seed: int = param(
        1, label=_("Data seed"), help=_("The number from which the points are drawn."), low=0, high=999_999_999,
        effect=Effect.DATA,
    )  # fmt: skip
    split: Split = param(
        Split(), label=_("Split"), help=_("Which points train and which only judge."), effect=Effect.DATA
    )
    stretch: Stretch = param(
        Stretch(), label=_("Stretch"), help=_("Other units for one axis, to see what they do to training."),
        effect=Effect.DATA,
    )  # fmt: skip
    scaling: Scaling = param(
        NoScaling(), label=_("Scaling"),
        help=_("Brings all inputs to one size, by numbers found in the training points."), effect=Effect.DATA,
    )  # fmt: skip
    scale_by_all: bool = param(
        False, label=_("Scale by all points"),
        help=_(
            "A common mistake, to try out: the scale is found in the validation and test points as well, "
            "so they are no longer unseen and judge too kindly."
        ),
        effect=Effect.DATA,
    )  # fmt: skip

    augmentation: Augmentation = param(
        Augmentation(), label=_("Augmentation"), help=_("Children train in the place of the training points."),
        effect=Effect.LIVE,
    )  # fmt: skip

    @property
    def axes(self) -> Axes:
        """What the plane is in own units, stretched where that is wished for; all numbers on screen are in these."""
        return self.stretch.of(self.source.axes)

    @property
    def target(self) -> Target:
        """What the values, and the answers of the network, are in own units; a curve may be stretched upwards."""
        return self.source.target.stretched(self.stretch.x2 if self.source.is_curve else 1.0)

    def constraints(self) -> Iterator[Violation]:
        try:
            self.stretch.of(self.source.axes)
        except SpecError as error:  # beyond what an axis may hold
            yield Violation("stretch", error.violations[0].message)
