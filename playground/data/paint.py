"""Painting: what a hand does to a data set. Every operation returns a new data set and leaves the old one as it was.

A label is the index of a class, or the value of the point where the data set is one for regression.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from playground.data.dataset import (
    BY_PLACE,
    DOMAIN,
    MAX_CLASSES,
    MIN_CLASSES,
    Booleans,
    ClassStyle,
    Dataset,
    Floats,
    Integers,
    class_count_sentence,
    class_shape,
    next_style,
)
from playground.i18n import Text, _
from playground.spec import SpecError, Violation

NOBODY: Integers = np.empty(0, np.int64)
"""No ids."""


def add_point(dataset: Dataset, xy: ArrayLike, label: float) -> Dataset:
    """One more point."""
    return add_points(dataset, np.asarray(xy, np.float64).reshape(1, 2), label)


def add_points(dataset: Dataset, x: Floats, labels: ArrayLike) -> Dataset:
    """More points (n, 2), all with one label or each with its own; those outside the plane are put on its border."""
    first = int(dataset.ids.max()) + 1 if dataset.n else 0
    return replace(
        dataset,
        x=np.concatenate([dataset.x, np.clip(x, *DOMAIN)]),
        y=np.concatenate([dataset.y, np.broadcast_to(np.asarray(labels, np.float64), len(x))]),
        ids=np.concatenate([dataset.ids, first + np.arange(len(x))]),
    )


def spray(
    dataset: Dataset, path: ArrayLike, label: float, radius: float, density: int, rng: np.random.Generator
) -> Dataset:
    """`density` points at each position of the path (k, 2), uniform in a disc of the given radius."""
    centres = np.repeat(np.asarray(path, np.float64).reshape(-1, 2), density, axis=0)
    angle = rng.uniform(0, 2 * np.pi, len(centres))
    distance = radius * np.sqrt(rng.random(len(centres)))  # the area within r grows with r squared
    return add_points(dataset, centres + distance[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]), label)


def distances(x: Floats, place: ArrayLike) -> Floats:
    """How far points (n, 2) are from a place."""
    x1, x2 = np.asarray(place, np.float64).tolist()
    found: Floats = np.sqrt((x[:, 0] - x1) ** 2 + (x[:, 1] - x2) ** 2)
    return found


def erase(dataset: Dataset, centres: ArrayLike, radius: float, spared: Integers = NOBODY) -> Dataset:
    """Without the points in discs around one place or several (k, 2), but for those whose ids are spared."""
    far = ~_near(dataset, centres, radius)
    return _kept(dataset, far | chosen(dataset, spared) if len(spared) else far)


def erase_ids(dataset: Dataset, ids: Sequence[int] | Integers) -> Dataset:
    """Without some points."""
    return _kept(dataset, ~chosen(dataset, ids))


def select_rectangle(dataset: Dataset, corner: ArrayLike, opposite: ArrayLike) -> Integers:
    """The ids of the points in a rectangle, its edge included, given by any two opposite corners."""
    corners = np.array([corner, opposite], np.float64)
    inside = (dataset.x >= corners.min(axis=0)) & (dataset.x <= corners.max(axis=0))
    return dataset.ids[inside.all(axis=1)]


def move(dataset: Dataset, ids: Sequence[int] | Integers, delta: ArrayLike) -> Dataset:
    """Some points moved together by `delta`, or as far as the domain allows without changing their arrangement."""
    which = chosen(dataset, ids)
    if not which.any():
        return dataset
    x = dataset.x[which]
    return moved(dataset, which, x + _allowed(x, np.asarray(delta, np.float64)))


def moved(dataset: Dataset, which: Booleans | Integers, places: Floats) -> Dataset:
    """Some points, by a mask or their positions, at other places; the same data set where they are there already."""
    if np.array_equal(dataset.x[which], places):
        return dataset
    x = dataset.x.copy()
    x[which] = places
    return replace(dataset, x=x)


def place(dataset: Dataset, id: int, xy: ArrayLike) -> Dataset:
    """One point at another place of the plane; beyond the domain, at its edge."""
    x = dataset.x.copy()
    x[dataset.ids == id] = np.clip(np.asarray(xy, np.float64), *DOMAIN)
    return dataset if np.array_equal(x, dataset.x) else replace(dataset, x=x)


def recolour(dataset: Dataset, centres: ArrayLike, radius: float, label: float, spared: Integers = NOBODY) -> Dataset:
    """The points in discs around one place or several (k, 2) with another label, but for those whose ids are spared."""
    near = _near(dataset, centres, radius)
    return _relabelled(dataset, near & ~chosen(dataset, spared) if len(spared) else near, label)


def relabel(dataset: Dataset, ids: Sequence[int] | Integers, label: float) -> Dataset:
    """Some points with another label."""
    return _relabelled(dataset, chosen(dataset, ids), label)


def _relabelled(dataset: Dataset, which: Booleans, label: float) -> Dataset:
    if dataset.is_curve:
        return dataset  # there the height is the value
    y = np.where(which, float(label), dataset.y)
    return dataset if np.array_equal(y, dataset.y) else replace(dataset, y=y)


def clear(dataset: Dataset) -> Dataset:
    """No points; the classes stay."""
    return _kept(dataset, np.zeros(dataset.n, np.bool_))


def add_class(dataset: Dataset) -> Dataset:
    """One more class, without points, in the first colour that is free. Raises SpecError when there are ten."""
    _require_classes(dataset)
    if dataset.class_count >= MAX_CLASSES:
        raise _refused(class_count_sentence(dataset.class_count + 1))
    return _with_classes(dataset, (*dataset.classes, next_style(dataset.classes)))


def rename_class(dataset: Dataset, index: int, name: str) -> Dataset:
    """Another name for a class; an empty one gives it back its letter."""
    return _restyled(dataset, index, replace(_style(dataset, index), name=name))


def recolour_class(dataset: Dataset, index: int, colour: int) -> Dataset:
    """Another colour for a class."""
    return _restyled(dataset, index, replace(_style(dataset, index), colour=colour))


def reshape_class(dataset: Dataset, index: int, shape: int) -> Dataset:
    """Another marker for a class."""
    return _restyled(dataset, index, replace(_style(dataset, index), shape=BY_PLACE if shape == index else shape))


def remove_class(dataset: Dataset, index: int) -> Dataset:
    """Without a class and its points; the classes after it move up. Raises SpecError when only two are left."""
    _style(dataset, index)
    if dataset.class_count <= MIN_CLASSES:
        raise _refused(class_count_sentence(dataset.class_count - 1))
    keep = dataset.y != index
    y = dataset.y[keep]
    after = [_with_shape(dataset.classes, place, place - 1) for place in range(index + 1, dataset.class_count)]
    classes = (*dataset.classes[:index], *after)
    return replace(dataset, x=dataset.x[keep], y=y - (y > index), ids=dataset.ids[keep], classes=classes)


def _with_shape(classes: Sequence[ClassStyle], index: int, place: int) -> ClassStyle:
    """The style of a class that keeps its marker at another place."""
    shape = class_shape(classes, index)
    return replace(classes[index], shape=BY_PLACE if shape == place else shape)


def _near(dataset: Dataset, centres: ArrayLike, radius: float) -> Booleans:
    """Which points are in one of some discs, as a mask."""
    near = np.zeros(dataset.n, np.bool_)
    for centre in np.asarray(centres, np.float64).reshape(-1, 2):
        near |= distances(dataset.x, centre) <= radius
    return near


def _kept(dataset: Dataset, keep: Booleans) -> Dataset:
    return dataset if keep.all() else dataset.take(keep)


def chosen(dataset: Dataset, ids: Sequence[int] | Integers) -> Booleans:
    """Which points have these ids, as a mask."""
    return np.isin(dataset.ids, np.asarray(ids, np.int64))


def _allowed(x: Floats, delta: Floats) -> Floats:
    """`delta` shortened so that points inside the domain stay inside; those outside it may only come nearer."""
    lowest = np.minimum(DOMAIN[0] - x.min(axis=0), 0)
    highest = np.maximum(DOMAIN[1] - x.max(axis=0), 0)
    return np.clip(delta, lowest, highest)


def _style(dataset: Dataset, index: int) -> ClassStyle:
    _require_classes(dataset)
    if not 0 <= index < dataset.class_count:
        last = dataset.class_count - 1
        raise _refused(_("There is no class with the number {index}; they are 0 to {last}.", index=index, last=last))
    return dataset.classes[index]


def _restyled(dataset: Dataset, index: int, style: ClassStyle) -> Dataset:
    return _with_classes(dataset, (*dataset.classes[:index], style, *dataset.classes[index + 1 :]))


def _with_classes(dataset: Dataset, classes: tuple[ClassStyle, ...]) -> Dataset:
    return replace(dataset, classes=classes)


def _require_classes(dataset: Dataset) -> None:
    if not dataset.is_classification:
        raise _refused(_("A data set for regression has values, not classes."))


def _refused(sentence: Text) -> SpecError:
    return SpecError((Violation("classes", sentence),))
