"""A notice lies over a card that is read seldom: never over the curves, whatever is shown."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from window_maker import Desk

from playground.i18n import _, plain
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


@pytest.mark.parametrize("way", ["desk", "run card hidden", "projector"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_notice_lies_above_the_line_that_says_what_is_waited_for(desk: Desk, language: str, way: str) -> None:
    desk.languages.use(language)
    if way == "run card hidden":
        desk.window.actions_["view_run"].trigger()
    elif way == "projector":
        desk.window.actions_["projector"].trigger()
    desk.beat(2)
    card = area(desk, "run_panel" if way == "desk" else "output_panel")
    ends: list[bool] = []
    wait = desk.window._waiting.begin(_("Opening … ({file})", file="a long name.nnp"), lambda: ends.append(True))
    desk.until(lambda: desk.child("waiting").isVisible())
    desk.session.tell(Notice(Level.INFO, LONG))
    desk.beat(3)
    line, notice = area(desk, "waiting"), area(desk, "notice")
    assert card.contains(line)
    assert notice.bottom() < line.top()
    desk.child("waiting.give_up").click()
    assert ends == [True]
    desk.window._waiting.end(wait)
    desk.beat(3)
    assert card.contains(area(desk, "notice"))
    assert area(desk, "notice").bottom() > line.top()


def test_a_notice_moves_with_its_card(desk: Desk) -> None:
    desk.session.tell(Notice(Level.INFO, LONG))
    desk.window.resize(1400, 860)
    desk.beat(3)
    assert area(desk, "run_panel").contains(area(desk, "notice"))
    desk.window.actions_["view_run"].trigger()
    desk.beat(3)
    assert area(desk, "output_panel").contains(area(desk, "notice"))
