"""A control for something that is on or off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from playground.spec import Item
from playground.ui.controls.field import Field


class SwitchField(Field):
    """A check box with its caption beside it."""

    def __init__(self, item: Item, path: str, parent: QWidget | None = None) -> None:
        super().__init__(item, path, parent)
        self._box = QCheckBox(self)
        self._box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        row.addStretch(1)
        self._captions.bind(self._box.setText, item.param.label)
        self._declare(self._box)
        self._box.clicked.connect(self._on_box_clicked)

    def value(self) -> bool:
        return self._box.isChecked()

    def set_value(self, value: bool) -> None:
        self._box.setChecked(value)

    def _on_box_clicked(self, checked: bool) -> None:
        self.edited.emit(checked, False)
