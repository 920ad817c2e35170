"""Edit > History: everything that was done, in a list; a click goes back to before or after it."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QWidget

from playground import tree
from playground.data.points import Points
from playground.i18n import Text, _
from playground.session.history import Entry
from playground.session.session import Session
from playground.spec import Component, show
from playground.ui.captions import Captions
from playground.ui.dialogs import close_button
from playground.ui.layouts import grow, in_column


class HistoryDialog(QDialog):
    """Stays open while one works. What was undone is dimmed, until something new takes its place."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history_dialog")
        self.setMinimumSize(340, 380)
        self._session = session
        self._list = QListWidget(self)
        self._list.setObjectName("history.list")
        self._going = QTimer(self, singleShot=True, interval=0)
        self._going.timeout.connect(lambda: session.go_to(self._list.currentRow()))
        hint = QLabel(self)
        hint.setWordWrap(True)
        in_column(hint, grow(self._list), close_button(self), owner=self, spacing=10)
        self._list.ensurePolished()  # or its lines would be laid out before they have their style
        captions = Captions(self)
        captions.bind(self.setWindowTitle, _("History"))
        captions.bind(hint.setText, _("Click a line to go back to that moment, trained weights included."))
        captions.bind(self._list.setAccessibleName, _("What was done, oldest first"))
        captions.bind(self._list.setToolTip, _("Everything that can be undone and redone"))
        captions.bind(lambda _words: self._fill(), lambda: "")
        self._list.currentRowChanged.connect(self._on_row_chosen)
        unsubscribe = session.subscribe(lambda _change: self._fill())
        self.destroyed.connect(unsubscribe)

    def _fill(self) -> None:
        history = self._session.history
        lines = [str(_("Beginning")), *(str(line(entry)) for entry in history.entries)]
        with QSignalBlocker(self._list):
            if lines != [self._list.item(row).text() for row in range(self._list.count())]:
                self._going.stop()
                self._list.clear()
                self._list.addItems(lines)
            for row in range(self._list.count()):
                undone = row > history.place
                self._list.item(row).setForeground(
                    self.palette().placeholderText() if undone else self.palette().text()
                )
            if not self._going.isActive():
                self._list.setCurrentRow(history.place)
        self._list.scrollToItem(self._list.currentItem(), QListWidget.ScrollHint.EnsureVisible)

    def _on_row_chosen(self, row: int) -> None:
        """Go there when Qt has done with the key or the click; of a held key, only where it ends."""
        if row >= 0:
            self._going.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def line(entry: Entry) -> Text:
    """What was done; where one setting was changed, from what to what."""
    changes = tree.diff(entry.before.experiment, entry.after.experiment)
    if len(changes) == 1:
        old, new = changes[0].old, changes[0].new
        is_painted = isinstance(old, Points) or isinstance(new, Points)
        if isinstance(new, bool | int | float | str | Component) and not is_painted:
            return _("{what}: {old} → {new}", what=entry.label, old=show(old), new=show(new))
    return entry.label
