"""The confusion matrix as a table: rows are the truth, columns what was predicted."""

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QHideEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from playground.data.dataset import Integers
from playground.i18n import Text, _, grouped
from playground.session.judging import Judged
from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.views.evaluation_words import OUTCOMES, cell_words, share_words
from playground.ui.views.numbers_words import UNDEFINED
from playground.ui.views.read_table import ReadTable

Index = QModelIndex | QPersistentModelIndex
_COUNT, _SMALL, _SHARE, _RIGHT = (Qt.ItemDataRole.UserRole + place for place in range(4))


class ConfusionTable(ReadTable):
    """A cell that is pointed at, by mouse or by arrow keys, tells which points are in it."""

    pointed = Signal(object)
    """The ids of the points in the cell that is pointed at, or None."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("evaluation.matrix", parent)
        self._appearance = appearance
        self._judged: Judged | None = None
        self._names: tuple[Text, ...] = ()
        self._cell: tuple[int, int] | None = None
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setItemDelegate(_CellPainter(appearance, self))
        captions = Captions(self)
        captions.bind(self.setAccessibleName, _("Confusion matrix: rows are the truth, columns the predictions"))
        captions.bind(self.setToolTip, _("Point at a cell, or walk with the arrow keys, to see its points on the map."))
        self.cellEntered.connect(self._point)
        self.currentCellChanged.connect(self._on_current_cell_changed)
        appearance.changed.connect(self._fit)

    def show_judged(self, judged: Judged, names: tuple[Text, ...]) -> None:
        """Show the matrix of answers to points of so many classes."""
        assert judged.report.classes is not None
        self._judged, self._names = judged, names
        if self.shape(len(names), len(names)):
            self._cell = None
        self._show()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._show()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._cell = self._current() if self.hasFocus() else None
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MouseFocusReason):
            if self._current() is None:
                self.setCurrentCell(0, 0)
            self._cell = self._current()
            self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cell = None
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._cell = None
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.verticalHeader().defaultSectionSize() != self._row_height():
            self._fit()

    def sizeHint(self) -> QSize:
        """As large as all cells, without scrolling."""
        width = self.verticalHeader().width() + self.horizontalHeader().length()
        height = self.horizontalHeader().height() + self.verticalHeader().length()
        return QSize(width + 4, height + 4)

    def minimumSizeHint(self) -> QSize:
        """Two classes fit without scrolling."""
        cell, header = self._cell_size(), self.horizontalHeader().height()
        return QSize(self.verticalHeader().width() + 2 * cell.width() + 4, header + 2 * cell.height() + 4)

    def points(self, truth: int, predicted: int) -> Integers:
        """The ids of the points in a cell."""
        if self._judged is None or self._judged.report.classes is None:
            return np.zeros(0, np.int64)
        inside = (self._judged.y == truth) & (self._judged.report.classes.predicted == predicted)
        return self._judged.ids[inside]

    def _show(self) -> None:
        if self._judged is None or self._judged.report.classes is None:
            return
        matrix = self._judged.report.classes.matrix
        longest = round(5.5 * self._appearance.metrics.text)
        for index, name in enumerate(self._names):
            short = self.fontMetrics().elidedText(str(name), Qt.TextElideMode.ElideRight, longest)
            for header, words in (
                (self.row_title(index), _("Truth: {name}", name=name)),
                (self.column_title(index), _("Prediction: {name}", name=name)),
            ):
                header.setText(short)
                header.setToolTip(str(words))
                header.setData(Qt.ItemDataRole.AccessibleTextRole, str(words))
        for (row, column), count in np.ndenumerate(matrix):
            self._show_cell(row, column, int(count), int(matrix.sum()), int(matrix[row].sum()))
        self._fit()

    def _show_cell(self, row: int, column: int, count: int, points: int, of_truth: int) -> None:
        item = self.cell(row, column)
        words = str(cell_words(self._names[row], self._names[column], count, points, of_truth))
        small = share_words(count, points)
        if len(self._names) == 2:
            outcome = OUTCOMES[row, column]
            words, small = f"{words} {outcome.words}", f"{outcome.short} {small}"
        item.setToolTip(words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setData(_COUNT, grouped(count) if points else UNDEFINED)
        item.setData(_SMALL, small)
        item.setData(_SHARE, count / of_truth if of_truth else 0.0)
        item.setData(_RIGHT, row == column)

    def _cell_size(self) -> QSize:
        metrics = self._appearance.metrics
        wide = 6.6 if len(self._names) <= 2 else 4.6
        return QSize(round(wide * metrics.caption), round(1.25 * (metrics.text + metrics.caption)) + 4)

    def _row_height(self) -> int:
        """A little less than a whole cell where all rows fit then, without scrolling."""
        metrics, whole = self._appearance.metrics, self._cell_size().height()
        room = (self.height() - self._header_height() - 4) // max(1, len(self._names))
        return room if round(1.1 * (metrics.text + metrics.caption)) <= room < whole else whole

    def _header_height(self) -> int:
        return round(1.5 * self._appearance.metrics.text)

    def _fit(self) -> None:
        sizes = self._cell_size().width(), self._row_height()
        for header, size in zip((self.horizontalHeader(), self.verticalHeader()), sizes, strict=True):
            header.setMinimumSectionSize(size)
            header.setDefaultSectionSize(size)
            for section in range(header.count()):
                header.resizeSection(section, size)
        self.horizontalHeader().setFixedHeight(self._header_height())
        self.fit_titles()
        self.updateGeometry()
        self.viewport().update()

    def _current(self) -> tuple[int, int] | None:
        return (self.currentRow(), self.currentColumn()) if self.currentRow() >= 0 else None

    def _on_current_cell_changed(self, row: int, column: int, _before_row: int, _before_column: int) -> None:
        if row >= 0 and self.hasFocus():
            self._point(row, column)

    def _point(self, row: int, column: int) -> None:
        self._cell = (row, column)
        self._tell()

    def _tell(self) -> None:
        self.pointed.emit(None if self._cell is None else self.points(*self._cell))
        self.viewport().update()


class _CellPainter(QStyledItemDelegate):
    """Paints a cell: the count, its share, and a ground the stronger the more of its truth is in it."""

    def __init__(self, appearance: Appearance, table: ConfusionTable) -> None:
        super().__init__(table)
        self._appearance, self._table = appearance, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, metrics = self._appearance.theme, self._appearance.metrics
        rect: QRect = option.rect.adjusted(1, 1, -1, -1)
        ground = QColor(theme.good if index.data(_RIGHT) else theme.bad)
        ground.setAlphaF(0.07 + 0.38 * (index.data(_SHARE) or 0.0))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed = self._table._cell == (index.row(), index.column())
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(theme.accent), 2) if pointed or focused else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 4, 4)
        half = rect.height() * metrics.text // (metrics.text + metrics.caption)
        painter.setPen(QColor(theme.text))
        painter.setFont(fonts.body(metrics.text, QFont.Weight.DemiBold))
        top = QRect(rect.left(), rect.top(), rect.width(), half)
        painter.drawText(top, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, index.data(_COUNT) or "")
        painter.setFont(fonts.body(metrics.caption - (1 if metrics.caption > 10 else 0)))
        below = QRect(rect.left(), rect.top() + half, rect.width(), rect.height() - half)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, index.data(_SMALL) or "")
        painter.restore()
