"""The card that holds a part of the window, and its heading."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.i18n import Text, plain
from playground.ui.captions import Captions
from playground.ui.controls.styling import set_role
from playground.ui.layouts import grow, in_column


class Card(QFrame):
    """A rounded surface with a title in small capitals, room for controls beside it, and a body.

    Where the card is too narrow for title and controls, the controls stand below the title.
    """

    def __init__(self, title: Text, name: str, parent: QWidget | None = None, *, overhang: int = 0) -> None:
        """The body reaches so many pixels into the right margin, as the focus rings of its last controls need."""
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, "card")
        self._captions = Captions(self)
        self._title = Heading(title, self)
        self._captions.bind(self.setAccessibleName, title)
        self._corner = QWidget(self)
        self._controls = QHBoxLayout(self._corner)
        self._controls.setContentsMargins(0, 0, 0, 0)
        self._controls.setSpacing(8)
        self._header = QGridLayout()
        self._header.setSpacing(4)
        self._header.setColumnStretch(1, 1)
        self._header.addWidget(self._title, 0, 0)
        self._in_one_row: bool | None = None
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._header.setContentsMargins(0, 0, overhang, 0)
        self._beside = 24 - overhang
        in_column(self._header, grow(self.body), owner=self, spacing=6, margins=(12, 10, 12 - overhang, 12))
        self._arrange()

    def add_corner(self, widget: QWidget) -> None:
        """Put a widget at the right of the title."""
        self._controls.addWidget(widget)
        self._arrange()

    def sizeHint(self) -> QSize:
        """No more than it needs: the window shares out its room by itself."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as with the controls below the title."""
        hint, margins = super().minimumSizeHint(), self.contentsMargins()
        edges = margins.left() + margins.right() + self._beside
        inside = max(self.body.minimumSize().width(), self._corner.minimumSizeHint().width())
        return QSize(inside + edges, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def _arrange(self) -> None:
        """One row for the header where there is room, else two."""
        needed = self._title.sizeHint().width() + self._corner.sizeHint().width() + 40
        in_one_row = self._controls.isEmpty() or needed <= self.width()
        if in_one_row != self._in_one_row:
            self._in_one_row = in_one_row
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            if in_one_row:
                self._header.addWidget(self._corner, 0, 1, right)
            else:
                self._header.addWidget(self._corner, 1, 0, 1, 2, right)

    def set_title(self, title: Text, tip: Text | None = None) -> None:
        """Give the card another title, and a tip to explain it."""
        self._title.set_words(title)
        self._captions.rebind(self._title.setToolTip, tip or plain(""))
        self._arrange()
        self._captions.rebind(self.setAccessibleName, title)


class Heading(QLabel):
    """A title in small, spaced capitals."""

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = QFont()
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        self.setFont(font)
        set_role(self, "heading")
        self._captions = Captions(self)
        self.set_words(words)

    def set_words(self, words: Text) -> None:
        """Show other words."""
        self._captions.rebind(self.setText, words)
