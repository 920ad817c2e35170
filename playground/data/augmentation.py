"""Augmentation: children of points, near enough to have the same label, so that a network sees more than there is.

Whether a child may keep its parent's label is a claim about the data: a spiral that is flipped turns the other way.
All lengths are those of the plane, whatever the own units are; turning and scaling are around its middle.
"""

from dataclasses import dataclass, replace

import numpy as np

from playground.data.axes import DOMAIN
from playground.data.dataset import Floats, Integers
from playground.i18n import Text, _
from playground.spec import Choice, Configuration, Effect, param


@dataclass(frozen=True, slots=True)
class Augmentation(Configuration):
    """How children of the training points differ from them; nothing of it is nothing at all."""

    jitter: float = param(
        0.0, label=_("Jitter"), help=_("Moves children at random: the standard deviation, on a map 12 wide."),
        effect=Effect.LIVE, low=0, high=3, digits=2,
    )  # fmt: skip
    rotate: float = param(
        0.0, label=_("Rotate"), help=_("Turns children around the middle by up to so many degrees, either way."),
        effect=Effect.LIVE, low=0, high=180, digits=0,
    )  # fmt: skip
    flip: str = param(
        "none", label=_("Flip"), help=_("Mirrors one child in two."), effect=Effect.LIVE,
        choices=(Choice("none", _("no flip")), Choice("x1", _("left and right")), Choice("x2", _("up and down")),
                 Choice("both", _("both ways"))),
    )  # fmt: skip
    scale: float = param(
        1.0, label=_("Scale"), help=_("Brings children nearer to the middle or farther from it, by up to this factor."),
        effect=Effect.LIVE, low=1, high=3, digits=2,
    )  # fmt: skip
    translate: float = param(
        0.0, label=_("Translate"), help=_("Moves children along each axis by up to this much, on a map 12 wide."),
        effect=Effect.LIVE, low=0, high=6, digits=2,
    )  # fmt: skip
    mixup: float = param(
        0.0, label=_("Mixup"),
        help=_("Puts a child between its parent and another point, with a target between theirs: the α of the "
               "distribution Beta(α, α) of its share; 0 is off."),
        effect=Effect.LIVE, low=0, high=10, digits=2, presets=(0.0, 0.1, 0.2, 0.4, 1.0),
    )  # fmt: skip

    @property
    def is_on(self) -> bool:
        """Whether children differ from their parents at all."""
        return self != Augmentation()

    def on_curve(self) -> "Augmentation":
        """What of it acts on the points of a curve, which keep their height: they are neither turned nor turned over.

        >>> Augmentation(rotate=30, flip="both").on_curve() == Augmentation(flip="x1")
        True
        """
        return replace(self, rotate=0.0, flip="x1" if self.flip in ("x1", "both") else "none")


NO_TURNING = _("The points of a curve keep their height, so they can't be turned.")
NO_FLIP = _("The points of a curve keep their height, so they can't be flipped up and down.")
NOT_ON_CURVES: dict[str, Text | dict[str, Text]] = {"rotate": NO_TURNING, "flip": {"x2": NO_FLIP, "both": NO_FLIP}}
"""The settings, or some of their choices, that `on_curve` leaves out, and why."""


@dataclass(frozen=True, slots=True, eq=False)
class Brood:
    """The children of n points: their places (n, 2), and with mixup the other parents and the share of the first."""

    places: Floats
    partners: Integers | None = None
    share: Floats | None = None


def brood(rule: Augmentation, x: Floats, order: Integers, random: np.random.Generator) -> Brood:
    """One child for each of the points `order` (n,) among `x` (m, 2): moved, then mixed with any point of all.

    Numbers are drawn for every rule, on or off, so that a stronger one leaves the others as they were.
    """
    n = len(order)
    draws = _Draws(random, n, len(x), rule.mixup)
    places = _moved(rule, x[order], draws)
    if not rule.mixup or n == 0:
        return Brood(places)
    share = draws.share[:, np.newaxis]
    return Brood(share * places + (1.0 - share) * x[draws.partners], draws.partners, draws.share)


class _Draws:
    """All the chance that the children of one epoch need."""

    def __init__(self, random: np.random.Generator, n: int, points: int, mixup: float) -> None:
        self.jitter = random.standard_normal((n, 2))
        self.angle = random.uniform(-1.0, 1.0, n)
        self.flips = random.random((n, 2)) < 0.5
        self.scale = random.uniform(-1.0, 1.0, (n, 1))
        self.shift = random.uniform(-1.0, 1.0, (n, 2))
        self.partners = random.integers(0, max(points, 1), n)
        self.share = random.beta(mixup, mixup, n) if mixup else np.ones(n)


def _moved(rule: Augmentation, x: Floats, draws: _Draws) -> Floats:
    """Scaled, turned, flipped, moved and jittered, in this order, and kept on the map."""
    x = x * rule.scale**draws.scale
    angle = np.deg2rad(rule.rotate) * draws.angle
    cosine, sine = np.cos(angle), np.sin(angle)
    x = np.column_stack([cosine * x[:, 0] - sine * x[:, 1], sine * x[:, 0] + cosine * x[:, 1]])
    mirrored = np.array([rule.flip in ("x1", "both"), rule.flip in ("x2", "both")])
    x = np.where(draws.flips & mirrored, -x, x)
    x = x + rule.translate * draws.shift + rule.jitter * draws.jitter
    return np.clip(x, *DOMAIN)
