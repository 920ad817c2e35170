"""The box to type and step a number in."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from playground.i18n import Text
from playground.spec import Item, check
from playground.ui.controls.gesture import Gesture
from playground.ui.controls.line import leaves_to_window
from playground.ui.controls.numerals import Number, parse, show_number, stepped

_INDENT = 5
_TYPICAL = "0.00001"


class NumberBox(QAbstractSpinBox):
    """A number that obeys its declaration. What was typed counts at Enter or when the box is left.

    Bad text stays, with `refused` saying why, until it is corrected; Escape and leaving bring the old number back.
    """

    changed = Signal(object, bool)
    """A person chose this number. True: one of a quick run of steps, to be undone together with the one before."""
    refused = Signal(object)
    """The `Text` that says what is wrong with the number typed."""
    corrected = Signal()
    """The text is no longer wrong."""
    finished = Signal()
    """The person is done: Enter with a good number, Escape, or another widget was chosen."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self._value: Number = 0
        self._wrong = False
        self._gesture = Gesture()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.lineEdit().setTextMargins(_INDENT, 0, 0, 0)
        self.lineEdit().textEdited.connect(self._on_text_edited)
        self._restore()

    def value(self) -> Number:
        return self._value

    def set_value(self, value: Number) -> None:
        """Show another number. Typing that is under way is given up."""
        self._value = value
        self._restore()

    def stepBy(self, steps: int) -> None:
        if not self._commit():
            return
        value = stepped(self._value, steps, self._item)
        if value != self._value:
            self.set_value(value)
            self.changed.emit(value, self._gesture.continues())
        self.selectAll()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        flags = QAbstractSpinBox.StepEnabledFlag.StepNone
        if stepped(self._value, 1, self._item) != self._value:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if stepped(self._value, -1, self._item) != self._value:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return flags

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        digits, margins = self.fontMetrics().horizontalAdvance(_TYPICAL), 3 * self.fontMetrics().height()
        hint.setWidth(digits + margins)
        return hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if _is_space(event) or leaves_to_window(event, self.lineEdit()):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._commit():
                self.selectAll()
                self.finished.emit()
        elif key == Qt.Key.Key_Escape:
            self._restore()
            self.selectAll()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # scrolling past a box must not change it

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if not self._commit():
            self._restore()
        self._gesture.end()
        self.finished.emit()

    def _commit(self) -> bool:
        """Take what was typed; False where it is wrong."""
        if self.text() == show_number(self._value):
            return True
        typed = parse(self.text(), self._item.kind)
        message = check(typed, self._item.kind, self._item.param)
        if message is not None:
            self._refuse(message)
            return False
        assert not isinstance(typed, str)
        changed = typed != self._value
        self.set_value(typed)
        self._gesture.end()
        if changed:
            self.changed.emit(typed, False)
        return True

    def _refuse(self, message: Text) -> None:
        self._wrong = True
        self.refused.emit(message)

    def _restore(self) -> None:
        self.lineEdit().setText(show_number(self._value))
        self._correct()

    def _correct(self) -> None:
        if self._wrong:
            self._wrong = False
            self.corrected.emit()

    def _on_text_edited(self, text: str) -> None:
        if self._wrong and check(parse(text, self._item.kind), self._item.kind, self._item.param) is None:
            self._correct()


def _is_space(event: QEvent) -> bool:
    """Whether a blank is about to be claimed: no part of a number, so it stays a shortcut of the window."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier
