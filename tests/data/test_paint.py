from typing import Any

import numpy as np
import pytest

from playground.data import paint
from playground.data.dataset import DOMAIN, MAX_POINTS, ClassStyle, Dataset, default_classes
from playground.data.generators import Circle
from playground.data.points import EMPTY
from playground.data.several_sets import Blobs
from playground.spec import SpecError

FOUR = Dataset(
    np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [5.0, 5.0]]),
    np.array([0.0, 1.0, 0.0, 1.0]),
    np.array([2, 4, 6, 8]),
    default_classes(2),
)
HEIGHTS = Dataset.numbered([[0.0, 0.0], [1.0, 1.0]], [0.5, -0.5])


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def complaint(operation: Any, *given: Any) -> str:
    with pytest.raises(SpecError) as caught:
        operation(*given)
    return str(caught.value)


# Points


def test_a_point_is_added_at_the_end_with_the_next_id() -> None:
    after = paint.add_point(FOUR, (-1, 3), 1)
    assert after.take(np.arange(4)) == FOUR
    assert (after.x[4].tolist(), after.y[4], after.ids[4]) == ([-1, 3], 1, 9)


def test_the_first_point_of_a_drawing_has_the_id_0() -> None:
    assert paint.add_point(EMPTY, (0, 0), 1).ids.tolist() == [0]


def test_a_point_outside_the_domain_is_put_on_its_border() -> None:
    assert paint.add_point(FOUR, (-99, 7), 0).x[-1].tolist() == [-6, 6]


def test_on_regression_data_the_label_is_the_value() -> None:
    assert paint.add_point(HEIGHTS, (0, 0), 0.75).y.tolist() == [0.5, -0.5, 0.75]
    assert paint.relabel(HEIGHTS, [0], -2.5).y.tolist() == [-2.5, -0.5]


def test_a_label_without_a_class_is_refused() -> None:
    assert complaint(paint.add_point, FOUR, (0, 0), 2) == "y.4: must be a class number from 0 to 1, not 2."
    assert complaint(paint.relabel, FOUR, [6], 5) == "y.2: must be a class number from 0 to 1, not 5."


def test_a_full_data_set_takes_no_more_points() -> None:
    full = Dataset.numbered(np.zeros((MAX_POINTS, 2)), np.zeros(MAX_POINTS), default_classes(2))
    assert "at most 100,000 points, not 100,001" in complaint(paint.add_point, full, (0, 0), 0)


def test_spray_puts_its_points_evenly_into_a_disc_around_each_position() -> None:
    path = np.array([[-3.0, 0.0], [3.0, 1.0]])
    after = paint.spray(EMPTY, path, 1, 2.0, 5000, rng())
    assert after.n == 10_000
    assert set(after.y) == {1}
    for centre, spot in zip(path, (after.x[:5000], after.x[5000:]), strict=True):
        distance = np.linalg.norm(spot - centre, axis=1)
        assert distance.max() <= 2
        assert np.mean(distance < 1) == pytest.approx(0.25, abs=0.02)  # a quarter of the area
        assert spot.mean(axis=0) == pytest.approx(centre, abs=0.06)


def test_the_same_stroke_with_the_same_seed_is_the_same_drawing() -> None:
    strokes = [paint.spray(FOUR, [[0, 0], [1, 1]], 0, 0.5, 3, rng(seed)) for seed in (4, 4, 5)]
    assert strokes[0] == strokes[1] != strokes[2]


def test_spray_keeps_what_was_there_and_stays_in_the_domain() -> None:
    after = paint.spray(FOUR, [[6, 6]], 0, 3.0, 50, rng())
    assert after.take(np.arange(4)) == FOUR
    assert after.x.max() == DOMAIN[1]
    assert after.ids[4:].tolist() == [*range(9, 59)]


def test_an_empty_stroke_adds_nothing() -> None:
    assert paint.spray(FOUR, np.empty((0, 2)), 0, 1.0, 5, rng()) == FOUR


def test_the_eraser_takes_what_lies_in_its_disc_and_nothing_else() -> None:
    assert paint.erase(FOUR, (0, 0), 1.0).ids.tolist() == [6, 8]
    assert paint.erase(FOUR, (0, 0), 0.9).ids.tolist() == [4, 6, 8]


def test_several_places_are_painted_at_once_as_one_after_the_other() -> None:
    dataset = paint.add_points(EMPTY, rng(1).uniform(-6, 6, (300, 2)), 0.0)
    places, spared = [(-3.0, 0.0), (-2.0, 0.5), (4.0, 4.0)], dataset.ids[::5]
    erased = recoloured = dataset
    for place in places:
        erased = paint.erase(erased, place, 1.5, spared)
        recoloured = paint.recolour(recoloured, place, 1.5, 1.0, spared)
    assert paint.erase(dataset, places, 1.5, spared) == erased
    assert paint.recolour(dataset, places, 1.5, 1.0, spared) == recoloured
    assert dataset.n > erased.n > 240
    assert paint.erase(dataset, [], 1.5) is dataset


def test_erasing_after_adding_gives_back_the_drawing() -> None:
    after = paint.spray(FOUR, [[-4, -4]], 1, 0.5, 20, rng())
    assert paint.erase(after, (-4, -4), 0.5 + 1e-9) == FOUR
    assert paint.erase_ids(after, after.ids[4:]) == FOUR


def test_what_changes_nothing_gives_the_same_object() -> None:
    assert paint.erase(FOUR, (-5, -5), 1) is FOUR
    assert paint.erase_ids(FOUR, [77]) is FOUR
    assert paint.move(FOUR, [], (1, 1)) is FOUR
    assert paint.relabel(FOUR, [2, 6], 0) is FOUR
    assert paint.clear(EMPTY) is EMPTY


