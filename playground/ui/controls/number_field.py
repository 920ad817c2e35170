"""Controls to type a number or a text."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from playground.i18n import Text
from playground.spec import Item, check
from playground.ui.controls.caret import CaretMark
from playground.ui.controls.field import CaptionedField
from playground.ui.controls.line import Line
from playground.ui.controls.number_box import NumberBox
from playground.ui.controls.numerals import Number


class NumberField(CaptionedField):
    """A number, whole or not, below its caption."""

    def __init__(self, item: Item, path: str, parent: QWidget | None = None) -> None:
        super().__init__(item, path, parent)
        self._box = NumberBox(item, self)
        self._place(self._box)
        self._box.changed.connect(self.edited)
        self._box.refused.connect(self.show_problem)
        self._box.corrected.connect(self._accept)

    def value(self) -> Number:
        return self._box.value()

    def set_value(self, value: Number) -> None:
        self._box.set_value(value)
        self._accept()

    def show_problem(self, message: Text, column: int | None = None) -> None:
        self._refuse(self._box, message)


class TextField(CaptionedField):
    """A line of text below its caption. A formula with a mistake stays there, marked, until it is mended."""

    keeps_refused: ClassVar[bool] = True

    def __init__(self, item: Item, path: str, parent: QWidget | None = None) -> None:
        super().__init__(item, path, parent)
        self._line = Line(self)
        self._caret = CaretMark(self._line)
        self._value = ""
        self._place(self._line)
        self._line.textEdited.connect(lambda _text: self._caret.point_at(None))
        self._line.editingFinished.connect(self._on_editing_finished)

    def value(self) -> str:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value
        self._line.setText(value)
        self._caret.point_at(None)
        self._accept()

    def show_problem(self, message: Text, column: int | None = None) -> None:
        self._refuse(self._line, message)
        self._caret.point_at(column)

    def _on_editing_finished(self) -> None:
        typed = self._line.text()
        message = check(typed, str, self.item.param)
        if message is not None:
            self.show_problem(message)
            return
        changed = typed != self._value
        self.set_value(typed)
        if changed:
            self.edited.emit(typed, False)
