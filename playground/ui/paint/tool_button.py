"""A button of the tool row that stands for a family of tools: a click takes the one in front, a menu the others.

The menu opens when the button is held, at a right click, at a second click, and at the arrow down.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QMenu, QWidget

from playground.i18n import Text, _
from playground.ui import icons
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import IconButton
from playground.ui.errors import guarded
from playground.ui.paint.tool_words import TOOL_WORDS
from playground.ui.paint.tools import PaintTools, Tool

HOLD_MS = 350


class ToolButton(IconButton):
    """Checked while one of its tools is in use. `keys` are the shortcuts, to be told."""

    def __init__(
        self, family: Sequence[Tool], keys: dict[Tool, str], tools: PaintTools, appearance: Appearance, parent: QWidget
    ) -> None:  # fmt: skip
        front = TOOL_WORDS[family[0]]
        super().__init__(front.icon, front.name, f"paint.{family[0].value}", parent)
        self._family, self._keys, self._tools, self._appearance = tuple(family), keys, tools, appearance
        self._front = family[0]
        self._entries: dict[Tool, QAction] = {}
        self._menu = self._make_menu()
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(self._open)
        self.setCheckable(True)
        self.clicked.connect(self._on_clicked)
        tools.changed.connect(self._show)
        self._captions.refresh()
        self._show()

    @property
    def menu_(self) -> QMenu:
        """The menu with all tools of the family."""
        return self._menu

    def offer(self, tool: Tool, on: bool) -> None:
        """Let a tool be taken from the menu or not, where it is of this family."""
        if tool in self._entries:
            self._entries[tool].setEnabled(on)

    def _make_menu(self) -> QMenu:
        menu, captions = QMenu(self), Captions(self)
        for tool in self._family:
            words = TOOL_WORDS[tool]
            entry = menu.addAction(icons.icon(words.icon), "")
            entry.setObjectName(f"paint.tool.{tool.value}")
            entry.setCheckable(True)
            captions.bind(entry.setText, partial(self._entry_words, tool))
            entry.triggered.connect(partial(self._take, tool))
            self._entries[tool] = entry
        return menu

    def _entry_words(self, tool: Tool) -> str:
        return f"{TOOL_WORDS[tool].name}\t{self._keys[tool]}"

    def _take(self, tool: Tool, _checked: bool = False) -> None:
        self._tools.set_tool(tool)
        self._show()  # a click unchecks what is in use already

    def _show(self) -> None:
        tool = self._tools.tool
        if tool in self._family and tool is not self._front:
            self._front = tool
            self.set_icon(TOOL_WORDS[tool].icon)
        self.set_caption(*self._words())
        self.setChecked(tool in self._family)
        for mine, entry in self._entries.items():
            entry.setChecked(mine is tool)

    def _words(self) -> tuple[Text, Text]:
        words = TOOL_WORDS[self._front]
        if len(self._family) == 1:
            tip = _("{what} ({key})", what=words.tip, key=self._keys[self._front])
        else:
            tip = _("{what} ({key}). Hold or click again for others", what=words.tip, key=self._keys[self._front])
        return words.name, tip

    def _on_clicked(self) -> None:
        if self._tools.tool is self._front and self._has_others:
            self._open()
        self._take(self._front)

    @property
    def _has_others(self) -> bool:
        return len(self._family) > 1

    def _open(self) -> None:
        if self._has_others:
            self.setDown(False)
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._hold.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold.stop()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._has_others:
            self._open()
        else:
            super().keyPressEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_others:
            return
        side = 0.32 * self._appearance.metrics.text
        corner = QPointF(self.width() - 4.0, self.height() - 4.0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._appearance.theme.muted))
            painter.drawPolygon(QPolygonF([corner, corner - QPointF(side, 0), corner - QPointF(0, side)]))
