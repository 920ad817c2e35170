"""The line that says what the learning curves mean, and the menu of what to try."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from window_maker import Desk, open_desk

from playground.data.generators import ExclusiveOr
from playground.experiment import Experiment, settled
from playground.session.drivers import InlineDriver

LINEAR = settled(Experiment(), {"data.source": ExclusiveOr(), "network.layers": ()})


@pytest.fixture
def desk(qapp, tmp_path):
    with open_desk(qapp, tmp_path, experiment=LINEAR) as desk:
        yield desk


def line_after(desk: Desk, epochs: int):
    line = desk.child("facts.fit")
    desk.session.play(epochs=epochs)
    driver = desk.driver
    assert isinstance(driver, InlineDriver)
    for _ in range(2000):
        driver.advance()
        desk.session.take_frame()
        if not desk.session.running:
            break
    desk.beat(20)
    return line


def test_before_training_it_promises_nothing(desk: Desk) -> None:
    desk.beat(20)
    assert desk.child("facts.fit").accessibleName() == "Not trained yet"


def test_the_finding_is_named_with_its_number_and_its_evidence(desk: Desk) -> None:
    line = line_after(desk, 60)
    assert line.accessibleName().startswith("Underfitting · error 4")
    assert "validation" in line.toolTip()
    desk.languages.use("ko")
    assert line.accessibleName().startswith("과소적합")
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(line.toolTip())


def test_a_remedy_of_the_menu_is_tried_at_once(desk: Desk) -> None:
    line = line_after(desk, 60)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    menu = desk.child("facts.fit.menu")
    assert isinstance(menu, QMenu)
    layer = next(action for action in menu.actions() if "hidden layer" in action.text())
    layer.trigger()
    menu.close()
    desk.beat(2)
    assert len(desk.session.experiment.network.layers) == 1
    assert len(desk.session.papers.runs) == 1
    assert desk.session.running
    desk.session.pause()


def test_where_all_is_well_a_click_offers_nothing(desk: Desk) -> None:
    desk.session.load(Experiment())
    line = line_after(desk, 60)
    assert line.accessibleName() == "Well balanced"
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not line.findChildren(QMenu)
