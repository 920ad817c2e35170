"""What the style sheet needs to know about a widget."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from playground.i18n import Text


def set_role(widget: QWidget, role: str) -> None:
    """The part a widget plays, as the style sheet calls it: "card", "caption", "primary", "number" and so on."""
    mark(widget, "role", role)


def mark(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property that the style sheet selects by, and restyle the widget if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(role: str, parent: QWidget | None = None) -> QLabel:
    """An empty label that plays a part."""
    made = QLabel(parent)
    set_role(made, role)
    return made


def paragraph(words: Text, parent: QWidget) -> QLabel:
    """A label of plain words over several lines, which can be selected and copied."""
    made = QLabel(str(words), parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
