"""A number of neurons that can be typed: the words make place for a box, and come back when it is left."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.engine.config import Layer
from playground.i18n import Text
from playground.spec import params
from playground.ui.controls import Field, set_role
from playground.ui.controls.number_box import NumberBox

_WIDTH = 3.6
"""The width of the box, in heights of the text."""


class CountLabel(QLabel):
    """Words that a double click lets one change."""

    double_clicked = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.double_clicked.emit()


class CountBox(Field):
    """Stands where the words do while a number is typed. Bad text stays, marked, and says why."""

    def __init__(self, name: str, words: QLabel, parent: QWidget) -> None:
        super().__init__(params(Layer)["units"], name, parent)
        self._words = words
        self._box = NumberBox(self.item, self)
        self._box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box.lineEdit().setTextMargins(0, 0, 0, 0)
        set_role(self._box, "inline")
        self._declare(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignCenter)
        self._box.changed.connect(self.edited)
        self._box.refused.connect(self.show_problem)
        self._box.corrected.connect(self._accept)
        self._box.finished.connect(self._close)
        self.hide()

    def value(self) -> Any:
        return self._box.value()

    def set_value(self, value: Any) -> None:
        if self._box.value() != value:
            self._box.set_value(value)

    def show_problem(self, message: Text, column: int | None = None) -> None:
        self._refuse(self._box, message)

    def open(self) -> None:
        """Let a number be typed."""
        self._box.setFixedWidth(round(_WIDTH * self._words.fontMetrics().height()))
        self._words.hide()
        self.show()
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.selectAll()

    def _close(self) -> None:
        self.hide()
        self._words.show()
