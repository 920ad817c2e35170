"""Help > Proof: the app proves its numbers on the network that is in the window, in the background."""

from threading import Event, Thread

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from playground.experiment import Prepared
from playground.i18n import Text, _
from playground.proof import Check, checks
from playground.ui.controls import label, mark


class ProofDialog(QDialog):
    """A line for every claim, as soon as it was checked. Closing it ends the work."""

    _checked = Signal(object)
    _done = Signal()

    def __init__(self, prepared: Prepared, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proof_dialog")
        self.setWindowTitle(str(_("Proof")))
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        self._summary = label("value", self)
        self._summary.setObjectName("proof.summary")
        self._summary.setText(str(_("Checking this network and these settings …")))
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._table = QGridLayout()
        self._table.setColumnStretch(1, 1)
        self._table.setHorizontalSpacing(12)
        for part in (self._summary, self._busy):
            column.addWidget(part)
        column.addLayout(self._table)
        column.addStretch(1)
        self._all_hold = True
        self._stop = Event()
        self._checked.connect(self._on_checked)
        self._done.connect(self._on_done)
        self._thread = Thread(target=self._work, args=(prepared,), name="proof", daemon=True)
        self._thread.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def reject(self) -> None:
        self._end()
        super().reject()

    def _end(self) -> None:
        self._stop.set()
        self._thread.join(timeout=5.0)

    def _work(self, prepared: Prepared) -> None:
        obstacle = prepared.obstacle()
        if obstacle is not None:
            self._checked.emit(obstacle)
        else:
            for check in checks(prepared):
                if self._stop.is_set():
                    return
                self._checked.emit(check)
        if not self._stop.is_set():
            self._done.emit()

    def _on_checked(self, check: Check | Text) -> None:
        row = self._table.rowCount()
        if isinstance(check, Text):
            self._all_hold = False
            self._add(row, "–", str(check), "", "warning")
            return
        self._all_hold &= check.holds
        self._add(
            row, "✓" if check.holds else "✗", str(check.claim), str(check.numbers), "good" if check.holds else "bad"
        )

    def _add(self, row: int, sign: str, claim: str, numbers: str, tone: str) -> None:
        for column, words in enumerate((sign, claim, numbers)):
            made = QLabel(words, self)
            made.setWordWrap(column == 1)
            self._table.addWidget(made, row, column)
            if column == 0:
                mark(made, "tone", tone)

    def _on_done(self) -> None:
        self._busy.hide()
        said = _("Every claim holds.") if self._all_hold else _("Not every claim holds.")
        self._summary.setText(str(said))
