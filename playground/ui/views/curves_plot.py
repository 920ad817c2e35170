"""The picture of the curves: axes, lines, zoom with the mouse, and a read-out at the pointer."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from playground.engine.tasks import Kind
from playground.session.curves import Curves
from playground.ui import fonts
from playground.ui.theme import Metrics, Theme
from playground.ui.views.curves_axis import Marks
from playground.ui.views.curves_chart import Chart
from playground.ui.views.curves_flags import Flag, paint_flags
from playground.ui.views.curves_gap import paint_gap
from playground.ui.views.curves_layout import Pane
from playground.ui.views.curves_overlay import Overlay
from playground.ui.views.curves_range import Limits, limits
from playground.ui.views.curves_rate import RateStrip
from playground.ui.views.curves_runs import RunLine, paint_runs
from playground.ui.views.curves_series import Line, Measure, Part, nearest
from playground.ui.views.curves_ticks import linear_ticks, logarithmic_ticks, percent_ticks
from playground.ui.views.curves_words import EPOCH_TITLE, Topic, readout, readout_words

_MOST_NAMED = 0.5
"""The share of the width that names of lines may take; in a narrower picture they stand above the lines."""

_LEAST_LINES = 7
"""In a picture as high as so many lines of text or less, the lower axis has no name."""


class CurvesPlot(pg.GraphicsView):  # type: ignore[misc]
    """Shows lines. It looks where the lines are until a person zooms or moves; a double click goes back."""

    looked_elsewhere = Signal(bool)
    """Whether the picture shows a part that a person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = RateStrip()
        self._chart = Chart(self._strip)
        self._flags: tuple[Flag, ...] = ()
        self._runs: tuple[RunLine, ...] = ()
        self._overlay = Overlay()
        self._topic = Topic(Measure.LOSS, Kind.BINARY)
        self._drawn: tuple[Line, ...] = ()
        self._limits: Limits | None = None
        self._elsewhere = False
        self._pointed: float | None = None
        self._moment: float | None = None
        self._set_up()

    # What is shown ---------------------------------------------------------------------------------------------------

    def show_lines(self, topic: Topic, drawn: tuple[Line, ...]) -> None:
        """Draw these lines; another topic begins with a fresh look at all of them."""
        if topic != self._topic:
            self._topic, self._limits = topic, None
            self._chart.use_marks(_marks(topic))
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
        self._chart.apply_look(theme, metrics, {part: self._overlay.colour(part) for part in Part})
        self._strip.apply_look(fonts.body(metrics.caption))
        self._name_epochs()
        self._look()
        self._redraw()

    def say(self) -> None:
        """Write all words anew, in the language in use."""
        self._chart.set_titles(str(EPOCH_TITLE), str(self._topic.vocabulary.title))
        self._look()
        self.viewport().update()

    # How it is drawn -------------------------------------------------------------------------------------------------

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawForeground(painter, rect)
        pane = self._chart.pane()
        if not self._drawn or pane is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._elsewhere:
            self._overlay.paint_exits(painter, pane, self._drawn)
        paint_gap(painter, pane, self._drawn, self._overlay)
        names = self._overlay.taken(pane, self._drawn, self._names())
        names = paint_runs(painter, pane, self._runs, self._overlay, names)
        paint_flags(painter, pane, self._flags, self._overlay, names)
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
        self.setCentralItem(self._chart)
        self._chart.moved_by_hand.connect(self._on_chart_moved_by_hand)
        self._chart.moved.connect(self._redraw)
        self._chart.resized.connect(self._on_chart_resized)

    def _redraw(self) -> None:
        self._chart.draw(self._drawn)
        self.viewport().update()

    def _look(self) -> None:
        """Look at all of the lines, unless a person looks elsewhere."""
        if not self._drawn or not self._chart.has_room:
            return
        free = self._overlay.room_for(list(self._names().values())) / self._chart.view.width()
        topic, free = self._topic, free if free < _MOST_NAMED else 0.0
        shown = (*self._drawn, *(run.line for run in self._runs))
        self._limits = limits(shown, topic.measure, topic.logarithmic, self._limits, free)
        window = self._chart.window(self._limits, topic.logarithmic)
        self._chart.fence(window)
        if not self._elsewhere:
            self._chart.show_window(window)

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

    def _on_chart_moved_by_hand(self) -> None:
        self._set_elsewhere(True)

    def _on_chart_resized(self) -> None:
        self._look()
        self._redraw()

    def _set_elsewhere(self, elsewhere: bool) -> None:
        if elsewhere != self._elsewhere:
            self._elsewhere = elsewhere
            self.looked_elsewhere.emit(elsewhere)

    # Qt's events -----------------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        pane = self._chart.pane()
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
        if event is not None:
            self._name_epochs()
        self.viewport().update()

    def _name_epochs(self) -> None:
        """Where the picture is low, its lines need the room of a word that stands below it as well."""
        self._chart.name_epochs(self.height() > _LEAST_LINES * self._overlay.metrics.caption)

    def _walk(self, drawn: Sequence[Line], steps: int) -> None:
        epochs = drawn[0].epochs
        index = len(epochs) - 1 if self._pointed is None else nearest(epochs, self._pointed) + steps
        index = min(max(index, 0), len(epochs) - 1)
        self._point_at(float(epochs[index]))
        words = readout_words(self._topic, drawn, index, self._strip.rate_at(index))
        self.setAccessibleDescription(words)


def _marks(topic: Topic) -> Marks:
    if topic.logarithmic:
        return logarithmic_ticks
    return percent_ticks if topic.measure is Measure.SCORE and topic.kind is not Kind.REGRESSION else linear_ticks
