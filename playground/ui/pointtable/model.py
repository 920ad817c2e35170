"""The points as rows. The order is ours, so that a hundred thousand rows stay quick: Qt asks only for what it shows."""

import math
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from playground.data.axes import Axis, axis_name, to_plane, to_units
from playground.data.dataset import Dataset, Integers, class_name
from playground.data.paint import place, relabel
from playground.data.split import TEST, TRAIN, VALIDATION, part_codes
from playground.data.table.numbers import parse
from playground.engine.outputs import SigmoidOutput, SoftmaxOutput
from playground.i18n import Text, _, p_, plain
from playground.session.pointlist import LIVE, Answers, Key, Told, order, told, truths
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.palette import class_colour
from playground.ui.views.map_readout import decimals_of, signed

COLUMNS = tuple(Key)
EDITABLE = frozenset({Key.X1, Key.X2, Key.TRUTH})
MOVE, RELABEL = p_("undo", "Move a point"), p_("undo", "Change class of points")
CHANGE_VALUE = p_("undo", "Change value of points")
PARTS = {TRAIN: p_("part", "Train"), VALIDATION: p_("part", "Validation"), TEST: p_("part", "Test")}

_FLAGS = tuple(
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    | (Qt.ItemFlag.ItemIsEditable if key in EDITABLE else Qt.ItemFlag.NoItemFlags)
    for key in COLUMNS
)  # fmt: skip
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ROLES = frozenset({Role.DisplayRole, Role.EditRole, Role.TextAlignmentRole, Role.DecorationRole, Role.ForegroundRole})


