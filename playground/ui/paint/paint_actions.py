"""Ties the painting entries of the menus to the painter, and says which of them make sense now."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from playground.session.session import Change, Session
from playground.ui.actions import Actions
from playground.ui.paint.editing import GROW_STEP
from playground.ui.paint.painter import Painter
from playground.ui.paint.tools import PaintTools, Tool
from playground.ui.settings import Preferences

if TYPE_CHECKING:
    from playground.ui.paint.picture_fill import PictureFill

RADIUS_STEP = 1.2

_OF_CHOSEN = (
    "duplicate", "turn_left", "turn_right", "grow", "shrink", "flip_across", "flip_down", "delete_points",
)  # fmt: skip


class PaintActions(QObject):
    """One for the window."""

    def __init__(
        self, session: Session, actions: Actions, tools: PaintTools, painter: Painter, preferences: Preferences,
        window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._session, self._actions, self._tools, self._painter = session, actions, tools, painter
        self._preferences, self._window = preferences, window
        self._picture_fill: PictureFill | None = None
        chosen, edits = painter.selection, painter.edits
        for key, handler in (
            ("select_all", chosen.select_all),
            ("invert", chosen.invert),
            ("duplicate", edits.duplicate),
            ("delete_points", edits.delete),
            ("clear_points", edits.clear),
            ("turn_left", lambda: edits.turn(1)),
            ("turn_right", lambda: edits.turn(-1)),
            ("grow", lambda: edits.grow(GROW_STEP)),
            ("shrink", lambda: edits.grow(1 / GROW_STEP)),
            ("flip_across", lambda: edits.flip(True)),
            ("flip_down", lambda: edits.flip(False)),
            ("repeat_stroke", painter.repeat),
            ("radius_up", lambda: tools.scale_radius(RADIUS_STEP)),
            ("radius_down", lambda: tools.scale_radius(1 / RADIUS_STEP)),
        ):
            actions.connect(key, handler)
        for tool in Tool:
            actions.connect(f"tool_{tool.value}", lambda tool=tool: tools.set_tool(tool))
        actions.connect("fill_picture", self._fill)
        actions.connect("hold_training", self._set_hold)
        painter.holds_training = preferences.hold_while_painting
        actions["hold_training"].setChecked(painter.holds_training)
        actions["repeat_stroke"].setEnabled(False)
        painter.repeatable_changed.connect(actions["repeat_stroke"].setEnabled)
        chosen.changed.connect(self._show)
        tools.changed.connect(self._show)
        self.destroyed.connect(session.subscribe(self._on_session_changed))
        self._show()

    def _fill(self) -> None:
        if self._picture_fill is None:
            from playground.ui.paint.picture_fill import PictureFill  # not needed at the start

            self._picture_fill = PictureFill(self._session, self._tools, self._painter, self._window)
        self._picture_fill.ask()

    def _set_hold(self, on: bool) -> None:
        self._painter.holds_training = self._preferences.hold_while_painting = on

    def _show(self) -> None:
        dataset, chosen = self._session.dataset, bool(self._painter.selection)
        for key in _OF_CHOSEN:
            self._actions[key].setEnabled(chosen)
        for key in ("select_all", "invert", "clear_points"):
            self._actions[key].setEnabled(dataset.n > 0)
        for key in ("radius_up", "radius_down"):
            self._actions[key].setEnabled(self._tools.tool.has_radius)
        self._actions[f"tool_{Tool.RECOLOUR.value}"].setEnabled(not dataset.is_curve)

    def _on_session_changed(self, change: Change) -> None:
        old, new = change.old.dataset, change.new.dataset
        if bool(old.n) != bool(new.n) or old.is_curve != new.is_curve:
            self._show()
