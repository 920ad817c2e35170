"""Editing one weight or bias in place: a small field beside the connection that was clicked."""

from math import isfinite

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from playground.i18n import Text, _
from playground.spec import MISSING, Effect, Item, Param
from playground.ui.captions import Captions
from playground.ui.controls.number_box import NumberBox
from playground.ui.controls.styling import label, mark, set_role

PARAMETER = Item(
    "parameter",
    float,
    Param(label=_("The weight"), help=_("Enter applies it, Escape keeps the old one."), effect=Effect.LIVE, digits=6),
    MISSING,
)
"""A weight or bias as a setting: any finite number."""


class ParameterBox(NumberBox):
    """A box for a weight, whose steps only count when it is left with Enter; Escape takes them back."""

    def __init__(self, value: float, parent: QWidget | None = None) -> None:
        super().__init__(PARAMETER, parent)
        self.setObjectName("network.parameter")
        self._original = value if isfinite(value) else 0.0
        self.set_value(self._original)
        Captions(self).bind(self.setToolTip, PARAMETER.param.help)

    @property
    def is_changed(self) -> bool:
        """Whether the person chose another number."""
        return self.value() != self._original

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.set_value(self._original)
        super().keyPressEvent(event)


class ParameterEditor(QFrame):
    """A title, a box, and room for a sentence about a number that is none. Closes itself when done."""

    chosen = Signal(float)
    """The number that the person decided for."""
    closed = Signal(bool)
    """The editor goes away. True: the keyboard was in it, and should go back to where it came from."""

    def __init__(self, title: Text, value: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._room, self._near = parent, QPointF()
        self.setObjectName("network.editor")
        set_role(self, "card")
        self._box = ParameterBox(value, self)
        self._problem: QLabel = label("caption", self)
        mark(self._problem, "tone", "bad")
        self._problem.setWordWrap(True)
        self._problem.hide()
        name = label("caption", self)
        captions = Captions(self)
        captions.bind(name.setText, title)
        captions.bind(self._box.setAccessibleName, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 7, 9, 9)
        column.setSpacing(5)
        for widget in (name, self._box, self._problem):
            column.addWidget(widget)
        self._box.refused.connect(self._on_refused)
        self._box.corrected.connect(self._on_corrected)
        self._box.finished.connect(self._on_finished)
        self._done = False

    def open_at(self, at: QPointF) -> None:
        """Show the editor near a point of the parent, inside it, and give it the keyboard."""
        self._near = at
        self._fit()
        self.show()
        self.raise_()
        self._box.setFocus(Qt.FocusReason.PopupFocusReason)
        self._box.selectAll()

    def close_unchanged(self) -> None:
        """Go away, whatever was typed."""
        if not self._done:
            self._done = True
            self.closed.emit(self._box.hasFocus())
            self.hide()
            self.deleteLater()

    def _fit(self) -> None:
        self.adjustSize()
        room, size = self._room.size(), self.size()
        x = min(max(self._near.x() + 10, 0), room.width() - size.width())
        y = min(max(self._near.y() + 10, 0), room.height() - size.height())
        self.move(round(x), round(y))

    def _on_refused(self, message: Text) -> None:
        mark(self._box, "wrong", True)
        self._problem.setText(str(message))
        self._problem.show()
        self._fit()

    def _on_corrected(self) -> None:
        mark(self._box, "wrong", False)
        self._problem.hide()
        self._fit()

    def _on_finished(self) -> None:
        if not self._done and self._box.is_changed:
            self.chosen.emit(float(self._box.value()))
        self.close_unchanged()
