"""What a program that ended unexpectedly left behind, with what can be done about it."""

from PySide6.QtCore import QDateTime, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from playground.i18n import Text, _, plain
from playground.session.vault import Leftover
from playground.ui import questions

MOST_ROWS = 6
"""Without scrolling."""


class RecoveryDialog(QDialog):
    """A line for each piece of work. Closing it leaves everything for the next start."""

    chosen = Signal(object)
    """The leftover that is to be opened."""

    def __init__(self, leftovers: list[Leftover], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recovery_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(str(_("Recover work")))
        self.setMinimumWidth(480)
        self._leftovers = leftovers
        column = QVBoxLayout(self)
        column.setSpacing(12)
        words = QLabel(str(_("The program ended without closing. This work was kept safe:")), self)
        words.setWordWrap(True)
        self._list = QListWidget(self)
        self._list.setObjectName("recovery.list")
        self._list.ensurePolished()  # its lines have their height from their style
        self._list.setAccessibleName(str(_("Work that was kept safe")))
        self._list.itemDoubleClicked.connect(self._on_recover)
        boxes = QDialogButtonBox(self)
        self._recover = boxes.addButton(str(_("Recover")), QDialogButtonBox.ButtonRole.AcceptRole)
        self._discard = boxes.addButton(str(_("Discard")), QDialogButtonBox.ButtonRole.DestructiveRole)
        later = boxes.addButton(str(_("Later")), QDialogButtonBox.ButtonRole.RejectRole)
        for button, name, tip in (
            (self._recover, "recovery.recover", _("Open the chosen work")),
            (self._discard, "recovery.discard", _("Remove the chosen work for good")),
            (later, "recovery.later", _("Ask again at the next start")),
        ):
            button.setObjectName(name)
            button.setToolTip(str(tip))
        self._recover.setDefault(True)
        self._recover.clicked.connect(self._on_recover)
        self._discard.clicked.connect(self._on_discard)
        later.clicked.connect(self.reject)
        for part in (words, self._list, boxes):
            column.addWidget(part)
        self._fill()

    def done(self, result: int) -> None:
        for leftover in self._leftovers:
            leftover.release()
        self._leftovers = []
        super().done(result)

    def _fill(self) -> None:
        with QSignalBlocker(self._list):
            self._list.clear()
            for leftover in self._leftovers:
                QListWidgetItem(str(_line(leftover)), self._list)
            self._list.setCurrentRow(0)
        rows = min(len(self._leftovers), MOST_ROWS)
        self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth() + 4)

    def _on_recover(self) -> None:
        leftover = self._leftovers.pop(max(0, self._list.currentRow()))
        self.chosen.emit(leftover)
        self.accept()

    def _on_discard(self) -> None:
        row = max(0, self._list.currentRow())
        if not questions.ask_to_discard(self, _name(self._leftovers[row])):
            return
        self._leftovers.pop(row).discard()
        if self._leftovers:
            self._fill()
        else:
            self.accept()


def _line(leftover: Leftover) -> object:
    """What it is, when it was kept, and how far it had come."""
    when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(leftover.kept_at)), QLocale.FormatType.ShortFormat)
    return _("{name} — {when}, epoch {epoch}", name=_name(leftover), when=when, epoch=leftover.epoch)


def _name(leftover: Leftover) -> Text:
    return plain(leftover.papers.name) if leftover.papers.name else _("Untitled")
