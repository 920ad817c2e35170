"""The beginning of a table as it was understood: names, roles, lines, and cells that are missing or no numbers."""

from heapq import nlargest
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView

from playground.data.axes import SYMBOLS
from playground.data.table.assignment import Roles
from playground.data.table.columns import Table
from playground.data.table.numbers import Kind
from playground.i18n import Text, _, plain
from playground.ui.appearance import Appearance

SHOWN_ROWS, SHOWN_COLUMNS = 200, 60
MEASURED = 3
"""Cells with the most letters of a column: one of them is the widest, or nearly."""

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class PreviewModel(QAbstractTableModel):
    """The first rows of a table. What plays a role says so above its name."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._table: Table | None = None
        self._cells: list[list[str]] = []
        self._numeric: list[bool] = []
        self._roles = Roles(())

    def show_table(self, table: Table | None, roles: Roles) -> None:
        """Show another table, or none."""
        self.beginResetModel()
        self._table, self._roles = table, roles
        columns = table.columns[:SHOWN_COLUMNS] if table is not None else ()
        self._cells = [column.beginning(SHOWN_ROWS) for column in columns]
        self._numeric = [column.is_numeric for column in columns]
        self.endResetModel()

    def show_roles(self, roles: Roles) -> None:
        """The same table, with other roles."""
        self._roles = roles
        if self._cells:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._cells) - 1)
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self._cells) - 1))

    def fit_columns(self, view: QTableView) -> None:
        """Make the columns of a view as wide as their longest cells; Qt would ask for every cell, six times."""
        header = view.horizontalHeader()
        for column, cells in enumerate(self._cells):
            letters = [len(cell) for cell in cells]
            longest = nlargest(MEASURED, range(len(cells)), key=letters.__getitem__)
            widths = [view.sizeHintForIndex(self.index(row, column)).width() + 1 for row in longest]
            header.resizeSection(column, max(header.sectionSizeHint(column), *widths, 0))

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return min(self._table.rows, SHOWN_ROWS) if self._table is not None else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self._cells)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Role.DisplayRole:
            return self._cells[column][row]
        if role == Role.TextAlignmentRole and self._numeric[column]:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.BackgroundRole and self._problem(row, column) is not None:
            return QColor(self._appearance.theme.warning_ground)
        if role == Role.ForegroundRole and self._problem(row, column) is not None:
            return QColor(self._appearance.theme.bad)
        if role in (Role.ToolTipRole, Role.AccessibleDescriptionRole):
            problem = self._problem(row, column)
            return str(problem) if problem is not None else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if self._table is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._table.lines[section]) if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            column = self._table.columns[section]
            return "\n".join(filter(None, [str(self._role(section)), column.name]))
        if role == Role.ToolTipRole:
            return str(_("Numbers") if self._numeric[section] else _("Words"))
        return None

    def _role(self, section: int) -> Text:
        if section == self._roles.label:
            return _("Label")
        inputs = self._roles.inputs
        if section not in inputs:
            return plain("–")
        if len(set(inputs)) > 2:
            return _("Input")
        return plain(" ".join(SYMBOLS[place] for place, at in enumerate(inputs) if at == section))

    def _problem(self, row: int, column: int) -> Text | None:
        assert self._table is not None
        kind = self._table.columns[column].kinds[row]
        if kind == Kind.MISSING:
            return _("Missing")
        if kind != Kind.NUMBER and (self._numeric[column] or column in self._roles.inputs):
            return _("Not a number")
        return None
