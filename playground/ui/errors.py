"""A mistake of the program itself, told calmly: what happened, that work goes on, and a report to pass on."""

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, qVersion
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from playground import __version__
from playground.i18n import _

W = TypeVar("W", bound=QWidget)

log = logging.getLogger("playground")


class ErrorDialog(QMessageBox):
    """Shows one error, with the technical report behind a button and ready to copy."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error_dialog")
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle("Neural Playground")
        self.setText(str(_("Something in the program went wrong. Your work is still here, and you can go on.")))
        self.setInformativeText(
            str(_("If it happens again, please pass the report on to who looks after the program."))
        )
        self.setDetailedText(report)
        self._copy = self.addButton(str(_("Copy report")), QMessageBox.ButtonRole.ActionRole)
        self.addButton(QMessageBox.StandardButton.Close)
        self._copy.clicked.connect(lambda: QApplication.clipboard().setText(report))


class ErrorCatcher(QObject):
    """Takes the place of Python's own handler, so that no error is shown only where nobody looks."""

    caught = Signal(str)
    """The report of an error, in whatever thread it happened."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._previous = sys.excepthook
        sys.excepthook = self._on_exception
        self._telling = False
        self.caught.connect(self._tell)

    def tell_instead(self, listener: Callable[[str], object]) -> None:
        """Have reports told to `listener`, with no dialog that waits for a person."""
        self.caught.disconnect(self._tell)
        self.caught.connect(listener)

    def release(self) -> None:
        """Give Python's handler its place back."""
        sys.excepthook = self._previous

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = describe(error)
        log.error(report)
        self.caught.emit(report)

    def _tell(self, report: str) -> None:
        """One dialog at a time: an error in every frame must not fill the screen."""
        if self._telling:
            return
        self._telling = True
        try:
            ErrorDialog(report, QApplication.activeWindow()).exec()
        finally:
            self._telling = False


def guarded(paint: Callable[[W, QPaintEvent], None]) -> Callable[[W, QPaintEvent], None]:
    """A paintEvent whose error is told after the painting is over.

    Qt goes on painting other widgets while an error of Python waits, and the process may end there.
    """

    @wraps(paint)
    def paint_event(widget: W, event: QPaintEvent) -> None:
        try:
            paint(widget, event)
        except Exception as error:
            _tell_soon(error)

    return paint_event


def tell_mistake(error: Exception) -> None:
    """Report what a file was not written for, unless it is what files and machines have: that is told in a sentence."""
    if not isinstance(error, OSError | MemoryError):
        _tell_soon(error)


def _tell_soon(error: Exception) -> None:
    QTimer.singleShot(0, lambda: sys.excepthook(type(error), error, error.__traceback__))


def machine() -> str:
    """The program and what it runs on, in one line."""
    return (
        f"Neural Playground {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    )


def describe(error: BaseException) -> str:
    """A report of an error: the program, the machine, and where it happened."""
    return f"{machine()}\n\n{''.join(traceback.format_exception(error))}"
