"""The row of painting tools."""

import pytest
from map_kit import a_session
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSlider, QWidget

from playground.session.session import Session
from playground.ui.actions import Actions
from playground.ui.appearance import Appearance
from playground.ui.paint.tool_button import ToolButton
from playground.ui.paint.tool_words import FAMILIES
from playground.ui.paint.tools import PaintTools, Tool
from playground.ui.panels.tool_bar_paint import PaintToolBar
from playground.ui.window_actions import ACTIONS

ROOM = 234


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return a_session()


@pytest.fixture
def tools(qapp: QApplication) -> PaintTools:
    return PaintTools()


@pytest.fixture
def actions(qtbot) -> Actions:
    window = QWidget()
    qtbot.addWidget(window)
    return Actions(window, ACTIONS)


@pytest.fixture
def bar(qtbot, appearance: Appearance, session: Session, tools: PaintTools, actions: Actions) -> PaintToolBar:
    actions["duplicate"].setEnabled(False)
    made = PaintToolBar(session, appearance, tools, actions)
    qtbot.addWidget(made)
    made.show()
    return made


def button(bar: PaintToolBar, name: str) -> QPushButton:
    found = bar.findChild(QPushButton, f"paint.{name}")
    assert found is not None
    return found


def entry(bar: PaintToolBar, tool: Tool) -> QAction:
    found = bar.findChild(QAction, f"paint.tool.{tool.value}")
    assert found is not None
    return found


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0].value)
def test_a_button_takes_the_first_of_its_tools_and_alone_is_pressed(bar, tools, family: tuple[Tool, ...]) -> None:
    tools.set_tool(Tool.ERASE if family[0] is Tool.POINT else Tool.POINT)
    QTest.mouseClick(button(bar, family[0].value), Qt.MouseButton.LeftButton)
    assert tools.tool is family[0]
    assert [other for other in FAMILIES if button(bar, other[0].value).isChecked()] == [family]


def test_a_tool_taken_from_the_menu_comes_to_the_front_of_its_button(bar, tools) -> None:
    entry(bar, Tool.RING).trigger()
    assert tools.tool is Tool.RING
    assert button(bar, "line").accessibleName() == "Ring"
    tools.set_tool(Tool.POINT)
    QTest.mouseClick(button(bar, "line"), Qt.MouseButton.LeftButton)
    assert tools.tool is Tool.RING


def test_every_tool_is_in_one_family() -> None:
    assert sorted(tool for family in FAMILIES for tool in family) == sorted(Tool)


def test_a_second_click_and_the_arrow_down_open_the_menu(bar, tools) -> None:
    stamps = bar.findChild(ToolButton, "paint.line")
    tools.set_tool(Tool.LINE)
    for ask in (
        lambda: QTest.mouseClick(stamps, Qt.MouseButton.LeftButton),
        lambda: QTest.keyClick(stamps, Qt.Key.Key_Down),
    ):
        ask()
        assert stamps.menu_.isVisible()
        assert stamps.isChecked()
        stamps.menu_.close()


def test_a_tool_taken_elsewhere_is_shown(bar, tools) -> None:
    tools.set_tool(Tool.ERASE)
    assert button(bar, "erase").isChecked()


def test_settings_are_there_for_tools_that_use_them_and_nothing_jumps(bar, tools) -> None:
    heights = set()
    for tool in Tool:
        tools.set_tool(tool)
        names = ("radius", "density", "spacing", "strength", "amount", "scatter")
        seen = {name for name in names if slider(bar, name).isVisible()}
        if button(bar, "by_speed").isVisible():
            seen.add("by_speed")
        assert seen == set(tool.settings)
        assert bar.minimumSizeHint().width() <= ROOM
        heights.add(bar.sizeHint().height())
    assert len(heights) == 1


def slider(bar: PaintToolBar, name: str) -> QSlider:
    found = bar.findChild(QSlider, f"paint.{name}.editor")
    assert found is not None
    return found


def test_density_can_follow_the_speed_of_the_hand(bar, tools) -> None:
    tools.set_tool(Tool.PEN)
    QTest.mouseClick(button(bar, "by_speed"), Qt.MouseButton.LeftButton)
    assert tools.brush.by_speed
    assert not slider(bar, "spacing").isEnabled()


def test_with_points_chosen_the_strip_offers_what_can_be_done_with_them(bar, tools, actions) -> None:
    tools.set_tool(Tool.SELECT)
    assert not button(bar, "duplicate").isVisible()
    actions["duplicate"].setEnabled(True)
    assert button(bar, "duplicate").isVisible()
    assert bar.minimumSizeHint().width() <= ROOM


def test_the_sliders_set_the_brush_and_follow_it(bar, tools) -> None:
    tools.set_tool(Tool.SPRAY)
    slider(bar, "radius").setValue(slider(bar, "radius").maximum())
    assert tools.brush.radius == 3
    before = slider(bar, "radius").value()
    tools.scale_radius(0.5)
    assert slider(bar, "radius").value() < before


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
