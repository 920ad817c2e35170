"""The points as text for other programs: a table with commas or tabs, or JSON. Numbers are in own units and read back
to the same place."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

from playground.data.axes import to_units
from playground.data.dataset import Integers, class_name
from playground.data.split import part_codes
from playground.experiment import Prepared

PARTS = ("train", "validation", "test")


def as_csv(prepared: Prepared, which: Integers, separator: str = ",") -> str:
    """The points at these positions as a table: two inputs, the class or the value, and the part.

    The line ends are those of spreadsheets, and a name with the separator in it stands in quotes.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(names(prepared))
    writer.writerows(_rows(prepared, which))
    return text.getvalue()


def as_json(prepared: Prepared, which: Integers) -> str:
    """The same as a list of objects."""
    keys = names(prepared)
    rows = [json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False) for row in _rows(prepared, which)]
    return "[\n" + ",\n".join(rows) + "\n]\n"


def names(prepared: Prepared) -> tuple[str, str, str, str]:
    """The names of the columns; axes without a name are x1 and x2."""
    first, second = (axis.name or f"x{index}" for index, axis in enumerate(prepared.axes, start=1))
    second = f"{second} (2)" if second == first else second
    return first, second, "class" if prepared.dataset.is_classification else "value", "part"


def _rows(prepared: Prepared, which: Integers) -> Iterator[tuple[float, float, str | float, str]]:
    """One row after the other, so that other threads get their turn while very many are written."""
    places = to_units(prepared.own_axes, prepared.dataset.x)[which]
    parts = part_codes(prepared.parts)
    for (x1, x2), truth, part in zip(places.tolist(), _truths(prepared, which), parts[which].tolist(), strict=True):
        yield x1, x2, truth, PARTS[part]


def _truths(prepared: Prepared, which: Integers) -> list[str | float]:
    dataset = prepared.dataset
    if not dataset.is_classification:
        return list(prepared.target.written(dataset.heights(prepared.axes)[which]).tolist())
    called = [str(class_name(dataset, index)) for index in range(dataset.class_count)]
    return [called[label] for label in dataset.labels[which].tolist()]
