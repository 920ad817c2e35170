"""The line that says what the learning curves mean, and the menu of what to try."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from window_maker import Desk, open_desk

from playground.data.generators import ExclusiveOr
from playground.data.regression_sets import Plane
from playground.engine.optimizers import SGD
from playground.experiment import Experiment, settled
from playground.session.drivers import InlineDriver

EXPLODING = settled(
    Experiment(), {"data.source": Plane(), "training.optimizer": SGD(), "training.learning_rate": 3.0}
)  # fmt: skip
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


def test_a_run_that_diverged_is_tried_again_with_smaller_steps_and_not_pinned(desk: Desk) -> None:
    desk.session.load(EXPLODING)
    line = line_after(desk, 60)
    assert desk.session.diverged
    assert line.accessibleName() == "Diverged"
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    menu = desk.child("facts.fit.menu")
    next(action for action in menu.actions() if "smaller learning rate" in action.text()).trigger()
    menu.close()
    assert desk.session.experiment.training.learning_rate < EXPLODING.training.learning_rate
    assert desk.session.papers.runs == ()
    desk.session.pause()


def test_where_all_is_well_a_click_offers_nothing(desk: Desk) -> None:
    desk.session.load(Experiment())
    line = line_after(desk, 60)
    assert line.accessibleName() == "Well balanced"
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not line.findChildren(QMenu)


def last_ink(widget: QWidget) -> int:
    """The last column of the card in which a widget has painted something."""
    picture = widget.grab().toImage()
    ground = picture.pixel(0, 0)
    inked = [x for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y) != ground]
    ratio = picture.devicePixelRatio()
    return widget.parentWidget().mapToParent(widget.pos()).x() + round(max(inked) / ratio)


def test_the_words_of_buttons_end_where_the_values_end(desk):
    edges = {name: last_ink(desk.child(name)) for name in ("facts.fit", "facts.health", "facts.parameters")}
    card = desk.child("run_panel")
    assert max(edges.values()) - min(edges.values()) <= 2, edges
    assert abs(card.width() - 12 - max(edges.values())) <= 3, edges
