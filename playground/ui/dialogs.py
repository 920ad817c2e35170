"""The small windows: how many epochs, the keys, and about the program."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QInputDialog, QLabel, QVBoxLayout, QWidget

from playground import __version__
from playground.i18n import Text, _
from playground.ui.controls import label

MOST_EPOCHS = 1_000_000


def ask_epochs(parent: QWidget, usual: int) -> int | None:
    """How many epochs to train, or None if the person changed their mind."""
    dialog = QInputDialog(parent)
    dialog.setObjectName("epochs_dialog")
    dialog.setWindowTitle(str(_("Run epochs")))
    dialog.setLabelText(str(_("How many epochs?")))
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setIntRange(1, MOST_EPOCHS)
    dialog.setIntValue(usual)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.intValue()
    dialog.deleteLater()
    return chosen if accepted else None


class KeysDialog(QDialog):
    """All keyboard shortcuts."""

    def __init__(self, keys: Iterable[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setWindowTitle(str(_("Keyboard shortcuts")))
        column, table = QVBoxLayout(self), QGridLayout()
        table.setHorizontalSpacing(24)
        for row, (words, key) in enumerate(keys):
            name, value = QLabel(words, self), label("value", self)
            value.setText(key)
            table.addWidget(name, row // 2, row % 2 * 2)
            table.addWidget(value, row // 2, row % 2 * 2 + 1)
        column.addLayout(table)
        column.addWidget(_close_button(self))


class AboutDialog(QDialog):
    """Name, version, licences, and what becomes of a person's data (nothing)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle(str(_("About Neural Playground")))
        column = QVBoxLayout(self)
        title = label("display", self)
        title.setText("Neural Playground")
        column.addWidget(title)
        for words in (
            _("Version {version}", version=__version__),
            _("Draw data, build a small neural network, and watch it learn."),
            _("No accounts, no telemetry, no network: nothing leaves this computer."),
            _("Free software under the MIT licence. It stands on Qt and PySide6 (LGPL-3), NumPy (BSD), "
              "pyqtgraph (MIT), the Pretendard font (OFL-1.1) and Lucide icons (ISC)."),
        ):  # fmt: skip
            column.addWidget(_paragraph(words, self))
        column.addWidget(_close_button(self))
        self.setMinimumWidth(460)


def _paragraph(words: Text, parent: QWidget) -> QLabel:
    made = QLabel(str(words), parent)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    box.rejected.connect(dialog.reject)
    return box
