"""Import of a table: what was understood of it, every guess to be changed, and the points as they will be."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QTableView, QVBoxLayout, QWidget

from playground.data.table.assignment import CURVE, Roles, Treatment, suggest
from playground.data.table.columns import Table
from playground.data.table.format import Format, sniff
from playground.data.table.making import Made, make_points
from playground.data.table.reading import read
from playground.data.table.rows import Progress
from playground.i18n import Text, _, plain
from playground.session.session import Session
from playground.storage import opened
from playground.ui.appearance import Appearance
from playground.ui.controls import Heading
from playground.ui.importing.bring_dialog import BringDialog
from playground.ui.importing.columns import ColumnChoice
from playground.ui.importing.preview import PreviewModel
from playground.ui.layouts import grow, in_column

LEFT_WIDTH = 330


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from: its name for the title, and its bytes."""

    name: Text
    open: Callable[[], BinaryIO]


def of_file(path: Path, name: Text | None = None) -> Origin:
    """A file."""
    return Origin(name or plain(path.name), lambda: opened(path))


def of_text(words: str) -> Origin:
    """Cells copied from a spreadsheet, or any other text of the clipboard."""
    bytes_ = words.encode("utf-8", errors="replace")
    return Origin(_("Clipboard"), lambda: BytesIO(bytes_))


class ImportDialog(BringDialog):
    """Reads the table in the background, and again when its format is changed by hand."""

    def __init__(
        self, session: Session, appearance: Appearance, origin: Origin, parent: QWidget | None = None,
        *, roles: Roles | None = None,
    ) -> None:  # fmt: skip
        """`roles` are those to begin with; else they are suggested."""
        super().__init__(session, appearance, origin.name, parent)
        self._origin, self._wanted_roles = origin, roles
        self._table: Table | None = None
        self._names: list[str] = []
        self._lines: list[Text] = []
        self._treatment = Treatment()
        self._preview = PreviewModel(appearance, self)
        self._content.addLayout(self._left())
        self._content.addLayout(self._right(), 1)
        self.resize(980, 640)
        self._begin(self._sniff, self._on_sniffed, _("Reading …"))

    def _left(self) -> QVBoxLayout:
        self._format = self._form("format", Format, _("Text format"))
        self._format.edited.connect(lambda format, _merging: self._read(format))
        self._columns = ColumnChoice(self)
        self._columns.changed.connect(self._on_roles_chosen)
        self._treat = self._form("treatment", Treatment, _("What becomes of the cells"))
        self._treat.set_value(self._treatment)
        self._treat.edited.connect(self._on_treatment_chosen)
        column = QVBoxLayout()
        column.setSpacing(8)
        for title, widget in (
            (_("Text"), self._format), (_("Columns"), self._columns), (_("Cells"), self._treat)
        ):  # fmt: skip
            column.addWidget(Heading(title, self))
            widget.setFixedWidth(LEFT_WIDTH)
            column.addWidget(widget)
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        self._view = QTableView(self)
        self._view.setObjectName("import.preview")
        self._view.setModel(self._preview)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.horizontalHeader().setMinimumSectionSize(60)
        self._view.horizontalHeader().setMaximumSectionSize(220)
        self._view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        for setter in (self._view.setAccessibleName, self._view.setToolTip):
            self._captions.bind(setter, _("The beginning of the table, with the lines of the file at the left"))
        self._list = QListWidget(self)
        self._list.setObjectName("import.problems")
        self._list.setWordWrap(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for setter in (self._list.setAccessibleName, self._list.setToolTip):
            self._captions.bind(setter, _("What was done, and the problems with their lines"))
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._list, 1)
        self._captions.bind(self._say_lines, lambda: "")
        self._list.setFixedHeight(self._picture.sizeHint().height())
        return in_column(grow(self._view), below, spacing=10)

    # Reading and making ----------------------------------------------------------------------------------------------

    def _sniff(self, _progress: Progress) -> Format:
        with self._origin.open() as stream:
            return sniff(stream)

    def _on_sniffed(self, format: Format) -> None:
        self._format.set_value(format)  # it stays on screen if reading fails, and can be changed
        self._read(format)

    def _read(self, format: Format) -> None:
        """Read the table in a format."""
        self._table = None

        def task(progress: Progress) -> Table:
            with self._origin.open() as stream:
                return read(stream, format, progress)

        self._begin(task, self._on_read, _("Reading …"))

    def _on_read(self, table: Table) -> None:
        names = [column.name for column in table.columns]
        is_same, self._names, self._table = names == self._names, names, table
        if is_same:
            roles = self._columns.roles()
        else:
            roles, self._treatment = suggest(table)
            roles, self._wanted_roles = self._wanted_roles or roles, None
            self._treat.set_value(self._treatment)
            self._columns.show_curve(self._treatment.target == CURVE)
        self._columns.show_table(table, roles)
        self._preview.show_table(table, self._columns.roles())
        self._preview.fit_columns(self._view)
        self._make()

    def _on_roles_chosen(self) -> None:
        self._preview.show_roles(self._columns.roles())
        self._soon.start()

    def _on_treatment_chosen(self, treatment: Treatment, _merging: bool) -> None:
        self._treatment = treatment
        self._columns.show_curve(treatment.target == CURVE)
        self._preview.show_roles(self._columns.roles())
        self._soon.start()

    def _make(self) -> None:
        """Make the points of the columns that are chosen."""
        table, roles, treatment = self._table, self._columns.roles(), self._treatment
        split = self._session.experiment.data.split
        if table is not None:
            self._begin(lambda _progress: make_points(table, roles, treatment, split), self._on_made, _("Working …"))

    def _on_made(self, made: Made) -> None:
        self._show_points(made.dataset)
        self._list_all([*made.notes, *(_line_words(problem.line, problem.message) for problem in made.problems)])

    def _on_refused(self, why: Text) -> None:
        super()._on_refused(why)
        self._list_all([])
        if self._table is None:
            self._preview.show_table(None, Roles(()))

    def _list_all(self, lines: list[Text]) -> None:
        self._lines = lines
        self._say_lines()

    def _say_lines(self, _words: str = "") -> None:
        self._list.clear()
        self._list.addItems([str(line) for line in self._lines])
        self._preview.show_roles(self._columns.roles())


def _line_words(line: int, message: Text) -> Text:
    return _("Line {line}: {message}", line=line, message=message) if line else message
