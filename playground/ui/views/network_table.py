"""All that goes into one neuron as a list: each weight and the bias, to read and to edit with the keyboard."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from playground.i18n import _
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls.styling import label, mark, set_role
from playground.ui.palette import weight_colour
from playground.ui.views.network_editor import ParameterBox
from playground.ui.views.network_layout import Spot
from playground.ui.views.network_model import Diagram, Parameter
from playground.ui.views.network_words import neuron_name, number, reading

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_MOST_ROWS = 9


class WeightModel(QAbstractTableModel):
    """The weights into one neuron, and its bias in the last row."""

    edited = Signal(object, float)
    """A `Parameter` and its new value."""

    def __init__(self, diagram: Diagram, spot: Spot, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._diagram, self._spot, self._appearance = diagram, spot, appearance
        self._rows = diagram.units[spot.column - 1] + 1

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return self._rows

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return 2

    def parameter(self, row: int) -> Parameter:
        """The weight or bias in a row."""
        return Parameter(self._spot.column - 1, self._spot.slot, row)

    def value(self, row: int) -> float | None:
        """The number in a row, where it is known."""
        return self._diagram.value(self.parameter(row))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, value = index.row(), self.value(index.row())
        if index.column() == 0:
            return str(self._source(row)) if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            return number(value)
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.ForegroundRole and value:
            return weight_colour(self._appearance.theme, value)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return str((_("From"), _("Weight"))[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = index.column() == 1 and self.value(index.row()) is not None
        editable = Qt.ItemFlag.ItemIsEditable if known else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | editable

    def setData(self, index: Index, value: Any, _role: int = Role.EditRole) -> bool:
        self.edited.emit(self.parameter(index.row()), float(value))
        return True

    def show_diagram(self, diagram: Diagram) -> None:
        """Show newer numbers of the same network."""
        self._diagram = diagram
        self.dataChanged.emit(self.index(0, 1), self.index(self._rows - 1, 1), [Role.DisplayRole, Role.ForegroundRole])

    def _source(self, row: int) -> object:
        if row == self._rows - 1:
            return _("bias")
        return neuron_name(self._diagram, self._spot.column - 1, row)


class _Delegate(QStyledItemDelegate):
    """Edits a weight in a box that keeps bad text and says why."""

    refused = Signal(object)
    corrected = Signal()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, WeightModel)
        box = ParameterBox(model.value(index.row()) or 0.0, parent)
        mark(box, "role", "inline")
        box.setAccessibleName(model.data(model.index(index.row(), 0)))
        box.refused.connect(self.refused)
        box.corrected.connect(self.corrected)
        box.finished.connect(lambda: self._on_finished(box))
        return box

    def setEditorData(self, editor: QWidget, _index: Index) -> None:
        """Nothing to do: the box begins with the number, and training does not overwrite what is typed."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(editor, ParameterBox)
        assert isinstance(model, WeightModel)
        if editor.is_changed:
            model.setData(index, editor.value())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.FocusOut, QEvent.Type.ShortcutOverride):
            return False  # the box knows when it is done
        return super().eventFilter(editor, event)

    def _on_finished(self, box: ParameterBox) -> None:
        box.blockSignals(True)  # closing takes the keyboard away from it, which would end it a second time
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)


class WeightTable(QFrame):
    """A list over the diagram. Enter or F2 edits a number, Escape closes the list."""

    edited = Signal(object, float)
    """A `Parameter` and the value that the person gave it."""
    closed = Signal()

    def __init__(self, diagram: Diagram, spot: Spot, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("network.weights")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "card")
        self._model = WeightModel(diagram, spot, appearance, self)
        self._model.edited.connect(self.edited)
        self._problem = label("caption", self)
        self._problem.setWordWrap(True)
        mark(self._problem, "tone", "bad")
        self._problem.hide()
        self._view = self._table()
        title = label("caption", self)
        captions = Captions(self)
        captions.bind(title.setText, reading(diagram, spot).title)
        captions.bind(self._view.setAccessibleName, reading(diagram, spot).title)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 8, 9, 9)
        column.setSpacing(5)
        for widget in (title, self._view, self._problem):
            column.addWidget(widget)
        self.setFocusProxy(self._view)

    def open_at(self, at: QPoint) -> None:
        """Show the list with its corner at a place of the screen, the first number chosen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = min(at.x(), screen.right() - self.width())
        self.move(x, min(at.y(), screen.bottom() - self.height()))
        self.show()
        self._view.setCurrentIndex(self._model.index(0, 1))
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_diagram(self, diagram: Diagram) -> None:
        """Show newer numbers of the same network."""
        self._model.show_diagram(diagram)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._view.edit(self._model.index(self._view.currentIndex().row(), 1))
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _table(self) -> QTableView:
        view = QTableView(self)
        view.setObjectName("network.weights.table")
        view.setModel(self._model)
        delegate = _Delegate(view)
        delegate.refused.connect(self._on_refused)
        delegate.corrected.connect(self._problem.hide)
        view.setItemDelegate(delegate)
        view.setShowGrid(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        view.verticalHeader().hide()
        view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.horizontalHeader().setHighlightSections(False)
        rows = min(self._model.rowCount(), _MOST_ROWS)
        view.setFixedHeight(view.horizontalHeader().sizeHint().height() + rows * view.rowHeight(0) + 4)
        return view

    def _on_refused(self, message: object) -> None:
        self._problem.setText(str(message))
        self._problem.show()
        self.adjustSize()
