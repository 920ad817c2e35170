"""Points added to points: own units, classes by name, and ids that stay."""

from dataclasses import replace

import numpy as np

from playground.data.axes import Axes, Axis, to_plane, to_units
from playground.data.dataset import (
    MAX_CLASSES,
    MAX_POINTS,
    PALETTE_SIZE,
    ClassStyle,
    Dataset,
    Floats,
    class_name,
    too_many_points,
)
from playground.data.ranges import round_range
from playground.data.target import Target
from playground.i18n import Text, _
from playground.spec import SpecError, Violation


def joined(old: Dataset, new: Dataset) -> Dataset:
    """The points of both. The old keep their ids; classes of one name are one class; the axes grow where they must.

    Raises SpecError where one has classes and the other values, and beyond the largest number of points or classes.
    """
    if old.is_classification != new.is_classification:
        raise _refused(_("Points with classes and points with values can't be in one data set."))
    if old.is_curve != new.is_curve:
        raise _refused(_("Points of a curve and points with values of their own can't be in one data set."))
    if old.n + new.n > MAX_POINTS:
        raise _refused(too_many_points(old.n + new.n))
    target = _target(old, new)
    old, new = _in_units_of(target, old), _in_units_of(target, new)
    places = np.concatenate([to_units(old.axes, old.x), to_units(new.axes, new.x)])
    axes = _axes(old, places) if old.n else new.axes
    classes, index = _classes(old, new)
    y = index[new.labels].astype(np.float64) if new.is_classification else new.y
    first = int(old.ids.max()) + 1 if old.n else 0
    kept = old.x if axes == old.axes else to_plane(axes, places[: old.n])
    return Dataset(
        np.concatenate([kept, to_plane(axes, places[old.n :])]), np.concatenate([old.y, y]),
        np.concatenate([old.ids, first + np.arange(new.n)]), classes, axes, old.is_curve,
        target,
    )  # fmt: skip


def _target(old: Dataset, new: Dataset) -> Target:
    """The old units of the values where they hold all values, else wider ones."""
    if old.target == new.target or not old.n or old.is_classification:
        return new.target
    own = np.concatenate([old.target.own(old.y), new.target.own(new.y)])
    if old.target.low <= own.min() and own.max() <= old.target.high:
        return old.target
    return Target(old.target.name or new.target.name, *round_range(own))


def _in_units_of(target: Target, data: Dataset) -> Dataset:
    """The same points with their values scaled in another way."""
    if data.target == target or data.is_classification:
        return data
    if not data.is_curve:
        return replace(data, y=target.scaled(data.target.own(data.y)), target=target)
    first, second = data.axes
    ends = (target.scaled(data.target.own(end)) for end in (second.low, second.high))
    return replace(data, axes=(first, Axis(second.name, *ends)), target=target)


def _axes(old: Dataset, places: Floats) -> Axes:
    """The old axes where they hold all places, else wider ones."""
    first, second = (_wide_enough(axis, places[:, index]) for index, axis in enumerate(old.axes))
    return first, second


def _wide_enough(axis: Axis, values: Floats) -> Axis:
    if axis.low <= values.min() and values.max() <= axis.high:
        return axis
    low, high = round_range(np.append(values, [axis.low, axis.high]))
    return replace(axis, low=low, high=high)


def _classes(old: Dataset, new: Dataset) -> tuple[tuple[ClassStyle, ...], Floats]:
    """The classes of both, and the place of each new class among them."""
    classes, index = list(old.classes), []
    for place in range(new.class_count):
        name = str(class_name(new, place))
        known = [str(class_name(classes, at)) for at in range(len(classes))]
        if name in known:
            index.append(known.index(name))
            continue
        if not (new.y == place).any():
            index.append(0)  # an empty class is nobody's
            continue
        if len(classes) == MAX_CLASSES:
            raise _refused(_("Together there would be more than {most} classes.", most=MAX_CLASSES))
        index.append(len(classes))
        classes.append(ClassStyle(name, _free_colour(classes)))
    return tuple(classes), np.array(index)


def _free_colour(classes: list[ClassStyle]) -> int:
    taken = {style.colour for style in classes}
    return next(colour for colour in range(PALETTE_SIZE) if colour not in taken)


def _refused(message: Text) -> SpecError:
    return SpecError((Violation("", message),))
