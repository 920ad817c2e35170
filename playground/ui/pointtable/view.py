"""The table itself: quick with many rows, and with an editor for classes."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from playground.data.dataset import class_name
from playground.i18n import _
from playground.session.pointlist import Key
from playground.session.session import Session
from playground.ui.captions import Captions
from playground.ui.controls import ComboBox, set_role
from playground.ui.controls.whole_cells import fit_rows
from playground.ui.pointtable.model import COLUMNS, PointModel

_ROWS_MEASURED = 20
Index = QModelIndex | QPersistentModelIndex
_KEYS = frozenset({
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2,
    Qt.Key.Key_Space,
})  # fmt: skip


class PointView(QTableView):
    """Enter or F2 edits a cell; Delete deletes the points of the chosen rows; a click on a title sorts."""

    copy_wanted = Signal()
    delete_wanted = Signal()
    own_keys = _KEYS

    def __init__(self, session: Session, model: PointModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("point_table.view")
        self._session = session
        self.setModel(model)
        self.setItemDelegateForColumn(COLUMNS.index(Key.TRUTH), _ClassDelegate(session, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setResizeContentsPrecision(_ROWS_MEASURED)
        for key in (Key.ID, Key.PART):
            narrow = QHeaderView.ResizeMode.ResizeToContents
            self.horizontalHeader().setSectionResizeMode(COLUMNS.index(key), narrow)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))  # or it asks each cell of a column
        captions = Captions(self)
        captions.bind(self.setAccessibleName, _("Table of the points"))
        captions.bind(self.viewport().setToolTip, _("Double click or F2 edits a cell; a click on a title sorts"))
        captions.bind(model.say_again, lambda: "")
        model.modelReset.connect(self._fit)
        model.headerDataChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._fit()

    def _fit(self) -> None:
        """Rows that are seen whole; columns of classes as wide as the longest name, however the answers change."""
        fit_rows(self, self.fontMetrics().height() + 8)
        header, data, measure = self.horizontalHeader(), self._session.dataset, self.fontMetrics()
        names = [str(class_name(data, place)) for place in range(data.class_count)]
        words = max((measure.horizontalAdvance(name) for name in names), default=0)
        width = min(words + 4 * measure.height(), self.viewport().width() // 5)
        for key in (Key.TRUTH, Key.ANSWER):
            column = COLUMNS.index(key)
            mode = QHeaderView.ResizeMode.Fixed if names else QHeaderView.ResizeMode.Stretch
            if header.sectionResizeMode(column) != mode:
                header.setSectionResizeMode(column, mode)
            if names:
                header.resizeSection(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _ClassDelegate(QStyledItemDelegate):
    """Edits a class by choosing one; a value as text."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        data = self._session.dataset
        if not data.is_classification:
            return super().createEditor(parent, option, index)
        box = ComboBox([(str(at), class_name(data, at)) for at in range(data.class_count)], parent)
        box.setAccessibleName(str(_("Class")))
        set_role(box, "inline")
        box.activated.connect(lambda: self._finish(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ComboBox):
            editor.set_key(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: PointModel, index: Index) -> None:  # type: ignore[override]
        if isinstance(editor, ComboBox):
            model.setData(index, int(editor.key()))
        else:
            super().setModelData(editor, model, index)

    def _finish(self, box: ComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)
