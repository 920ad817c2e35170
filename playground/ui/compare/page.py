"""The page Compare runs: what was pinned, beside the present run."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from playground.engine.probes import Map
from playground.i18n import Text, _
from playground.session.frame import Frame, Wants
from playground.session.messages import DESCRIBE_RUN, UNPIN
from playground.session.pins import LONGEST_NAME, LONGEST_NOTE, PinnedRun
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.compare.maps import ComparedMaps
from playground.ui.compare.table import RunTable
from playground.ui.compare.words import PRESENT, Row, as_csv, present_row, row_of
from playground.ui.controls import ComboBox, IconButton, label
from playground.ui.file_dialogs import ask_where
from playground.ui.views.page import HEADER_GAP, PageView
from playground.ui.writing import Writing

HINT = _("Pin this run, change something and train again: both runs stand here side by side, and on the curves.")

TALL = 0.5
"""From this height on, as a share of its width, the page is tall."""


class ComparePage(PageView):
    """While it can be seen, the row of the present run and its map follow the training."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self._session = session
        self._frame: Frame | None = None
        self._table, self._maps = RunTable(self), ComparedMaps(appearance, self)
        self._first, self._second = ComboBox(parent=self), ComboBox(parent=self)
        self._first.setObjectName("compare.first")
        self._second.setObjectName("compare.second")
        self._hint = label("muted", self)
        self._hint.setObjectName("compare.hint")
        self._hint.setWordWrap(True)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._captions = Captions(self)
        self._buttons = self._make_buttons()
        self._arrange()
        self._connect()
        self._show()

    def header_widgets(self) -> tuple[QWidget, ...]:
        return self._buttons

    @property
    def spare_width(self) -> int:
        return self._pin.sizeHint().width() + HEADER_GAP

    def do_without_spare(self, on: bool) -> None:
        """A run is pinned by a button of the top bar and by a key as well."""
        self._pin.setVisible(not on)

    def wants(self) -> Wants:
        """The map of the present, and its best epoch."""
        return Wants(curves=True, picture=True)

    def show_frame(self, frame: Frame) -> None:
        """Show the present run as it is in a frame."""
        self._frame = frame
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The maps beside the table, or below it where the page is tall."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._parts.setDirection(ways.TopToBottom if self.height() > TALL * self.width() else ways.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    # Making ----------------------------------------------------------------------------------------------------------

    def _make_buttons(self) -> tuple[IconButton, ...]:
        self._pin = IconButton("pin", _("Pin run"), "compare.pin", self, look="flat", captioned=True,
                               tip=_("Put this run aside as it is now, to be compared"))  # fmt: skip
        self._restore = IconButton("rotate-ccw", _("Go back to this run"), "compare.restore", self, look="flat",
                                   tip=_("Have settings, points and weights of the chosen run again"))  # fmt: skip
        self._remove = IconButton("trash-2", _("Remove run"), "compare.remove", self, look="flat",
                                  shortcut="Del",
                                  tip=_("Remove the chosen run; undo brings it back"))  # fmt: skip
        self._export = IconButton("download", _("Export table"), "compare.export", self, look="flat",
                                  tip=_("Write the table to a CSV file"))  # fmt: skip
        return self._pin, self._restore, self._remove, self._export

    def _arrange(self) -> None:
        bind = self._captions.bind
        for box, words in ((self._first, _("Left map")), (self._second, _("Middle map"))):
            box.setMinimumContentsLength(8)
            bind(box.setAccessibleName, words)
            bind(box.setToolTip, words)
        bind(self._hint.setText, HINT)
        bind(self.setAccessibleName, _("Compare runs"))
        chosen = QHBoxLayout()
        chosen.addWidget(self._first, 1)
        chosen.addWidget(self._second, 1)
        chosen.addStretch(1)
        maps = QWidget(self)
        self._right = QStackedWidget(self)  # the hint has the room of the maps, so that the page keeps its height
        for part in (self._hint, maps):
            self._right.addWidget(part)
        right = QVBoxLayout(maps)
        right.setContentsMargins(0, 0, 0, 0)
        right.addLayout(chosen)
        right.addWidget(self._maps, 1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(12)
        self._parts.addWidget(self._table, 3)
        self._parts.addWidget(self._right, 2)

    def _connect(self) -> None:
        self._pin.clicked.connect(self._session.pin)
        self._restore.clicked.connect(self._on_restore_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._export.clicked.connect(self._on_export_clicked)
        self._table.run_chosen.connect(self._on_run_chosen)
        self._table.remove_wanted.connect(self._on_remove_clicked)
        self._table.described.connect(self._on_described)
        self._first.activated.connect(self._show_maps)
        self._second.activated.connect(self._show_maps)
        self.destroyed.connect(self._session.subscribe(lambda _change: self._show()))

    # Showing ---------------------------------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """The present run and all pinned ones that are there."""
        frame, session = self._frame, self._session
        if frame is None:
            return []
        pinned = [row for run in session.papers.runs if (row := row_of(run)) is not None]
        return [present_row(session.prepared, frame.numbers, frame.best), *pinned]

    def _show(self) -> None:
        rows, runs = self.rows(), self._session.papers.runs
        self._right.setCurrentIndex(1 if runs else 0)
        if rows:
            self._table.show_rows(rows)
        entries = [(str(row.number), row.title) for row in rows]
        for box, usual in ((self._first, runs[-1].number if runs else PRESENT), (self._second, PRESENT)):
            self._offer(box, entries, usual)
        self._show_buttons()
        self._show_maps()

    def _offer(self, box: ComboBox, entries: list[tuple[str, Text]], usual: int) -> None:
        known = [box.itemData(place) for place in range(box.count())]
        if known != [key for key, _title in entries] or any(
            box.itemText(place) != str(title) for place, (_key, title) in enumerate(entries)
        ):
            box.set_entries(entries)
            if not box.key() or (box is self._first and len(entries) > len(known)):
                box.set_key(str(usual))

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        self._restore.setEnabled(chosen is not None)
        self._remove.setEnabled(chosen is not None)
        self._export.setEnabled(bool(self._session.papers.runs))

    def _show_maps(self) -> None:
        first, second = self._first.key(), self._second.key()
        kind = self._session.prepared.data.task.kind
        names = (self._first.currentText(), self._second.currentText())
        self._maps.show_maps(self._map(first), self._map(second), names, kind)

    def _map(self, key: str) -> Map | None:
        if key == str(PRESENT):
            return None if self._frame is None else self._frame.picture
        run = self._run(int(key)) if key else None
        return None if run is None or run.slot.outcome is None else run.slot.outcome.picture

    def _run(self, number: int) -> PinnedRun | None:
        return next((run for run in self._session.papers.runs if run.number == number), None)

    def _chosen(self) -> PinnedRun | None:
        number = self._table.chosen
        return None if number is None else self._run(number)

    # What a person does ----------------------------------------------------------------------------------------------

    def _on_run_chosen(self, number: int) -> None:
        self._show_buttons()
        if number != PRESENT:
            self._first.set_key(str(number))
            self._show_maps()

    def _on_restore_clicked(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._session.restore_run(chosen)

    def _on_remove_clicked(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._session.change_runs(UNPIN, tuple(run for run in self._session.papers.runs if run is not chosen))

    def _on_described(self, number: int, name: str, note: str) -> None:
        run = self._run(number)
        if run is None:
            return
        name = "" if name.strip() == str(replace(run, name="").title) else name.strip()[:LONGEST_NAME]
        note = note.strip()[:LONGEST_NOTE]
        if (name, note) == (run.name, run.note):
            self._show()
            return
        changed = replace(run, name=name, note=note)
        self._session.change_runs(
            DESCRIBE_RUN, tuple(changed if one is run else one for one in self._session.papers.runs)
        )

    def _on_export_clicked(self) -> None:
        kinds = {str(_("Table ({pattern})", pattern="*.csv")): ".csv"}
        asked = ask_where(self, _("Export table"), self._session.papers.beside("runs.csv"), kinds)
        if asked is not None:
            self.write_table(asked[0])

    def write_table(self, path: Path) -> None:
        """Write the table as CSV, and say so or why not."""
        data = as_csv(self.rows()).encode("utf-8-sig")
        Writing(self._session, path, lambda: data, _("The table was written ({file}).", file=path.name), self)
