"""Import of a table: what was understood of it, every guess to be changed, and the points as they will be.

Nothing of the experiment is touched before the person says so, and then in one step that undo takes back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from playground.data.table.assignment import Roles, Treatment, suggest
from playground.data.table.format import Format
from playground.data.table.making import Made, make_points
from playground.data.table.reading import Progress, Table, read, read_file
from playground.i18n import Text, _, n_, plain
from playground.session.session import Session
from playground.spec import Item, Param
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import ComboBox, Form, Heading, label, mark
from playground.ui.importing.bringing import APPEND, REPLACE, bring
from playground.ui.importing.columns import ColumnChoice
from playground.ui.importing.preview import PreviewModel
from playground.ui.importing.thumbnail import PointsPicture
from playground.ui.importing.work import Work

LEFT_WIDTH = 330
_MODE_LETTERS = 24
SETTLE_MS = 60
"""So long after a choice the points are made anew, so that a run of choices makes them once."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from: its name for the title, and how it is read."""

    name: Text
    read: Callable[[Format | None, Progress], Table]


def of_file(path: Path, name: Text | None = None) -> Origin:
    """A file."""
    return Origin(name or plain(path.name), lambda format, progress: read_file(path, format, progress))


def of_text(words: str) -> Origin:
    """Cells copied from a spreadsheet, or any other text of the clipboard."""
    bytes_ = words.encode("utf-8", errors="replace")
    return Origin(_("Clipboard"), lambda format, progress: read(BytesIO(bytes_), format, progress))


