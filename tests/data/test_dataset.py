from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest

from playground.data.dataset import MAX_POINTS, ClassStyle, Dataset, class_name, default_classes
from playground.spec import SpecError

TWO = default_classes(2)
SQUARE = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


def square(**changed: Any) -> Dataset:
    values: dict[str, Any] = {"x": SQUARE, "y": (0, 0, 0, 1), "ids": (3, 5, 7, 9), "classes": TWO}
    return Dataset(**{**values, **changed})


def complaint(**changed: Any) -> str:
    with pytest.raises(SpecError) as caught:
        square(**changed)
    return str(caught.value)


def test_it_counts_its_points_and_classes() -> None:
    data = square()
    assert (data.n, data.class_count, data.is_classification) == (4, 2, True)
    assert data.counts.tolist() == [3, 1]
    assert data.labels.dtype == np.int64


def test_a_class_without_points_is_counted_as_empty() -> None:
    assert square(classes=default_classes(4)).counts.tolist() == [3, 1, 0, 0]


def test_regression_has_values_and_no_labels() -> None:
    data = square(y=(0.5, -1.5, 2.0, 0.0), classes=())
    assert not data.is_classification
    assert data.counts.size == 0
    with pytest.raises(TypeError):
        _ = data.labels


def test_its_arrays_are_its_own_and_cannot_be_written() -> None:
    x = np.array(SQUARE)
    data = square(x=x)
    x[0] = 99
    assert data.x[0].tolist() == [0, 0]
    for array in (data.x, data.y, data.ids):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    with pytest.raises(FrozenInstanceError):
        data.x = x  # type: ignore[misc]


def test_equal_content_is_equal_and_hashes_alike() -> None:
    assert square() == square()
    assert hash(square()) == hash(square(x=np.array(SQUARE)))
    assert square(x=-np.zeros((4, 2))) == square(x=np.zeros((4, 2)))
    assert hash(square(x=-np.zeros((4, 2)))) == hash(square(x=np.zeros((4, 2))))


@pytest.mark.parametrize(
    "changed",
    [
        {"x": ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.5))},
        {"y": (0, 0, 1, 1)},
        {"ids": (3, 5, 7, 8)},
        {"classes": default_classes(3)},
        {"classes": (ClassStyle(name="cats"), TWO[1])},
    ],
)
def test_any_other_content_is_different(changed: dict[str, Any]) -> None:
    assert square() != square(**changed)


def test_taken_points_keep_their_ids() -> None:
    assert square().take(np.array([3, 1])).ids.tolist() == [9, 5]


def test_an_empty_data_set_is_a_data_set() -> None:
    assert Dataset.numbered(np.empty((0, 2)), [], TWO).counts.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"x": np.zeros((4, 3))}, "x: must have two numbers for each point, not the shape (4, 3)."),
        ({"x": np.zeros(8)}, "x: must have two numbers for each point, not the shape (8,)."),
        ({"y": (0, 1)}, "y: must have one entry for each of the 4 points, not 2."),
        ({"ids": (0, 1, 2)}, "ids: must have one entry for each of the 4 points, not 3."),
        ({"x": (*SQUARE[:3], (1.0, np.nan))}, "x.3: must be two finite numbers, not [1.0, nan]."),
        ({"y": (0, 0, 2, 1)}, "y.2: must be a class number from 0 to 1, not 2."),
        ({"y": (0, 0.5, 0, 1)}, "y.1: must be a class number from 0 to 1, not 0.5."),
        ({"y": (0, np.nan, 0, 1)}, "y.1: must be a class number from 0 to 1, not nan."),
        ({"y": (0, np.inf, 0, 1), "classes": ()}, "y.1: must be a finite number, not inf."),
        ({"ids": (3, 5, 3, 9)}, "ids.2: 3 is the id of another point too."),
        ({"ids": (3, -5, 7, 9)}, "ids.1: must be a whole number from 0 to 4,611,686,018,427,387,904, not -5."),
        ({"ids": (0.5, 1.5, 2.5, 3.5)}, "ids: must be whole numbers."),
        ({"x": (("a", "b"),) * 4}, "x: must be numbers."),
        ({"classes": default_classes(1), "y": (0, 0, 0, 0)}, "classes: There must be 2 to 10 classes, not 1."),
        ({"classes": (ClassStyle(),) * 11}, "classes: There must be 2 to 10 classes, not 11."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(changed: dict[str, Any], sentence: str) -> None:
    assert complaint(**changed) == sentence


def test_several_mistakes_are_all_told() -> None:
    text = complaint(x=((np.inf, 0.0), *SQUARE[1:]), y=(0, 0, 7, 9), ids=(1, 1, 1, 2))
    assert [line.split(":")[0] for line in text.splitlines()] == ["x.0", "y.2", "y.3", "ids.1", "ids.2"]


def test_a_long_list_of_mistakes_is_cut_short() -> None:
    with pytest.raises(SpecError) as caught:
        Dataset.numbered(np.zeros((500, 2)), np.full(500, 5), TWO)
    assert len(caught.value.violations) == 11
    assert str(caught.value).endswith("y: 490 more entries have a mistake.")


def test_too_many_points_are_refused_with_both_numbers() -> None:
    most = Dataset.numbered(np.zeros((MAX_POINTS, 2)), np.zeros(MAX_POINTS), TWO)
    assert most.n == MAX_POINTS
    with pytest.raises(SpecError, match="x: A data set has at most 100,000 points, not 100,001"):
        Dataset.numbered(np.zeros((MAX_POINTS + 1, 2)), np.zeros(MAX_POINTS + 1), TWO)


def test_a_class_has_its_name_or_a_letter() -> None:
    classes = (ClassStyle(), ClassStyle(name="{cats}"), ClassStyle())
    assert [str(class_name(classes, index)) for index in range(3)] == ["Class A", "{cats}", "Class C"]
    assert str(class_name(square(), 1)) == "Class B"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"colour": 10}, "colour: Class colour must be 9 or less, not 10."),
        ({"name": "x" * 41}, "name: A class name has at most 40 characters, not 41."),
    ],
)
def test_a_class_style_outside_its_limits_cannot_exist(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SpecError) as caught:
        ClassStyle(**given)
    assert str(caught.value) == sentence
