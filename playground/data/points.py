"""A data set that carries its own points: painted, imported, or a generated one that was changed by hand."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar

import numpy as np

from playground.codec import decode, encode
from playground.data.axes import LARGEST, LONGEST_AXIS_NAME, PLANE, Axes, Axis
from playground.data.dataset import (
    BY_PLACE,
    LARGEST_ID,
    LONGEST_NAME,
    MAX_CLASSES,
    MAX_POINTS,
    PALETTE_SIZE,
    ClassStyle,
    Dataset,
    default_classes,
    listed,
    too_many_points,
)
from playground.data.sources import Group, Source
from playground.data.target import PLAIN, Target
from playground.i18n import Text, _
from playground.spec import Configuration, SpecError, Violation, component, kind_name, show

T = TypeVar("T")
C = TypeVar("C", bound=Configuration)

EMPTY = Dataset.numbered(np.empty((0, 2)), np.empty(0), default_classes(2))
"""The sheet of paper a drawing begins with: two classes and no points."""

_KEYS = ("classes", "axes", "curve", "target", "x", "y", "ids")


@component("dataset", key="points", label=_("My points"))
@dataclass(frozen=True, slots=True)
class Points(Source):
    """The user's own points.

    In a file: `{"classes": [{"name": "", "colour": 0, "shape": 3}, ...], "x": [[x1, x2], ...], "y": [...],
    "ids": [...]}`. What is left out is as in an empty drawing; ids left out are 0, 1, 2 and so on; a shape left out is
    that of the place of the class. `x` are places of the plane; where own units differ from it,
    `"axes": [{"name": "length", "low": 4, "high": 8}, {...}]` says what -6 and 6 are.
    Where values are not in own units, `"target": {"name": "price", "low": 10, "high": 50}` says what -1 and 1 are.
    With `"curve": true` there are no classes and no `y`: the second coordinate is what is asked for.
    """

    group: ClassVar[Group] = Group.OWN
    about: ClassVar[Text] = _("Points of your own: drawn on the map, read from a file, or changed by hand.")
    dataset: Dataset = EMPTY

    @property
    def classes(self) -> tuple[ClassStyle, ...]:
        return self.dataset.classes

    def styled(self, classes: tuple[ClassStyle, ...]) -> "Points":
        return Points(replace(self.dataset, classes=classes))

    @property
    def axes(self) -> Axes:
        return self.dataset.axes

    @property
    def target(self) -> Target:
        return self.dataset.target

    @property
    def is_curve(self) -> bool:
        return self.dataset.is_curve

    def make(self, rng: np.random.Generator) -> Dataset:
        return self.dataset

    def to_plain(self) -> dict[str, Any]:
        """The points as lists of numbers."""
        data = self.dataset
        y = data.labels if data.is_classification else data.y
        answers = {"curve": True} if data.is_curve else {"y": y.tolist()}
        plain = {"classes": [_plain_style(style) for style in data.classes], "x": data.x.tolist(), **answers}
        if data.axes != PLANE:
            plain["axes"] = [encode(axis) for axis in data.axes]
        if data.target != PLAIN:
            plain["target"] = encode(data.target)
        numbered = np.array_equal(data.ids, np.arange(data.n))
        return plain if numbered else {**plain, "ids": data.ids.tolist()}

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> "Points":
        """Points from lists of numbers. Raises SpecError with every mistake found."""
        mistakes = [*_unknown(data)]
        classes, axes = _classes(data, mistakes), _axes(data, mistakes)
        target = _part(Target, data["target"], "target", mistakes) if "target" in data else PLAIN
        x = _entries(data, "x", _pair, _not_a_pair, mistakes)
        is_curve = _flag(data, "curve", mistakes)
        if is_curve and "y" in data:
            mistakes.append(Violation("y", _("A curve has no values besides its heights, which are in x.")))
        y = [0.0] * len(x) if is_curve else _entries(data, "y", _number, _not_a_number, mistakes)
        ids = _entries(data, "ids", _id, _not_an_id, mistakes) if "ids" in data else list(range(len(x)))
        if mistakes:
            raise SpecError(tuple(mistakes))
        places = np.array(x, np.float64).reshape(-1, 2)
        return cls(Dataset(places, np.array(y, np.float64), np.array(ids, np.int64), classes, axes, is_curve, target))

    @classmethod
    def plain_schema(cls) -> dict[str, Any]:
        """The JSON schema of the lists, without the key of the family."""
        pair = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        style = {
            "type": "object",
            "properties": {
                "name": {"type": "string", "maxLength": LONGEST_NAME},
                "colour": {"type": "integer", "minimum": 0, "maximum": PALETTE_SIZE - 1},
                "shape": {"type": "integer", "minimum": BY_PLACE, "maximum": PALETTE_SIZE - 1},
            },
            "additionalProperties": False,
        }
        limit = {"type": "number", "minimum": -LARGEST, "maximum": LARGEST}
        axis = {
            "type": "object",
            "properties": {
                "name": {"type": "string", "maxLength": LONGEST_AXIS_NAME}, "low": limit, "high": limit
            },
            "additionalProperties": False,
        }  # fmt: skip
        ids = {"type": "integer", "minimum": 0, "maximum": LARGEST_ID}
        return {
            "properties": {
                "classes": {"type": "array", "items": style, "maxItems": MAX_CLASSES},
                "axes": {"type": "array", "items": axis, "minItems": 2, "maxItems": 2},
                "curve": {"type": "boolean"},
                "target": axis,
                "x": {"type": "array", "items": pair, "maxItems": MAX_POINTS},
                "y": {"type": "array", "items": {"type": "number"}, "maxItems": MAX_POINTS},
                "ids": {"type": "array", "items": ids, "maxItems": MAX_POINTS, "uniqueItems": True},
            }
        }


def _unknown(data: dict[str, Any]) -> Iterator[Violation]:
    for name in data:
        if name not in _KEYS:
            yield Violation(name, _("is not a known setting. Known here: {known}.", known=", ".join(_KEYS)))


def _plain_style(style: ClassStyle) -> dict[str, Any]:
    """A class in a file; a marker that nobody has chosen is left out."""
    plain: dict[str, Any] = encode(style)
    return {key: value for key, value in plain.items() if key != "shape" or value != BY_PLACE}


def _classes(data: dict[str, Any], mistakes: list[Violation]) -> tuple[ClassStyle, ...]:
    if data.get("classes") is None:
        return () if data.get("curve") is True else EMPTY.classes
    return tuple(_parts(ClassStyle, data, "classes", mistakes))


def _flag(data: dict[str, Any], name: str, mistakes: list[Violation]) -> bool:
    value = data.get(name, False)
    if not isinstance(value, bool):
        mistakes.append(Violation(name, _("must be {kind}, not {value}.", kind=kind_name(bool), value=show(value))))
    return value is True


def _axes(data: dict[str, Any], mistakes: list[Violation]) -> Axes:
    if data.get("axes") is None:
        return PLANE
    found = list(_parts(Axis, data, "axes", mistakes))
    if len(found) != 2 and isinstance(data["axes"], list):
        mistakes.append(Violation("axes", _("must have two axes, not {n}.", n=len(found))))
    return (found[0], found[1]) if len(found) == 2 else PLANE


def _parts(kind: type[C], data: dict[str, Any], name: str, mistakes: list[Violation]) -> Iterator[C]:
    """The entries of a list of small configurations; one with a mistake is as usual."""
    entries = data[name]
    if not isinstance(entries, list):
        mistakes.append(Violation(name, _not_a_list(entries)))
        return
    for index, entry in enumerate(entries):
        yield _part(kind, entry, f"{name}.{index}", mistakes)


def _part(kind: type[C], entry: Any, path: str, mistakes: list[Violation]) -> C:
    try:
        return decode(kind, entry)
    except SpecError as error:
        found = error.violations
        mistakes.extend(Violation(f"{path}.{v.path}" if v.path else path, v.message) for v in found)
        return kind()


def _entries(
    data: dict[str, Any], name: str, read: Callable[[Any], T | None], sentence: Callable[[Text], Text],
    mistakes: list[Violation],
) -> list[T | None]:  # fmt: skip
    """The entries of a list as numbers; `sentence` says what is wrong with one that reads as None."""
    values = data.get(name, [])
    if not isinstance(values, list):
        mistakes.append(Violation(name, _not_a_list(values)))
        return []
    if len(values) > MAX_POINTS:
        mistakes.append(Violation(name, too_many_points(len(values))))
        return []
    entries = [read(value) for value in values]
    wrong = [index for index, entry in enumerate(entries) if entry is None]
    mistakes.extend(listed(name, wrong, lambda index: sentence(show(values[index]))))
    return entries


def _not_a_list(value: Any) -> Text:
    return _("must be {kind}, not {value}.", kind=kind_name(tuple), value=show(value))


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:  # JSON has whole numbers of any length
        return None
    return number if math.isfinite(number) else None


def _pair(value: Any) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    first, second = _number(value[0]), _number(value[1])
    return None if first is None or second is None else (first, second)


def _id(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= LARGEST_ID else None


def _not_a_pair(value: Text) -> Text:
    return _("must be two finite numbers, not {value}.", value=value)


def _not_a_number(value: Text) -> Text:
    return _("must be a finite number, not {value}.", value=value)


def _not_an_id(value: Text) -> Text:
    return _("must be a whole number from 0 to {most}, not {value}.", most=LARGEST_ID, value=value)
