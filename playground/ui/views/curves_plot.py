"""The picture of the curves: axes, lines, zoom with the mouse, and a read-out at the pointer."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from playground.engine.tasks import Kind
from playground.session.curves import Curves
from playground.ui import fonts
from playground.ui.theme import Metrics, Theme
from playground.ui.views.curves_axis import Axis, Marks
from playground.ui.views.curves_flags import Flag, paint_flags
from playground.ui.views.curves_layout import Pane
from playground.ui.views.curves_overlay import Overlay
from playground.ui.views.curves_range import Limits, limits
from playground.ui.views.curves_rate import RateStrip
from playground.ui.views.curves_runs import RunLine, paint_runs
from playground.ui.views.curves_series import Line, Measure, Part, nearest, thinned
from playground.ui.views.curves_ticks import Ticks, linear_ticks, logarithmic_ticks, percent_ticks
from playground.ui.views.curves_words import EPOCH_TITLE, Topic, readout, readout_words

_EDGE = 6.0
"""Pixels between the outermost values and the border of the picture."""
_LONGEST_PATH = 200
"""Points up to which a line is painted as one path, which is smoothest; beyond, piece by piece is far quicker."""
_MOST_COLUMNS = 500
"""Columns of the picture for which a line has points of its own, at most."""
_BEHIND_LINES = -1000
_MOST_NAMED = 0.5
"""The share of the width that names of lines may take; in a narrower picture they stand above the lines."""

Window = tuple[tuple[float, float], tuple[float, float]]
"""What the picture shows of the plane: from where to where, on the x axis and on the y axis."""


class CurvesPlot(pg.GraphicsView):  # type: ignore[misc]
    """Shows lines. It looks where the lines are until a person zooms or moves; a double click goes back.

    Made of pyqtgraph's parts rather than of its PlotWidget, whose menus nobody could translate and which outlive it.
    """

    looked_elsewhere = Signal(bool)
    """Whether the picture shows a part that a person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._bottom = Axis("left", linear_ticks, "0.0000"), Axis("bottom", _epoch_ticks, "10,000")
        self._view, self._layout = pg.ViewBox(enableMenu=False), pg.GraphicsLayout()
        self._strip = RateStrip()
        self._flags: tuple[Flag, ...] = ()
        self._runs: tuple[RunLine, ...] = ()
        self._overlay = Overlay()
        self._topic = Topic(Measure.LOSS, Kind.BINARY)
        self._drawn: tuple[Line, ...] = ()
        self._limits: Limits | None = None
        self._window_fitting: Window | None = None
        self._window_shown: Window | None = None
        self._elsewhere = False
        self._pointed: float | None = None
        self._moment: float | None = None
        self._items = {part: pg.PlotCurveItem(antialias=True) for part in (Part.PENALTY, Part.VALIDATION, Part.TRAIN)}
        self._set_up()

    # What is shown ---------------------------------------------------------------------------------------------------

    def show_lines(self, topic: Topic, drawn: tuple[Line, ...]) -> None:
        """Draw these lines; another topic begins with a fresh look at all of them."""
        if topic != self._topic:
            self._topic, self._limits = topic, None
            self._left.use_marks(_marks(topic))
            self._set_elsewhere(False)
        self._drawn = drawn
        self._look()
        self._redraw()

    def show_besides(self, flags: tuple[Flag, ...], rates: Curves | None) -> None:
        """Flag these epochs, and trace the learning rates of these curves; None for no trace."""
        self._flags = flags
        self._strip.show_rates(rates)

    def show_runs(self, runs: tuple[RunLine, ...]) -> None:
        """Draw the curves of these pinned runs behind the lines, from the next time that lines are shown."""
        self._runs = runs

    def show_moment(self, epoch: int | None) -> None:
        """Read out an epoch that is looked back at, unless the pointer is at another; None for the present."""
        if epoch != self._moment:
            self._moment = epoch
            self.viewport().update()

    def fit(self) -> None:
        """Show all of the lines again, and follow them from now on."""
        self._limits = None
        self._set_elsewhere(False)
        self._look()
        self._redraw()

    def apply_look(self, theme: Theme, metrics: Metrics) -> None:
        """Take colours, sizes and typeface."""
        self._overlay = Overlay(theme, metrics)
        self.setBackground(theme.card)
        for axis in (self._bottom, self._left):
            axis.apply_look(theme, metrics, fonts.body(metrics.caption))
        for part, item in self._items.items():
            pen = pg.mkPen(self._overlay.colour(part), width=metrics.line)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)  # round ones take twice as long
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if part is Part.PENALTY:
                pen.setStyle(Qt.PenStyle.DashLine)
            item.setPen(pen)
        self._strip.apply_look(fonts.body(metrics.caption))
        self._layout.setContentsMargins(0, metrics.caption // 2, self._bottom.overhang, 0)
        self._look()
        self._redraw()

    def say(self) -> None:
        """Write all words anew, in the language in use."""
        self._bottom.set_title(str(EPOCH_TITLE))
        self._left.set_title(str(self._topic.vocabulary.title))
        self._look()
        self.viewport().update()

    # How it is drawn -------------------------------------------------------------------------------------------------

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawForeground(painter, rect)
        pane = self._pane()
        if not self._drawn or pane is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._elsewhere:
            self._overlay.paint_exits(painter, pane, self._drawn)
        paint_runs(painter, pane, self._runs, self._overlay)
        paint_flags(painter, pane, self._flags, self._overlay)
        self._strip.paint_strip(painter, pane, self._overlay.theme, self._overlay.metrics)
        self._overlay.paint_ends(painter, pane, self._drawn, self._names())
        index = self._pointed_index(pane)
        if index is not None:
            pieces = readout(self._topic, self._drawn, index, self._strip.rate_at(index))
            self._overlay.paint_readout(painter, pane, self._drawn, index, pieces)
        if self.hasFocus():
            painter.setPen(pg.mkPen(self._overlay.theme.accent, width=2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pane.rect, 4, 4)
        painter.restore()

    def _set_up(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(120, 60)
        self.setCentralItem(self._layout)
        self._layout.setSpacing(0)
        for item, row, column in ((self._left, 0, 0), (self._view, 0, 1), (self._bottom, 2, 1)):
            self._layout.addItem(item, row, column)
        self._layout.addItem(self._strip, 1, 0, 1, 2)
        self._layout.layout.setRowStretchFactor(0, 1)
        self._layout.layout.setColumnStretchFactor(1, 1)
        for axis in (self._left, self._bottom):
            axis.linkToView(self._view)
            axis.setZValue(_BEHIND_LINES)
        self._left.setGrid(255)
        self._view.disableAutoRange()
        for line in self._items.values():
            self._view.addItem(line)
        self._view.sigRangeChangedManually.connect(self._on_view_range_changed_manually)
        self._view.sigXRangeChanged.connect(self._redraw)
        self._view.sigResized.connect(self._on_view_resized)

    def _redraw(self) -> None:
        """Give the lines their visible points."""
        left, right = self._view.viewRange()[0]
        columns = min(max(int(self._view.width()) // 2, 1), _MOST_COLUMNS)
        shown = {line.part: line for line in self._drawn}
        for part, item in self._items.items():
            x, y = np.empty(0), np.empty(0)
            if part in shown and len(shown[part].finite):
                x, y = thinned(shown[part].epochs, shown[part].heights, left, right, columns)
            item.setSegmentedLineMode("off" if len(x) <= _LONGEST_PATH else "on")
            item.setData(x, y, connect="finite")
        self.viewport().update()

    def _look(self) -> None:
        """Look at all of the lines, unless a person looks elsewhere."""
        if not self._drawn or self._view.width() <= 2 * _EDGE or self._view.height() <= 2 * _EDGE:
            return
        free = self._overlay.room_for(list(self._names().values())) / self._view.width()
        topic, free = self._topic, free if free < _MOST_NAMED else 0.0
        shown = (*self._drawn, *(run.line for run in self._runs))
        self._limits = limits(shown, topic.measure, topic.logarithmic, self._limits, free)
        window = self._window(self._limits)
        if window != self._window_fitting:
            self._window_fitting = window
            self._fence(window)
        if not self._elsewhere and window != self._window_shown:
            self._window_shown = window
            self._view.setRange(xRange=window[0], yRange=window[1], padding=0)

    def _fence(self, window: Window) -> None:
        """Keep a person who zooms or moves from losing sight of the lines."""
        (left, right), (low, high) = window
        width, height = right - left, high - low
        self._view.setLimits(
            xMin=left, xMax=right + width, yMin=low - height, yMax=high + 9 * height,
            minXRange=2.0, minYRange=1e-4 * height,
        )  # fmt: skip

    def _window(self, shown: Limits) -> Window:
        """Limits with a narrow edge, so that no line is cut in half by the border."""
        low, high = shown.low, shown.high
        if self._topic.logarithmic:
            low, high = math.log10(low), math.log10(high)
        across = _EDGE * shown.last / (self._view.width() - _EDGE)
        along = _EDGE * (high - low) / (self._view.height() - 2 * _EDGE)
        return (-across, shown.last), (low - along, high + along)

    def _pane(self) -> Pane | None:
        (left, right), (low, high) = self._view.viewRange()
        rect = self._view.sceneBoundingRect()
        if rect.isEmpty() or right <= left or high <= low:
            return None
        return Pane(rect, left, right, low, high)

    def _names(self) -> dict[Part, str]:
        shown = {line.part for line in self._drawn}
        return {part: str(name) for part, name in self._topic.vocabulary.names.items() if part in shown}

    # The pointer -----------------------------------------------------------------------------------------------------

    def _pointed_index(self, pane: Pane) -> int | None:
        """The recorded epoch at the pointer, or the one looked back at, if it is in the picture."""
        epochs, wanted = self._drawn[0].epochs, self._moment if self._pointed is None else self._pointed
        if wanted is None or not len(epochs):
            return None
        index = nearest(epochs, wanted)
        return index if pane.left <= epochs[index] <= pane.right else None

    def _point_at(self, epoch: float | None) -> None:
        if epoch != self._pointed:
            self._pointed = epoch
            self.viewport().update()

    def _on_view_range_changed_manually(self) -> None:
        self._set_elsewhere(True)

    def _on_view_resized(self) -> None:
        self._look()
        self._redraw()

    def _set_elsewhere(self, elsewhere: bool) -> None:
        if elsewhere != self._elsewhere:
            self._elsewhere, self._window_shown = elsewhere, None
            self.looked_elsewhere.emit(elsewhere)

    # Qt's events -----------------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        pane = self._pane()
        inside = pane is not None and pane.rect.contains(event.position())
        self._point_at(pane.epoch(event.position().x()) if pane is not None and inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys walk along the recorded epochs."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10}
        key = Qt.Key(event.key())
        if key in steps and self._drawn and len(self._drawn[0].epochs):
            self._walk(self._drawn, steps[key])
        elif key == Qt.Key.Key_Escape and self._pointed is not None:
            self._point_at(None)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(None)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)  # pyqtgraph calls this without an event, too
        self.viewport().update()

    def _walk(self, drawn: Sequence[Line], steps: int) -> None:
        epochs = drawn[0].epochs
        index = len(epochs) - 1 if self._pointed is None else nearest(epochs, self._pointed) + steps
        index = min(max(index, 0), len(epochs) - 1)
        self._point_at(float(epochs[index]))
        words = readout_words(self._topic, drawn, index, self._strip.rate_at(index))
        self.setAccessibleDescription(words)


def _epoch_ticks(low: float, high: float, most: int) -> Ticks:
    """Whole numbers; there is nothing to mark before epoch 0."""
    return linear_ticks(max(low, 0.0), high, most, whole=True)


def _marks(topic: Topic) -> Marks:
    if topic.logarithmic:
        return logarithmic_ticks
    return percent_ticks if topic.measure is Measure.SCORE and topic.kind is not Kind.REGRESSION else linear_ticks
