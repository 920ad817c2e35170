"""The painted part of the network diagram: it shows a `Diagram` and tells what a person points at."""

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from playground.ui.appearance import Appearance
from playground.ui.errors import guarded
from playground.ui.paper import on_paper
from playground.ui.views.network_layout import Chip, DiagramLayout, Spot
from playground.ui.views.network_look import Look
from playground.ui.views.network_model import Diagram, Parameter
from playground.ui.views.network_scene import Marks, Scene
from playground.ui.views.network_targets import Target, clamped, column_at, neighbour

NEXT_GO_MS = 16
_NOTCH = 120
_UNITS_PER_NOTCH = 2

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_OPENERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class NetworkCanvas(QWidget):
    """Paints, and turns mouse and keyboard into what they mean. Edits nothing."""

    own_keys = frozenset({*_ARROWS, Qt.Key.Key_Space})
    """Keys it uses while it has the keyboard, before they become shortcuts of the window."""
    hovered = Signal(object)
    """The `Target` under the mouse, or None."""
    chosen = Signal(object)
    """The `Target` that was clicked, or the `Spot` on which Space was pressed."""
    opened = Signal(object)
    """The `Spot` on which Enter was pressed."""
    counted = Signal(int, int)
    """A column, and how many neurons it should have more."""
    escaped = Signal()
    focus_moved = Signal(object)
    """The `Spot` that the keyboard is at."""
    arranged = Signal()
    """Things lie elsewhere now."""
    scroll_wanted = Signal(float)
    """How many pixels of the diagram should be hidden at the left."""

    def __init__(self, appearance: Appearance, diagram: Diagram, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("network.diagram")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._appearance = appearance
        self._wheel = 0
        self._hovered: Target | None = None
        self._edited: Parameter | None = None
        self._pinned: Spot | None = None
        self.focus_spot = Spot(0, 0)
        self.pointer = QPointF()
        """Where the mouse was last."""
        self._scene = self._made(diagram)
        self._next_go = QTimer(self, singleShot=True, interval=NEXT_GO_MS)
        self._next_go.timeout.connect(self.update)
        appearance.changed.connect(self._arrange)

    @property
    def layout_(self) -> DiagramLayout:
        """What lies where."""
        return self._scene.layout

    # Showing ---------------------------------------------------------------------------------------------------------

    def show_diagram(self, diagram: Diagram) -> None:
        """Show another network, or the same in another setting."""
        self.focus_spot = clamped(diagram, self.focus_spot)
        self._replace(diagram, [column.first for column in self.layout_.columns])

    def show_numbers(self, diagram: Diagram, exactly: bool = True) -> None:
        """Show newer numbers of the same network, exactly or as far as one can see the difference."""
        self._scene.show_numbers(diagram, exactly)
        self.update()

    def set_scroll(self, scroll: float) -> None:
        """Show the diagram from this many pixels on."""
        self._scene.set_scroll(scroll)
        self.update()

    def set_pinned(self, spot: Spot | None) -> None:
        """Mark a neuron as pinned, or none."""
        self._pinned = spot
        self.update()

    def set_edited(self, parameter: Parameter | None) -> None:
        """Emphasise the weight that is being edited, or none."""
        self._edited = parameter
        self.update()

    def place(self, spot: Spot) -> QPointF:
        """Where the right side of a neuron is, in pixels of this widget; the middle for what is folded away."""
        rect = self._scene.rect(spot)
        return QPointF(self.rect().center()) if rect is None else QPointF(rect.right - self._scene.scroll, rect.centre)

    def _made(self, diagram: Diagram, firsts: list[int] | None = None) -> Scene:
        look = Look(self._appearance.theme, self._appearance.metrics)
        return Scene(look, diagram, self.size(), self.devicePixelRatioF(), firsts or ())

    def _replace(self, diagram: Diagram, firsts: list[int]) -> None:
        scroll = self._scene.scroll
        self._scene = self._made(diagram, firsts)
        self._scene.set_scroll(scroll)
        self.arranged.emit()
        self.update()

    def _arrange(self) -> None:
        """Lay the same diagram out anew: the room, the look or the words have changed."""
        self._replace(self._scene.diagram, [column.first for column in self.layout_.columns])

    def _fold(self, column: int, by: int) -> None:
        """Show other neurons of a folded column."""
        firsts = [column.first for column in self.layout_.columns]
        firsts[column] += by
        self._replace(self._scene.diagram, firsts)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        focus = self.focus_spot if self.hasFocus() else None
        with QPainter(self) as painter:
            marks = Marks(self._hovered, self._edited, self._pinned, focus)
            self._scene.paint(painter, marks, on_paper(painter, self))
        if self._scene.is_behind:
            self._next_go.start()

    # Mouse -----------------------------------------------------------------------------------------------------------

    def _hover(self, target: Target | None) -> None:
        if target != self._hovered:
            self._hovered = target
            self.setCursor(Qt.CursorShape.ArrowCursor if target is None else Qt.CursorShape.PointingHandCursor)
            self.update()
        self.hovered.emit(target)

    def forget_hover(self) -> None:
        """Nothing is under the mouse, as far as is known."""
        self._hover(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer = event.position()
        self._hover(self._scene.target(self.pointer))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.pointer = event.position()
        target = self._scene.target(self.pointer)
        if isinstance(target, Chip):
            page = len(self.layout_.columns[target.column].nodes)
            self._fold(target.column, page if target.forward else -page)
            self._hover(self._scene.target(self.pointer))
        elif target is not None:
            if isinstance(target, Spot):
                self.move_focus(target)
            self.chosen.emit(target)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll a folded layer, or else the whole diagram where it is too wide."""
        delta = event.angleDelta()
        column = column_at(self.layout_, event.position().x() + self._scene.scroll)
        if column is not None and delta.y() and self.layout_.columns[column].last_first:
            self._wheel += delta.y()
            notches = int(self._wheel / _NOTCH)
            self._wheel -= notches * _NOTCH
            self._fold(column, -_UNITS_PER_NOTCH * notches)
            self._hover(self._scene.target(event.position()))
        elif self.layout_.width > self.width():
            self.scroll_wanted.emit(self._scene.scroll - (delta.x() or delta.y()) / 2)
        else:
            event.ignore()

    # Keyboard --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, spot = event.key(), self.focus_spot
        if key in _ARROWS:
            self.move_focus(neighbour(self.layout_, spot, *_ARROWS[Qt.Key(key)]))
        elif key == Qt.Key.Key_Space:
            self.chosen.emit(spot)
        elif key in _OPENERS:
            self.opened.emit(spot)
        elif key in _STEPS:
            self.counted.emit(spot.column, _STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape and self._pinned is not None:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def move_focus(self, spot: Spot) -> None:
        """Put the keyboard at a neuron, and bring it into view."""
        self.focus_spot = spot
        self._bring_into_view(spot)
        self.update()
        self.focus_moved.emit(spot)

    def _bring_into_view(self, spot: Spot) -> None:
        column = self.layout_.columns[spot.column]
        place, last = column.order.index(spot.slot), column.first + len(column.nodes) - 1
        if place < column.first:
            self._fold(spot.column, place - column.first)
        elif place > last:
            self._fold(spot.column, place - last)
        margin, scroll = self.layout_.thumb, self._scene.scroll
        if column.left - margin < scroll:
            self.scroll_wanted.emit(column.left - margin)
        elif column.right + margin > scroll + self.width():
            self.scroll_wanted.emit(column.right + margin - self.width())

    # Qt's events -----------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.move_focus(self.focus_spot)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.LanguageChange):
            self._arrange()
        return super().event(event)
