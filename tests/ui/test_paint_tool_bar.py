"""The row of painting tools."""

from collections.abc import Iterator

import pytest
from map_kit import a_session
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSlider

from playground.data.points import Points
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.paint.tools import PaintTools, Tool
from playground.ui.panels.tool_bar_paint import PaintToolBar

ROOM = 234


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return a_session()


@pytest.fixture
def tools(qapp: QApplication) -> PaintTools:
    return PaintTools()


@pytest.fixture
def bar(qtbot, appearance: Appearance, session: Session, tools: PaintTools) -> PaintToolBar:
    made = PaintToolBar(session, appearance, tools)
    qtbot.addWidget(made)
    made.show()
    return made


def button(bar: PaintToolBar, name: str) -> QPushButton:
    found = bar.findChild(QPushButton, f"paint.{name}")
    assert found is not None
    return found


@pytest.mark.parametrize("tool", list(Tool))
def test_a_button_takes_its_tool_and_alone_is_pressed(bar, tools, tool: Tool) -> None:
    QTest.mouseClick(button(bar, tool.value), Qt.MouseButton.LeftButton)
    assert tools.tool is tool
    assert [other for other in Tool if button(bar, other.value).isChecked()] == [tool]


def test_a_tool_taken_elsewhere_is_shown(bar, tools) -> None:
    tools.set_tool(Tool.ERASE)
    assert button(bar, "erase").isChecked()


def test_sliders_are_there_for_tools_that_use_them_and_nothing_jumps(bar, tools) -> None:
    seen, heights = {}, set()
    for tool in Tool:
        tools.set_tool(tool)
        seen[tool] = [name for name in ("radius", "density") if slider(bar, name).isVisible()]
        heights.add(bar.sizeHint().height())
    assert len(heights) == 1
    assert seen == {
        Tool.POINT: [], Tool.SPRAY: ["radius", "density"], Tool.SELECT: [], Tool.ERASE: ["radius"]
    }  # fmt: skip


def slider(bar: PaintToolBar, name: str) -> QSlider:
    found = bar.findChild(QSlider, f"paint.{name}.editor")
    assert found is not None
    return found


def test_the_sliders_set_the_brush_and_follow_it(bar, tools) -> None:
    tools.set_tool(Tool.SPRAY)
    slider(bar, "radius").setValue(slider(bar, "radius").maximum())
    assert tools.brush.radius == 3
    before = slider(bar, "radius").value()
    tools.scale_radius(0.5)
    assert slider(bar, "radius").value() < before


def test_clearing_is_one_entry_and_can_be_undone(bar, session) -> None:
    before = session.dataset
    QTest.mouseClick(button(bar, "clear"), Qt.MouseButton.LeftButton)
    assert session.dataset.n == 0
    assert not button(bar, "clear").isEnabled()
    session.undo()
    assert session.dataset == before
    assert button(bar, "clear").isEnabled()


def test_it_fits_the_card(bar) -> None:
    assert bar.minimumSizeHint().width() <= ROOM


def test_every_control_has_a_name_and_a_tip(bar) -> None:
    for control in (*bar.findChildren(QPushButton), *bar.findChildren(QSlider)):
        assert control.objectName(), control
        assert control.toolTip(), control.objectName()
        assert control.accessibleName(), control.objectName()


def test_tab_reaches_the_tool_in_use_and_arrows_the_others(bar, tools) -> None:
    first = button(bar, "point")
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert tools.tool is Tool.SPRAY
    assert button(bar, "spray").focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_tips_tell_the_keys(bar) -> None:
    assert button(bar, "spray").toolTip().endswith("(B)")


def test_an_empty_sheet_has_nothing_to_clear(qtbot, appearance, tools) -> None:
    made = PaintToolBar(a_session(Points()), appearance, tools)
    qtbot.addWidget(made)
    assert not button(made, "clear").isEnabled()
