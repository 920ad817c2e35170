"""Turns the mouse, the wheel and the keys on the map into what the painter does."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from playground.ui.appearance import Appearance
from playground.ui.paint.cursors import Cursors
from playground.ui.paint.handles import REACH_PX
from playground.ui.paint.painter import Painter
from playground.ui.paint.tools import PaintTools, Tool
from playground.ui.paint.trail import Place
from playground.ui.views.map_cross_hair import APPLY, CrossHair
from playground.ui.views.map_geometry import MapGeometry

WHEEL_FACTOR = 1.12
"""How much one notch of the wheel changes the radius."""

_STILL = (
    Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason, Qt.FocusReason.OtherFocusReason,
)  # fmt: skip
"""Reasons for which the keyboard comes or goes without the person having reached for it."""


class Hand(QObject):
    """Where the hand is and what it holds. It hears the events of the widget before the widget does."""

    changed = Signal()
    """The hand is somewhere else."""

    def __init__(
        self, widget: QWidget, painter: Painter, tools: PaintTools, geometry: MapGeometry, appearance: Appearance
    ) -> None:
        super().__init__(widget)
        self._cursors = Cursors(appearance)
        self._widget, self._painter, self._tools = widget, painter, tools
        self.geometry = geometry
        self.pointer: Place | None = None
        """Where the mouse is, while it is over the map."""
        self._cross_hair = CrossHair(painter, tools, self._forget_pointer)
        self._button = Qt.MouseButton.NoButton
        self._handlers: dict[QEvent.Type, Callable[..., bool]] = {
            QEvent.Type.MouseButtonPress: self._on_press,
            QEvent.Type.MouseButtonDblClick: self._on_press,
            QEvent.Type.MouseMove: self._on_move,
            QEvent.Type.MouseButtonRelease: self._on_release,
            QEvent.Type.Leave: self._on_leave,
            QEvent.Type.TabletPress: self._on_tablet,
            QEvent.Type.TabletMove: self._on_tablet,
            QEvent.Type.TabletRelease: self._on_tablet,
            QEvent.Type.TouchBegin: self._on_touch,
            QEvent.Type.TouchUpdate: self._on_touch,
            QEvent.Type.TouchEnd: self._on_touch,
            QEvent.Type.TouchCancel: self._on_touch,
            QEvent.Type.Wheel: self._on_wheel,
            QEvent.Type.ShortcutOverride: self._on_shortcut_override,
            QEvent.Type.KeyPress: self._on_key,
            QEvent.Type.ToolTip: self._on_tool_tip,
            QEvent.Type.FocusIn: self._on_focus_in,
            QEvent.Type.FocusOut: self._on_focus_out,
        }
        tools.changed.connect(self._show_cursor)
        painter.selection.changed.connect(self._show_cursor)
        widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        widget.installEventFilter(self)

    @property
    def cross_hair(self) -> Place | None:
        """Where the keyboard's own pointer is, while the keyboard is in use on the map."""
        return self._cross_hair.place

    @property
    def place(self) -> Place | None:
        """Where the hand is, by mouse or by keyboard; None where it is not on the map."""
        return self.pointer or self.cross_hair

    @property
    def is_erasing(self) -> bool:
        """Whether what is held is the eraser, chosen or by the right button."""
        return self._tools.tool is Tool.ERASE or self._button is Qt.MouseButton.RightButton

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Deal with an event of the widget; False leaves it to the widget."""
        handler = self._handlers.get(event.type())
        if handler is None or not handler(event):
            return False
        event.accept()
        return True

    # The mouse -------------------------------------------------------------------------------------------------------

    def _on_press(self, event: QMouseEvent) -> bool:
        buttons = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)
        if event.button() not in buttons or not self.geometry.rect.contains(event.position()):
            return False
        if self._button is not Qt.MouseButton.NoButton:
            return True  # the other button during a stroke
        self._button = event.button()
        self._begin(event.position(), event.modifiers(), erase=self._button is Qt.MouseButton.RightButton)
        return True

    def _begin(
        self, position: QPointF, modifiers: Qt.KeyboardModifier, *, erase: bool = False, pressure: float = 1.0
    ) -> None:
        self._cross_hair.hide()
        if self._tools.tool.selects:
            self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        add = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        self.pointer = self.geometry.place(position)
        self._painter.press(self.pointer, erase=erase, add=add, pixel=self._pixel, pressure=pressure)
        self._show_cursor()
        self.changed.emit()

    def _on_move(self, event: QMouseEvent) -> bool:
        self._go(event.position())
        return True

    def _go(self, position: QPointF, pressure: float = 1.0) -> None:
        busy = self._button is not Qt.MouseButton.NoButton
        self.pointer = self.geometry.place(position) if busy or self.geometry.rect.contains(position) else None
        if busy and self.pointer is not None:
            self._painter.move(self.pointer, pressure=pressure)
        self._show_cursor()
        self.changed.emit()

    def _on_release(self, event: QMouseEvent) -> bool:
        if event.button() is self._button:
            self._go(event.position())  # a quick hand may have come further since the last move
            self._let_go()
        return True

    def _let_go(self) -> None:
        self._button = Qt.MouseButton.NoButton
        self._painter.release()
        self.changed.emit()

    def _on_leave(self, _event: QEvent) -> bool:
        if self.pointer is not None:
            self.pointer = None
            self.changed.emit()
        return False

    def _on_wheel(self, event: QWheelEvent) -> bool:
        if not self._tools.tool.has_radius or not event.angleDelta().y():
            return False
        self._tools.scale_radius(WHEEL_FACTOR ** (event.angleDelta().y() / 120))
        return True

    # Pens and fingers ------------------------------------------------------------------------------------------------

    def _on_tablet(self, event: QTabletEvent) -> bool:
        """A pen paints as the mouse does, and its pressure counts; its other end erases."""
        kind, position = event.type(), event.position()
        if kind == QEvent.Type.TabletPress:
            if event.button() is not Qt.MouseButton.LeftButton or not self.geometry.rect.contains(position):
                return False
            erase = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._button = Qt.MouseButton.RightButton if erase else Qt.MouseButton.LeftButton
            self._begin(position, event.modifiers(), erase=erase, pressure=_pressure(event.pressure()))
        elif kind == QEvent.Type.TabletMove:
            self._go(position, _pressure(event.pressure()))
        else:
            self._let_go()
        return True

    def _on_touch(self, event: QTouchEvent) -> bool:
        """One finger is a hand; as soon as there is a second one, the stroke is over."""
        points = event.points()
        if event.type() == QEvent.Type.TouchBegin and not self.geometry.rect.contains(points[0].position()):
            return False
        state, kind = points[0].state() if points else QEventPoint.State.Released, event.type()
        if kind == QEvent.Type.TouchCancel or len(points) > 1 or state == QEventPoint.State.Released:
            self._let_go()
            self._on_leave(event)  # a finger that is lifted is nowhere
        elif kind == QEvent.Type.TouchBegin:
            self._button = Qt.MouseButton.LeftButton
            self._begin(points[0].position(), event.modifiers())
        elif self._button is not Qt.MouseButton.NoButton:
            self._go(points[0].position())
        return True

    # The cursor ------------------------------------------------------------------------------------------------------

    def _on_tool_tip(self, _event: QEvent) -> bool:
        return self.pointer is not None  # on the map, where the read-out tells more, it would hide the points

    def _show_cursor(self) -> None:
        """The cursor tells the tool, and what a press would take hold of."""
        if self.pointer is None:
            self._widget.unsetCursor()
            return
        handle = self._painter.handle_at(self.pointer, self._pixel)
        if handle is not None:
            self._widget.setCursor(self._cursors.of_handle(handle))
        elif self._tools.tool.selects and self._painter.selection.holds(self.pointer, REACH_PX * self._pixel):
            self._widget.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self._widget.setCursor(self._cursors.of_tool(Tool.ERASE if self.is_erasing else self._tools.tool))

    @property
    def _pixel(self) -> float:
        return 1.0 / self.geometry.unit

    # The keyboard ----------------------------------------------------------------------------------------------------

    def _on_shortcut_override(self, event: QKeyEvent) -> bool:
        return self._cross_hair.action(event, self._pixel) is not None

    def _on_key(self, event: QKeyEvent) -> bool:
        action = self._cross_hair.action(event, self._pixel)
        if action is None:
            return False
        if not (event.isAutoRepeat() and event.key() in APPLY):
            action()
        self.changed.emit()
        return True

    def _forget_pointer(self) -> None:
        self.pointer = None

    def _on_focus_in(self, event: QFocusEvent) -> bool:
        if event.reason() not in _STILL:
            self._cross_hair.show()
        self.changed.emit()
        return False

    def _on_focus_out(self, event: QFocusEvent) -> bool:
        if event.reason() not in _STILL[1:]:
            self._painter.release()
            self._cross_hair.hide()
        self.changed.emit()
        return False


def _pressure(of_pen: float) -> float:
    """The pressure of a pen, 0 to 1, so that a light one counts half and a firm one twice."""
    return 0.5 + 1.5 * of_pen if of_pen > 0 else 1.0
