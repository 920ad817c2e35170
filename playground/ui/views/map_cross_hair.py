"""The keyboard's own pointer on the map, and what each key does there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from playground.ui.paint.painter import Painter
from playground.ui.paint.tools import PaintTools
from playground.ui.paint.trail import Place
from playground.ui.views.map_geometry import HIGH, LOW

STEP, LONG_STEP = 0.25, 1.0
"""How far the cross-hair goes at a press of an arrow key, alone and with Shift."""

Key = Qt.Key
_ARROWS: dict[int, Place] = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)}
APPLY = (Key.Key_Space, Key.Key_Return, Key.Key_Enter)
"""The keys that use the tool."""


class CrossHair:
    """Is on the map while the keyboard is in use there; calls `on_put` each time it is put somewhere."""

    def __init__(self, painter: Painter, tools: PaintTools, on_put: Callable[[], None]) -> None:
        self._painter, self._tools, self._on_put = painter, tools, on_put
        self.place: Place | None = None
        """Where it is; None while it is not on the map."""
        self._last: Place = (0.0, 0.0)

    def show(self) -> None:
        """Come back where it was."""
        self._put(self._last)

    def hide(self) -> None:
        """Leave the map."""
        self.place = None

    def action(self, event: QKeyEvent, pixel: float) -> Callable[[], object] | None:
        """What a key does on the map now; None where it is not the map's and may be a shortcut of the window.

        `pixel` is the size of one in the plane.
        """
        key, edits, chosen = event.key(), self._painter.edits, len(self._painter.selection) > 0
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if modifiers == Qt.KeyboardModifier.ControlModifier and key == Key.Key_A:
            return self._painter.selection.select_all
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return None
        if key in (Key.Key_Delete, Key.Key_Backspace) and chosen:
            return edits.delete
        if key == Key.Key_Escape and (chosen or self._painter.is_busy):
            return self._painter.cancel
        if Key.Key_1 <= key <= Key.Key_9:
            return lambda: edits.choose_class(key - Key.Key_1)
        if key == Key.Key_0:
            return lambda: edits.choose_class(9)
        return self._own_action(event, pixel)

    def _own_action(self, event: QKeyEvent, pixel: float) -> Callable[[], object] | None:
        if event.key() in (Key.Key_Return, Key.Key_Enter) and self.place is None:
            return self.show
        if self.place is None:
            return None
        if event.key() in APPLY:
            return lambda: self._apply(pixel)
        if event.key() in _ARROWS:
            long = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return lambda: self._step(_ARROWS[event.key()], LONG_STEP if long else STEP)
        return None

    def _apply(self, pixel: float) -> None:
        """Use the tool at the cross-hair. Tools that are drawn out begin at the first time and end at the second."""
        assert self.place is not None
        if self._painter.is_busy:
            self._painter.release()
            return
        self._painter.press(self.place, pixel=pixel)
        if not self._tools.tool.is_drawn_out:
            self._painter.release()

    def _step(self, direction: Place, length: float) -> None:
        assert self.place is not None
        x1, x2 = (min(max(at + length * way, LOW), HIGH) for at, way in zip(self.place, direction, strict=True))
        self._put((x1, x2))
        self._painter.move((x1, x2))

    def _put(self, place: Place) -> None:
        self.place = self._last = place
        self._on_put()
