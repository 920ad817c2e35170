"""Larger text, and a window that fits on small screens."""

from functools import partial

import pytest

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
