"""A table to read, with the mouse, the keyboard or a screen reader, not to edit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from playground.ui.controls import set_role


class ReadTable(QTableWidget):
    """Base of the tables; arrow keys walk over the cells, Tab leaves the table."""

    own_keys = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, "plain")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def shape(self, rows: int, columns: int) -> bool:
        """Have so many cells, all empty; returns whether that is new."""
        if (self.rowCount(), self.columnCount()) == (rows, columns):
            return False
        self.setRowCount(rows)
        self.setColumnCount(columns)
        for row in range(rows):
            self.setVerticalHeaderItem(row, QTableWidgetItem())
            for column in range(columns):
                item = QTableWidgetItem()
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        for column in range(columns):
            self.setHorizontalHeaderItem(column, QTableWidgetItem())
        return True

    def fit_titles(self) -> None:
        """Make the column of titles as wide as its words."""
        measure = self.fontMetrics()
        widths = [measure.horizontalAdvance(self.row_title(row).text()) for row in range(self.rowCount())]
        self.verticalHeader().setFixedWidth(max(widths, default=0) + measure.height())

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        """A cell that is there."""
        item = self.item(row, column)
        assert item is not None
        return item

    def row_title(self, row: int) -> QTableWidgetItem:
        """The title of a row that is there."""
        item = self.verticalHeaderItem(row)
        assert item is not None
        return item

    def column_title(self, column: int) -> QTableWidgetItem:
        """The title of a column that is there."""
        item = self.horizontalHeaderItem(column)
        assert item is not None
        return item
