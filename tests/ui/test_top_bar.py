"""The bar at the top of a window 1280 pixels wide: one row, in which usual words are seen whole."""

import pytest
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox
from window_maker import Desk


def room(box: QComboBox) -> int:
    """How wide the words may be, from edge to edge of the dots that would end longer ones."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(control, option, part, box).width() - 4


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_loss_is_seen_whole_at_a_start(desk: Desk, language: str) -> None:
    desk.languages.use(language)
    desk.beat(2)
    box = desk.child("training.loss").findChild(QComboBox)
    assert box.fontMetrics().horizontalAdvance(box.currentText()) <= room(box)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", ["speed", "training.optimizer", "network.layers.*.activation"])
def test_every_choice_is_seen_whole(desk: Desk, language: str, name: str) -> None:
    desk.languages.use(language)
    desk.window.resize(1280, 720)
    desk.beat(2)
    assert desk.child("top_bar").height() < 80
    box = desk.child(name).findChild(QComboBox)
    widest = max((box.itemText(place) for place in range(box.count())), key=box.fontMetrics().horizontalAdvance)
    assert box.fontMetrics().horizontalAdvance(widest) <= room(box), widest
