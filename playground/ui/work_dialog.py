"""A dialog whose results come one after the other from work in the background."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from playground.i18n import Text
from playground.ui.controls import label
from playground.ui.work import Tell, Work


class WorkDialog(QDialog):
    """Shows each result as soon as it is found. Closing it ends the work."""

    def __init__(self, name: str, title: Text, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(str(title))
        self._work: Work | None = None
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
        needed = self._column.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def begin(self, results: Iterable[Any]) -> None:
        """Go through the results in the background; one that is None is only a chance to end."""

        def task(tell: Tell) -> None:
            for result in results:
                tell(result)

        work = self._work = Work(task, self)
        work.told.connect(self.show_result)
        work.refused.connect(self.say)
        work.done.connect(self.show_end)
        work.start()

    def done(self, result: int) -> None:
        self._end()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        if self._work is not None:
            self._work.give_up()
            self._work = None
