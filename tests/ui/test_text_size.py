"""Larger text, and a window that fits on small screens."""

from functools import partial

import pytest
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from playground.ui import text_size
from tests.ui.window_maker import Desk

LEAST_SCREEN = 1280, 700
"""What a small screen leaves beside its task bar."""


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_window_fits_on_a_small_screen(desk: Desk, language: str) -> None:
    desk.languages.use(language)
    desk.window.resize(*LEAST_SCREEN)
    desk.beat(3)
    assert (desk.window.width(), desk.window.height()) == LEAST_SCREEN


def test_text_grows_until_the_window_would_not_fit_and_then_says_so(desk: Desk) -> None:
    before = desk.window.size()
    room = text_size._room(desk.window).expandedTo(before)
    for _ in range(6):
        desk.window.actions_["larger"].trigger()
        desk.beat()
        assert desk.window.width() <= room.width()
        assert desk.window.height() <= room.height()
    assert 1.0 < desk.appearance.zoom < 2.0
    assert str(text_size.TOO_LARGE) in desk.notices


def test_a_size_that_is_chosen_is_taken_where_it_fits_and_refused_where_not(desk: Desk) -> None:
    choose = partial(text_size.choose, desk.window, desk.appearance, desk.session)
    choose(1.1)
    assert desk.appearance.zoom == 1.1
    before = desk.window.size()
    choose(2.0)
    assert desk.appearance.zoom == 1.1
    assert desk.window.size() == before
    assert str(text_size.TOO_LARGE) in desk.notices


def test_larger_text_leaves_a_window_of_720_lines_as_high_and_cuts_no_data_set(desk: Desk) -> None:
    desk.window.actions_["larger"].trigger()
    desk.beat(3)
    assert (desk.appearance.zoom, desk.window.height()) == (1.1, 720)
    scroll, last = desk.child("data_panel.scroll"), desk.child("data.moons")
    assert scroll.widget().width() == scroll.viewport().width()
    assert last.mapTo(scroll.widget(), last.rect().bottomRight()).x() < scroll.viewport().width()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_old_laptop_of_a_classroom_has_room_for_text_of_115_percent(desk: Desk, language: str) -> None:
    desk.languages.use(language)
    desk.window.resize(1366, 700)
    desk.appearance.set_zoom(1.15)
    desk.beat(3)
    assert (desk.window.width(), desk.window.height()) == (1366, 700)
    assert not desk.child("top_bar.share").isVisible(), "it gives way, and is in the menu"
    assert desk.child("top_bar.language").isVisible()
    desk.window.resize(1600, 700)
    desk.beat(2)
    assert desk.child("top_bar.share").isVisible()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_initial_weights_can_be_read_at_115_percent(desk: Desk, language: str) -> None:
    desk.languages.use(language)
    desk.appearance.set_zoom(1.15)
    desk.beat(3)
    assert unread(desk.child("network.initializer.editor")) == []


def unread(box: QComboBox) -> list[str]:
    """The entries that a box shows with dots, painted one after the other."""
    measure, option = box.fontMetrics(), QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()
    words = [box.itemText(index) for index in range(box.count())]
    return [entry for entry in words if measure.horizontalAdvance(entry) + 4 > room]


def test_the_boxes_of_all_settings_show_their_words_whole(desk: Desk) -> None:
    desk.window.actions_["all_settings"].trigger()
    desk.child("all_settings.tabs").setCurrentIndex(4)
    desk.beat()
    for name in ("activation", "normalization", "norm_position", "dropout_position"):
        assert unread(desk.child("all_settings").findChild(QComboBox, f"network.layers.0.{name}.editor")) == [], name


def test_smaller_and_normal_text_are_always_possible(desk: Desk) -> None:
    desk.window.actions_["smaller"].trigger()
    assert desk.appearance.zoom == pytest.approx(1 / text_size.STEP)
    desk.window.actions_["normal_size"].trigger()
    assert desk.appearance.zoom == 1.0
    assert not desk.notices


def test_a_layer_added_beyond_the_edge_is_scrolled_to(desk: Desk) -> None:
    bar = desk.child("network.scroll")
    for _ in range(20):
        desk.child("network.layer_count.more").click()
        desk.beat()
        if bar.maximum() > 0:
            break
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    bar.setValue(0)
    desk.session.apply("training.learning_rate", 0.5)
    desk.beat()
    assert bar.value() == 0
