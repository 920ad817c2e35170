"""The row of classes."""

from typing import Any

import numpy as np
import pytest
from map_kit import a_session
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSlider, QWidget

from playground.data.dataset import Dataset, class_shape, default_classes
from playground.data.generators import Circle
from playground.data.paint import add_class, remove_class
from playground.data.points import Points
from playground.data.regression_sets import Plane
from playground.data.several_sets import Rings
from playground.engine.outputs import SigmoidOutput, SoftmaxOutput
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.language import LanguageManager
from playground.ui.paint.class_dialog import ClassDialog
from playground.ui.paint.tools import PaintTools
from playground.ui.panels.class_bar import ClassBar

ROOM = 228
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tools(qapp: QApplication) -> PaintTools:
    return PaintTools()


@pytest.fixture
def make_bar(qtbot, appearance: Appearance, tools: PaintTools) -> Any:
    def make(session: Session) -> ClassBar:
        made = ClassBar(session, appearance, tools)
        qtbot.addWidget(made)
        made.resize(ROOM, made.sizeHint().height())
        made.show()
        return made

    return make


def swatches(bar: ClassBar) -> list[QPushButton]:
    found = (bar.findChild(QPushButton, f"class.{index}") for index in range(10))
    return [swatch for swatch in found if swatch is not None and swatch.isVisible()]


def child(widget: QWidget, kind: type, name: str) -> Any:
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def points_of(count: int) -> Points:
    y = np.arange(3 * count) % count
    return Points(Dataset.numbered(np.zeros((3 * count, 2)), y, default_classes(count)))


def dialog(bar: ClassBar, index: int) -> ClassDialog:
    bar.edit_class(index)
    return child(bar, ClassDialog, "class_dialog")


@pytest.mark.parametrize("count", range(2, 11))
def test_every_number_of_classes_fits_the_card_in_at_most_two_rows(make_bar, count: int) -> None:
    bar = make_bar(a_session(points_of(count)))
    assert len(swatches(bar)) == count
    assert bar.minimumSizeHint().width() <= ROOM
    assert len({swatch.y() for swatch in swatches(bar)}) <= 2


def test_the_plus_stays_where_it_is_while_classes_are_added(make_bar) -> None:
    bar = make_bar(a_session(Rings()))
    plus, places = child(bar, QPushButton, "class.add"), set()
    while plus.isEnabled():
        QApplication.processEvents()
        places.add((plus.x(), plus.width()))
        QTest.mouseClick(plus, LEFT)
    assert len(swatches(bar)) == 10
    assert len(places) == 1


def test_the_window_of_a_class_leaves_the_tools_free(make_bar) -> None:
    bar = make_bar(a_session(Rings()))
    bar.move(0, 0)
    assert dialog(bar, 1).x() >= bar.mapToGlobal(bar.rect().topRight()).x()


def test_a_class_gets_a_free_marker_and_keeps_it_when_another_goes(make_bar) -> None:
    session = a_session(points_of(4))
    made = dialog(make_bar(session), 3)
    assert not child(made, QPushButton, "class.shape.1").isEnabled()
    QTest.mouseClick(child(made, QPushButton, "class.shape.7"), LEFT)
    shapes = [class_shape(session.dataset.classes, index) for index in range(4)]
    assert shapes == [0, 1, 2, 7]
    session.paint(remove_class(session.dataset, 0))
    assert [class_shape(session.dataset.classes, index) for index in range(3)] == [1, 2, 7]
    session.paint(add_class(session.dataset))
    assert class_shape(session.dataset.classes, 3) == 3
    assert Points.from_plain(Points(session.dataset).to_plain()) == Points(session.dataset)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_is_shown_in_both_themes(make_bar, appearance, mode) -> None:
    appearance.set_mode(mode)
    assert not make_bar(a_session(Rings())).grab().isNull()


def test_a_swatch_chooses_what_is_painted(make_bar, tools) -> None:
    bar = make_bar(a_session(Rings()))
    QTest.mouseClick(swatches(bar)[2], LEFT)
    assert tools.class_index == 2
    assert [swatch.isChecked() for swatch in swatches(bar)] == [False, False, True]
    tools.set_class(1)
    assert swatches(bar)[1].isChecked()


