"""The plane in own units."""

import json

import numpy as np
import pytest

from playground.codec import decode, encode
from playground.data.axes import PLANE, Axis, Stretch, axis_name, to_plane, to_units
from playground.data.dataset import Dataset, default_classes
from playground.data.generators import Circle
from playground.data.paint import add_class, add_point, erase_ids, move, relabel
from playground.data.points import Points
from playground.data.sources import Source
from playground.spec import SpecError

PETALS = (Axis("length", 0.0, 12.0), Axis("width", -1.0, 2.0))
ONE = Dataset(np.array([[1.0, 0.0]]), np.array([1.0]), np.array([4]), default_classes(2), PETALS)


def test_the_plain_axes_leave_every_bit_as_it_is() -> None:
    x = Circle().make(np.random.default_rng(3)).x
    assert np.array_equal(to_units(PLANE, x), x)
    assert np.array_equal(to_plane(PLANE, x), x)


def test_the_ends_of_the_plane_are_the_ends_of_the_axes() -> None:
    assert to_units(PETALS, [[-6, -6], [6, 6], [0, 0]]).tolist() == [[0, -1], [12, 2], [6, 0.5]]


@pytest.mark.parametrize("axes", [PLANE, PETALS, (Axis(low=1e6, high=1e6 + 3), Axis(low=-1e-5, high=0.0))])
def test_the_way_there_and_back_leads_to_the_same_place(axes: tuple[Axis, Axis]) -> None:
    x = np.random.default_rng(1).uniform(-6, 6, (100, 2))
    assert to_plane(axes, to_units(axes, x)) == pytest.approx(x, abs=1e-8)


def test_a_stretched_axis_has_other_numbers_for_the_same_places() -> None:
    stretched = Stretch(x1=0.5, x2=100).of(PETALS)
    assert [(axis.low, axis.high) for axis in stretched] == [(0, 6), (-100, 200)]
    assert [axis.name for axis in stretched] == ["length", "width"]


def test_an_axis_without_a_name_goes_by_its_symbol() -> None:
    assert [str(axis_name(axes, 1)) for axes in (PETALS, PLANE)] == ["width", "x₂"]


@pytest.mark.parametrize(("low", "high"), [(2.0, 2.0), (3.0, 1.0), (1e12, 1e12), (1e11, 1e11 + 1), (0.0, 1e-10)])
def test_an_axis_that_goes_nowhere_is_refused(low: float, high: float) -> None:
    with pytest.raises(SpecError, match="The upper end must be more than the lower end"):
        Axis(low=low, high=high)


def test_whatever_is_painted_keeps_the_axes() -> None:
    for made in (
        add_point(ONE, (0, 1), 0), erase_ids(ONE, [4]), move(ONE, [4], (1, 1)), relabel(ONE, [4], 0), add_class(ONE)
    ):  # fmt: skip
        assert made.axes == PETALS


def test_data_sets_in_other_units_are_other_data_sets() -> None:
    assert Dataset(ONE.x, ONE.y, ONE.ids, ONE.classes) != ONE


def test_axes_come_back_from_a_file() -> None:
    plain = json.loads(json.dumps(encode(Points(ONE))))
    assert plain["axes"] == [
        {"name": "length", "low": 0.0, "high": 12.0}, {"name": "width", "low": -1.0, "high": 2.0}
    ]  # fmt: skip
    assert decode(Source, plain) == Points(ONE)  # type: ignore[type-abstract]


def test_a_file_without_axes_is_in_the_units_of_the_plane() -> None:
    assert decode(Source, {"type": "points", "x": [[1, 2]], "y": [0]}).axes == PLANE  # type: ignore[type-abstract]


@pytest.mark.parametrize(
    ("axes", "sentence"),
    [
        ([{}], "axes: must have two axes, not 1."),
        ("x", "axes: must be a list, not x."),
        ([{"low": 7}, {}], "axes.0.high: The upper end must be more than the lower end (7), not 6."),
        ([{"high": 1e13}, {}], "axes.0.high: Upper end must be 1e+12 or less, not 1e+13."),
    ],
)
def test_a_mistake_in_the_axes_of_a_file_is_told(axes: object, sentence: str) -> None:
    with pytest.raises(SpecError) as caught:
        decode(Source, {"type": "points", "axes": axes})  # type: ignore[type-abstract]
    assert str(caught.value) == sentence
