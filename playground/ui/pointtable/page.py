"""The page with the table of the points: chosen rows are chosen points of the map, and the other way round."""

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from playground.data.dataset import Integers
from playground.data.split import TEST, TRAIN, VALIDATION, part_codes
from playground.i18n import Text, _, n_
from playground.session.frame import Frame, State, Wants
from playground.session.pointlist import wrong
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import ComboBox, IconButton, label, mark
from playground.ui.copying import Copier
from playground.ui.layouts import NO_MARGINS, grow, in_column
from playground.ui.paint.painter import Painter
from playground.ui.pointtable.model import COLUMNS, PointModel
from playground.ui.pointtable.view import PointView
from playground.ui.views.page import HEADER_GAP, PageView

ALL, WRONG, CHOSEN = "all", "wrong", "chosen"
_PARTS = {"train": TRAIN, "validation": VALIDATION, "test": TEST}
_FILTERS: tuple[tuple[str, Text], ...] = (
    (ALL, _("All points")), ("train", _("Training points")), ("validation", _("Validation points")),
    ("test", _("Test points")), (WRONG, _("Wrong answers")), (CHOSEN, _("Chosen on the map")),
)  # fmt: skip


class PointTablePage(PageView):
    """While it can be seen it follows every change; hidden it does nothing."""

    def __init__(
        self, session: Session, appearance: Appearance, painter: Painter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("point_table")
        self._session, self._painter = session, painter
        self._copier = Copier(session, self)
        self._is_outdated = True
        self._is_choosing = False
        self._model = PointModel(session, appearance, self)
        self._view = PointView(session, self._model, self)
        self._note = label("caption", self)
        self._note.setObjectName("point_table.note")
        self._note.setWordWrap(True)
        self._captions = Captions(self)
        self._captions.bind(self._say_note, lambda: "")
        in_column(grow(self._view), self._note, owner=self, spacing=4, margins=NO_MARGINS)
        self._header = self._make_header()
        self._connect()

    def _make_header(self) -> tuple[QWidget, ...]:
        self._filter = ComboBox(_FILTERS)
        self._filter.setObjectName("point_table.filter")
        self._filter.setMinimumContentsLength(11)
        for setter in (self._filter.setAccessibleName, self._filter.setToolTip):
            self._captions.bind(setter, _("Which points are listed"))
        self._copy = IconButton("copy", _("Copy rows"), "point_table.copy", shortcut="Ctrl+C", look="flat",
                                tip=_("Copy the chosen rows, or all, as a table"))  # fmt: skip
        self._delete = IconButton("trash-2", _("Delete rows"), "point_table.delete", shortcut="Del", look="flat",
                                  tip=_("Delete the points of the rows"))  # fmt: skip
        self._filter.activated.connect(self._refresh)
        self._copy.clicked.connect(self.copy_rows)
        self._delete.clicked.connect(self._painter.edits.delete)
        return self._filter, self._copy, self._delete

    def _connect(self) -> None:
        self._view.selectionModel().selectionChanged.connect(self._on_rows_chosen)
        self._view.copy_wanted.connect(self.copy_rows)
        self._view.delete_wanted.connect(self._painter.edits.delete)
        self._model.refused.connect(self._on_refused)
        self._model.modelReset.connect(self._say_note)
        self._painter.selection.changed.connect(self._on_points_chosen)
        self.destroyed.connect(self._session.subscribe(self._on_session_changed))

    # What is shown ---------------------------------------------------------------------------------------------------

    def header_widgets(self) -> tuple[QWidget, ...]:
        return self._header

    @property
    def spare_width(self) -> int:
        return sum(button.sizeHint().width() + HEADER_GAP for button in (self._copy, self._delete))

    def do_without_spare(self, on: bool) -> None:
        """Points are copied and deleted by keys and from the menu Edit as well."""
        for button in (self._copy, self._delete):
            button.setVisible(not on)

    def wants(self) -> Wants:
        """The answers to all points that are not sealed."""
        return Wants(answers=True)

    def show_frame(self, frame: Frame) -> None:
        """Show the answers of a frame; rows in the order of a live column are put right when training pauses."""
        if frame.answers is None:
            return
        self._model.show_answers(frame.answers)
        if frame.state is not State.RUNNING:
            if self._filter.key() == WRONG:
                self._refresh()
            elif self._model.is_sorted_by_live:
                self._model.sort_again()

    def copy_rows(self) -> None:
        """Put the chosen rows, or all, on the clipboard as cells of a spreadsheet."""
        rows = self._chosen_rows()
        ids = self._model.ids[rows] if len(rows) else self._model.ids
        which = np.flatnonzero(np.isin(self._session.dataset.ids, ids))
        self._copier.copy(which, n_("{n} point was copied.", "{n} points were copied.", len(which)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_outdated:
            self._refresh()

    def _refresh(self) -> None:
        """List the points anew, as the filter says."""
        self._is_outdated = False
        with _Choosing(self):
            self._model.show_positions(self._positions())
        self._show_chosen()

    def _positions(self) -> Integers:
        which, key, prepared = self._session.showable, self._filter.key(), self._session.prepared
        if key in _PARTS:
            return which[part_codes(prepared.parts)[which] == _PARTS[key]]
        if key == WRONG:
            return which[wrong(prepared, self._model.said)[which]]
        if key == CHOSEN:
            return which[np.isin(prepared.dataset.ids[which], self._painter.selection.ids)]
        return which

    def _say_note(self, _words: str = "") -> None:
        sealed = self._session.dataset.n - len(self._session.showable)
        words = n_("{n} row", "{n} rows", self._model.rowCount())
        if sealed:
            words = n_("{rows} · {n} test point is sealed and not listed",
                       "{rows} · {n} test points are sealed and not listed", sealed, rows=words)  # fmt: skip
        self._note.setText(str(words))
        mark(self._note, "tone", "")

    def _on_refused(self, why: Text) -> None:
        self._note.setText(str(why))
        mark(self._note, "tone", "bad")

    def _on_session_changed(self, change: Change) -> None:
        if self.isVisible():
            self._refresh()
        else:
            self._is_outdated = True

    # Chosen rows and points ------------------------------------------------------------------------------------------

    def _chosen_rows(self) -> Integers:
        ranges = self._view.selectionModel().selection()
        pieces = (ranges.at(index) for index in range(ranges.size()))
        parts = [np.arange(piece.top(), piece.bottom() + 1) for piece in pieces]
        return np.unique(np.concatenate(parts)) if parts else np.empty(0, np.int64)

    def _on_rows_chosen(self, *_ranges: QItemSelection) -> None:
        if self._is_choosing:
            return
        with _Choosing(self):
            self._painter.selection.select(np.sort(self._model.ids[self._chosen_rows()]))

    def _on_points_chosen(self) -> None:
        if self._is_choosing or not self.isVisible() or self._model.is_outdated:
            self._is_outdated |= not self.isVisible()  # else the change itself is told in a moment
        elif self._filter.key() == CHOSEN:
            self._refresh()
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        """Choose the rows of the points that are chosen, and bring the first one into view."""
        rows = self._model.rows_of(self._painter.selection.ids)
        selection = QItemSelection()
        for first, last in _runs(rows):
            selection.select(self._model.index(first, 0), self._model.index(last, len(COLUMNS) - 1))
        with _Choosing(self):
            self._view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if len(rows):
            self._view.scrollTo(self._model.index(int(rows[0]), 0))


class _Choosing:
    """While it lasts, what the page chooses itself is not taken for a person's choice."""

    def __init__(self, page: PointTablePage) -> None:
        self._page = page

    def __enter__(self) -> None:
        self._page._is_choosing = True

    def __exit__(self, *_error: object) -> None:
        self._page._is_choosing = False


def _runs(rows: Integers) -> list[tuple[int, int]]:
    """The first and last of each run of rows that follow each other."""
    if not len(rows):
        return []
    pieces = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    return [(int(piece[0]), int(piece[-1])) for piece in pieces]
