"""The numbers of the evaluation as a table that can be read aloud."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem, QWidget

from playground.i18n import Text, _
from playground.session.judging import Judged
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls.whole_cells import fit_rows
from playground.ui.views.evaluation_words import F_BETA, Column, Row, columns, explanation, number, rows, value
from playground.ui.views.read_table import ReadTable


class NumbersTable(ReadTable):
    """A row for each number; one column, or several where there are several classes."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("evaluation.numbers", parent)
        self._appearance = appearance
        self._judged: Judged | None = None
        self._names: tuple[Text, ...] = ()
        self._beta = 1.0
        captions = Captions(self)
        captions.bind(self.setAccessibleName, _("Numbers of the evaluation"))
        captions.bind(self.setToolTip, _("How good the answers are, in many ways"))
        appearance.changed.connect(self._fit)

    def show_judged(self, judged: Judged, names: tuple[Text, ...], beta: float) -> None:
        """Show the numbers of these answers to points of these classes."""
        self._judged, self._names, self._beta = judged, names, beta
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._show()

    def sizeHint(self) -> QSize:
        """As high as all rows."""
        alone = self.horizontalHeader().isHidden()
        around = 0 if alone else self.horizontalHeader().height() + self.horizontalScrollBar().sizeHint().height()
        return QSize(self.minimumSizeHint().width(), around + self.rowCount() * self._row_height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Four rows and one column of numbers."""
        text = self._appearance.metrics.text
        return QSize(self.verticalHeader().width() + 4 * text + 14, 4 * self._row_height() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_rows(self, self._row_height())

    def _show(self) -> None:
        if self._judged is None:
            return
        shown_rows, shown_columns = rows(self._judged), columns(self._judged, self._names)
        self.shape(len(shown_rows), len(shown_columns))
        self.horizontalHeader().setVisible(len(shown_columns) > 1)
        for place, column in enumerate(shown_columns):
            _say(self.column_title(place), str(column.title), str(column.title))
        for place, row in enumerate(shown_rows):
            caption = f"Fβ (β = {self._beta:g})" if row is F_BETA else str(row.caption)
            _say(self.row_title(place), caption, str(row.meaning))
            for across, column in enumerate(shown_columns):
                self._show_number(place, across, row, column, caption)
        self._fit()

    def _show_number(self, place: int, across: int, row: Row, column: Column, caption: str) -> None:
        assert self._judged is not None
        item, found = self.cell(place, across), value(row, column, self._judged, self._beta)
        if found is None:
            _say(item, "", "")
            return
        words = number(found)
        tip = str(explanation(row, column, self._judged, found))
        _say(item, words, tip)
        where = f" {column.title}" if self.columnCount() > 1 else ""
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{caption}{where}: {words}")
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tip)

    def _row_height(self) -> int:
        return self._appearance.metrics.text + 7

    def _fit(self) -> None:
        fit_rows(self, self._row_height())
        alone = self.columnCount() == 1
        mode = QHeaderView.ResizeMode.Stretch if alone else QHeaderView.ResizeMode.ResizeToContents
        self.horizontalHeader().setSectionResizeMode(mode)
        self.fit_titles()
        self.updateGeometry()


def _say(item: QTableWidgetItem, words: str, tip: str) -> None:
    if item.text() != words:
        item.setText(words)
    if item.toolTip() != tip:
        item.setToolTip(tip)
