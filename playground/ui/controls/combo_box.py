"""A flat combo box whose words follow the language."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from playground.i18n import Text
from playground.ui.captions import Captions
from playground.ui.errors import guarded

_BESIDE_WORDS = 4
"""So many pixels of the room of the words stay empty."""


class ComboBox(QComboBox):
    """Chooses one of a few keys, each shown by its label."""

    def __init__(self, entries: Iterable[tuple[str, Text]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # the default one ignores the style sheet
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)
        self._labels: list[Text] = []
        self._refused: Mapping[str, Text] = {}
        self.set_entries(entries)
        Captions(self).bind(self._name_entries, lambda: "")

    def key(self) -> str:
        """The key chosen; empty where nothing is."""
        return str(self.currentData() or "")

    def set_key(self, key: str) -> None:
        """Choose a key; one that is not there chooses nothing."""
        self.setCurrentIndex(self.findData(key))

    def set_entries(self, entries: Iterable[tuple[str, Text]]) -> None:
        """Replace what can be chosen; the choice stays if it is still there."""
        chosen = self.key()
        self.clear()
        self._labels = []
        for key, words in entries:
            self._labels.append(words)
            self.addItem(str(words), key)
        self._mark_refused()
        if chosen:
            self.set_key(chosen)

    def show_whole(self) -> None:
        """Never be narrower than the longest entry; for places that have the room, such as dialogs."""
        self._beside = 2 + _BESIDE_WORDS
        self.setMinimumContentsLength(0)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._beside, 0)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + QSize(self._beside, 0)

    def refuse(self, reasons: Mapping[str, Text]) -> None:
        """The keys that can't be chosen now, each with the reason, which its tip says."""
        self._refused = reasons
        self._mark_refused()

    def showPopup(self) -> None:
        """Open the list as wide as its longest entry."""
        room = self.view().sizeHintForColumn(0) + self.view().verticalScrollBar().sizeHint().width() + 16
        self.view().setMinimumWidth(max(self.width(), room))
        super().showPopup()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt paints it, but words that are too long end in dots."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        ).width()
        room -= _BESIDE_WORDS
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # scrolling past a box must not change it

    def _name_entries(self, _words: str) -> None:
        for index, words in enumerate(self._labels):
            self.setItemText(index, str(words))
        self._mark_refused()

    def _mark_refused(self) -> None:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        for index in range(self.count()):
            why = self._refused.get(str(self.itemData(index)))
            model.item(index).setEnabled(why is None)
            model.item(index).setToolTip("" if why is None else str(why))