class PointModel(QAbstractTableModel):
    """Shows positions of the data set, in an order; edits go to the session as steps that undo takes back."""

    refused = Signal(object)
    """An edit can't be; the `Text` says why."""

    def __init__(self, session: Session, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._appearance = session, appearance
        self._answers: Answers | None = None
        self._which: Integers = np.empty(0, np.int64)
        self._rows: Integers = self._which
        self._key, self._descending = Key.ID, False
        self._take()

    # Rows ------------------------------------------------------------------------------------------------------------

    @property
    def said(self) -> Told:
        """What the network says of each point of the session, as far as it was heard."""
        return told(self._session.prepared, self._answers) if self.is_outdated else self._said

    @property
    def is_outdated(self) -> bool:
        """Whether the points of the session are others by now."""
        return self._prepared is not self._session.prepared

    @property
    def ids(self) -> Integers:
        """The ids of the points, row by row."""
        return self._prepared.dataset.ids[self._rows]

    def show_positions(self, which: Integers) -> None:
        """Show these points and no others."""
        self._which = which
        self.beginResetModel()
        self._take()
        self._rows = self._sorted()
        self.endResetModel()

    def show_answers(self, answers: Answers) -> None:
        """Show newer answers; the order stays, so that rows stand still while training runs."""
        self._answers = answers
        self._said = told(self._prepared, answers)
        if len(self._rows):
            first, last = COLUMNS.index(Key.ANSWER), COLUMNS.index(Key.ERROR)
            self.dataChanged.emit(self.index(0, first), self.index(len(self._rows) - 1, last))

    def say_again(self, _words: str = "") -> None:
        """Show the words in the language in use."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows into the order of a column."""
        self._key, self._descending = COLUMNS[column], order == Qt.SortOrder.DescendingOrder
        self.sort_again()

    def sort_again(self) -> None:
        """Put the rows into their order, as the numbers are now."""
        rows = self._sorted()
        if not np.array_equal(rows, self._rows):
            self.layoutAboutToBeChanged.emit()
            self._rows = rows
            self.layoutChanged.emit()

    @property
    def is_sorted_by_live(self) -> bool:
        """Whether the order is one that training changes."""
        return self._key in LIVE

    def rows_of(self, ids: Integers) -> Integers:
        """The rows in which points with these ids stand."""
        return np.flatnonzero(np.isin(self.ids, ids))

    def _take(self) -> None:
        """Look up what the cells are made of."""
        self._prepared = prepared = self._session.prepared
        self._axes = prepared.own_axes
        self._places = to_units(self._axes, prepared.dataset.x)
        self._truths = truths(prepared)
        self._parts = part_codes(prepared.parts)
        self._said = told(prepared, self._answers)

    def _sorted(self) -> Integers:
        return order(self._prepared, self._said, self._which, self._key, self._descending)

    # What Qt asks ----------------------------------------------------------------------------------------------------

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self._rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS[index.column()]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        at, key = int(self._rows[index.row()]), COLUMNS[index.column()]
        if role == Role.DisplayRole:
            return self._words(at, key)
        if role == Role.EditRole:
            return self._raw(at, key)
        if role == Role.TextAlignmentRole and key is not Key.PART and not self._is_class(key):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.DecorationRole and self._is_class(key):
            return self._colour(at, key)
        if role == Role.ForegroundRole and key in LIVE and self._is_wrong(at):
            return QColor(self._appearance.theme.bad)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.DisplayRole:
            return str(self._title(COLUMNS[section]))
        if role == Role.ToolTipRole:
            return str(_HELP[COLUMNS[section]])
        return None

    def setData(self, index: Index, value: Any, _role: int = Role.EditRole) -> bool:
        at, key = int(self._rows[index.row()]), COLUMNS[index.column()]
        if key is Key.TRUTH and self._data.is_classification:
            return self._session.paint(relabel(self._data, [int(self._data.ids[at])], int(value)), RELABEL)
        numbers, _kinds = parse([str(value).strip()])
        number = float(numbers[0])
        if not math.isfinite(number):
            self.refused.emit(_("A number is needed here, not {value}.", value=str(value)))
            return False
        if key is Key.TRUTH:
            scaled = self._prepared.target.scaled(number)
            return self._session.paint(relabel(self._data, [int(self._data.ids[at])], scaled), CHANGE_VALUE)
        return self._move(at, 0 if key is Key.X1 else 1, number)

    # Words -----------------------------------------------------------------------------------------------------------

    @property
    def _data(self) -> Dataset:
        return self._prepared.dataset

    def _move(self, at: int, axis: int, value: float) -> bool:
        axes = self._axes
        limits = axes[axis]
        if not limits.low <= value <= limits.high:
            self.refused.emit(_("The place must be on the map, from {low} to {high}, not {value}.",
                                low=f"{limits.low:g}", high=f"{limits.high:g}", value=f"{value:g}"))  # fmt: skip
            return False
        own = self._places[at].copy()
        own[axis] = value
        plane = self._data.x[at].copy()
        plane[axis] = to_plane(axes, [own])[0][axis]
        return self._session.paint(place(self._data, int(self._data.ids[at]), plane), MOVE)

    def _is_class(self, key: Key) -> bool:
        return key in (Key.TRUTH, Key.ANSWER) and self._data.is_classification

    def _is_wrong(self, at: int) -> bool:
        answer = self._said.answer[at]
        return self._data.is_classification and answer == answer and bool(answer != self._data.y[at])

    def _raw(self, at: int, key: Key) -> Any:
        """A number as it can be edited, with all its digits."""
        if key in (Key.X1, Key.X2):
            return f"{self._places[at, 0 if key is Key.X1 else 1]:.12g}"
        if key is Key.TRUTH:
            return int(self._data.y[at]) if self._data.is_classification else f"{self._truths[at]:.12g}"
        return self._words(at, key)

    def _words(self, at: int, key: Key) -> str:
        if key is Key.ID:
            return str(int(self._data.ids[at]))
        if key in (Key.X1, Key.X2):
            axis = 0 if key is Key.X1 else 1
            return signed(float(self._places[at, axis]), _decimals(self._axes[axis]))
        if key is Key.PART:
            return str(PARTS[int(self._parts[at])])
        value = float(self._truths[at] if key is Key.TRUTH else self._live(at, key))
        if value != value:
            return "–"
        if not self._is_class(key):
            return signed(value, 3 if self._data.is_classification else decimals_of(self._prepared.target.unit, 3))
        name = str(class_name(self._data, int(value)))
        return f"{self._mark(at)} {name}" if key is Key.ANSWER else name

    def _live(self, at: int, key: Key) -> float:
        return float(self._said.answer[at] if key is Key.ANSWER else self._said.error[at])

    def _mark(self, at: int) -> str:
        """A sign for right and wrong, as colour alone is not seen by all."""
        return "✗" if self._is_wrong(at) else "✓"

    def _colour(self, at: int, key: Key) -> QColor | None:
        value = float(self._data.y[at]) if key is Key.TRUTH else float(self._said.answer[at])
        if value != value:
            return None
        return class_colour(self._appearance.theme, self._data.classes[int(value)].colour)

    def _title(self, key: Key) -> Text:
        if key in (Key.X1, Key.X2):
            return axis_name(self._prepared.axes, 0 if key is Key.X1 else 1)
        if key is Key.TRUTH:
            named = plain(self._prepared.target.name) if self._prepared.target.name else _("Value")
            return _("Class") if self._data.is_classification else named
        if key is Key.ERROR:
            output = self._prepared.experiment.network.output
            is_share = isinstance(output, SigmoidOutput | SoftmaxOutput)
            return p_("column", "1 − p(true)") if is_share and self._data.is_classification else p_("column", "Error")
        return _TITLES[key]


_TITLES = {Key.ID: plain("id"), Key.PART: p_("column", "Part"), Key.ANSWER: p_("column", "Answer")}
_HELP = {
    Key.ID: _("The number that names the point for as long as it lives."),
    Key.X1: _("The place across, in own units."),
    Key.X2: _("The place upwards, in own units."),
    Key.TRUTH: _("What is true of the point: its class, or its value."),
    Key.PART: _("Whether the point trains, validates or tests."),
    Key.ANSWER: _("What the network says now; ✗ where that is another class than the true one."),
    Key.ERROR: _("How wrong the answer is: 1 minus the probability of the true class; of a value, answer minus truth."),
}


def _decimals(axis: Axis) -> int:
    """So many that a thousandth of the axis can be seen."""
    return min(max(4 - math.ceil(math.log10(max(axis.high - axis.low, 1e-12))), 0), 8)
