"""A control for something that is on or off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from playground.spec import Item
from playground.ui.controls.field import Field
from playground.ui.layouts import NO_MARGINS, SPACE, in_row


class SwitchField(Field):
    """A check box with its caption beside it."""

    def __init__(self, item: Item, path: str, parent: QWidget | None = None) -> None:
        super().__init__(item, path, parent)
        self._box = QCheckBox(self)
        self._box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        in_row(self._box, SPACE, owner=self, margins=NO_MARGINS)
        self._captions.bind(self._box.setText, item.param.label)
        self._declare(self._box)
        self._box.clicked.connect(self._on_box_clicked)

    def value(self) -> bool:
        return self._box.isChecked()

    def set_value(self, value: bool) -> None:
        self._box.setChecked(value)

    def _on_box_clicked(self, checked: bool) -> None:
        self.edited.emit(checked, False)
