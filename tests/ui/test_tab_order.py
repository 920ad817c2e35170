"""Tab reaches every part of the window, card by card, and comes around again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from window_maker import Desk, open_desk


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, tmp_path) as desk:
        desk.beat(2)
        yield desk


def press(desk: Desk, key: Qt.Key) -> QWidget:
    QTest.keyClick(desk.app.focusWidget() or desk.window, key)
    focused = desk.app.focusWidget()
    assert focused is not None
    return focused


def round_trip(desk: Desk, key: Qt.Key) -> list[QWidget]:
    start, seen = desk.app.focusWidget(), []
    while not seen or seen[-1] is not start:
        seen.append(press(desk, key))
        assert len(seen) < 300, "Tab never comes back"
    return seen


def test_it_goes_through_every_card_once_and_comes_back(desk: Desk) -> None:
    names = [widget.objectName() for widget in round_trip(desk, Qt.Key.Key_Tab)]
    assert len(names) == len(set(names))
    wanted = [
        "top_bar.play", "training.batch_size.editor", "top_bar.theme", "data.circle", "data.source.noise.editor",
        "network.diagram", "training.l2.editor", "output.validation", "map_view", "lower_panel.tabs", "facts.fit",
    ]  # fmt: skip
    start = names.index("top_bar.play")
    order = names[start:] + names[:start]
    assert [name for name in order if name in wanted] == wanted


def test_shift_tab_goes_the_same_way_back(desk: Desk) -> None:
    there = round_trip(desk, Qt.Key.Key_Tab)
    back = round_trip(desk, Qt.Key.Key_Backtab)
    assert back[:-1] == list(reversed(there[:-1]))


def test_what_has_the_focus_is_in_sight(desk: Desk) -> None:
    desk.child("top_bar.theme").setFocus()
    for _ in range(40):
        widget = press(desk, Qt.Key.Key_Tab)
        around = widget.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            middle = widget.mapTo(around, widget.rect().center())
            assert around.rect().contains(middle), widget.objectName()


def test_hidden_cards_are_passed_over(desk: Desk) -> None:
    desk.window.actions_["view_data"].trigger()
    desk.window._map.setFocus()
    names = {widget.objectName() for widget in round_trip(desk, Qt.Key.Key_Tab)}
    assert "data.circle" not in names
    assert "network.diagram" in names
