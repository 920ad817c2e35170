"""What a data set is: a small window with its name, a sentence, and its formula with the present numbers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from playground.data.sources import Source
from playground.i18n import _
from playground.ui.captions import Captions
from playground.ui.controls import label, set_role
from playground.ui.controls.popups import show_below

WIDTH = 24
"""In lines of text."""


class DataInfo(QFrame):
    """Opens over the window; a click elsewhere or Escape closes it. Its words can be selected and copied."""

    def __init__(self, source: Source, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("data_info")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "popup")
        name, about = label("value", self), QLabel(self)
        self.formula = QLabel(source.formula, self)
        self.formula.setObjectName("data_info.formula")
        set_role(self.formula, "formula")
        about.setWordWrap(True)
        captions = Captions(self)
        captions.bind(self.setAccessibleName, _("About this data set"))
        captions.bind(name.setText, source.label)
        captions.bind(about.setText, source.about)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        for line in (name, about, self.formula):
            line.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            column.addWidget(line)
        self.formula.setVisible(bool(source.formula))
        about.setMinimumWidth(WIDTH * self.fontInfo().pixelSize())

    def open_below(self, widget: QWidget) -> None:
        """Appear under a widget, inside the screen, and take the keyboard."""
        show_below(self, widget)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
