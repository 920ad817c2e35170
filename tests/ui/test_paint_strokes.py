"""Painting on the map with the mouse and with the keyboard; each stroke is one entry of the history."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from map_kit import RIGHT, Bench, a_session
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.data.dataset import MAX_POINTS, Dataset, default_classes
from playground.data.generators import Circle
from playground.data.points import Points
from playground.data.regression_sets import Plane
from playground.data.several_sets import Rings
from playground.data.sources import Source
from playground.ui.appearance import Appearance
from playground.ui.paint.tools import PaintTools, Tool
from playground.ui.views.map_view import MapView

Key = Qt.Key
WAY = [(-2.0, 0.0), (-1.0, 0.5), (0.0, 0.5), (1.0, 1.0)]
SQUARE = Points(Dataset.numbered([[1, 1], [3, 1], [1, 3], [3, 3], [-4, -4]], [0, 1, 0, 1, 0], default_classes(2)))


@pytest.fixture
def bench(qtbot, appearance: Appearance) -> Callable[[Source | None, Tool], Bench]:
    def make(source: Source | None = None, tool: Tool = Tool.POINT) -> Bench:
        session, tools, seeds, time = a_session(source), PaintTools(), count(1), count(0.0, 0.1)
        view = MapView(session, appearance, tools, seed_source=lambda: next(seeds), clock=lambda: next(time))
        qtbot.addWidget(view)
        view.resize(400, 400)
        view.show()
        tools.set_tool(tool)
        return Bench(session, tools, view)

    return make


def by_keyboard(it: Bench) -> None:
    QApplication.sendEvent(it.view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))


def chosen(it: Bench) -> list[int]:
    return sorted(it.view.painter.selection.ids.tolist())


@pytest.mark.parametrize("source", [Circle(), Rings(), Plane(), SQUARE], ids=["circle", "rings", "plane", "own"])
@pytest.mark.parametrize("tool", [tool for tool in Tool if not tool.selects])
def test_a_stroke_is_one_entry_and_undo_restores_the_points(bench, source: Source, tool: Tool) -> None:
    it = bench(source, tool)
    before, entries = it.session.dataset, it.undo_count()
    it.session.redo()
    it.drag(*[(x + 2, y + 0.8) for x, y in WAY])
    assert it.session.dataset != before
    it.session.undo()
    assert it.session.dataset == before
    assert it.undo_count() == entries


def test_two_strokes_are_two_entries(bench) -> None:
    it = bench(Circle(), Tool.SPRAY)
    it.drag(*WAY)
    it.drag(*WAY)
    assert it.undo_count() == 2


def test_painting_makes_a_generated_data_set_ones_own(bench) -> None:
    it = bench(Circle())
    it.drag((0, 0))
    assert isinstance(it.session.experiment.data.source, Points)
    assert it.session.dataset.n == 401


def test_a_click_puts_a_point_of_the_chosen_class_where_it_is(bench) -> None:
    it = bench(Points())
    it.tools.set_class(1)
    it.drag((2.0, -3.0))
    assert it.session.dataset.x[0] == pytest.approx([2.0, -3.0], abs=0.02)
    assert it.session.dataset.labels.tolist() == [1]


def test_painting_values_uses_the_value_of_the_brush(bench) -> None:
    it = bench(Plane())
    it.tools.set_brush(replace(it.tools.brush, value=-0.35))
    it.drag((2.0, -3.0))
    assert it.session.dataset.y[-1] == -0.35


def test_the_same_seeds_paint_the_same_points(bench) -> None:
    painted = []
    for _time in range(2):
        it = bench(Points(), Tool.SPRAY)
        it.drag(*WAY)
        painted.append(it.session.dataset)
    assert painted[0] == painted[1]


def test_painting_goes_on_beyond_the_border_on_the_border(bench) -> None:
    it = bench(Points())
    it.drag((5.0, 5.0), (9.0, 9.0))
    assert it.session.dataset.x.tolist() == [[6.0, 6.0]]


def test_a_press_outside_the_map_paints_nothing(bench) -> None:
    it = bench(Points())
    it.drag((-6.5, 0.0), (0.0, 0.0))
    assert it.session.dataset.n == 0


@pytest.mark.parametrize("tool", list(Tool))
def test_the_right_button_erases_whatever_the_tool(bench, tool: Tool) -> None:
    it = bench(SQUARE, tool)
    it.drag((1.0, 1.0), button=RIGHT)
    assert it.session.dataset.ids.tolist() == [1, 2, 3, 4]


def test_a_stroke_over_nothing_leaves_no_entry(bench) -> None:
    it = bench(SQUARE, Tool.ERASE)
    entries = it.undo_count()
    it.session.redo()
    it.drag((-1, -1), (-2, -1))
    assert it.undo_count() == entries


def test_the_wheel_changes_the_radius_of_brush_and_eraser_only(bench) -> None:
    it = bench()
    radius = it.tools.brush.radius
    assert not it.wheel(1)
    it.tools.set_tool(Tool.SPRAY)
    assert it.wheel(1)
    assert it.tools.brush.radius > radius
    it.wheel(-100)
    assert it.tools.brush.radius == 0.2


def test_too_many_points_are_refused_with_a_sentence(bench) -> None:
    full = Dataset.numbered(np.zeros((MAX_POINTS, 2)), np.arange(MAX_POINTS) % 2, default_classes(2))
    it = bench(Points(full), Tool.SPRAY)
    said = []
    it.session.subscribe_notices(lambda notice: said.append(str(notice.text)))
    it.drag(*WAY)
    assert it.session.dataset is full
    assert said == ["A data set has at most 100,000 points, not 100,004."]


def test_undo_during_a_stroke_ends_it(bench) -> None:
    it = bench(SQUARE, Tool.SPRAY)
    it.press((0, 0))
    it.session.undo()
    it.move((1, 1), Qt.MouseButton.LeftButton)
    it.move((2, 2), Qt.MouseButton.LeftButton)
    it.release((2, 2))
    assert it.session.redo_label is not None


# Choosing points -----------------------------------------------------------------------------------------------------


def test_a_rectangle_chooses_what_is_inside(bench) -> None:
    it = bench(SQUARE, Tool.SELECT)
    it.drag((0, 0), (4, 2))
    assert chosen(it) == [0, 1]


def test_with_shift_more_are_chosen_in_addition(bench) -> None:
    it = bench(SQUARE, Tool.SELECT)
    it.drag((0, 0), (4, 2))
    it.drag((0, 2), (2, 4), shift=True)
    assert chosen(it) == [0, 1, 2]


def test_a_drag_inside_the_choice_moves_it_as_one_entry(bench) -> None:
    it = bench(SQUARE, Tool.SELECT)
    before = it.session.dataset
    it.drag((0, 0), (4, 2))
    it.drag((2, 1), (2, 0), (2, -1))
    assert it.session.dataset.x[[0, 1], 1] == pytest.approx([-1, -1], abs=0.03)
    assert it.session.dataset.x[2:] == pytest.approx(before.x[2:])
    it.session.undo()
    assert it.session.dataset == before


def test_a_point_that_stands_alone_can_be_taken_at_once(bench) -> None:
    it = bench(SQUARE, Tool.SELECT)
    it.drag((-4, -4), (-2, -4))
    assert it.session.dataset.x[4] == pytest.approx([-2, -4], abs=0.03)


def test_in_a_crowd_a_drag_chooses_instead_of_moving(bench) -> None:
    it = bench(Circle(samples=5000), Tool.SELECT)
    before = it.session.dataset
    it.drag((0, 0), (1, 1))
    assert it.session.dataset is before
    assert len(chosen(it)) > 10


def test_a_click_elsewhere_and_escape_choose_nothing(bench) -> None:
    it = bench(SQUARE, Tool.SELECT)
    for away in (lambda: it.drag((-1, -5)), lambda: QTest.keyClick(it.view, Key.Key_Escape)):
        it.drag((0, 0), (4, 4))
        assert len(chosen(it)) == 4
        away()
        assert chosen(it) == []


def test_delete_removes_the_chosen_points_as_one_entry(bench) -> None:
    it = bench(SQUARE, Tool.SELECT)
    it.drag((0, 0), (4, 4))
    QTest.keyClick(it.view, Key.Key_Delete)
    assert it.session.dataset.ids.tolist() == [4]
    assert chosen(it) == []
    it.session.undo()
    assert it.session.dataset == SQUARE.dataset


def test_a_number_puts_the_chosen_points_into_that_class(bench) -> None:
    it = bench(SQUARE, Tool.SELECT)
    it.drag((0, 0), (4, 4))
    QTest.keyClick(it.view, Key.Key_2)
    assert it.session.dataset.labels.tolist() == [1, 1, 1, 1, 0]
    QTest.keyClick(it.view, Key.Key_9)
    assert it.session.dataset.labels.tolist() == [1, 1, 1, 1, 0]


def test_a_number_chooses_the_class_to_paint_where_no_points_are_chosen(bench) -> None:
    it = bench(SQUARE)
    QTest.keyClick(it.view, Key.Key_2)
    assert it.tools.class_index == 1
    QTest.keyClick(it.view, Key.Key_7)
    assert it.tools.class_index == 1


def test_control_a_chooses_all(bench) -> None:
    it = bench(SQUARE)
    QTest.keyClick(it.view, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert chosen(it) == [0, 1, 2, 3, 4]


def test_points_that_go_are_chosen_no_longer(bench) -> None:
    it = bench(SQUARE)
    it.view.painter.selection.select_all()
    it.drag((1, 1), button=RIGHT)
    assert chosen(it) == [1, 2, 3, 4]


# The keyboard --------------------------------------------------------------------------------------------------------


def test_arrows_move_a_cross_hair_and_space_uses_the_tool_there(bench) -> None:
    it = bench(Points())
    by_keyboard(it)
    for _step in range(4):
        QTest.keyClick(it.view, Key.Key_Right)
    QTest.keyClick(it.view, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(it.view, Key.Key_Space)
    QTest.keyClick(it.view, Key.Key_Return)
    assert it.session.dataset.x.tolist() == [[1.0, 1.0], [1.0, 1.0]]
    assert it.undo_count() == 2


def test_by_keyboard_points_are_chosen_taken_and_put_down(bench) -> None:
    it = bench(SQUARE, Tool.SELECT)
    by_keyboard(it)
    QTest.keyClick(it.view, Key.Key_Space)
    for _step in range(4):
        QTest.keyClick(it.view, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(it.view, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(it.view, Key.Key_Space)
    assert chosen(it) == [0, 1, 2, 3]
    for _step in range(2):
        QTest.keyClick(it.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(it.view, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(it.view, Key.Key_Space)
    QTest.keyClick(it.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(it.view, Key.Key_Space)
    assert it.session.dataset.x[:4, 1].tolist() == [0, 0, 2, 2]


def test_the_keys_of_the_window_stay_its_own_until_the_keyboard_is_on_the_map(bench) -> None:
    it = bench(SQUARE)
    keys = (Key.Key_Space, Key.Key_Right, Key.Key_Delete, Key.Key_R)
    assert [it.claims(key) for key in keys] == [False, False, False, False]
    by_keyboard(it)
    it.view.painter.selection.select_all()
    assert [it.claims(key) for key in keys] == [True, True, True, False]
    it.drag((0, 0))
    assert [it.claims(key) for key in keys] == [False, False, True, False]
