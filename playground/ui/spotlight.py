"""Which points are lit on the map, because somebody points at something that speaks of them."""

import numpy as np
from PySide6.QtCore import QObject, Signal

from playground.data.dataset import Integers


class Spotlight(QObject):
    """Told by the views that speak of points, heard by those that show them."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: Integers | None = None
        """The ids of the points that are lit; None where all are shown as usual."""

    def light(self, ids: Integers | None) -> None:
        """Light these points and dim all others, or with None show all as usual."""
        is_same = ids is self.ids if ids is None or self.ids is None else np.array_equal(ids, self.ids)
        if not is_same:
            self.ids = ids
            self.changed.emit()