class ImportDialog(QDialog):
    """Reads in the background; the button to import is there as soon as there are points."""

    def __init__(
        self, session: Session, appearance: Appearance, origin: Origin, parent: QWidget | None = None,
        *, roles: Roles | None = None,
    ) -> None:  # fmt: skip
        """`roles` are those to begin with; else they are suggested."""
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self._session, self._appearance, self._origin = session, appearance, origin
        self._wanted_roles = roles
        self._table: Table | None = None
        self._names: list[str] = []
        self._lines: list[Text] = []
        self._made: Made | None = None
        self._treatment = Treatment()
        self._work: Work | None = None
        self._soon = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._soon.timeout.connect(self._make)
        self._captions = Captions(self)
        self._captions.bind(self.setWindowTitle, _("Import data: {name}", name=origin.name))
        self._build()
        self._read(None)

    # Building --------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._preview = PreviewModel(self._appearance, self)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("import.progress")
        self._progress.setTextVisible(False)
        self._state = label("value", self)
        self._state.setObjectName("import.state")
        self._state.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addLayout(self._left())
        row.addLayout(self._right(), 1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(row, 1)
        column.addWidget(self._state)
        column.addWidget(self._progress)
        column.addLayout(self._bottom())
        self.resize(980, 640)

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
        self._picture = PointsPicture(self._appearance, self)
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
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self._view, 1)
        column.addLayout(below)
        return column

    def _bottom(self) -> QHBoxLayout:
        self._mode = ComboBox([(REPLACE, _("Replace the present points")), (APPEND, _("Add to the present points"))])
        self._mode.setObjectName("import.mode")
        self._mode.setMinimumContentsLength(_MODE_LETTERS)
        for setter in (self._mode.setAccessibleName, self._mode.setToolTip):
            self._captions.bind(setter, _("Whether the points take the place of the present ones or join them"))
        self._standardise = QCheckBox(self)
        self._standardise.setObjectName("import.standardise")
        self._standardise.setChecked(True)
        self._mode.activated.connect(lambda: self._standardise.setEnabled(self._mode.key() == REPLACE))
        self._captions.bind(self._standardise.setText, _("Standardise the inputs"))
        self._captions.bind(self._standardise.setToolTip, _STANDARDISE_HELP)
        self._captions.bind(self._standardise.setAccessibleName, _("Standardise the inputs"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._ok = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setObjectName("import.ok")
        self._ok.setDefault(True)
        self._captions.bind(self._ok.setText, _("Import"))
        self._captions.bind(self._ok.setToolTip, _("Take these points; undo brings the present ones back"))
        self._captions.bind(self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText, _("Cancel"))
        self._buttons.accepted.connect(self._import)
        self._buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._mode)
        row.addWidget(self._standardise)
        row.addStretch(1)
        row.addWidget(self._buttons)
        return row

    def _form(self, name: str, kind: type, words: Text) -> Form:
        return Form(Item(name, kind, Param(words, words), None), f"import.{name}", self)

    # Reading and making ----------------------------------------------------------------------------------------------

    def _read(self, format: Format | None) -> None:
        """Read the table, in the format that was chosen or as it looks."""
        self._table = None
        self._begin(lambda progress: self._origin.read(format, progress), self._on_read, _("Reading …"))

    def _on_read(self, table: Table) -> None:
        names = [column.name for column in table.columns]
        is_same, self._names, self._table = names == self._names, names, table
        self._format.set_value(table.format)
        if is_same:
            roles = self._columns.roles()
        else:
            roles, self._treatment = suggest(table)
            roles, self._wanted_roles = self._wanted_roles or roles, None
            self._treat.set_value(self._treatment)
        self._columns.show_table(table, roles)
        self._preview.show_table(table, self._columns.roles())
        self._view.resizeColumnsToContents()
        self._make()

    def _on_roles_chosen(self) -> None:
        self._preview.show_roles(self._columns.roles())
        self._soon.start()

    def _on_treatment_chosen(self, treatment: Treatment, _merging: bool) -> None:
        self._treatment = treatment
        self._soon.start()

    def _make(self) -> None:
        """Make the points of the columns that are chosen."""
        table, roles, treatment = self._table, self._columns.roles(), self._treatment
        split = self._session.experiment.data.split
        if table is not None:
            self._begin(lambda _progress: make_points(table, roles, treatment, split), self._on_made, _("Working …"))

    def _on_made(self, made: Made) -> None:
        data = made.dataset
        self._made = made
        self._picture.show_points(data)
        self._say(n_("{n} point", "{n} points", data.n), "good")
        self._list_all([*made.notes, *(_line_words(problem.line, problem.message) for problem in made.problems)])
        self._ok.setEnabled(True)

    def _begin(self, task: Callable[[Progress], object], then: Callable[..., None], words: Text) -> None:
        """Work in the background in place of what is going on."""
        self._end()
        self._made = None
        self._ok.setEnabled(False)
        self._say(words, "")
        self._progress.setRange(0, 0)
        self._progress.show()
        self._work = Work(task, self)
        self._work.progressed.connect(self._on_progress)
        self._work.refused.connect(self._on_refused)
        self._work.done.connect(lambda result: self._on_done(then, result))
        self._work.start()

    def _on_done(self, then: Callable[..., None], result: object) -> None:
        self._progress.hide()
        then(result)

    def _on_refused(self, why: Text) -> None:
        self._progress.hide()
        if self._table is None:
            self._preview.show_table(None, Roles(()))
        self._picture.show_points(None)
        self._list_all([])
        self._say(why, "bad")

    def _on_progress(self, part: float) -> None:
        self._progress.setRange(0, 1000)
        self._progress.setValue(round(1000 * part))

    def _say(self, words: Text, tone: str) -> None:
        self._captions.rebind(self._state.setText, words)
        mark(self._state, "tone", tone)

    def _list_all(self, lines: list[Text]) -> None:
        self._lines = lines
        self._say_lines()

    def _say_lines(self, _words: str = "") -> None:
        self._list.clear()
        self._list.addItems([str(line) for line in self._lines])
        self._preview.show_roles(self._columns.roles())

    # The end ---------------------------------------------------------------------------------------------------------

    def _import(self) -> None:
        if self._made is not None:
            bring(self._session, self._made.dataset, self._mode.key(), self._standardise.isChecked())
            self.accept()

    def done(self, result: int) -> None:
        self._end()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        self._soon.stop()
        if self._work is not None:
            self._work.give_up()
            self._work = None


def _line_words(line: int, message: Text) -> Text:
    return _("Line {line}: {message}", line=line, message=message) if line else message


_STANDARDISE_HELP = _("Own units can be large and unequal, which makes training slow or lets it diverge. Standardising "
                      "uses the training points only; it can be changed at any time among the settings.")  # fmt: skip
