"""A notice lies over a card that is read seldom: never over the curves, whatever is shown."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from window_maker import Desk

from playground.i18n import plain
from playground.session.notices import Level, Notice

LONG = plain("The network was made anew. Of 35 parameters 25 were kept as they were and 10 drawn anew. " * 2)


def area(desk: Desk, name: str) -> QRect:
    widget: QWidget = desk.child(name)
    return QRect(widget.mapTo(desk.window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("way", ["desk", "run card hidden", "projector"])
def test_a_notice_covers_neither_curves_nor_diagram_nor_leaves_the_window(desk: Desk, level: Level, way: str) -> None:
    if way == "run card hidden":
        desk.window.actions_["view_run"].trigger()
    elif way == "projector":
        desk.window.actions_["projector"].trigger()
    desk.beat(2)
    desk.session.tell(Notice(level, LONG))
    desk.beat(2)
    notice = area(desk, "notice")
    assert desk.window.rect().contains(notice)
    for name in ("lower_panel", "network_panel", "top_bar"):
        assert not notice.intersects(area(desk, name))


def test_a_notice_moves_with_its_card(desk: Desk) -> None:
    desk.session.tell(Notice(Level.INFO, LONG))
    desk.window.resize(1400, 860)
    desk.beat(3)
    assert area(desk, "run_panel").contains(area(desk, "notice"))
    desk.window.actions_["view_run"].trigger()
    desk.beat(3)
    assert area(desk, "output_panel").contains(area(desk, "notice"))
