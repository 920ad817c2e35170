"""Where a small window that a control opens appears."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

GAP = 4


def show_below(popup: QWidget, widget: QWidget) -> None:
    """Show it under a widget, or above it where there is no room below; inside the screen in any case."""
    popup.adjustSize()
    place = widget.mapToGlobal(QPoint(0, widget.height() + GAP))
    room = widget.screen().availableGeometry()
    x = min(place.x(), room.right() - popup.width())
    fits = place.y() + popup.height() <= room.bottom()
    y = place.y() if fits else place.y() - popup.height() - widget.height() - 2 * GAP
    popup.move(max(x, room.left()), max(y, room.top()))
    popup.show()
