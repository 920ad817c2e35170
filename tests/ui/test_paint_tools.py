"""Each painting tool by real events of mouse, pen, finger and keyboard."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from map_kit import Bench, a_session
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.data.curve_sets import StraightLine
from playground.data.dataset import Dataset, default_classes
from playground.data.generators import Circle
from playground.data.points import Points
from playground.data.sources import Source
from playground.data.split import Split
from playground.ui.appearance import Appearance
from playground.ui.paint.stroke import replay
from playground.ui.paint.tools import PaintTools, Tool
from playground.ui.views.map_view import MapView

SQUARE = Points(Dataset.numbered([[-1, -1], [1, -1], [1, 1], [-1, 1], [5, 5]], [0, 1, 0, 1, 0], default_classes(2)))
WAY = [(-2.0, 0.0), (-1.0, 0.5), (0.0, 0.5), (1.0, 1.0)]
Make = Callable[..., Bench]


@pytest.fixture
def bench(qtbot, appearance: Appearance) -> Make:
    def make(tool: Tool, source: Source | None = SQUARE) -> Bench:
        session, tools, seeds, time = a_session(source), PaintTools(), count(1), count(0.0, 0.1)
        view = MapView(session, appearance, tools, seed_source=lambda: next(seeds), clock=lambda: next(time))
        qtbot.addWidget(view)
        view.resize(400, 400)
        view.show()
        tools.set_tool(tool)
        return Bench(session, tools, view)

    return make


def choose(it: Bench, *ids: int) -> None:
    it.view.painter.selection.select(np.array(ids))


def first_four(it: Bench) -> np.ndarray:
    return it.session.dataset.x[:4]


# Drawing -------------------------------------------------------------------------------------------------------------


def test_a_pen_leaves_points_at_equal_distances(bench: Make) -> None:
    it = bench(Tool.PEN, Points())
    it.drag((-2, 0), (0, 0), (2, 0))
    assert np.diff(it.session.dataset.x[:, 0]) == pytest.approx(np.full(it.session.dataset.n - 1, 0.3))


def test_by_speed_a_slow_hand_leaves_more_points(bench: Make) -> None:
    counts = []
    for stops in (5, 41):
        it = bench(Tool.PEN, Points())
        it.tools.set_brush(replace(it.tools.brush, by_speed=True))
        it.drag(*[(x, 0.0) for x in np.linspace(-2, 2, stops)])
        counts.append(it.session.dataset.n)
    assert counts[1] > 5 * counts[0]


@pytest.mark.parametrize(("tool", "shape"), [(Tool.LINE, "line"), (Tool.RING, "ring"), (Tool.BLOB, "blob")])
def test_a_stamp_grows_with_the_hand_and_has_as_many_points_as_were_asked_for(bench: Make, tool: Tool, shape) -> None:
    it = bench(tool, Points())
    it.tools.set_brush(replace(it.tools.brush, amount=60, scatter=0.0))
    it.drag((0, 0), (1, 0), (3, 0))
    x = it.session.dataset.x
    assert len(x) == 60
    far = np.linalg.norm(x, axis=1).max()
    assert far > 2.9
    assert it.undo_count() == (1 if shape else 0)


def test_recolouring_changes_classes_under_the_brush_only(bench: Make) -> None:
    it = bench(Tool.RECOLOUR)
    it.tools.set_class(1)
    it.drag((-1, -1), (1, 1))
    assert it.session.dataset.labels.tolist() == [1, 1, 1, 1, 0]
    assert it.session.dataset.x.tolist() == SQUARE.dataset.x.tolist()


def test_shake_and_magnet_go_on_while_the_hand_rests(bench: Make) -> None:
    for tool in (Tool.JITTER, Tool.MAGNET):
        it = bench(tool)
        it.tools.set_brush(replace(it.tools.brush, radius=2.0))
        it.press((0, 0))
        before = it.session.dataset
        it.view.painter._on_tick()
        assert np.any(first_four(it) != before.x[:4], axis=1).all()
        assert it.session.dataset.x[4].tolist() == [5, 5]
        it.release((0, 0))
        it.session.undo()
        assert it.session.dataset == SQUARE.dataset


def test_on_a_curve_the_place_is_the_value(bench: Make) -> None:
    it = bench(Tool.LINE, StraightLine())
    n = it.session.dataset.n
    it.tools.set_brush(replace(it.tools.brush, amount=5, scatter=0.0))
    it.drag((-4, 2), (4, 2))
    added = it.session.dataset.take(np.arange(n, n + 5))
    assert added.y == pytest.approx(added.heights(added.axes))
    assert added.x[:, 1] == pytest.approx(np.full(5, 2.0), abs=0.05)


# Replay and undo -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", [tool for tool in Tool if not tool.selects])
@pytest.mark.parametrize("by_speed", [False, True])
def test_a_recorded_stroke_replays_to_the_same_points(bench: Make, tool: Tool, by_speed: bool) -> None:
    it = bench(tool, Circle(samples=120))
    it.tools.set_brush(replace(it.tools.brush, by_speed=by_speed, radius=1.5))
    before = it.session.dataset
    it.drag(*WAY)
    assert it.view.painter.last is not None
    assert replay(*it.view.painter.last, before) == it.session.dataset


def test_a_stroke_can_be_repeated_in_another_class(bench: Make) -> None:
    it = bench(Tool.SPRAY, Points())
    it.drag(*WAY)
    n = it.session.dataset.n
    it.tools.set_class(1)
    it.view.painter.repeat()
    data = it.session.dataset
    assert data.x[:n].tolist() == data.x[n:].tolist()
    assert data.labels.tolist() == [0] * n + [1] * n


@pytest.mark.parametrize("seed", range(6))
def test_undo_after_any_sequence_restores_every_bit(bench: Make, seed: int) -> None:
    rng = np.random.default_rng(seed)
    it = bench(Tool.POINT, Circle(samples=40))
    seen = [it.session.dataset]
    edits = it.view.painter.edits
    commands = (edits.duplicate, edits.delete, lambda: edits.turn(1), lambda: edits.grow(0.8), lambda: edits.flip(True))
    for _stroke in range(12):
        it.tools.set_tool(list(Tool)[rng.integers(len(Tool))])
        it.drag(*[tuple(place) for place in rng.uniform(-5, 5, (4, 2))])
        if rng.random() < 0.4:
            it.view.painter.selection.select_all()
            commands[rng.integers(len(commands))]()
        if it.session.dataset is not seen[-1]:
            seen.append(it.session.dataset)
    last = it.session.dataset
    places = it.session.history.place
    it.session.go_to(0)
    assert it.session.dataset == seen[0]
    it.session.go_to(places)
    assert it.session.dataset == last


# Choosing and changing -----------------------------------------------------------------------------------------------


def test_a_lasso_chooses_what_it_goes_around(bench: Make) -> None:
    it = bench(Tool.LASSO)
    it.drag((-2, -2), (2, -2), (2, 0), (-2, 0))
    assert it.view.painter.selection.ids.tolist() == [0, 1]


def test_the_corner_handle_scales_and_the_opposite_corner_stays(bench: Make) -> None:
    it = bench(Tool.SELECT)
    choose(it, 0, 1, 2, 3)
    margin = 8 * 12 / it.view._geometry.side
    it.drag((1 + margin, 1 + margin), (3 + margin, 2 + margin))
    assert first_four(it) == pytest.approx(np.array([[-1, -1], [3, -1], [3, 2], [-1, 2]]), abs=0.05)
    it.session.undo()
    assert it.session.dataset == SQUARE.dataset


def test_with_shift_a_corner_keeps_the_proportions(bench: Make) -> None:
    it = bench(Tool.SELECT)
    choose(it, 0, 1, 2, 3)
    margin = 8 * 12 / it.view._geometry.side
    it.drag((1 + margin, 1 + margin), (3 + margin, 1 + margin), shift=True)
    assert first_four(it)[2] == pytest.approx([3, 3], abs=0.05)


def test_the_handle_above_turns(bench: Make) -> None:
    it = bench(Tool.SELECT)
    choose(it, 0, 1, 2, 3)
    stem = (8 + 24) * 12 / it.view._geometry.side
    it.drag((0, 1 + stem), (-1, 1), (-3, 0), shift=True)
    assert first_four(it) == pytest.approx(np.roll(SQUARE.dataset.x[:4], -1, axis=0), abs=1e-9)


def test_duplicates_are_chosen_and_can_be_dragged_away(bench: Make) -> None:
    it = bench(Tool.SELECT)
    choose(it, 0, 1)
    it.view.painter.edits.duplicate()
    assert it.view.painter.selection.ids.tolist() == [5, 6]
    it.drag((0.5, -1.5), (0.5, -3.5))
    assert it.session.dataset.x[5:, 1] == pytest.approx([-3.5, -3.5], abs=0.05)


def test_inverting_chooses_the_others(bench: Make) -> None:
    it = bench(Tool.SELECT)
    choose(it, 0, 4)
    it.view.painter.selection.invert()
    assert it.view.painter.selection.ids.tolist() == [1, 2, 3]


# Pens and fingers ----------------------------------------------------------------------------------------------------


def pen_event(it: Bench, kind, place, pressure: float, tip=QPointingDevice.PointerType.Pen) -> None:
    device = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, tip, QInputDevice.Capability.Pressure, 1, 1
    )  # fmt: skip
    at = it.view.pixel(place)
    button = Qt.MouseButton.NoButton if kind == QTabletEvent.Type.TabletMove else Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind, device, at, QPointF(it.view.mapToGlobal(at)), pressure, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, button, Qt.MouseButton.LeftButton,
    )  # fmt: skip
    QApplication.sendEvent(it.view, event)


def pen_stroke(it: Bench, pressure: float, **tip) -> None:
    for kind, place in (
        (QTabletEvent.Type.TabletPress, (-2.0, 0.0)), (QTabletEvent.Type.TabletMove, (2.0, 0.0)),
        (QTabletEvent.Type.TabletRelease, (2.0, 0.0)),
    ):  # fmt: skip
        pen_event(it, kind, place, pressure, **tip)


def test_a_pen_that_presses_harder_leaves_more_points(bench: Make) -> None:
    light, firm = bench(Tool.SPRAY, Points()), bench(Tool.SPRAY, Points())
    pen_stroke(light, 0.1)
    pen_stroke(firm, 1.0)
    assert firm.session.dataset.n > 2 * light.session.dataset.n > 0
    assert firm.undo_count() == 1


def test_the_other_end_of_a_pen_erases(bench: Make) -> None:
    it = bench(Tool.SPRAY)
    it.tools.set_brush(replace(it.tools.brush, radius=1.2))
    pen_stroke(it, 0.5, tip=QPointingDevice.PointerType.Eraser)
    assert it.session.dataset.ids.tolist() == [4]


def test_a_finger_paints_and_leaves_no_circle_behind(bench: Make) -> None:
    it = bench(Tool.PEN, Points())
    finger = QTest.createTouchDevice()
    first, last = (it.view.pixel(place).toPoint() for place in ((-2.0, 0.0), (2.0, 0.0)))
    QTest.touchEvent(it.view, finger).press(0, first).commit()
    QTest.touchEvent(it.view, finger).move(0, last).commit()
    QTest.touchEvent(it.view, finger).release(0, last).commit()
    assert it.session.dataset.n == 14
    assert it.view._hand.pointer is None
    assert it.undo_count() == 1


# The keyboard --------------------------------------------------------------------------------------------------------


def test_a_line_by_keyboard_has_a_beginning_and_an_end(bench: Make) -> None:
    it = bench(Tool.LINE, Points())
    it.tools.set_brush(replace(it.tools.brush, amount=3, scatter=0.0))
    it.view.setFocus(Qt.FocusReason.TabFocusReason)
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right)
    for key in keys:
        QTest.keyClick(it.view, key)
    assert it.session.dataset.x.tolist() == [[0, 0], [0.25, 0], [0.5, 0]]


def test_the_tenth_class_has_the_key_0(bench: Make) -> None:
    ten = Points(Dataset.numbered(np.zeros((10, 2)), np.arange(10), default_classes(10)))
    it = bench(Tool.POINT, ten)
    QTest.keyClick(it.view, Qt.Key.Key_0)
    it.drag((3, 3))
    assert it.session.dataset.labels[-1] == 9


# What must not happen ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", [Tool.ERASE, Tool.RECOLOUR, Tool.JITTER, Tool.MAGNET])
def test_no_tool_touches_the_points_of_a_sealed_test_set(bench: Make, tool: Tool) -> None:
    it = bench(tool, Circle(samples=200))
    it.session.apply("data.split", Split(0.6, 0.2))
    before = it.session.dataset
    hidden = before.ids[it.session.prepared.parts.test]
    it.tools.set_brush(replace(it.tools.brush, radius=3.0))
    it.drag(*WAY)
    after = it.session.dataset
    was, now = np.isin(before.ids, hidden), np.isin(after.ids, hidden)
    assert after != before
    assert np.array_equal(before.x[was], after.x[now])
    assert np.array_equal(before.y[was], after.y[now])


def test_points_painted_into_the_sealed_test_set_are_told(bench: Make) -> None:
    it = bench(Tool.SPRAY, Circle(samples=200))
    it.session.apply("data.split", Split(0.6, 0.2))
    said: list[str] = []
    it.session.subscribe_notices(lambda notice: said.append(str(notice.text)))
    it.drag(*WAY)
    assert len(said) == 1
    assert "sealed test set" in said[0]