def test_adding_a_class_makes_it_the_one_to_paint_and_changes_the_problem(make_bar, tools) -> None:
    session = a_session(Circle())
    bar = make_bar(session)
    QTest.mouseClick(child(bar, QPushButton, "class.add"), LEFT)
    assert len(swatches(bar)) == 3
    assert tools.class_index == 2
    assert isinstance(session.experiment.network.output, SoftmaxOutput)
    session.undo()
    assert len(swatches(bar)) == 2
    assert swatches(bar)[1].isChecked()
    assert isinstance(session.experiment.network.output, SigmoidOutput)


def test_there_are_at_most_ten(make_bar) -> None:
    bar = make_bar(a_session(points_of(10)))
    add = child(bar, QPushButton, "class.add")
    assert not add.isEnabled()
    assert "10" in add.toolTip()


def test_for_regression_there_is_a_slider_for_the_value(make_bar, tools) -> None:
    bar = make_bar(a_session(Plane()))
    assert swatches(bar) == []
    slider = child(bar, QSlider, "paint.value.editor")
    assert slider.isVisible()
    slider.setValue(slider.minimum())
    assert tools.brush.value == -1


def test_it_follows_from_classes_to_values_and_back(make_bar) -> None:
    session = a_session(Circle())
    bar = make_bar(session)
    session.choose_data(Plane())
    assert swatches(bar) == []
    session.choose_data(Rings())
    assert len(swatches(bar)) == 3


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Menu])
def test_the_keyboard_opens_the_window_of_a_class(make_bar, key) -> None:
    bar = make_bar(a_session(Rings()))
    QTest.keyClick(swatches(bar)[1], key)
    assert child(bar, ClassDialog, "class_dialog").windowTitle() == "Class B"


def test_a_class_is_renamed_and_undo_gives_it_its_letter_back(make_bar) -> None:
    session = a_session(Rings())
    bar = make_bar(session)
    line = child(dialog(bar, 1), QLineEdit, "class.name")
    QTest.keyClicks(line, "cats")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert session.dataset.classes[1].name == "cats"
    assert isinstance(session.experiment.data.source, Rings), "the rule stays"
    assert swatches(bar)[1].accessibleName() == "cats"
    session.undo()
    assert swatches(bar)[1].accessibleName() == "Class B"


def test_a_class_is_recoloured_but_not_to_the_colour_of_another(make_bar) -> None:
    session = a_session(Rings())
    window = dialog(make_bar(session), 1)
    assert not child(window, QPushButton, "class.colour.0").isEnabled()
    QTest.mouseClick(child(window, QPushButton, "class.colour.7"), LEFT)
    assert session.dataset.classes[1].colour == 7
    session.undo()
    assert child(window, QPushButton, "class.colour.1").isChecked()


def test_a_class_is_removed_with_its_points_and_comes_back(make_bar) -> None:
    session = a_session(Rings())
    before = session.dataset
    bar = make_bar(session)
    window = dialog(bar, 0)
    QTest.keyClicks(child(window, QLineEdit, "class.name"), "half a na")
    QTest.mouseClick(child(window, QPushButton, "class.remove"), LEFT)
    assert len(swatches(bar)) == 2
    assert [style.name for style in session.dataset.classes] == ["", ""]
    assert session.dataset.n == before.n - before.counts[0]
    assert not window.isVisible()
    session.undo()
    assert session.dataset == before


def test_the_last_two_classes_stay(make_bar) -> None:
    assert not child(dialog(make_bar(a_session(Circle())), 0), QPushButton, "class.remove").isEnabled()


def test_every_control_has_a_name_a_tip_and_an_accessible_name(make_bar) -> None:
    bar = make_bar(a_session(Rings()))
    shown = [w for w in bar.findChildren(QPushButton) if w.isVisible()]
    for control in (*shown, *dialog(bar, 0).findChildren(QPushButton), *bar.findChildren(QSlider)):
        assert control.objectName(), control
        assert control.toolTip(), control.objectName()
        assert control.accessibleName(), control.objectName()


def test_the_words_follow_the_language(make_bar, qapp) -> None:
    bar = make_bar(a_session(Rings()))
    manager = LanguageManager(qapp)
    before = swatches(bar)[0].toolTip()
    manager.use("ko")
    manager.use("en")
    assert swatches(bar)[0].toolTip() == before
    manager.deleteLater()
