"""What lies for a while over a card that is read seldom, and moves nothing else."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from playground.ui.controls import set_role

EDGE = 8
"""How far inside its card it lies."""
MARGINS = (14, 10, 10, 10)
GAP = 8
_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide})


class Floating(QFrame):
    """Words and, beside them, one part to press, above the lower edge of the first of its places that can be seen."""

    def __init__(self, name: str, parent: QWidget, places: Sequence[QWidget], under: QWidget | None = None) -> None:
        """`under` is another one that lies at the same place: this one lies above it."""
        super().__init__(parent)
        self._over, self._places, self._under = parent, tuple(places), under
        self.setObjectName(name)
        set_role(self, "notice")
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._beside: QWidget = self._label
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*MARGINS)
        self._grid.setSpacing(GAP)
        self._grid.addWidget(self._label, 0, 0)
        for place in (*self._places, *([under] if under is not None else [])):
            place.installEventFilter(self)

    def put_beside(self, part: QWidget) -> None:
        """The part at the right of the words."""
        self._beside = part
        self._grid.addWidget(part, 0, 1, Qt.AlignmentFlag.AlignTop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._place()

    def _say(self, words: str) -> None:
        self._label.setText(words)
        self.setAccessibleName(words)
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        """As wide as its place, and as high as the words need."""
        over = next((place for place in self._places if place.isVisible()), self._places[-1])
        corner = over.mapTo(self._over, over.rect().bottomLeft())
        bottom = corner.y() + 1
        if self._under is not None and self._under.isVisible():
            bottom = self._under.y()
        beside = self._beside.sizeHint()
        inside = over.width() - 2 * EDGE - MARGINS[0] - MARGINS[2] - GAP - beside.width()
        flags = int(Qt.TextFlag.TextWordWrap)
        self._label.setMinimumWidth(0)
        lines = self._label.fontMetrics().boundingRect(0, 0, inside, 0, flags, self._label.text()).height()
        self._label.setFixedSize(inside, max(lines, beside.height()))
        self._grid.activate()
        size = self._grid.sizeHint()
        self.setGeometry(corner.x() + EDGE, bottom - EDGE - size.height(), size.width(), size.height())
