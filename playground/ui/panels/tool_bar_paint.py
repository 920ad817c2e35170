"""The row of painting tools, and below it the settings of the one in use."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from playground.i18n import _
from playground.session.session import Change, Session
from playground.spec import params
from playground.tree import put
from playground.ui.actions import Actions
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import Field, IconButton, label, make_field
from playground.ui.paint.tool_button import ToolButton
from playground.ui.paint.tool_words import FAMILIES, TOOL_WORDS
from playground.ui.paint.tools import Brush, PaintTools, Tool

_SLIDERS = ("radius", "density", "spacing", "strength", "amount", "scatter")
_OF_CHOSEN = ("duplicate", "turn_left", "turn_right", "flip_across", "flip_down", "delete_points")
"""The actions that are offered while points are chosen."""
_MORE = (
    "select_all", "invert", "-", *_OF_CHOSEN, "-", "repeat_stroke", "fill_picture", "hold_training", "-",
    "clear_points",
)  # fmt: skip


class PaintToolBar(QWidget):
    """Buttons for the tools and what else can be done; below, sliders for the tool in use, or a hint, or for chosen
    points what can be done with them."""

    def __init__(
        self, session: Session, appearance: Appearance, tools: PaintTools, actions: Actions,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("paint_tool_bar")
        self._session, self._appearance, self._tools, self._actions = session, appearance, tools, actions
        self._group = QButtonGroup(self)
        self._buttons = [self._tool_button(family) for family in FAMILIES]
        self._more = self._make_more()
        self._sliders = {name: self._slider(name) for name in _SLIDERS}
        self._by_speed = self._make_by_speed()
        self._hint = label("caption", self)
        Captions(self).bind(self._hint.setText, self._advice)
        self._of_chosen = [actions.button(key, f"paint.{key}") for key in _OF_CHOSEN]
        self._row, self._strip, self._chosen = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._below, self._column = QStackedLayout(), QVBoxLayout(self)
        self._arrange()
        tools.changed.connect(self._show)
        actions["duplicate"].enabledChanged.connect(self._show)
        appearance.changed.connect(self._fit)
        self.destroyed.connect(session.subscribe(self._on_session_changed))
        self._show()
        self._fit()

    def _arrange(self) -> None:
        for button in (*self._buttons, self._more):
            self._row.addWidget(button, 1)
        for field in self._sliders.values():
            self._strip.addWidget(field, 1)
        self._strip.addWidget(self._by_speed)
        for action in self._of_chosen:
            self._chosen.addWidget(action, 1)
        self._hint.setWordWrap(True)
        for page in (self._page(self._strip), self._hint, self._page(self._chosen)):
            self._below.addWidget(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addLayout(self._below)

    def _page(self, row: QHBoxLayout) -> QWidget:
        page = QWidget(self)
        row.setContentsMargins(0, 0, 0, 0)
        page.setLayout(row)
        return page

    def _tool_button(self, family: tuple[Tool, ...]) -> ToolButton:
        keys = {tool: self._actions.shortcut(f"tool_{tool.value}") for tool in family}
        button = ToolButton(family, keys, self._tools, self._appearance, self)
        self._group.addButton(button)
        return button

    def _make_more(self) -> IconButton:
        button = IconButton("ellipsis", _("More"), "paint.more", self, tip=_("What else can be done with the points"))
        menu = QMenu(button)
        for key in _MORE:
            if key == "-":
                menu.addSeparator()
            else:
                menu.addAction(self._actions[key])
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(QPoint(0, button.height()))))
        return button

    def _make_by_speed(self) -> IconButton:
        declared = params(Brush)["by_speed"].param
        button = IconButton("gauge", declared.label, "paint.by_speed", self, tip=declared.help)
        button.setCheckable(True)
        button.clicked.connect(lambda: self._set("by_speed", button.isChecked()))
        return button

    def _slider(self, name: str) -> Field:
        field = make_field(params(Brush)[name], f"paint.{name}", style="slider", parent=self)
        field.edited.connect(lambda value, _merging: self._set(name, value))
        return field

    def _show(self) -> None:
        tool, brush = self._tools.tool, self._tools.brush
        for name, field in self._sliders.items():
            value = getattr(brush, name)
            if field.value() != value:
                field.set_value(value)
            field.setVisible(name in tool.settings)
        if tool is Tool.PEN:
            self._sliders["spacing"].setEnabled(not brush.by_speed)
        self._by_speed.setVisible("by_speed" in tool.settings)
        self._by_speed.setChecked(brush.by_speed)
        self._hint.setText(self._advice())
        has_chosen = tool.selects and self._actions["duplicate"].isEnabled()
        self._below.setCurrentIndex(0 if tool.settings else 2 if has_chosen else 1)
        self._offer()

    def _offer(self) -> None:
        """A curve has heights, not classes, that could be changed."""
        for button in self._buttons:
            button.offer(Tool.RECOLOUR, not self._session.dataset.is_curve)

    def _advice(self) -> str:
        return str(TOOL_WORDS[self._tools.tool].hint or "")

    def _fit(self) -> None:
        spacing = self._appearance.metrics.spacing
        self._row.setSpacing(spacing // 2)
        self._column.setSpacing(spacing)
        self._strip.setSpacing(spacing)
        self._chosen.setSpacing(spacing // 2)

    def _set(self, name: str, value: Any) -> None:
        self._tools.set_brush(put(self._tools.brush, name, value))

    def _on_session_changed(self, change: Change) -> None:
        if change.old.dataset.is_curve != change.new.dataset.is_curve:
            self._offer()
