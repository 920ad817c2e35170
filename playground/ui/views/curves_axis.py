"""An axis of the curves view, with marks of our own: as many as have room, at round numbers."""

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from playground.ui.theme import Metrics, Theme
from playground.ui.views.curves_ticks import Ticks

Marks = Callable[[float, float, int], Ticks]

_GAP = 5


class Axis(pg.AxisItem):  # type: ignore[misc]
    """Has a constant width or height, so that the picture beside it stands still."""

    def __init__(self, orientation: str, marks: Marks, widest: str) -> None:
        self._is_named, self._metrics = True, QFontMetricsF(QFont())  # which the base asks for while it is made
        super().__init__(orientation)
        self._marks, self._widest = marks, widest
        self._room, self.overhang = 40.0, 0.0
        """How far the words at the ends may reach beyond the axis, in pixels."""
        self._words: dict[float, str] = {}
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0, tickAlpha=255, tickTextOffset=_GAP)

    def use_marks(self, marks: Marks) -> None:
        """Mark other places from now on."""
        if marks is not self._marks:
            self._marks = marks
            self.picture = None
            self.update()

    def apply_look(self, theme: Theme, metrics: Metrics, font: QFont) -> None:
        """Take colours and sizes."""
        self.setTickFont(font)
        self.setPen(pg.mkPen(theme.grid, width=1))
        self.setTickPen(pg.mkPen(theme.grid, width=1))
        self.setTextPen(pg.mkPen(theme.muted))
        self.setLabel(**{"color": theme.muted, "font-size": f"{metrics.caption}px"})
        self.label.setFont(font)
        self._metrics = QFontMetricsF(font)
        self._measure()

    def be_named(self, on: bool) -> None:
        """Show its title, or have the picture take that room."""
        if on != self._is_named:
            self._is_named = on
            self.showLabel(bool(self.labelText))
            self._measure()

    def showLabel(self, show: bool = True) -> None:
        super().showLabel(show and self._is_named)

    def set_title(self, words: str) -> None:
        """Name what is measured along the axis."""
        if words != self.labelText:
            self.setLabel(words, **self.labelStyle)

    def boundingRect(self) -> QRectF:
        """A little more than the axis, so that the words at its ends have room, too."""
        return super().boundingRect().adjusted(-self.overhang, -self.overhang, self.overhang, self.overhang)

    def tickValues(self, low: float, high: float, length: float) -> list[tuple[float, list[float]]]:
        """The marks, for pyqtgraph; `length` in pixels."""
        ticks = self._marks(low, high, max(2, int(length / self._room)))
        self._words = dict(zip(ticks.places, ticks.words, strict=True))
        return [(1.0, list(ticks.places))]

    def tickStrings(self, places: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        """The words at the marks, for pyqtgraph."""
        return [self._words[place] for place in places]

    def _measure(self) -> None:
        metrics = self._metrics
        title = metrics.height() if self._is_named else 0.0
        self.overhang = metrics.horizontalAdvance(self._widest) / 2
        if self.orientation == "left":
            self._room = 1.9 * metrics.height()
            self.setWidth(round(metrics.horizontalAdvance(self._widest) + title + 2 * _GAP))
        else:
            self._room = 2.0 * metrics.horizontalAdvance(self._widest)
            self.setHeight(round(metrics.height() + title + _GAP))
