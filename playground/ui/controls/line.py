"""A line of text that keeps Undo and Redo to itself only while it has something of its own to undo."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class Line(QLineEdit):
    """Once what was typed has become part of the work, Ctrl+Z in the line takes back the last step of the work."""

    def event(self, event: QEvent) -> bool:
        if leaves_to_window(event, self):
            event.ignore()
            return True
        return super().event(event)


def leaves_to_window(event: QEvent, line: QLineEdit) -> bool:
    """Whether this is the key for Undo or Redo, about to be claimed by a line that has nothing to undo or redo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not line.isUndoAvailable()
    return event.matches(QKeySequence.StandardKey.Redo) and not line.isRedoAvailable()
