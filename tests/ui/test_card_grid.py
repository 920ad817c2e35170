"""How the cards share out the window in projector mode, on the smallest screen it is shown on."""

import numpy as np
import pytest
from window_maker import Desk

from playground.data.dataset import ClassStyle, Dataset
from playground.data.features import X1, X1X2, X2, SinX1
from playground.data.points import Points
from playground.ui.panels.lower_pages import PAGES


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.window.shown.show_details(False)
    desk.appearance.set_projector(True)
    desk.window.resize(1280, 720)
    desk.beat(3)
    return desk


@pytest.mark.parametrize("language", ["en", "ko"])
def test_four_active_inputs_are_seen_and_the_curves_have_room(desk: Desk, language: str) -> None:
    desk.languages.use(language)
    used = (X1(), X2(), X1X2(), SinX1())
    desk.session.apply("features", used)
    desk.beat(4)
    assert (desk.window.width(), desk.window.height()) == (1280, 720)
    diagram = desk.window._network._canvas
    shown = {diagram._scene.diagram.features[node.spot.slot] for node in diagram.layout_.columns[0].nodes}
    assert shown >= set(used)
    lines = desk.window._contents.pages.page._plot._chart.view.height()  # type: ignore[attr-defined]
    assert lines > 2.5 * desk.appearance.metrics.caption


def test_eight_classes_with_long_names_fit_the_screen(desk: Desk) -> None:
    styles = tuple(ClassStyle(f"{index}. kind of leaf of the garden") for index in range(8))
    places = np.random.default_rng(0).uniform(-5, 5, (80, 2))
    desk.session.choose_data(Points(Dataset.numbered(places, np.arange(80) % 8, styles)))
    desk.beat(4)
    assert desk.window.height() == 720
    legend = desk.child("colour_legend")
    assert legend.height() == legend.heightForWidth(legend.width())
    chips = legend._chips(legend.width())
    assert [chip.name[:2] for chip in chips] == [f"{index}." for index in range(8)]
    assert all(style.name in legend.toolTip() for style in styles)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_page_moves_a_card_to_another_place_or_width(desk: Desk, language: str) -> None:
    desk.languages.use(language)
    desk.beat(2)
    pages = desk.child("lower_panel")
    output, width = desk.child("output_panel").geometry(), pages.width()
    for spec in (*PAGES, PAGES[0]):
        pages.show_page(spec.key)
        desk.beat(3)
        assert desk.child("output_panel").x() == output.x()
        assert pages.width() == width, spec.key
        assert pages.page.width() >= pages.page.minimumSizeHint().width()


def test_a_plot_stands_beside_the_tables_where_there_is_room_for_it(desk: Desk) -> None:
    desk.child("lower_panel").show_page("evaluation")
    desk.beat(3)
    plot = desk.child("evaluation.plot.roc")
    assert not plot.isVisible()
    for step in (lambda: desk.window.resize(1600, 720), lambda: desk.appearance.set_projector(False)):
        step()
        desk.beat(3)
        assert plot.isVisible()
        assert plot.width() >= plot.minimumSizeHint().width()
        desk.window.resize(1280, 720)
        desk.beat(3)


def test_the_lower_axis_is_named_where_there_is_room_for_a_name(desk: Desk) -> None:
    label = desk.window._contents.pages.page._plot._chart._bottom.label  # type: ignore[attr-defined]
    assert not label.isVisible()
    desk.window.resize(1280, 1000)
    desk.beat(3)
    assert label.isVisible()
    desk.appearance.set_projector(False)
    desk.window.resize(1280, 720)
    desk.beat(3)
    assert label.isVisible()
