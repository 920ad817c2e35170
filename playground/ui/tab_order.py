"""Where Tab goes in the window: through the areas as they stand, each from its first part to its last, and around.

Qt's own chain can't do it: a field that hands the focus to its editor is a link of the chain too, and where that stands
behind other parts, Tab goes around among a few of them for ever.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class TabOrder:
    """Knows the areas of a window in the order of reading."""

    def __init__(self, window: QWidget, areas: Sequence[QWidget]) -> None:
        self._window, self._areas = window, areas

    def move(self, forward: bool) -> bool:
        """Give the focus to the next part, or the one before. Returns whether there is one."""
        stops, here = self.stops(), QApplication.focusWidget()
        if not stops:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        place = next((index for index, stop in enumerate(stops) if stop is here), None)
        if place is None:
            place = -1 if forward else len(stops)
        stop = stops[(place + (1 if forward else -1)) % len(stops)]
        stop.setFocus(reason)
        _bring_into_sight(stop)
        return True

    def stops(self) -> list[QWidget]:
        """The parts that can have the focus now."""
        return [
            part for area in self._areas for part in (area, *area.findChildren(QWidget))
            if self._is_stop(part)
        ]  # fmt: skip

    def _is_stop(self, part: QWidget) -> bool:
        can_have_focus = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None
        return bool(can_have_focus) and part.isVisible() and part.isEnabled() and part.window() is self._window


def _bring_into_sight(part: QWidget) -> None:
    """Scroll what stands around it, if need be."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part)
        around = around.parentWidget()
