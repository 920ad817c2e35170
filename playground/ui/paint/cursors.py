"""Cursors that tell the tool: a small cross where the tool works, and the tool's icon beside it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap

from playground.ui import icons
from playground.ui.appearance import Appearance
from playground.ui.paint.handles import Handle
from playground.ui.paint.tool_words import TOOL_WORDS
from playground.ui.paint.tools import Tool

_SIDE, _ARM, _ICON = 32, 6, 15
_HOT = 8
"""Where in the picture the cursor points."""

_SCALING = {
    Handle.N: Qt.CursorShape.SizeVerCursor, Handle.S: Qt.CursorShape.SizeVerCursor,
    Handle.E: Qt.CursorShape.SizeHorCursor, Handle.W: Qt.CursorShape.SizeHorCursor,
    Handle.NE: Qt.CursorShape.SizeBDiagCursor, Handle.SW: Qt.CursorShape.SizeBDiagCursor,
    Handle.NW: Qt.CursorShape.SizeFDiagCursor, Handle.SE: Qt.CursorShape.SizeFDiagCursor,
}  # fmt: skip


class Cursors:
    """The cursors of one map, made when they are first needed and anew for another theme."""

    def __init__(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self._made: dict[str, QCursor] = {}
        appearance.changed.connect(self._made.clear)

    def of_tool(self, tool: Tool) -> QCursor:
        """The cursor of a tool."""
        return self._cursor(TOOL_WORDS[tool].icon)

    def of_handle(self, handle: Handle) -> QCursor:
        """The cursor over a handle: the ways in which it can be dragged."""
        return self._cursor("rotate-cw") if handle is Handle.TURN else QCursor(_SCALING[handle])

    def _cursor(self, icon: str) -> QCursor:
        if icon not in self._made:
            self._made[icon] = QCursor(self._drawn(icon), _HOT, _HOT)
        return self._made[icon]

    def _drawn(self, icon: str) -> QPixmap:
        theme = self._appearance.theme
        picture = QPixmap(_SIDE, _SIDE)
        picture.fill(Qt.GlobalColor.transparent)
        beside = QRectF(_SIDE - _ICON - 1, _SIDE - _ICON - 1, _ICON, _ICON)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for colour, width in ((theme.card, 3.5), (theme.text, 1.5)):
                painter.setPen(QPen(QColor(colour), width, c=Qt.PenCapStyle.RoundCap))
                for way in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
                    painter.drawLine(QPointF(_HOT, _HOT) + way * 2, QPointF(_HOT, _HOT) + way * _ARM)
            for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                icons.paint(painter, beside.translated(dx, dy), icon, theme.card)
            icons.paint(painter, beside, icon, theme.text)
        return picture
