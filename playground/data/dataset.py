"""The data set: points in a plane, each with a class or a value. It is checked once, when made, and never changes."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.data.axes import DOMAIN as DOMAIN
from playground.data.axes import PLANE, Axes, to_units
from playground.data.target import PLAIN, Target
from playground.i18n import Text, _, n_, plain
from playground.spec import Configuration, Effect, SpecError, Violation, param, show

MAX_POINTS = 100_000
MIN_CLASSES, MAX_CLASSES = 2, 10
PALETTE_SIZE = 10
LONGEST_NAME = 40
LARGEST_ID = 2**62
BY_PLACE = -1
"""The shape of a class whose marker nobody has chosen: the first class has the first marker, and so on."""

_LISTED = 10
"""So many mistakes of one sort are told one by one; a longer list would hide the others."""

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ClassStyle(Configuration):
    """How a class is called and coloured; an empty name stands for "Class A", "Class B" and so on."""

    name: str = param("", label=_("Class name"), help=_("What the points of this class stand for."), effect=Effect.VIEW)
    colour: int = param(
        0, label=_("Class colour"), help=_("One of ten colours that are easy to tell apart."),
        effect=Effect.VIEW, low=0, high=PALETTE_SIZE - 1,
    )  # fmt: skip

    shape: int = param(
        BY_PLACE, label=_("Class shape"), help=_("One of ten markers; -1 is that of the place of the class."),
        effect=Effect.VIEW, low=BY_PLACE, high=PALETTE_SIZE - 1,
    )  # fmt: skip

    def constraints(self) -> Iterator[Violation]:
        if len(self.name) > LONGEST_NAME:
            message = _("A class name has at most {most} characters, not {n}.", most=LONGEST_NAME, n=len(self.name))
            yield Violation("name", message)


def default_classes(count: int) -> tuple[ClassStyle, ...]:
    """So many classes without a name, each in a colour of its own."""
    return tuple(ClassStyle(colour=index) for index in range(count))


def completed(styles: tuple[ClassStyle, ...], count: int) -> tuple[ClassStyle, ...]:
    """So many classes: the first ones as they are given, the others in colours and with markers that are free."""
    classes = list(styles[:count])
    while len(classes) < count:
        classes.append(next_style(classes))
    return tuple(classes)


def next_style(classes: Sequence[ClassStyle]) -> ClassStyle:
    """A further class without a name: in the first colour that is free, and with a marker that is."""
    index, shapes = len(classes), {class_shape(classes, place) for place in range(len(classes))}
    colour = _first_free({style.colour for style in classes})
    return ClassStyle(colour=colour, shape=BY_PLACE if index not in shapes else _first_free(shapes))


def _first_free(taken: Collection[int]) -> int:
    return next(number for number in range(PALETTE_SIZE) if number not in taken)


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Points `x` (n, 2) with `y` (n,): the index of the class, or the value where there are no classes (regression).

    `ids` (n,) name the points for as long as they live, whatever is added or removed around them. The arrays are
    copied and made read-only. `x` are places of the plane; `axes` say what the plane is in own units, and `target` what
    the values are.

    Where it `is_curve`, only the first coordinate is asked about, and the second is the answer: the value of a point is
    its own height in own units, whatever `y` is given.

    Raises SpecError for wrong shapes, numbers that are not finite, labels without a class,
    ids used twice, and more than `MAX_POINTS` points.
    """

    x: Floats
    y: Floats
    ids: Integers
    classes: tuple[ClassStyle, ...] = ()
    axes: Axes = PLANE
    is_curve: bool = False
    target: Target = PLAIN

    def __post_init__(self) -> None:
        for name, kind in (("x", np.float64), ("y", np.float64), ("ids", np.int64)):
            object.__setattr__(self, name, _read_only(name, getattr(self, name), kind))
        if self.is_curve and self.x.ndim == 2 and self.x.shape[1] == 2:
            object.__setattr__(self, "y", _read_only("y", to_units(self.axes, self.x)[:, 1], np.float64))
        found = tuple(_shape_mistakes(self)) or tuple(_value_mistakes(self))
        if found:
            raise SpecError(found)

    @classmethod
    def numbered(
        cls, x: ArrayLike, y: ArrayLike, classes: tuple[ClassStyle, ...] = (), axes: Axes = PLANE,
        is_curve: bool = False, target: Target = PLAIN,
    ) -> "Dataset":  # fmt: skip
        """A data set whose ids are 0, 1, 2 and so on."""
        values = np.asarray(y, np.float64)
        return cls(np.asarray(x, np.float64), values, np.arange(len(values)), classes, axes, is_curve, target)

    @property
    def n(self) -> int:
        """The number of points."""
        return len(self.y)

    @property
    def is_classification(self) -> bool:
        return bool(self.classes)

    def heights(self, axes: Axes) -> Floats:
        """The values (n,), where those of a curve are read in the units of other axes."""
        return to_units(axes, self.x)[:, 1] if self.is_curve else self.y

    @property
    def class_count(self) -> int:
        """The number of classes, 0 for regression."""
        return len(self.classes)

    @property
    def labels(self) -> Integers:
        """The class index of each point. Raises TypeError for regression, where there is none."""
        if not self.is_classification:
            raise TypeError("a regression data set has values, not labels")
        return self.y.astype(np.int64)

    @property
    def counts(self) -> Integers:
        """How many points each class has; empty for regression."""
        if not self.is_classification:
            return np.zeros(0, np.int64)
        return np.bincount(self.labels, minlength=self.class_count).astype(np.int64)

    def take(self, which: Booleans | Integers) -> "Dataset":
        """The points that a mask or a list of positions names, with their ids."""
        is_mask = np.asarray(which).dtype == np.bool_
        at = np.flatnonzero(which) if is_mask else which  # rows are taken ten times faster by their positions
        return replace(self, x=self.x.take(at, axis=0), y=self.y.take(at), ids=self.ids.take(at))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        arrays = ((self.x, other.x), (self.y, other.y), (self.ids, other.ids))
        mine, theirs = ((one.classes, one.axes, one.is_curve, one.target) for one in (self, other))
        return mine == theirs and all(np.array_equal(here, there) for here, there in arrays)

    def __hash__(self) -> int:
        return hash((self.classes, self.ids.tobytes()))


