"""The layers of the network as a table: weights, gradient, step, dead and saturated neurons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from playground.engine.arrays import Array
from playground.engine.health import Finding, LayerHealth
from playground.experiment import Prepared
from playground.i18n import Text, _, p_
from playground.ui import icons
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls.numerals import show_number
from playground.ui.controls.whole_cells import fit_rows
from playground.ui.palette import weight_colour
from playground.ui.views.health_words import layer_name, share_words, size_words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
BINS = 21
WEIGHTS = 1
"""The column of the histograms."""
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, what it means, and which findings show in it."""

    title: Text
    tip: Text
    words: Callable[[LayerHealth], str]
    findings: tuple[Finding, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column(_("Layer"), _("From the first hidden layer to the output"), lambda _layer: "",
           (Finding.NO_SLOPE, Finding.COPIES)),
    Column(_("Weights"), _("How the weights are spread: negative at the left, positive at the right, zero between"),
           lambda _layer: ""),
    Column(_("Gradient"), _("The length of the last gradient of the layer: how strongly it is told to change"),
           lambda layer: size_words(layer.gradient_norm), (Finding.VANISHING_GRADIENT, Finding.EXPLODING_GRADIENT)),
    Column(p_("column", "Step"),
           _("How long the optimizer's step is compared with the parameters; about 0.001 is usual"),
           lambda layer: size_words(layer.step_ratio)),
    Column(_("Dead"), _("Neurons whose slope is 0 at every training point"),
           lambda layer: share_words(layer.dead_units, layer), (Finding.DEAD_UNITS,)),
    Column(_("Saturated"), _("Neurons at a flat end of their activation at every training point"),
           lambda layer: share_words(layer.saturated_units, layer), (Finding.SATURATED_UNITS,)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One layer as it is shown."""

    name: Text
    health: LayerHealth
    counts: Array
    """Of weights in each of `BINS` equal parts between -reach and reach."""
    reach: float


def rows(prepared: Prepared, layers: Sequence[LayerHealth], weights: Sequence[Array]) -> tuple[Row, ...]:
    """The rows of a network; none where the numbers are of another one."""
    if not len(layers) == len(weights) == len(prepared.plan.units) - 1:
        return ()
    return tuple(
        Row(layer_name(prepared, index), layer, *histogram(matrix[:, :-1]))
        for index, (layer, matrix) in enumerate(zip(layers, weights, strict=True))
    )


def histogram(weights: Array) -> tuple[Array, float]:
    """Counts of finite weights in `BINS` parts around zero, and how far the parts reach to both sides."""
    finite = weights[np.isfinite(weights)]
    reach = float(np.abs(finite).max(initial=0.0)) or 1.0
    return np.histogram(finite, BINS, (-reach, reach))[0].astype(np.float64), reach


class HealthModel(QAbstractTableModel):
    """The rows that are shown now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, shown: tuple[Row, ...]) -> None:
        """Show other rows, without losing the place where as many are shown."""
        if len(shown) != len(self.rows):
            self.beginResetModel()
            self.rows = shown
            self.endResetModel()
        elif shown:
            self.rows = shown
            self.say()

    def say(self) -> None:
        """Write all words anew."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def rowCount(self, _parent: Index = _NO_INDEX) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index = _NO_INDEX) -> int:
        return len(COLUMNS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == Role.DisplayRole:
            return column.words(row.health) if index.column() else str(row.name)
        if role == Role.TextAlignmentRole and index.column() > WEIGHTS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.DecorationRole and set(column.findings) & set(row.health.findings):
            return icons.icon("triangle-alert")
        if role in (Role.AccessibleTextRole, Role.ToolTipRole) and index.column() == WEIGHTS:
            return str(_("weights between −{reach} and {reach}, length {length}",
                         reach=show_number(row.reach, 2), length=size_words(row.health.weight_norm)))  # fmt: skip
        return str(column.tip) if role == Role.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return str(COLUMNS[section].title)
        return str(COLUMNS[section].tip) if role == Role.ToolTipRole else None


class HistogramDelegate(QStyledItemDelegate):
    """Paints the spread of the weights into its cell."""

    def __init__(self, model: HealthModel, appearance: Appearance) -> None:
        super().__init__(model)
        self._model, self._appearance = model, appearance

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row, theme = self._model.rows[index.row()], self._appearance.theme
        cell = QRectF(option.rect).adjusted(6, 3, -6, -2)
        width, most = cell.width() / BINS, float(row.counts.max(initial=0.0)) or 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        for place, count in enumerate(row.counts):
            side = place - BINS // 2
            painter.setBrush(QColor(theme.neutral) if not side else weight_colour(theme, side))
            height = count / most * cell.height()
            painter.drawRect(QRectF(cell.left() + place * width, cell.bottom() - height, max(width - 1.0, 1.0), height))
        painter.setBrush(QColor(theme.border))
        painter.drawRect(QRectF(cell.left(), cell.bottom(), cell.width(), 1.0))


class HealthTable(QTableView):
    """The table; the arrow keys walk through it, and a screen reader reads it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("health.table")
        self.rows = HealthModel(self)
        self.setModel(self.rows)
        self.setItemDelegateForColumn(WEIGHTS, HistogramDelegate(self.rows, appearance))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.rows.modelReset.connect(self._fit_rows)
        self._appearance = appearance
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(WEIGHTS, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        Captions(self).bind(self.setAccessibleName, _("Health of each layer"))
        appearance.changed.connect(self._fit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.rows.say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        fit_rows(self, round(self._appearance.metrics.caption * 1.7))

    def _fit(self) -> None:
        caption = self._appearance.metrics.caption
        self.setStyleSheet(f"QTableView, QHeaderView::section {{ font-size: {caption}px; padding: 1px 2px; }}")
        self.horizontalHeader().setMinimumSectionSize(round(caption * 4.6))
        self._fit_rows()
