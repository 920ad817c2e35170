"""A control to drag a number."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.i18n import Text
from playground.spec import Item
from playground.ui.controls.field import Field
from playground.ui.controls.gesture import Gesture
from playground.ui.controls.number_box import NumberBox
from playground.ui.controls.numerals import Number, show_rounded
from playground.ui.controls.scales import Scale
from playground.ui.controls.slider import Slider
from playground.ui.controls.styling import set_role
from playground.ui.layouts import NO_MARGINS, in_column


class SliderField(Field):
    """A caption, the number in bold, and a slider below. A double click on the number, or F2, lets one type it.

    `show` words the number in another way, such as 50 : 50.
    """

    def __init__(
        self,
        item: Item,
        path: str,
        scale: Scale,
        parent: QWidget | None = None,
        *,
        show: Callable[[Number], str] | None = None,
    ) -> None:
        super().__init__(item, path, parent)
        self.scale = scale
        self._show = show or (lambda value: show_rounded(value, item.param))
        self._value: Number = scale.stops[0]
        self._gesture = Gesture()
        self._slider, self._number, self._box = Slider(self), _Number(self), NumberBox(item, self)
        self._slider.setRange(0, scale.last)
        self._slider.setPageStep(max(1, scale.last // 10))
        self._arrange()
        self._connect()
        self.set_value(self._value)

    def value(self) -> Number:
        return self._value

    def set_value(self, value: Number) -> None:
        self._value = value
        with QSignalBlocker(self._slider):
            self._slider.setValue(self.scale.position(value))
        self._number.setText(self._show(value))

    def show_problem(self, message: Text, column: int | None = None) -> None:
        self._refuse(self._box if self._box.isVisibleTo(self) else self._slider, message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._open_box()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        caption = QLabel(self)
        caption.setBuddy(self._slider)
        self._captions.bind(caption.setText, self.item.param.label)
        set_role(self._box, "inline")
        self._box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._box.lineEdit().setTextMargins(4, 0, 6, 0)
        self._box.hide()
        self._lay_out(caption, self._slider, (self._number, self._box))

    def _lay_out(self, caption: QWidget, slider: QWidget, numbers: tuple[QWidget, ...]) -> None:
        """Caption and number above the slider."""
        header = QHBoxLayout()
        header.addWidget(caption, 1)
        for number in numbers:
            header.addWidget(number)
        in_column(header, slider, owner=self, spacing=0, margins=NO_MARGINS)

    def _connect(self) -> None:
        self._declare(self._box, "box")
        self._declare(self._slider)
        self._slider.valueChanged.connect(self._on_slider_changed)
        self._slider.sliderPressed.connect(self._gesture.end)
        self._number.double_clicked.connect(self._open_box)
        self._box.changed.connect(self._choose)
        self._box.refused.connect(self.show_problem)
        self._box.corrected.connect(self._accept)
        self._box.finished.connect(self._close_box)

    def _choose(self, value: Number, merging: bool) -> None:
        self._accept()
        self.set_value(value)
        self.edited.emit(value, merging)

    def _on_slider_changed(self, position: int) -> None:
        value = self.scale.stops[position]
        if value != self._value:
            self._choose(value, self._gesture.continues(held=self._slider.isSliderDown()))

    def _open_box(self) -> None:
        self._box.set_value(self._value)
        self._number.hide()
        self._box.show()
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.selectAll()

    def _close_box(self) -> None:
        if not self._box.isVisibleTo(self):
            return
        had_focus = self._box.hasFocus()
        self._box.hide()
        self._number.show()
        if had_focus:
            self._slider.setFocus(Qt.FocusReason.OtherFocusReason)


class _Number(QLabel):
    double_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "value")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.double_clicked.emit()