def class_name(classes: Dataset | Sequence[ClassStyle], index: int) -> Text:
    """The name of a class as the user gave it, or else a letter.

    >>> str(class_name((ClassStyle(name="cats"), ClassStyle()), 0)), str(class_name((ClassStyle(), ClassStyle()), 1))
    ('cats', 'Class B')
    """
    style = (classes.classes if isinstance(classes, Dataset) else classes)[index]
    return plain(style.name) if style.name else _("Class {letter}", letter=chr(ord("A") + index))


def class_shape(classes: Sequence[ClassStyle], index: int) -> int:
    """The number of a class's marker, 0 to 9."""
    shape = classes[index].shape
    return index if shape == BY_PLACE else shape


def listed(path: str, wrong: Sequence[int], message: Callable[[int], Text]) -> Iterator[Violation]:
    """A violation for each wrong entry of a list, the first few one by one and the others as a number."""
    for index in wrong[:_LISTED]:
        yield Violation(f"{path}.{index}", message(index))
    if len(wrong) > _LISTED:
        more = n_("{n} more entry has a mistake.", "{n} more entries have a mistake.", len(wrong) - _LISTED)
        yield Violation(path, more)


def too_many_points(n: int) -> Text:
    """The sentence that refuses a data set of `n` points."""
    return _("A data set has at most {most} points, not {n}.", most=MAX_POINTS, n=n)


def class_count_sentence(count: int) -> Text:
    """The sentence that refuses a number of classes."""
    return _("There must be {least} to {most} classes, not {n}.", least=MIN_CLASSES, most=MAX_CLASSES, n=count)


def _read_only(name: str, value: ArrayLike, kind: type[np.generic]) -> NDArray[Any]:
    try:
        given = np.asarray(value)
        copy = given.astype(kind, casting="same_kind" if given.size else "unsafe")
    except (TypeError, ValueError) as error:
        sentence = _("must be whole numbers.") if kind is np.int64 else _("must be numbers.")
        raise SpecError((Violation(name, sentence),)) from error
    copy.setflags(write=False)
    return copy


def _shape_mistakes(data: Dataset) -> Iterator[Violation]:
    if data.x.ndim != 2 or data.x.shape[1] != 2:
        yield Violation("x", _("must have two numbers for each point, not the shape {shape}.", shape=data.x.shape))
        return
    n = len(data.x)
    if n > MAX_POINTS:
        yield Violation("x", too_many_points(n))
    if data.y.shape != (n,):
        yield Violation("y", _("must have one entry for each of the {n} points, not {m}.", n=n, m=data.y.size))
    if data.ids.shape != (n,):
        yield Violation("ids", _("must have one entry for each of the {n} points, not {m}.", n=n, m=data.ids.size))
    if data.classes and data.is_curve:
        yield Violation("classes", _("A curve has heights, not classes."))
    elif data.classes and not MIN_CLASSES <= len(data.classes) <= MAX_CLASSES:
        yield Violation("classes", class_count_sentence(len(data.classes)))


def _value_mistakes(data: Dataset) -> Iterator[Violation]:
    yield from listed(
        "x", _where(~(np.isfinite(data.x[:, 0]) & np.isfinite(data.x[:, 1]))),
        lambda i: _("must be two finite numbers, not {value}.", value=show(data.x[i].tolist())),
    )  # fmt: skip
    yield from _label_mistakes(data) if data.classes else _number_mistakes(data)
    yield from listed(
        "ids", _where((data.ids < 0) | (data.ids > LARGEST_ID)),
        lambda i: _("must be a whole number from 0 to {most}, not {value}.", most=LARGEST_ID, value=int(data.ids[i])),
    )  # fmt: skip
    yield from listed(
        "ids", _where(_repeats(data.ids)), lambda i: _("{id} is the id of another point too.", id=int(data.ids[i]))
    )


def _label_mistakes(data: Dataset) -> Iterator[Violation]:
    last = len(data.classes) - 1
    allowed = (data.y >= 0) & (data.y <= last) & (data.y == np.floor(data.y))
    yield from listed(
        "y", _where(~allowed),
        lambda i: _("must be a class number from 0 to {last}, not {value}.", last=last, value=show(float(data.y[i]))),
    )  # fmt: skip


def _number_mistakes(data: Dataset) -> Iterator[Violation]:
    yield from listed(
        "y", _where(~np.isfinite(data.y)),
        lambda i: _("must be a finite number, not {value}.", value=show(float(data.y[i]))),
    )  # fmt: skip


def _where(wrong: Booleans) -> list[int]:
    return [int(index) for index in np.flatnonzero(wrong)]


def _repeats(ids: Integers) -> Booleans:
    """True where an id was used by an earlier point already."""
    repeated = np.ones(len(ids), np.bool_)
    if (ids[1:] > ids[:-1]).all():  # as nearly always
        return ~repeated
    repeated[np.unique(ids, return_index=True)[1]] = False
    return repeated
