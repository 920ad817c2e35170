"""What is wrong with real data, added on purpose: wrong labels, outliers, and a test part from another distribution."""

from dataclasses import dataclass

import numpy as np

from playground.data.axes import DOMAIN
from playground.data.dataset import Floats, Integers
from playground.data.split import Parts
from playground.i18n import _
from playground.spec import Choice, Configuration, Effect, param

LIMIT = 3.0
"""The plane is shifted by no more than this along each axis."""


@dataclass(frozen=True, slots=True)
class Flaws(Configuration):
    """Outliers, and the shift of the points that only judge. Without any of it the points are those of the formula."""

    outliers: float = param(
        0.0, label=_("Outliers"),
        help=_("Share of the points that are put anywhere on the map, whatever their class or value."),
        effect=Effect.DATA, low=0, high=0.3, digits=3,
    )  # fmt: skip
    shift_x1: float = param(
        0.0, label=_("Shift along x₁"),
        help=_("Moves the shifted parts along the first axis, as if they came from elsewhere. "
               "A point that would leave the map stays at its edge."),
        effect=Effect.DATA, low=-LIMIT, high=LIMIT, digits=2,
    )  # fmt: skip
    shift_x2: float = param(
        0.0, label=_("Shift along x₂"),
        help=_("Moves the shifted parts along the second axis, as if they came from elsewhere. "
               "A point that would leave the map stays at its edge."),
        effect=Effect.DATA, low=-LIMIT, high=LIMIT, digits=2,
    )  # fmt: skip
    turn: float = param(
        0.0, label=_("Turn"), help=_("Turns the shifted parts around the middle of the map, in degrees."),
        effect=Effect.DATA, low=-180, high=180, digits=0,
    )  # fmt: skip
    shifted: str = param(
        "test", label=_("Shifted parts"),
        help=_("Which points come from another distribution than those that train."), effect=Effect.DATA,
        choices=(Choice("test", _("test")), Choice("held_out", _("validation and test"))),
    )  # fmt: skip

    @property
    def shifts(self) -> bool:
        """Whether some part is from elsewhere."""
        return (self.shift_x1, self.shift_x2, self.turn) != (0.0, 0.0, 0.0)

    def moved(self, x: Floats, parts: Parts) -> Floats:
        """The points (n, 2) of a data set with those of the shifted parts turned and moved, to the edge at most."""
        held_out = (parts.validation, parts.test) if self.shifted == "held_out" else (parts.test,)
        which = np.concatenate(held_out)
        angle = np.deg2rad(self.turn)
        turned = x[which] @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        moved = x.copy()
        moved[which] = np.clip(turned + np.array([self.shift_x1, self.shift_x2]), *DOMAIN)
        return moved


def with_wrong_labels(labels: Integers, share: float, classes: int, rng: np.random.Generator) -> Integers:
    """Labels (n,) of which a share, to the nearest point, is replaced by another class. A larger share keeps them."""
    chosen, steps = _chosen(share, len(labels), rng), rng.integers(1, classes, len(labels))
    wrong = labels.copy()
    wrong[chosen] = (labels[chosen] + steps[chosen]) % classes
    return wrong


def with_outliers(x: Floats, share: float, rng: np.random.Generator) -> Floats:
    """Points (n, 2) of which a share, to the nearest point, is anywhere on the map. A larger share keeps them."""
    chosen, anywhere = _chosen(share, len(x), rng), rng.uniform(*DOMAIN, x.shape)
    moved = x.copy()
    moved[chosen] = anywhere[chosen]
    return moved


def _chosen(share: float, n: int, rng: np.random.Generator) -> Integers:
    """The positions of a share of n, a random choice that grows with the share."""
    return rng.permutation(n)[: round(share * n)].astype(np.int64)
