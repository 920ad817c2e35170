"""Which column is what: boxes for the two inputs and the label, and a list where more than two are projected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from playground.data.axes import SYMBOLS
from playground.data.table.assignment import NO_LABEL, Roles, numeric_columns
from playground.data.table.columns import Table
from playground.i18n import Text, _, plain
from playground.ui.captions import Captions
from playground.ui.controls import ComboBox, label

_SEVERAL = "several"
_LABEL = _("Label (what is to be predicted)")
_NO_LABEL_NEEDED = _("A curve needs no label: the second input is predicted from the first.")
_LIST_LINES = 5


class ColumnChoice(QWidget):
    """The roles of the columns, to be changed."""

    changed = Signal()
    """A person chose other roles."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import.columns")
        self._captions = Captions(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(7)
        self._grid.setVerticalSpacing(3)
        across = _("Input {symbol} (across)", symbol=SYMBOLS[0])
        up = _("Input {symbol} (up)", symbol=SYMBOLS[1])
        self._first, _caption = self._box("import.first", across, 0, 0)
        self._second, self._second_caption = self._box("import.second", up, 0, 1)
        self._label, self._label_caption = self._box("import.label", _LABEL, 3, 0)
        self._grid.addWidget(self._label, 4, 0, 1, 2)
        self._several = self._list()
        self._grid.addWidget(self._several, 2, 0, 1, 2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self._arrange()

    def roles(self) -> Roles:
        """The roles that are chosen."""
        return Roles(self._inputs(), int(self._label.key() or NO_LABEL) if self._label.isEnabled() else NO_LABEL)

    def show_curve(self, is_curve: bool) -> None:
        """A curve needs no label: the second input is what is to be predicted."""
        self._label.setEnabled(not is_curve)
        self._label_caption.setEnabled(not is_curve)
        self._captions.rebind(self._label.setToolTip, _NO_LABEL_NEEDED if is_curve else _LABEL)

    def show_table(self, table: Table, roles: Roles) -> None:
        """Offer the columns of a table."""
        numeric = numeric_columns(table) or tuple(range(len(table.columns)))
        entries: list[tuple[str, Text]] = [(str(at), plain(table.columns[at].name)) for at in numeric]
        several = [(_SEVERAL, _("Several, projected (PCA)"))] if len(numeric) > 2 else []
        self._first.set_entries([*entries, *several])
        self._second.set_entries(entries)
        labels = [(str(at), plain(column.name)) for at, column in enumerate(table.columns)]
        self._label.set_entries([(str(NO_LABEL), _("None")), *labels])
        self._fill_list(table, numeric, roles)
        if len(roles.inputs) > 1:
            self._first.set_key(_SEVERAL if len(roles.inputs) > 2 else str(roles.inputs[0]))
            self._second.set_key(str(roles.inputs[1]))
        self._label.set_key(str(roles.label))
        self._arrange()

    def _inputs(self) -> tuple[int, ...]:
        if self._first.key() == _SEVERAL:
            items = (self._several.item(row) for row in range(self._several.count()))
            return tuple(
                item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
            )
        return tuple(int(box.key()) for box in (self._first, self._second) if box.key())

    def _box(self, name: str, words: Text, row: int, column: int) -> tuple[ComboBox, QLabel]:
        box, caption = ComboBox((), self), label("caption", self)
        box.setObjectName(name)
        caption.setBuddy(box)
        for setter in (caption.setText, box.setAccessibleName, box.setToolTip):
            self._captions.bind(setter, words)
        self._grid.addWidget(caption, row, column)
        self._grid.addWidget(box, row + 1, column)
        box.activated.connect(self._on_chosen)
        return box, caption

    def _list(self) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName("import.several")
        words = _("The columns that are projected onto two")
        self._captions.bind(made.setAccessibleName, words)
        self._captions.bind(made.setToolTip, words)
        made.setFixedHeight(made.fontMetrics().height() * _LIST_LINES + 2 * _LIST_LINES * 4)
        made.itemChanged.connect(self._on_chosen)
        return made

    def _fill_list(self, table: Table, numeric: tuple[int, ...], roles: Roles) -> None:
        self._several.blockSignals(True)
        self._several.clear()
        for at in numeric:
            item = QListWidgetItem(table.columns[at].name, self._several)
            item.setData(Qt.ItemDataRole.UserRole, at)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            chosen = at in roles.inputs or (len(roles.inputs) < 3 and at != roles.label)
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        self._several.blockSignals(False)

    def _on_chosen(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        several = self._first.key() == _SEVERAL
        self._several.setVisible(several)
        self._second.setEnabled(not several)
        self._second_caption.setEnabled(not several)
