"""What every control generated from a declaration has in common."""

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QPoint, QSize, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolTip, QWidget

from playground.i18n import Text
from playground.spec import Item
from playground.ui.captions import Captions
from playground.ui.controls.describe import tip
from playground.ui.controls.styling import label, mark, set_role
from playground.ui.layouts import NO_MARGINS, in_column


class Field(QWidget):
    """A control for one setting. Abstract: a kind of setting is a subclass that has an editor."""

    keeps_refused: ClassVar[bool] = False
    """Whether what was typed stays when it is refused, so that it can be mended."""
    edited = Signal(object, bool)
    """A person chose this value. True: it continues the edit before it (a drag, a run of steps), undone as one."""
    invalid = Signal(object)
    """A person typed something impossible; the `Text` says what is wrong with it."""

    def __init__(self, item: Item, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item, self.path = item, path
        self.setObjectName(path)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._captions = Captions(self)
        self._wrong: QWidget | None = None

    def value(self) -> Any:
        """The value shown."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show another value; nothing is signalled."""
        raise NotImplementedError

    def show_problem(self, message: Text, column: int | None = None) -> None:
        """Say that the last edit is impossible, at the control itself; `column` is the character of a text."""
        self.invalid.emit(message)

    def offer(self, why_not: Text | None) -> None:
        """Whether the setting can be changed; where not, its tip says why."""
        editor = self.focusProxy() or self
        self.setEnabled(why_not is None)
        self._captions.rebind(editor.setToolTip, why_not or (lambda: tip(self.item)))
        self._captions.rebind(editor.setAccessibleDescription, why_not or self.item.param.help)

    def _declare(self, editor: QWidget, suffix: str = "editor") -> None:
        """Give an editor the name, the tip and the description that the declaration holds."""
        editor.setObjectName(f"{self.path}.{suffix}")
        self._captions.bind(editor.setAccessibleName, self.item.param.label)
        self._captions.bind(editor.setAccessibleDescription, self.item.param.help)
        self._captions.bind(editor.setToolTip, lambda: tip(self.item))
        self.setFocusProxy(editor)

    def _refuse(self, editor: QWidget, message: Text) -> None:
        """Mark an editor as wrong and say why, in a tip below it."""
        self._wrong = editor
        mark(editor, "wrong", True)
        editor.setToolTip(str(message))
        editor.setAccessibleDescription(str(message))
        if editor.isVisible():
            QToolTip.showText(editor.mapToGlobal(QPoint(0, editor.height())), str(message), editor)
        self.invalid.emit(message)

    def _accept(self) -> None:
        """Take the mark of an error away."""
        if self._wrong is None:
            return
        mark(self._wrong, "wrong", False)
        self._wrong = None
        self._captions.refresh()
        QToolTip.hideText()


class CaptionedField(Field):
    """A control below its caption. Abstract."""

    def __init__(self, item: Item, path: str, parent: QWidget | None = None) -> None:
        super().__init__(item, path, parent)
        self._caption = label("caption", self)
        self._captions.bind(self._caption.setText, item.param.label)
        self._tools: list[QAbstractButton] = []
        self._header, self._row = QHBoxLayout(), QHBoxLayout()
        self._header.setSpacing(4)
        self._header.addWidget(self._caption)
        self._row.setSpacing(4)
        in_column(self._header, self._row, owner=self, spacing=3, margins=NO_MARGINS)

    def add_tool(self, button: QAbstractButton) -> None:
        """Put a small button at the right of the caption."""
        set_role(button, "gear")
        if not self._tools:
            self._header.addStretch(1)
        self._header.addWidget(button)
        self._tools.append(button)
        self._fit_tools()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_tools()

    def _fit_tools(self) -> None:
        """No higher than the caption, so that fields with and without a button stand in line."""
        height = self._caption.sizeHint().height()
        for button in self._tools:
            button.setFixedHeight(height)
            button.setIconSize(QSize(height - 3, height - 3))

    def _place(self, editor: QWidget) -> None:
        self._caption.setBuddy(editor)
        self._row.addWidget(editor, 1)
        self._declare(editor)
