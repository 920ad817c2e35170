"""What the windows that bring data in have in common: work behind them, what it says, and one button that takes it.

Nothing of the experiment is touched before the person says so, and then in one step that undo takes back.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QProgressBar, QWidget

from playground.data.dataset import Dataset
from playground.data.table.rows import Progress
from playground.i18n import Text, _, n_
from playground.session.session import Session
from playground.spec import Configuration, Item, Param
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import ComboBox, Form, label, mark
from playground.ui.importing.bringing import APPEND, REPLACE, bring
from playground.ui.importing.thumbnail import PointsPicture
from playground.ui.layouts import SPACE, grow, in_column, in_row
from playground.ui.work import Worker

SETTLE_MS = 60
"""So long after a choice the points are made anew, so that a run of choices makes them once."""
_MODE_LETTERS = 24


class BringDialog(QDialog):
    """Base of those windows. The button to import can be pressed as soon as there are points."""

    def __init__(self, session: Session, appearance: Appearance, name: Text, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self._session, self._appearance = session, appearance
        self._points: Dataset | None = None
        self._then: Callable[[Any], None] | None = None
        self._worker = Worker(self)
        self._worker.told.connect(self._on_progress)
        self._worker.refused.connect(self._on_refused)
        self._worker.done.connect(self._on_done)
        self._soon = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._soon.timeout.connect(self._make)
        self._captions = Captions(self)
        self._captions.bind(self.setWindowTitle, _("Import data: {name}", name=name))
        self._picture = PointsPicture(appearance, self)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("import.progress")
        self._progress.setTextVisible(False)
        self._state = label("value", self)
        self._state.setObjectName("import.state")
        self._state.setWordWrap(True)
        self._content = QHBoxLayout()
        self._content.setSpacing(14)
        in_column(grow(self._content), self._state, self._progress, self._bottom(), owner=self, spacing=10)

    def _make(self) -> None:
        """Make the points as the choices are now."""
        raise NotImplementedError

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
        self._ok.setEnabled(False)
        self._captions.bind(self._ok.setText, _("Import"))
        self._captions.bind(self._ok.setToolTip, _("Take these points; undo brings the present ones back"))
        self._captions.bind(self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText, _("Cancel"))
        self._buttons.accepted.connect(self._import)
        self._buttons.rejected.connect(self.reject)
        return in_row(self._mode, self._standardise, SPACE, self._buttons, spacing=12)

    def _form(self, name: str, kind: type[Configuration], words: Text) -> Form:
        return Form(Item(name, kind, Param(words, words), None), f"import.{name}", self)

    # Work behind the window ------------------------------------------------------------------------------------------

    def _begin(self, task: Callable[[Progress], Any], then: Callable[[Any], None], words: Text) -> None:
        """Work in the background in place of what is going on, and call `then` with the result."""
        self._soon.stop()
        self._points, self._then = None, then
        self._ok.setEnabled(False)
        self._say(words, "")
        self._progress.setRange(0, 0)
        self._progress.show()
        self._worker.begin(task)

    def _show_points(self, dataset: Dataset) -> None:
        """These points can be imported."""
        self._points = dataset
        self._picture.show_points(dataset)
        self._say(n_("{n} point", "{n} points", dataset.n), "good")
        self._ok.setEnabled(True)

    def _on_done(self, result: Any) -> None:
        assert self._then is not None
        self._progress.hide()
        self._then(result)

    def _on_refused(self, why: Text) -> None:
        self._progress.hide()
        self._picture.show_points(None)
        self._say(why, "bad")

    def _on_progress(self, part: float) -> None:
        self._progress.setRange(0, 1000)
        self._progress.setValue(round(1000 * part))

    def _say(self, words: Text, tone: str) -> None:
        self._captions.rebind(self._state.setText, words)
        mark(self._state, "tone", tone)

    # The end ---------------------------------------------------------------------------------------------------------

    def _import(self) -> None:
        """Take the points; where they can't be, say why and stay open."""
        if self._points is None:
            return
        problem = bring(self._session, self._points, self._mode.key(), self._standardise.isChecked())
        if problem is None:
            self.accept()
        else:
            self._say(problem, "bad")

    def done(self, result: int) -> None:
        self._end()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        self._soon.stop()
        self._worker.give_up()


_STANDARDISE_HELP = _("Own units can be large and unequal, which makes training slow or lets it diverge. Standardising "
                      "uses the training points only; it can be changed at any time among the settings.")  # fmt: skip
