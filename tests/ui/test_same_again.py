"""A look that is taken and given up again leaves everything where it was: nothing keeps the size of another time."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from window_maker import Desk


def places(desk: Desk) -> dict[str, QRect]:
    """Where every part of the window with a name is."""
    desk.beat(6)
    seen = [widget for widget in desk.window.findChildren(QWidget) if widget.isVisible() and widget.objectName()]
    return {
        f"{widget.objectName()} {widget.mapTo(desk.window, widget.rect().topLeft())}": widget.rect() for widget in seen
    }


@pytest.mark.parametrize(("there", "back"), [("theme", "theme"), ("projector", "projector"), ("larger", "smaller"),
                                         ("language", "language")])  # fmt: skip
def test_the_window_is_as_before(desk: Desk, there: str, back: str) -> None:
    before, size = places(desk), desk.window.size()
    desk.window.actions_[there].trigger()
    desk.beat(6)
    desk.window.actions_[back].trigger()
    for _ in range(3):  # a screen smaller than the window makes it narrow and high for a while
        desk.beat(6)
        desk.window.resize(size)
    assert places(desk) == before
