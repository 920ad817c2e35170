"""Control to choose one of a few named values."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from playground.i18n import Text
from playground.spec import Item
from playground.ui.controls.combo_box import ComboBox
from playground.ui.controls.field import CaptionedField


class ChoiceField(CaptionedField):
    """One of the named values of a setting."""

    def __init__(self, item: Item, path: str, parent: QWidget | None = None) -> None:
        super().__init__(item, path, parent)
        self._box = ComboBox([(choice.value, choice.label) for choice in item.param.choices], self)
        self._place(self._box)
        self._box.activated.connect(self._on_box_activated)
        self._value = self._box.key()

    def value(self) -> str:
        return self._value

    def set_value(self, value: str) -> None:
        self._value = value
        self._box.set_key(value)

    def refuse(self, reasons: Mapping[str, Text]) -> None:
        """The values that can't be chosen now, each with the reason."""
        self._box.refuse(reasons)

    def show_problem(self, message: Text, column: int | None = None) -> None:
        self._refuse(self._box, message)

    def _on_box_activated(self) -> None:
        if self._box.key() != self._value:
            self._accept()
            self._value = self._box.key()
            self.edited.emit(self._value, False)
