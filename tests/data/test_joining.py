"""Points added to points."""

import numpy as np
import pytest

from playground.data.axes import Axis, to_plane, to_units
from playground.data.dataset import ClassStyle, Dataset
from playground.data.joining import joined
from playground.data.target import Target
from playground.spec import SpecError

AXES = (Axis("length", 0, 12), Axis("mass", 0, 120))
CATS, DOGS, BIRDS = (ClassStyle(name, colour) for name, colour in (("cats", 3), ("dogs", 1), ("birds", 3)))


def data(places: list[list[float]], labels: list[int], classes: tuple[ClassStyle, ...], axes=AXES) -> Dataset:  # type: ignore[no-untyped-def]
    return Dataset.numbered(places, labels, classes, axes)


def test_old_points_keep_ids_places_and_axes_where_the_new_ones_fit() -> None:
    old = data([[0, 0], [1, 1]], [0, 1], (CATS, DOGS))
    new = data([[0, 0]], [0], (DOGS, BIRDS), (Axis("length", 4, 10), Axis("mass", 20, 40)))
    both = joined(old, new)
    assert both.axes == AXES
    assert np.array_equal(both.x[:2], old.x)
    assert to_units(both.axes, both.x)[2].tolist() == [7, 30]
    assert both.ids.tolist() == [0, 1, 2]
    assert both.labels.tolist() == [0, 1, 1]


def test_axes_grow_and_no_point_moves_in_own_units() -> None:
    old = data([[0, 0], [6, 6]], [0, 1], (CATS, DOGS))
    new = data([[6, 0]], [0], (CATS, DOGS), (Axis("length", 100, 200), Axis("mass", 0, 120)))
    both = joined(old, new)
    assert np.allclose(to_units(both.axes, both.x), [[6, 60], [12, 120], [200, 60]])
    assert np.abs(both.x).max() <= 6
    assert both.axes[0].name == "length"
    assert both.axes[1] == AXES[1]


def test_new_classes_get_a_free_colour_and_empty_ones_do_not_come() -> None:
    old = data([[0, 0], [1, 1]], [0, 1], (CATS, DOGS))
    both = joined(old, data([[0, 1]], [1], (ClassStyle("fish"), BIRDS)))
    assert [style.name for style in both.classes] == ["cats", "dogs", "birds"]
    assert len({style.colour for style in both.classes}) == 3
    assert both.labels.tolist() == [0, 1, 2]


def test_onto_an_empty_sheet_come_the_axes_of_the_new_points() -> None:
    empty = Dataset.numbered(np.empty((0, 2)), np.empty(0), (ClassStyle(), ClassStyle()))
    assert joined(empty, data([[0, 0]], [0], (CATS, DOGS))).axes == AXES


def test_points_of_two_curves_are_a_curve_at_their_own_heights() -> None:
    old, new = (Dataset.numbered([[0, height]], [0.0], axes=AXES, is_curve=True) for height in (1, 2))
    both = joined(old, new)
    assert both.is_curve
    assert both.y.tolist() == [70, 80]


def test_what_cannot_be_joined_is_refused_in_words() -> None:
    old = data([[0, 0]], [0], (CATS, DOGS))
    with pytest.raises(SpecError, match="Points with classes and points with values"):
        joined(old, Dataset.numbered([[0, 0]], [0.5]))
    with pytest.raises(SpecError, match="Points of a curve"):
        joined(Dataset.numbered([[0, 0]], [0.5]), Dataset.numbered([[0, 0]], [0.0], is_curve=True))
    ten = tuple(ClassStyle(f"kind {index}", index) for index in range(10))
    with pytest.raises(SpecError, match="more than 10 classes"):
        joined(data([[0, 0]] * 10, list(range(10)), ten), old)
    many = Dataset.numbered(np.zeros((99_999, 2)), np.zeros(99_999), (CATS, DOGS), AXES)
    with pytest.raises(SpecError, match="at most 100,000 points"):
        joined(many, data([[0, 0]] * 2, [0, 1], (CATS, DOGS)))


def priced(values: list[float], target: Target) -> Dataset:
    y = target.scaled(np.array(values))
    return Dataset.numbered(np.arange(2.0 * len(y)).reshape(-1, 2) % 6, y, target=target)


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (Target("price", 0, 100), Target("cost", 20, 60), Target("price", 0, 100)),
        (Target("price", 0, 100), Target("cost", 20, 600), Target("price", 0, 600)),
        (Target(), Target("cost", 20, 60), Target("cost", 0, 60)),
        (Target("price", 0, 100), Target(), Target("price", 0, 100)),
    ],
)
def test_values_are_what_they_were_in_own_units(mine: Target, theirs: Target, together: Target) -> None:
    values, others = [0.5, 1.0], [theirs.middle, theirs.high - theirs.unit / 2]
    both = joined(priced(values, mine), priced(others, theirs))
    assert both.target.name == together.name
    assert both.target.own(both.y).tolist() == pytest.approx([*values, *others])
    assert np.abs(both.y).max() <= 1
    assert both.target.high - both.target.low < 1.5 * (together.high - together.low)


def test_heights_of_a_curve_are_what_they_were_in_own_units() -> None:
    def curve(heights: list[float], target: Target) -> Dataset:
        axes = (Axis("year", 0, 12), Axis("people", -1, 1))
        y = target.scaled(np.array(heights))
        return Dataset.numbered(to_plane(axes, np.column_stack([[1, 2], y])), y, (), axes, True, target)

    old, new = curve([1000, 3000], Target("people", 0, 4000)), curve([5000, 9000], Target("people", 0, 10_000))
    both = joined(old, new)
    assert both.target.own(both.y).tolist() == pytest.approx([1000, 3000, 5000, 9000])
    assert np.abs(both.x).max() <= 6
