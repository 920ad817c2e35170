"""The row of painting tools, and the size of the brush below it."""

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from playground.data.paint import clear
from playground.i18n import Text, _, p_
from playground.session.session import Change, Session
from playground.spec import params
from playground.tree import put
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import Field, IconButton, label, make_field
from playground.ui.paint.tools import Brush, PaintTools, Tool
from playground.ui.window_actions import ACTIONS

CLEAR = p_("undo", "Clear all points")

_TOOLS: dict[Tool, tuple[str, Text, Text]] = {
    Tool.POINT: ("pencil", _("Single points"), _("Single points: a click adds one, a drag puts it in its place")),
    Tool.SPRAY: ("spray-can", _("Brush"), _("Brush: leaves points along its way; the wheel changes its radius")),
    Tool.SELECT: (
        "square-dashed-mouse-pointer", _("Select and move"),
        _("Select and move: drag a rectangle, then drag what is inside; Delete removes it, 1 to 9 change its class"),
    ),
    Tool.ERASE: ("eraser", _("Eraser"), _("Eraser: the right mouse button erases too, whatever the tool")),
}  # fmt: skip
"""The icon, the name and the tip of each tool."""


_HINTS: dict[Tool, Text] = {
    Tool.POINT: _("Click on the map to add a point; the right button erases."),
    Tool.SELECT: _("Drag a rectangle around points, then drag them elsewhere."),
}
"""What to do with a tool that has no size, where the sliders would be."""


class PaintToolBar(QWidget):
    """Buttons for the tools, and below them sliders for those that have a size, or a hint for the others."""

    def __init__(
        self, session: Session, appearance: Appearance, tools: PaintTools, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paint_tool_bar")
        self._session, self._appearance, self._tools = session, appearance, tools
        self._group = QButtonGroup(self)
        self._buttons = {tool: self._tool_button(tool) for tool in Tool}
        self._clear = IconButton(
            "trash-2", _("Clear all"), "paint.clear", self, tip=_("Clear all: removes every point")
        )
        self._clear.clicked.connect(self._on_clear_clicked)
        self._radius, self._density = self._slider("radius"), self._slider("density")
        self._hint = label("caption", self)
        Captions(self).bind(self._hint.setText, self._advice)
        self._row, self._sliders, self._below = QHBoxLayout(), QHBoxLayout(), QStackedLayout()
        self._column = QVBoxLayout(self)
        self._arrange()
        tools.changed.connect(self._show)
        appearance.changed.connect(self._fit)
        self.destroyed.connect(session.subscribe(self._on_session_changed))
        self._show()
        self._fit()

    def _arrange(self) -> None:
        for button in (*self._buttons.values(), self._clear):
            self._row.addWidget(button, 1)
        page = QWidget(self)
        page.setLayout(self._sliders)
        self._sliders.setContentsMargins(0, 0, 0, 0)
        for field in (self._radius, self._density):
            self._sliders.addWidget(field, 1)
        self._hint.setWordWrap(True)
        self._below.addWidget(page)
        self._below.addWidget(self._hint)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addLayout(self._below)

    def _tool_button(self, tool: Tool) -> IconButton:
        icon, name, tip = _TOOLS[tool]
        button = IconButton(icon, name, f"paint.{tool.value}", self, tip=tip, shortcut=_shortcut(f"tool_{tool.value}"))
        button.setCheckable(True)
        button.clicked.connect(lambda: self._tools.set_tool(tool))
        self._group.addButton(button)
        return button

    def _slider(self, name: str) -> Field:
        field = make_field(params(Brush)[name], f"paint.{name}", style="slider", parent=self)
        policy = field.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        field.setSizePolicy(policy)
        field.edited.connect(lambda value, _merging: self._on_slider_edited(name, value))
        return field

    def _show(self) -> None:
        tool, brush = self._tools.tool, self._tools.brush
        self._buttons[tool].setChecked(True)
        for field, value in ((self._radius, brush.radius), (self._density, brush.density)):
            if field.value() != value:
                field.set_value(value)
        self._hint.setText(self._advice())
        self._below.setCurrentIndex(0 if tool.has_radius else 1)
        self._density.setVisible(tool is Tool.SPRAY)
        self._clear.setEnabled(self._session.dataset.n > 0)

    def _advice(self) -> str:
        return str(_HINTS.get(self._tools.tool, ""))

    def _fit(self) -> None:
        spacing = self._appearance.metrics.spacing
        self._row.setSpacing(spacing)
        self._column.setSpacing(spacing)
        self._sliders.setSpacing(2 * spacing)

    def _on_slider_edited(self, name: str, value: Any) -> None:
        self._tools.set_brush(put(self._tools.brush, name, value))

    def _on_clear_clicked(self) -> None:
        self._session.paint(clear(self._session.dataset), CLEAR)

    def _on_session_changed(self, change: Change) -> None:
        self._clear.setEnabled(change.new.dataset.n > 0)


def _shortcut(action: str) -> str:
    """The key of an action of the window, to be told in a tip."""
    spec = next(spec for spec in ACTIONS if spec.key == action)
    return spec.shortcuts[0]
