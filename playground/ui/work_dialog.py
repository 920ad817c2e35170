"""A dialog whose results come one after the other from work in the background."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from playground.i18n import Text
from playground.ui.controls import label
from playground.ui.work import Tell, Worker


class WorkDialog(QDialog):
    """Shows each result as soon as it is found. Closing it ends the work."""

    def __init__(self, name: str, title: Text, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(str(title))
        self._worker = Worker(self)
        self._worker.told.connect(self.show_result)
        self._worker.refused.connect(self.say)
        self._worker.done.connect(self.show_end)
        self._said: QLabel = label("value", self)
        self._said.setObjectName(f"{name}.summary")
        self._said.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setObjectName(f"{name}.progress")
        self._bar.setTextVisible(False)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)

    def show_result(self, result: Any) -> None:
        """Show what was found."""
        raise NotImplementedError

    def show_end(self) -> None:
        """Show what all results say together."""
        raise NotImplementedError

    def say(self, words: Text) -> None:
        """Say how it stands; the dialog grows where that needs more lines."""
        self._said.setText(str(words))
        self._grow()

    def event(self, event: QEvent) -> bool:
        """When parts have come or changed, the dialog grows where they need it."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return handled

    def _grow(self) -> None:
        """Be as high as what is shown needs, or stay higher."""
        needed = self._column.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def begin(self, results: Iterable[Any]) -> None:
        """Go through the results in the background; one that is None is only a chance to end."""

        def task(tell: Tell) -> None:
            for result in results:
                tell(result)

        self._worker.begin(task)

    def done(self, result: int) -> None:
        self._worker.give_up()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._worker.give_up()
        super().closeEvent(event)
