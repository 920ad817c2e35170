"""What the network answers at one place, in words."""

import math
import operator

import numpy as np

from playground.data.axes import PLANE, SYMBOLS, Axes, to_units
from playground.data.dataset import DOMAIN, ClassStyle, Floats, class_name
from playground.data.features import X1, X2
from playground.data.scaling import NoScaling
from playground.data.target import PLAIN, Target
from playground.engine.outputs import Output, SigmoidOutput, SoftmaxOutput
from playground.engine.probes import Map
from playground.experiment import Prepared
from playground.i18n import Text, _, plain
from playground.ui.paint.trail import Place
from playground.ui.views.map_picture import Shown
from playground.ui.views.powers import MINUS

_LONGEST_NAME = 8
"""A longer name of an axis stands on the axis alone."""

Scaled = tuple[float | None, float | None]


def value_at(channels: Map, place: Place) -> Floats:
    """The value (c,) of a map (c, h, w) between the centres of its cells (bilinear); beyond the last, that of it."""
    size = channels.shape[-1]
    low, high = DOMAIN
    along = (place[0] - low) / (high - low) * size - 0.5
    down = (high - place[1]) / (high - low) * size - 0.5
    (left, right, u), (top, bottom, v) = _between(along, size), _between(down, size)
    upper = channels[:, top, left] * (1 - u) + channels[:, top, right] * u
    lower = channels[:, bottom, left] * (1 - u) + channels[:, bottom, right] * u
    return np.asarray(upper * (1 - v) + lower * v, np.float64)


def _between(position: float, size: int) -> tuple[int, int, float]:
    position = min(max(position, 0.0), size - 1.0)
    first = int(position)
    return first, min(first + 1, size - 1), position - first


def position_words(place: Place, axes: Axes = PLANE, scaled: Scaled = (None, None)) -> str:
    """A place as x₁ 1.25  x₂ −0.40 in own units, always with as many decimals as the axis needs.

    Where an axis is scaled, what the network is told instead follows in brackets.
    """
    own = to_units(axes, [place])[0]
    names = [axis.name if len(axis.name) <= _LONGEST_NAME else "" for axis in axes]
    words = (
        f"{name or symbol} {signed(value, decimals_of(axis.unit))}"
        for name, symbol, value, axis in zip(names, SYMBOLS, own, axes, strict=True)
    )
    told = ("" if value is None else f" ({signed(value)})" for value in scaled)
    return "  ".join(map(operator.add, words, told))


def scaled_place(prepared: Prepared, place: Place) -> Scaled:
    """A place as the network is told of it; None for an axis that it is not told of, or that is not scaled."""
    if isinstance(prepared.experiment.data.scaling, NoScaling):
        return None, None
    used, at = prepared.experiment.features, np.array([place])
    first, second = (float(prepared.column(axis, at)[0]) if axis in used else None for axis in (X1(), X2()))
    return first, second


def decimals_of(unit: float, most: int = 2) -> int:
    """So many decimals that a small part of a unit can be seen: two for a unit of 1, none for thousands."""
    return min(max(most - round(math.log10(unit)), 0), 8)


def answer_words(
    shown: Shown, place: Place, classes: tuple[ClassStyle, ...], output: Output, target: Target = PLAIN
) -> Text | None:
    """The answer there: the class chosen with its probability or score, or a value in own units; None where it is not
    a number.
    """
    values = value_at(shown.channels, place)
    if not np.isfinite(values).all():
        return None
    if shown.caption is not None:
        return plain(signed(float(values[0]) * shown.scale))
    if not classes:
        words = value_words(float(values[0]), target)
        return plain(f"{target.name} {words}" if 0 < len(target.name) <= _LONGEST_NAME else words)
    if isinstance(output, SoftmaxOutput):
        return _percent(classes, int(values.argmax()), float(values.max()))
    score = float(values[0])
    winner = int(score > shown.level)
    if isinstance(output, SigmoidOutput):
        return _percent(classes, winner, (1 + score) / 2 if winner else (1 - score) / 2)
    return _("{name} {score}", name=class_name(classes, winner), score=signed(score))


def value_words(value: float, target: Target) -> str:
    """A value of the network in own units, with as many decimals as it takes to see a hundredth of the way from 0 to 1.

    >>> value_words(0.5, PLAIN), value_words(0.5, Target(low=2000.0, high=6000.0))
    ('0.50', '5,000')
    """
    return f"{target.own(value):z,.{decimals_of(target.unit)}f}".replace("-", MINUS)


def _percent(classes: tuple[ClassStyle, ...], winner: int, probability: float) -> Text:
    return _("{name} {percent} %", name=class_name(classes, winner), percent=f"{100 * min(probability, 1):.0f}")


def signed(value: float, decimals: int = 2) -> str:
    """Two decimals, or as many as are asked for, with a true minus sign; years are not torn apart.

    >>> signed(-0.4), signed(-0.001), signed(1986.7, 1)
    ('−0.40', '0.00', '1986.7')
    """
    return f"{value:z.{decimals}f}".replace("-", MINUS)
