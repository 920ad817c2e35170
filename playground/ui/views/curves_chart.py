"""The axes and the lines of the learning curves, and which part of the plane they show.

Made of pyqtgraph's parts rather than of its PlotWidget, whose menus nobody could translate and which outlive it.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPen

from playground.ui import fonts
from playground.ui.theme import Metrics, Theme
from playground.ui.views.curves_axis import Axis, Marks
from playground.ui.views.curves_layout import Pane
from playground.ui.views.curves_range import Limits
from playground.ui.views.curves_rate import RateStrip
from playground.ui.views.curves_series import Line, Part, thinned
from playground.ui.views.curves_ticks import Ticks, linear_ticks

_EDGE = 6.0
"""Pixels between the outermost values and the border of the picture."""
_LONGEST_PATH = 200
"""Points up to which a line is painted as one path, which is smoothest; beyond, piece by piece is far quicker."""
_MOST_COLUMNS = 500
"""Columns of the picture for which a line has points of its own, at most."""
_BEHIND_LINES = -1000

Window = tuple[tuple[float, float], tuple[float, float]]
"""What the picture shows of the plane: from where to where, on the x axis and on the y axis."""


class Chart(pg.GraphicsLayout):  # type: ignore[misc]
    """Lines between two axes, above a strip over the same epochs."""

    moved_by_hand = Signal()
    """A person zoomed or moved the picture."""
    moved = Signal()
    """Other epochs are shown."""
    resized = Signal()

    def __init__(self, strip: RateStrip) -> None:
        super().__init__()
        self.view = pg.ViewBox(enableMenu=False)
        self.left, self._bottom = Axis("left", linear_ticks, "0.0000"), Axis("bottom", _epoch_ticks, "10,000")
        self._items = {part: pg.PlotCurveItem(antialias=True) for part in (Part.PENALTY, Part.VALIDATION, Part.TRAIN)}
        self._fenced: Window | None = None
        self._shown: Window | None = None
        self._arrange(strip)
        self._connect()

    def _arrange(self, strip: RateStrip) -> None:
        self.setSpacing(0)
        for item, row, column in ((self.left, 0, 0), (self.view, 0, 1), (self._bottom, 2, 1)):
            self.addItem(item, row, column)
        self.addItem(strip, 1, 0, 1, 2)
        self.layout.setRowStretchFactor(0, 1)
        self.layout.setColumnStretchFactor(1, 1)
        for axis in (self.left, self._bottom):
            axis.linkToView(self.view)
            axis.setZValue(_BEHIND_LINES)
        self.left.setGrid(255)
        self.view.disableAutoRange()
        for line in self._items.values():
            self.view.addItem(line)

    def _connect(self) -> None:
        self.view.sigRangeChangedManually.connect(self._on_view_range_changed_manually)
        self.view.sigXRangeChanged.connect(self.moved)
        self.view.sigResized.connect(self.resized)

    def use_marks(self, marks: Marks) -> None:
        """Mark other heights from now on."""
        self.left.use_marks(marks)

    def set_titles(self, across: str, up: str) -> None:
        """Name what is measured along each axis."""
        self._bottom.set_title(across)
        self.left.set_title(up)

    def name_epochs(self, on: bool) -> None:
        """Show the name of the lower axis, or have the lines take that room."""
        self._bottom.be_named(on)

    def apply_look(self, theme: Theme, metrics: Metrics, colours: Mapping[Part, QColor]) -> None:
        """Take colours, sizes and typeface."""
        for axis in (self._bottom, self.left):
            axis.apply_look(theme, metrics, fonts.body(metrics.caption))
        for part, item in self._items.items():
            item.setPen(_pen(part, colours[part], metrics))
        self.setContentsMargins(0, metrics.caption // 2, self._bottom.overhang, 0)

    def draw(self, drawn: Sequence[Line]) -> None:
        """Give the lines their visible points; a line that is not among these is empty."""
        left, right = self.view.viewRange()[0]
        columns = min(max(int(self.view.width()) // 2, 1), _MOST_COLUMNS)
        shown = {line.part: line for line in drawn}
        for part, item in self._items.items():
            x, y = np.empty(0), np.empty(0)
            if part in shown and len(shown[part].finite):
                x, y = thinned(shown[part].epochs, shown[part].heights, left, right, columns)
            item.setSegmentedLineMode("off" if len(x) <= _LONGEST_PATH else "on")
            item.setData(x, y, connect="finite")

    @property
    def has_room(self) -> bool:
        """Whether the picture is large enough for anything between its edges."""
        return bool(self.view.width() > 2 * _EDGE and self.view.height() > 2 * _EDGE)

    def window(self, limits: Limits, logarithmic: bool) -> Window:
        """Limits with a narrow edge, so that no line is cut in half by the border."""
        low, high = limits.low, limits.high
        if logarithmic:
            low, high = math.log10(low), math.log10(high)
        across = _EDGE * limits.last / (self.view.width() - _EDGE)
        along = _EDGE * (high - low) / (self.view.height() - 2 * _EDGE)
        return (-across, limits.last), (low - along, high + along)

    def show_window(self, window: Window) -> None:
        """Show this part of the plane."""
        if window != self._shown:
            self._shown = window
            self.view.setRange(xRange=window[0], yRange=window[1], padding=0)

    def fence(self, window: Window) -> None:
        """Keep a person who zooms or moves from losing sight of the lines, which fit into this window."""
        if window == self._fenced:
            return
        self._fenced = window
        (left, right), (low, high) = window
        width, height = right - left, high - low
        self.view.setLimits(
            xMin=left, xMax=right + width, yMin=low - height, yMax=high + 9 * height,
            minXRange=2.0, minYRange=1e-4 * height,
        )  # fmt: skip

    def pane(self) -> Pane | None:
        """Where the picture is and what it shows; None while it shows nothing."""
        (left, right), (low, high) = self.view.viewRange()
        rect = self.view.sceneBoundingRect()
        if rect.isEmpty() or right <= left or high <= low:
            return None
        return Pane(rect, left, right, low, high)

    def _on_view_range_changed_manually(self) -> None:
        self._shown = None
        self.moved_by_hand.emit()


def _pen(part: Part, colour: QColor, metrics: Metrics) -> QPen:
    pen: QPen = pg.mkPen(colour, width=metrics.line)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)  # round ones take twice as long
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if part is Part.PENALTY:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen


def _epoch_ticks(low: float, high: float, most: int) -> Ticks:
    """Whole numbers; there is nothing to mark before epoch 0."""
    return linear_ticks(max(low, 0.0), high, most, whole=True)
