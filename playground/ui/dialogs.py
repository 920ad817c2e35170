"""The small windows: how many epochs, the keys, and about the program."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QScrollArea,
    QWidget,
)

from playground.i18n import Text, _, plain
from playground.ui.controls import label, set_role
from playground.ui.layouts import in_column

MOST_EPOCHS = 1_000_000


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together: what they do, and the keys."""

    title: Text
    keys: tuple[tuple[Text, Text], ...]


OWN_KEYS = (
    KeyGroup(_("On the map"), (
        (_("Move the cross-hair; with Shift in larger steps"), plain("← → ↑ ↓")),
        (_("Use the tool at the cross-hair"), plain("Space, Enter")),
        (_("Choose a class"), plain("1 … 9, 0")),
        (_("Select all points"), plain("Ctrl+A")),
        (_("Delete the selected points"), plain("Delete")),
        (_("Select nothing, or drop what was begun"), plain("Esc")),
    )),
    KeyGroup(_("On the network diagram"), (
        (_("Go from neuron to neuron"), plain("← → ↑ ↓")),
        (_("Add or remove a neuron of the layer"), plain("+  −")),
        (_("List the weights of a neuron, or edit one"), plain("Enter, F2")),
        (_("Pin the map of a neuron, or let it go"), plain("Space, Esc")),
    )),
)  # fmt: skip
"""The keys of widgets, which work where the focus is."""


def run(dialog: QDialog) -> None:
    """Show a dialog until it is closed, and be rid of it."""
    dialog.exec()
    dialog.deleteLater()


def ask_epochs(parent: QWidget, usual: int) -> int | None:
    """How many epochs to train, or None if the person changed their mind."""
    return ask_number(parent, "epochs_dialog", _("Run epochs"), _("How many epochs?"), usual, MOST_EPOCHS)


def ask_number(parent: QWidget, name: str, title: Text, question: Text, usual: int, most: int) -> int | None:
    """A whole number from 1, or None if the person changed their mind."""
    dialog = QInputDialog(parent)
    dialog.setObjectName(name)
    dialog.setWindowTitle(str(title))
    dialog.setLabelText(str(question))
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setIntRange(1, most)
    dialog.setIntValue(usual)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.intValue()
    dialog.deleteLater()
    return chosen if accepted else None


class KeysDialog(QDialog):
    """All keyboard shortcuts, in the groups of the menus, and the keys of the map and of the diagram."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setWindowTitle(str(_("Keyboard shortcuts")))
        page = QWidget(self)
        set_role(page, "page")
        columns = QHBoxLayout(page)
        columns.setSpacing(32)
        for part in _halves((*groups, *OWN_KEYS)):
            table = QGridLayout()
            table.setHorizontalSpacing(24)
            table.setVerticalSpacing(5)
            for group in part:
                self._add(group, table)
            table.setRowStretch(table.rowCount(), 1)
            columns.addLayout(table)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(page)
        in_column(area, close_button(self), owner=self)
        room = self.screen().availableGeometry().height()
        self.resize(page.sizeHint().width() + 48, min(page.sizeHint().height() + 96, room - 80))

    def _add(self, group: KeyGroup, table: QGridLayout) -> None:
        title = label("heading", self)
        title.setText(str(group.title))
        table.addWidget(title, table.rowCount(), 0, 1, 2)
        for words, keys in group.keys:
            name, value = QLabel(str(words), self), label("value", self)
            value.setText(str(keys))
            row = table.rowCount()
            table.addWidget(name, row, 0)
            table.addWidget(value, row, 1)


def _halves(groups: Sequence[KeyGroup]) -> tuple[list[KeyGroup], list[KeyGroup]]:
    """The groups in two columns of about the same height."""
    left: list[KeyGroup] = []
    right = list(groups)
    rows = sum(len(group.keys) + 1 for group in groups)
    while right and 2 * sum(len(group.keys) + 1 for group in (*left, right[0])) <= rows + len(right[0].keys):
        left.append(right.pop(0))
    return left, right


def close_button(dialog: QDialog) -> QDialogButtonBox:
    """The button at the end of a dialog that only shows, or whose edits take effect at once."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    box.rejected.connect(dialog.reject)
    return box