def test_a_rectangle_may_be_drawn_from_any_corner() -> None:
    for corner, opposite in (((0, 0), (1, 2)), ((1, 2), (0, 0)), ((0, 2), (1, 0)), ((1, 0), (0, 2))):
        assert paint.select_rectangle(FOUR, corner, opposite).tolist() == [2, 4, 6]
    assert paint.select_rectangle(FOUR, (3, 3), (4, 4)).tolist() == []


def test_moved_points_keep_ids_labels_and_arrangement() -> None:
    after = paint.move(FOUR, [4, 8], (0.5, -1))
    assert after.x.tolist() == [[0, 0], [1.5, -1], [0, 2], [5.5, 4]]
    assert after.ids.tolist() == FOUR.ids.tolist()
    assert after.y.tolist() == FOUR.y.tolist()


def test_a_selection_stops_as_a_whole_at_the_border() -> None:
    after = paint.move(FOUR, [4, 8], (3, 0.5))
    assert after.x[[1, 3]].tolist() == [[2, 0.5], [6, 5.5]]


@pytest.mark.parametrize("delta", [(100, 100), (-100, 3), (0.25, -100)])
def test_no_move_leaves_the_domain_or_bends_the_selection(delta: tuple[float, float]) -> None:
    data = Blobs().make(rng())
    after = paint.move(data, data.ids[::2], delta)
    assert np.abs(after.x).max() <= DOMAIN[1] + 1e-12
    steps = (after.x - data.x)[::2]
    assert steps == pytest.approx(np.broadcast_to(steps[0], steps.shape))
    assert after.x[1::2].tolist() == data.x[1::2].tolist()


def test_points_that_came_from_outside_the_domain_may_stay_or_come_nearer() -> None:
    far = Dataset.numbered([[9.0, 0.0]], [0], default_classes(2))
    assert paint.move(far, [0], (1, 0)).x.tolist() == [[9, 0]]
    assert paint.move(far, [0], (-2, 0)).x.tolist() == [[7, 0]]


def test_chosen_points_get_another_label() -> None:
    assert paint.relabel(FOUR, [2, 6, 77], 1).labels.tolist() == [1, 1, 1, 1]


def test_a_cleared_drawing_keeps_its_classes() -> None:
    cleared = paint.clear(paint.rename_class(FOUR, 0, "cats"))
    assert (cleared.n, cleared.classes[0].name) == (0, "cats")


def test_painting_never_changes_the_drawing_it_began_with() -> None:
    data = Circle().make(rng())
    before = Dataset(data.x, data.y, data.ids, data.classes)
    paint.move(data, data.ids, (1, 1))
    paint.relabel(data, data.ids, 0)
    paint.erase(data, (0, 0), 4)
    paint.remove_class(paint.add_class(data), 0)
    assert data == before


# Classes


def test_a_new_class_has_no_points_and_the_first_free_colour() -> None:
    after = paint.add_class(paint.recolour_class(FOUR, 0, 5))
    assert [style.colour for style in after.classes] == [5, 1, 0]
    assert after.counts.tolist() == [2, 2, 0]


def test_ten_classes_have_ten_colours_and_there_is_no_eleventh() -> None:
    data = FOUR
    for _ in range(8):
        data = paint.add_class(data)
    assert sorted(style.colour for style in data.classes) == [*range(10)]
    assert complaint(paint.add_class, data) == "classes: There must be 2 to 10 classes, not 11."


def test_a_removed_class_takes_its_points_along_and_the_classes_after_it_move_up() -> None:
    data = Dataset.numbered(
        np.arange(10.0).reshape(5, 2) / 2, [0, 1, 2, 1, 2], tuple(ClassStyle(name=name) for name in "abc")
    )
    after = paint.remove_class(data, 1)
    assert [style.name for style in after.classes] == ["a", "c"]
    assert after.ids.tolist() == [0, 2, 4]
    assert after.labels.tolist() == [0, 1, 1]


def test_two_classes_are_the_least() -> None:
    assert complaint(paint.remove_class, FOUR, 0) == "classes: There must be 2 to 10 classes, not 1."


def test_a_class_is_renamed_and_recoloured_without_touching_the_points() -> None:
    after = paint.recolour_class(paint.rename_class(FOUR, 1, "dogs"), 1, 8)
    assert after.classes == (ClassStyle(colour=0), ClassStyle(name="dogs", colour=8))
    assert paint.recolour_class(paint.rename_class(after, 1, ""), 1, 1) == FOUR


def test_a_class_that_is_not_there_is_refused() -> None:
    sentence = "classes: There is no class with the number 2; they are 0 to 1."
    assert complaint(paint.rename_class, FOUR, 2, "x") == sentence
    assert complaint(paint.recolour_class, FOUR, 2, 1) == sentence
    assert complaint(paint.remove_class, FOUR, 2) == sentence
    assert "number -1" in complaint(paint.rename_class, FOUR, -1, "x")


def test_a_colour_outside_the_palette_is_refused() -> None:
    assert complaint(paint.recolour_class, FOUR, 0, 10) == "colour: Class colour must be 9 or less, not 10."


def test_regression_data_have_no_classes_to_edit() -> None:
    sentence = "classes: A data set for regression has values, not classes."
    assert complaint(paint.add_class, HEIGHTS) == sentence
    assert complaint(paint.rename_class, HEIGHTS, 0, "x") == sentence
    assert complaint(paint.remove_class, HEIGHTS, 0) == sentence
