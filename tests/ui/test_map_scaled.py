"""The axes of the map tell what the network is told of their numbers, and the map stays where it is."""

from dataclasses import replace

import numpy as np
import pytest

from playground.data.config import DataConfig
from playground.data.curve_sets import Wave
from playground.data.dataset import Dataset, default_classes
from playground.data.features import X1
from playground.data.points import Points
from playground.data.scaling import MinMax, Scaling, Standardise
from playground.experiment import Experiment, Prepared, prepare
from playground.ui.appearance import Appearance
from playground.ui.paint.tools import PaintTools
from playground.ui.views.map_scaled import scaled_marks
from playground.ui.views.map_view import MapView
from tests.ui.map_kit import a_session

VALUES = (-6.0, -3.0, 0.0, 3.0, 6.0)


def corners(scaling: Scaling) -> Prepared:
    """Points between -3 and 3, all of which train or count for the scale."""
    places = np.array([(-3.0, -3.0), (-3.0, 3.0), (3.0, -3.0), (3.0, 3.0)])
    dataset = Dataset.numbered(places, np.array([0.0, 1.0, 0.0, 1.0]), default_classes(2))
    return prepare(Experiment(data=DataConfig(source=Points(dataset), scaling=scaling, scale_by_all=True)))


def test_numbers_are_those_that_the_network_reads() -> None:
    assert scaled_marks(corners(MinMax(0.0, 1.0)), False, VALUES) == [
        (-3.0, "(0)"), (0.0, "(0.5)"), (3.0, "(1)"), (6.0, "(1.5)"),
    ]  # fmt: skip
    assert scaled_marks(corners(Standardise()), True, VALUES)[0] == (-3.0, "(−1)")


def test_a_narrow_scale_has_decimals_enough_to_tell_its_numbers_apart() -> None:
    words = [words for _place, words in scaled_marks(corners(MinMax(0.0, 0.01)), False, VALUES)]
    assert words == ["(0)", "(0.005)", "(0.01)", "(0.015)"]


@pytest.mark.parametrize("upright", [False, True])
def test_an_axis_without_a_scale_has_no_second_numbers(upright: bool) -> None:
    assert scaled_marks(prepare(Experiment()), upright, VALUES) == []


def test_an_axis_that_is_no_input_has_no_second_numbers() -> None:
    prepared = corners(Standardise())
    only_first = prepare(replace(prepared.experiment, features=(X1(),)))
    assert scaled_marks(only_first, False, VALUES)
    assert scaled_marks(only_first, True, VALUES) == []


def test_the_height_of_a_curve_is_not_scaled() -> None:
    session = a_session(Wave())
    session.apply("data.scaling", Standardise())
    prepared = session.prepared
    assert scaled_marks(prepared, False, VALUES)
    assert scaled_marks(prepared, True, VALUES) == []


def test_another_scaling_is_drawn_at_once_and_the_map_stays_where_it_is(qtbot, appearance: Appearance) -> None:
    session = a_session()
    view = MapView(session, appearance, PaintTools())
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    before, geometry = view.grab().toImage(), view._geometry
    session.apply("data.scaling", Standardise())
    scaled = view.grab().toImage()
    assert scaled != before
    session.apply("data.scaling", MinMax())
    assert view.grab().toImage() != scaled
    assert view._geometry == geometry
