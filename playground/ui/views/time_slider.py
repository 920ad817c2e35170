"""The slider of the time machine, with marks at the epochs that are worth going to."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionSlider, QWidget

from playground.ui.appearance import Appearance
from playground.ui.controls.slider import Slider
from playground.ui.errors import guarded
from playground.ui.views.curves_flags import Flag

_SNAP = 5.0
"""Pixels within which the handle goes to a mark."""
_SIDE = 4.0


class TimeSlider(Slider):
    """One step is one epoch. A handle that comes near a mark goes there."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._marks: tuple[Flag, ...] = ()
        self.setTracking(True)
        appearance.changed.connect(self.update)

    def show_marks(self, marks: Sequence[Flag]) -> bool:
        """Mark these epochs, and no others; returns whether that is new."""
        if [mark.epoch for mark in marks] == [mark.epoch for mark in self._marks]:
            return False
        self._marks = tuple(marks)
        self.update()
        return True

    @property
    def marked(self) -> tuple[str, ...]:
        """What is marked, in words."""
        return tuple(str(mark.words) for mark in self._marks)

    def snapped(self, epoch: int) -> int:
        """The epoch of a mark that is near on screen, or the epoch itself."""
        near = [mark for mark in self._marks if abs(self._x(mark.epoch) - self._x(epoch)) <= _SNAP]
        return int(min(near, key=lambda mark: abs(mark.epoch - epoch)).epoch) if near else epoch

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._appearance.theme.warning))
            for mark in self._marks:
                self._paint_mark(painter, self._x(mark.epoch))
        super().paintEvent(event)

    def _paint_mark(self, painter: QPainter, x: float) -> None:
        """A small flag that hangs above the groove and a foot below it."""
        middle = self.height() / 2
        tip = QPointF(x, middle - 2)
        painter.drawPolygon(QPolygonF([tip, QPointF(x - _SIDE, 0.0), QPointF(x + _SIDE, 0.0)]))
        painter.drawRect(QRectF(x - 0.75, middle, 1.5, self.height() / 2))

    def _x(self, epoch: float) -> float:
        """Where the middle of the handle is at an epoch."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle, groove = (
            self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
            for part in (QStyle.SubControl.SC_SliderHandle, QStyle.SubControl.SC_SliderGroove)
        )
        way = groove.width() - handle.width()
        return groove.x() + handle.width() / 2 + QStyle.sliderPositionFromValue(
            self.minimum(), self.maximum(), round(epoch), way
        )  # fmt: skip
