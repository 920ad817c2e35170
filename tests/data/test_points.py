import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from playground import tree
from playground.codec import decode, encode
from playground.data.dataset import MAX_POINTS, ClassStyle, Dataset, default_classes
from playground.data.generators import Circle
from playground.data.points import EMPTY, Points
from playground.data.sources import Source
from playground.data.target import Target
from playground.i18n import plain
from playground.spec import Configuration, Effect, SpecError, param

CATS = (ClassStyle(name="cats", colour=3), ClassStyle(name="dogs", colour=7))
DRAWN = Dataset(
    np.array([[0.1, -2.0], [5.5, 1 / 3], [-6.0, 6.0]]), np.array([0.0, 1.0, 1.0]), np.array([4, 2, 9]), CATS
)


def through_a_file(source: Source) -> Source:
    return decode(Source, json.loads(json.dumps(encode(source))))  # type: ignore[type-abstract]


def complaints(body: dict[str, Any]) -> list[str]:
    with pytest.raises(SpecError) as caught:
        decode(Source, {"type": "points", **body})  # type: ignore[type-abstract]
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    "dataset",
    [
        DRAWN,
        EMPTY,
        Dataset.numbered([[1.0, 2.0]], [0.25]),
        Dataset.numbered([[1.0, 2.0]], [0.25], target=Target("price", 10, 50)),
        Dataset.numbered(np.empty((0, 2)), []),
        Circle().make(np.random.default_rng(1)),
        Dataset.numbered([[1.0, 2.0]], [4], default_classes(10)),
    ],
)
def test_points_come_back_from_a_file_to_the_last_bit(dataset: Dataset) -> None:
    assert through_a_file(Points(dataset)) == Points(dataset)


def test_making_gives_the_points_themselves() -> None:
    assert Points(DRAWN).make(np.random.default_rng(0)) is DRAWN
    assert Points(DRAWN).classes == CATS


def test_the_file_says_what_a_person_would_write() -> None:
    assert encode(Points(DRAWN)) == {
        "type": "points",
        "classes": [{"name": "cats", "colour": 3}, {"name": "dogs", "colour": 7}],
        "x": [[0.1, -2.0], [5.5, 1 / 3], [-6.0, 6.0]],
        "y": [0, 1, 1],
        "ids": [4, 2, 9],
    }


def test_ids_that_only_count_are_left_out_of_the_file() -> None:
    assert "ids" not in encode(Points(Dataset.numbered([[1, 2], [3, 4]], [0, 1], CATS)))


def test_what_a_file_leaves_out_is_as_in_an_empty_drawing() -> None:
    assert decode(Source, "points") == Points(EMPTY) == Points()  # type: ignore[type-abstract]
    some = decode(Source, {"type": "points", "x": [[1, 2]], "y": [1]})  # type: ignore[type-abstract]
    assert some == Points(Dataset.numbered([[1, 2]], [1], default_classes(2)))


@dataclass(frozen=True, slots=True)
class Owner(Configuration):
    source: Source = param(Points(), label=plain("Source"), help=plain(""), effect=Effect.DATA)


def test_other_points_are_a_change_of_data_and_equal_points_are_none() -> None:
    same = Dataset(DRAWN.x.copy(), DRAWN.y.copy(), DRAWN.ids.copy(), CATS)
    assert tree.diff(Owner(Points(DRAWN)), Owner(Points(same))) == ()
    moved = Dataset(DRAWN.x + 0.125, DRAWN.y, DRAWN.ids, CATS)
    (change,) = tree.diff(Owner(Points(DRAWN)), Owner(Points(moved)))
    assert (change.path, change.effect, change.new) == ("source", Effect.DATA, Points(moved))
    assert hash(Points(DRAWN)) == hash(Points(same))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"x": [[1, 2], [3]], "y": [0, 1]}, "x.1: must be two finite numbers, not [3]."),
        ({"x": [[1, 2], [3, "4"]], "y": [0, 1]}, "x.1: must be two finite numbers, not [3, '4']."),
        ({"x": [[1, True]], "y": [0]}, "x.0: must be two finite numbers, not [1, True]."),
        ({"x": [None], "y": [0]}, "x.0: must be two finite numbers, not null."),
        ({"x": [[1, float("nan")]], "y": [0]}, "x.0: must be two finite numbers, not [1, nan]."),
        ({"x": [[1, 2]], "y": [float("inf")]}, "y.0: must be a finite number, not inf."),
        ({"x": [[1, 2]], "y": ["A"]}, "y.0: must be a finite number, not A."),
        ({"x": [[1, 2]], "y": [2]}, "y.0: must be a class number from 0 to 1, not 2."),
        ({"x": [[1, 2]], "y": [-1]}, "y.0: must be a class number from 0 to 1, not -1."),
        ({"x": [[1, 2]], "y": [0.5]}, "y.0: must be a class number from 0 to 1, not 0.5."),
        ({"x": [[1, 2]]}, "y: must have one entry for each of the 1 points, not 0."),
        (
            {"target": {"low": 3, "high": 1}},
            "target.high: The upper end must be more than the lower end (3), not 1.",
        ),
        ({"x": 5, "y": []}, "x: must be a list, not 5."),
        ({"x": {"a": 1}, "y": []}, "x: must be a list, not {'a': 1}."),
        ({"x": [[1, 2]], "y": [0], "ids": [1.5]}, "ids.0: must be a whole number from 0 to {most}, not 1.5."),
        ({"x": [[1, 2]], "y": [0], "ids": [2**63]}, "ids.0: must be a whole number from 0 to {most}, not {huge}."),
        ({"x": [[1, 2]] * 2, "y": [0, 0], "ids": [3, 3]}, "ids.1: 3 is the id of another point too."),
        ({"colour": "red"}, "colour: is not a known setting. Known here: classes, axes, curve, target, x, y, ids."),
        ({"classes": "cats"}, "classes: must be a list, not cats."),
        ({"classes": ["cats", {}]}, "classes.0: must be a group of settings, not cats."),
        ({"classes": [{"colour": 12}, {}]}, "classes.0.colour: Class colour must be 9 or less, not 12."),
        ({"classes": [{"size": 1}, {}]}, "classes.0.size: is not a known setting. Known here: name, colour, shape."),
        ({"classes": [{}]}, "classes: There must be 2 to 10 classes, not 1."),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(body: dict[str, Any], sentence: str) -> None:
    expected = sentence.replace("{most}", f"{2**62:,}").replace("{huge}", f"{2**63:,}")
    assert complaints(body) == [expected]


def test_a_whole_number_too_large_for_a_computer_is_not_a_number() -> None:
    (line,) = complaints({"x": [[10**400, 0]], "y": [0]})
    assert line.startswith("x.0: must be two finite numbers, not [1000")


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    body = {"classes": [{"colour": -1}, {}], "x": [[1, 2], "a", [3]], "y": [None], "z": 1}
    assert [line.split(":")[0] for line in complaints(body)] == ["z", "classes.0.colour", "x.1", "x.2", "y.0"]


def test_too_many_points_in_a_file_are_refused_with_both_numbers() -> None:
    n = MAX_POINTS + 1
    sentence = "A data set has at most 100,000 points, not 100,001."
    assert complaints({"x": [[0, 0]] * n, "y": [0] * n}) == [f"x: {sentence}", f"y: {sentence}"]


def test_the_place_of_a_mistake_includes_where_the_points_are() -> None:
    with pytest.raises(SpecError, match=r"^source\.x\.0: must be two finite numbers, not 7\.$"):
        decode(Owner, {"source": {"type": "points", "x": [7], "y": [0]}})
