"""Buttons with an icon."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from playground.i18n import Text
from playground.ui import icons
from playground.ui.captions import Captions
from playground.ui.controls.styling import set_role

Look = Literal["tool", "primary", "flat", "link"]

_INK = {
    "primary": QPalette.ColorRole.HighlightedText,
    "flat": QPalette.ColorRole.PlaceholderText,
    "link": QPalette.ColorRole.Link,
}
_ICON_TO_TEXT = 1.25
_GAP = 4


class IconButton(QPushButton):
    """An icon, with its caption beside it or as a tool tip. `shortcut` is told in the tip, not made here.

    A click does not take the keyboard from where it was; Tab reaches the button.
    """

    def __init__(
        self,
        icon: str,
        caption: Text,
        name: str,
        parent: QWidget | None = None,
        *,
        tip: Text | None = None,
        shortcut: str = "",
        look: Look = "tool",
        captioned: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look: Look = look
        self._caption, self._tip, self._shortcut, self._captioned = caption, tip, shortcut, captioned
        _prepare(self, name, look)
        self.setProperty("captioned", captioned)
        self._captions = Captions(self)
        self._captions.bind(self._say, lambda: str(self._caption))
        self.set_icon(icon)
        self._fit_icon()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self.setIcon(icons.icon(name, _INK.get(self._look, QPalette.ColorRole.ButtonText)))

    def set_caption(self, caption: Text, tip: Text | None = None) -> None:
        """Say something else, as when Play becomes Pause."""
        self._caption, self._tip = caption, tip
        self._captions.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_icon()

    def _fit_icon(self) -> None:
        """An icon as large as the text asks for and a fixed height allows; room beside it where a caption follows."""
        side = min(round(self.fontInfo().pixelSize() * _ICON_TO_TEXT), self.maximumHeight() - 3)
        self.setIconSize(QSize(side + (_GAP if self._captioned else 0), side))

    def _say(self, caption: str) -> None:
        self.setText(caption if self._captioned else "")
        self.setAccessibleName(caption)
        explained = str(self._tip) if self._tip is not None else caption
        self.setToolTip(f"{explained} ({self._shortcut})" if self._shortcut else explained)


class LinkButton(QPushButton):
    """Words to press, without a frame."""

    def __init__(self, caption: Text, name: str, parent: QWidget | None = None, *, tip: Text | None = None) -> None:
        super().__init__(parent)
        _prepare(self, name, "link")
        self._captions = Captions(self)
        self.set_words(caption, tip)

    def set_words(self, caption: Text, tip: Text | None = None) -> None:
        """Say something else."""
        self._captions.rebind(self.setText, caption)
        self._captions.rebind(self.setAccessibleName, caption)
        self._captions.rebind(self.setToolTip, tip or caption)


def _prepare(button: QPushButton, name: str, look: Look) -> None:
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(False)
    set_role(button, look)
