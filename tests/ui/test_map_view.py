"""The decision map shows frames and points, in every state of them."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from map_kit import Bench, a_session
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.data.augmentation import Augmentation
from playground.data.dataset import Dataset, default_classes
from playground.data.generators import Circle, Spiral
from playground.data.points import Points
from playground.data.regression_sets import Plane
from playground.data.several_sets import Rings
from playground.data.sources import Source
from playground.data.split import Split
from playground.engine.config import Layer
from playground.i18n import plain
from playground.session.frame import Frame
from playground.ui.appearance import Appearance
from playground.ui.paint.tools import PaintTools
from playground.ui.views.map_legend import ColourLegend
from playground.ui.views.map_view import MapView

TEN = Dataset.numbered(np.linspace(-5, 5, 20).reshape(10, 2), np.arange(10), default_classes(10))
SOURCES = {
    "ten points of ten classes": Points(TEN),
    "no points": Points(),
    "400 points": Circle(),
    "5,000 points": Spiral(samples=5000),
    "three classes": Rings(),
    "values": Plane(),
}


@pytest.fixture
def bench(qtbot, appearance: Appearance) -> Callable[[Source | None], Bench]:
    def make(source: Source | None = None, side: int = 300) -> Bench:
        session, tools = a_session(source), PaintTools()
        view = MapView(session, appearance, tools)
        qtbot.addWidget(view)
        view.resize(side, side)
        view.show()
        return Bench(session, tools, view)

    return make


def picture(view: MapView) -> QImage:
    return view.grab().toImage()


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_kind_of_data_is_shown_before_and_after_the_first_frame(bench, appearance, source, mode) -> None:
    appearance.set_mode(mode)
    it = bench(source)
    before = picture(it.view)
    it.frame()
    assert picture(it.view) != before


@pytest.mark.parametrize("source", [Circle(), Rings(), Plane()], ids=["two classes", "three classes", "values"])
@pytest.mark.parametrize("what", [np.nan, np.inf, -np.inf])
def test_a_map_without_numbers_is_shown_as_such(bench, source, what: float) -> None:
    it = bench(source)
    frame = it.frame()
    good = picture(it.view)
    it.view.show_frame(replace(frame, output_map=np.full_like(frame.output_map, what)))
    assert picture(it.view) != good
    assert "%" not in it.view.readout((0, 0))


def test_an_empty_frame_changes_nothing(bench) -> None:
    it = bench()
    it.frame()
    before = picture(it.view)
    it.view.show_frame(Frame(generation=1))
    assert picture(it.view) == before


def test_the_first_class_is_orange_and_the_second_blue_and_above_is_above(bench) -> None:
    it = bench(Points())
    frame = it.frame()
    top_blue = np.full_like(frame.output_map, -1.0)
    top_blue[:, : top_blue.shape[1] // 2] = 1.0
    it.view.show_frame(replace(frame, output_map=top_blue))
    image = picture(it.view)
    above, below = (image.pixelColor(it.view.pixel(place).toPoint()) for place in ((2, 3), (2, -3)))
    assert above.blue() > above.red()
    assert below.red() > below.blue()


def test_the_line_where_the_answer_changes_can_be_hidden(bench) -> None:
    it = bench()
    it.frame()
    before = picture(it.view)
    it.view.set_contour(False)
    assert picture(it.view) != before


def test_discretised_a_place_that_is_unsure_has_the_full_colour_of_the_winner(bench) -> None:
    it = bench(Points())
    frame = it.frame()
    it.view.show_frame(replace(frame, output_map=np.full_like(frame.output_map, 0.05)))
    centre = it.view.pixel((1, 1)).toPoint()
    pale = picture(it.view).pixelColor(centre)
    it.view.set_discretise(True)
    assert picture(it.view).pixelColor(centre).hsvSaturationF() > pale.hsvSaturationF() + 0.2


def test_each_part_of_the_points_can_be_hidden(bench) -> None:
    it = bench()
    it.session.apply("data.split", Split(train=0.5, test=0.25))
    it.session.open_test_set()
    images = [picture(it.view)]
    for hide in (it.view.set_show_train, it.view.set_show_validation, it.view.set_show_test):
        hide(False)
        images.append(picture(it.view))
    assert all(one != other for one, other in pairwise(images))


def test_the_map_is_wanted_at_a_size_that_suits_the_widget(bench) -> None:
    sizes = [bench(None, side).view.wants().map_size for side in (180, 390, 2000)]
    assert sizes[0] == 60
    assert 90 <= sizes[1] <= 110
    assert sizes[2] == 128


def test_a_map_of_a_network_with_other_outputs_is_left_out(bench) -> None:
    it = bench()
    old = it.frame()
    it.session.choose_data(Rings())
    before = picture(it.view)
    it.view.show_frame(old)
    assert picture(it.view) == before
    assert "·" not in it.view.readout((0, 0))


def test_a_neuron_is_shown_with_its_name_once_its_frame_is_there(bench) -> None:
    it = bench()
    it.frame()
    answer = picture(it.view)
    it.view.show_neuron((1, 2), plain("Layer 1, neuron 3"))
    assert picture(it.view) == answer, "nothing changes before the frame comes"
    assert it.view.wants().neuron == (1, 2)
    it.frame()
    assert picture(it.view) != answer
    it.view.show_neuron(None)
    assert picture(it.view) == answer
    assert it.view.wants().neuron is None


def test_the_output_neurons_are_shown_from_the_map_of_the_answer(bench) -> None:
    it = bench(Rings())
    it.frame()
    answer = picture(it.view)
    it.view.show_neuron((3, 1))
    assert it.view.wants().neuron is None
    assert picture(it.view) != answer


def test_a_neuron_that_is_removed_is_shown_no_longer(bench) -> None:
    it = bench()
    it.view.show_neuron((2, 1))
    it.frame()
    it.session.apply("network.layers", (Layer(4),))
    assert it.view.wants().neuron is None
    it.frame()


def test_what_is_under_the_mouse_is_told(bench) -> None:
    it = bench()
    it.frame()
    before = picture(it.view)
    it.move((1.25, -0.4))
    assert picture(it.view) != before
    assert it.view.readout((1.25, -0.4)).startswith("x₁ 1.25  x₂ −0.40  ·  Class ")


def test_the_colours_of_the_classes_colour_the_map(bench) -> None:
    it = bench(Points())
    frame = it.frame()
    it.view.show_frame(replace(frame, output_map=np.full_like(frame.output_map, 1.0)))
    centre = it.view.pixel((1, 1)).toPoint()
    before = picture(it.view).pixelColor(centre)
    classes = (default_classes(1)[0], replace(default_classes(2)[1], colour=4))
    it.session.paint(Dataset.numbered(np.empty((0, 2)), np.empty(0), classes))
    assert picture(it.view).pixelColor(centre) != before


@pytest.mark.parametrize("side", [180, 220])
def test_it_fits_its_smallest_size_even_on_a_projector(bench, appearance, side) -> None:
    it = bench()
    appearance.set_projector(True)
    it.view.resize(it.view.minimumSizeHint())
    it.frame()
    assert it.view.rect().contains(it.view.pixel((-6, -6)).toPoint())
    assert it.view.rect().contains(it.view.pixel((6, 6)).toPoint() - it.view.rect().topRight() / side)
    assert not it.view.grab().isNull()


def test_it_says_to_those_who_cannot_see_it_what_it_is_and_how_many_points_there_are(bench) -> None:
    it = bench()
    assert it.view.objectName()
    assert it.view.accessibleName() == "Decision map"
    assert it.view.toolTip()
    it.session.apply("data.source", Points(TEN))
    assert it.view.accessibleDescription().startswith("10 points")


def test_looking_asks_nothing_of_training(bench) -> None:
    it = bench()
    frame = it.frame()
    with pytest.raises(ValueError, match="read-only"):
        frame.output_map[0, 0, 0] = 1.0
    QTest.mouseMove(it.view, it.view.pixel((0, 0)).toPoint())
    assert it.session.undo_label is None


def test_the_keyboard_shows_where_it_is(bench) -> None:
    it = bench()
    before = picture(it.view)
    QApplication.sendEvent(it.view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert picture(it.view) != before


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
@pytest.mark.parametrize("projector", [False, True])
def test_the_legend_explains_every_class_in_the_room_it_has(qtbot, appearance, source, projector: bool) -> None:
    session = a_session(source)
    legend = ColourLegend(session, appearance)
    qtbot.addWidget(legend)
    appearance.set_projector(projector)
    legend.resize(260, legend.heightForWidth(260))
    assert not legend.grab().isNull()
    assert legend.objectName()
    assert legend.accessibleName()
    assert legend.toolTip()
    session.paint(TEN)
    assert "Class J" in legend.toolTip()
    assert legend.heightForWidth(120) > legend.heightForWidth(900)


def test_children_are_drawn_faint_while_they_train_and_go_with_the_training_points(bench) -> None:
    it = bench()
    it.session.apply("data.augmentation", Augmentation(translate=3))
    it.session.step_epoch()
    frame = it.frame()
    assert frame.children is not None
    with_children = picture(it.view)
    it.view.show_frame(replace(frame, children=None))
    without = picture(it.view)
    assert with_children != without
    it.view.set_show_train(False)
    nobody = picture(it.view)
    it.view.show_frame(frame)
    assert picture(it.view) == nobody
    it.session.apply("data.augmentation", Augmentation())
    assert not it.view.wants().children
