"""The table of runs: a line for each, sorted by any column; names and notes are written into it."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from playground.i18n import _
from playground.ui.captions import Captions
from playground.ui.compare.words import COLUMNS, DIFFERENCES, NAME, NOTE, PRESENT, Row, differences
from playground.ui.controls import set_role
from playground.ui.controls.whole_cells import fit_columns, fit_rows
from playground.ui.views.numbers_words import UNDEFINED

_NUMBER, _VALUE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ROW_PADDING = 9
_NAME, _DIFFERENCES, _NOTE = 0, len(COLUMNS) + 1, len(COLUMNS) + 2


class RunTable(QTableWidget):
    """Shows rows; what is written into it is told, not kept."""

    run_chosen = Signal(int)
    """The number of the run whose row is chosen."""
    described = Signal(int, str, str)
    """A person gave a run this name and this note."""
    remove_wanted = Signal()
    """The Delete key, for the run whose row is chosen."""
    own_keys = frozenset({
        Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Delete,
    })  # fmt: skip

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS) + 3, parent)
        self.setObjectName("compare.table")
        set_role(self, "plain")
        self._rows: tuple[Row, ...] = ()
        self._widths = [0] * self.columnCount()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        self.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        captions = Captions(self)
        captions.bind(self.setAccessibleName, _("Pinned runs"))
        captions.bind(self.setToolTip, _("A click on a title sorts. A double click on a name or a note changes it."))
        captions.bind(self._say_titles, lambda: "")
        self.itemSelectionChanged.connect(self._on_selection_changed)
        self.itemChanged.connect(self._on_item_changed)

    @property
    def chosen(self) -> int | None:
        """The number of the run whose row is chosen."""
        items = self.selectedItems()
        return None if not items else int(items[0].data(_NUMBER))

    def choose(self, number: int) -> None:
        """Choose the row of a run."""
        for line in range(self.rowCount()):
            if self._cell(line, _NAME).data(_NUMBER) == number:
                self.selectRow(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these runs; the one that is chosen stays so. The row that is written in is left alone."""
        if self.state() == QAbstractItemView.State.EditingState:
            return
        same = [row.number for row in rows] == [row.number for row in self._rows]
        self._rows, chosen = tuple(rows), self.chosen
        with QSignalBlocker(self):
            if not same:
                self._make_lines(len(rows))
            lines = {self._cell(line, _NAME).data(_NUMBER): line for line in range(self.rowCount())} if same else {}
            self.setSortingEnabled(False)
            now = next(row for row in rows if row.number == PRESENT)
            for place, row in enumerate(rows):
                self._fill(lines.get(row.number, place), row, now)
            self.setSortingEnabled(True)
            if not same and chosen is not None:
                self.clearSelection()  # Qt has moved it to a run that nobody chose
                self.choose(chosen)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._widths = [0] * self.columnCount()

    def _fit(self) -> None:
        """Whole rows and columns; a column that once was wider stays so, as numbers change their widths."""
        header = self.horizontalHeader()
        needed = (
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) for column in range(len(self._widths))
        )
        self._widths = [max(now, before) for now, before in zip(needed, self._widths, strict=True)]
        fit_columns(self, self._widths)
        fit_rows(self, self.fontMetrics().height() + ROW_PADDING)

    def _make_lines(self, count: int) -> None:
        self.setSortingEnabled(False)
        self.setRowCount(count)
        for line in range(count):
            for column in range(self.columnCount()):
                self.setItem(line, column, _Cell())

    def _fill(self, line: int, row: Row, now: Row) -> None:
        is_pinned = row.number != PRESENT
        self._write(line, _NAME, str(row.title), row, editable=is_pinned)
        for place, column in enumerate(COLUMNS, start=1):
            value = column.value(row)
            self._write(line, place, column.words(row, value) if math.isfinite(value) else UNDEFINED, row, value)
        changed = differences(now.prepared.experiment, row.prepared.experiment) if is_pinned else []
        self._write(line, _DIFFERENCES, ", ".join(changed) or UNDEFINED, row)
        self._cell(line, _DIFFERENCES).setToolTip("\n".join(changed))
        self._write(line, _NOTE, row.note, row, editable=is_pinned)

    def _write(
        self, line: int, column: int, words: str, row: Row, value: float | None = None, editable: bool = False
    ) -> None:
        cell = self._cell(line, column)
        if cell.text() != words:
            cell.setText(words)
        cell.setData(_NUMBER, row.number)
        cell.setData(_VALUE, value)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell.setFlags(flags | Qt.ItemFlag.ItemIsEditable if editable else flags)
        across = Qt.AlignmentFlag.AlignLeft if value is None else Qt.AlignmentFlag.AlignRight
        cell.setTextAlignment(across | Qt.AlignmentFlag.AlignVCenter)

    def _cell(self, line: int, column: int) -> QTableWidgetItem:
        cell = self.item(line, column)
        assert cell is not None
        return cell

    def _say_titles(self, _words: str) -> None:
        titles = [(NAME, NAME), *((column.title, column.tip) for column in COLUMNS)]
        titles += [(DIFFERENCES, _("Settings that are not those of the present run")), (NOTE, _("Your words on it"))]
        for place, (title, tip) in enumerate(titles):
            item = QTableWidgetItem(str(title))
            item.setToolTip(str(tip))
            self.setHorizontalHeaderItem(place, item)

    def _on_selection_changed(self) -> None:
        if self.chosen is not None:
            self.run_chosen.emit(self.chosen)

    def _on_item_changed(self, cell: QTableWidgetItem) -> None:
        if cell.column() in (_NAME, _NOTE):
            line = cell.row()
            name, note = self._cell(line, _NAME).text(), self._cell(line, _NOTE).text()
            self.described.emit(int(cell.data(_NUMBER)), name, note)


class _Cell(QTableWidgetItem):
    """Sorts numbers by value, those that are none at the end, and words by alphabet."""

    def __lt__(self, other: QTableWidgetItem) -> bool:
        mine, its = self.data(_VALUE), other.data(_VALUE)
        if mine is None or its is None:
            return self.text() < other.text()
        return (math.isnan(mine), mine) < (math.isnan(its), its)
