"""How quickly the map follows a hand that paints: each tool, on thousands of points."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, sin
from statistics import median
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from playground.bench.desk import Desk, open_desk, percentile
from playground.bench.effort import Effort, Measured, summary
from playground.data.config import DataConfig
from playground.data.dataset import DOMAIN, Dataset, default_classes
from playground.data.points import Points
from playground.engine.config import Layer
from playground.experiment import Experiment, settled
from playground.ui.paint.tools import Tool
from playground.ui.views.map_view import MapView

TOOLS = (Tool.PEN, Tool.SPRAY, Tool.ERASE, Tool.RECOLOUR, Tool.JITTER, Tool.MAGNET, Tool.RING)
BETWEEN_S = 0.012
"""From one movement of the mouse to the next."""
REACH = 4.0
"""The radius of the circle that the hand draws."""


def measure(effort: Effort) -> Iterator[Measured]:
    """Milliseconds from a movement of the mouse to the painted map, for the slowest tool, and to its effect."""
    points, moves = (10_000, 120) if effort.key != "quickest" else (500, 5)
    small = Experiment(data=DataConfig(source=Points(_crowd(points))))
    with open_desk(small) as desk:
        by_tool = [_stroke(desk, tool, moves)[0] for tool in TOOLS]
    slowest = max(by_tool, key=lambda times: percentile(times, 95.0))
    yield Measured("strokes.move", percentile(slowest, 95.0), median(slowest), max(slowest))
    with open_desk(settled(small, {"network.layers": (Layer(64),) * 4})) as desk:
        desk.session.play()
        yield summary("strokes.effect", [_stroke(desk, tool, moves // 2)[1] for tool in TOOLS])


def _crowd(points: int) -> Dataset:
    """Points of two classes, everywhere."""
    rng = np.random.default_rng(0)
    x, y = rng.uniform(*DOMAIN, (points, 2)), rng.integers(0, 2, points)
    return Dataset.numbered(x, y.astype(np.float64), default_classes(2))


def _stroke(desk: Desk, tool: Tool, moves: int) -> tuple[Sequence[float], float]:
    """The milliseconds of each movement of one stroke, and from the last one to its effect; the stroke is undone."""
    view = desk.program.window.findChild(MapView)
    assert view is not None
    view.tools.set_tool(tool)
    view.tools.set_brush(replace(view.tools.brush, radius=0.4, density=4))
    places = [(REACH * cos(angle), REACH * sin(angle)) for angle in np.linspace(0.0, 6.0, moves + 1)]
    button = Qt.MouseButton.LeftButton
    _mouse(view, QEvent.Type.MouseButtonPress, places[0], button)
    times, started = [], 0.0
    for place in places[1:]:
        started = perf_counter()
        _mouse(view, QEvent.Type.MouseMove, place, Qt.MouseButton.NoButton)
        view.repaint()
        times.append((perf_counter() - started) * 1e3)
        desk.wait(BETWEEN_S)
    if desk.session.is_waiting:
        desk.seconds_until(lambda _frame: not desk.session.is_waiting)
    effect = (perf_counter() - started) * 1e3
    _mouse(view, QEvent.Type.MouseButtonRelease, places[-1], button)
    desk.session.undo()
    return times, effect


def _mouse(view: MapView, kind: QEvent.Type, place: tuple[float, float], button: Qt.MouseButton) -> None:
    at, held = view.pixel(place), Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else held
    event = QMouseEvent(kind, at, view.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)
