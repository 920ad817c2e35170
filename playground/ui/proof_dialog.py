"""Help > Proof: the app proves its numbers on the network that is in the window, in the background."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from playground.experiment import Prepared
from playground.i18n import Text, _
from playground.proof import Check, checks
from playground.ui.controls import mark
from playground.ui.dialogs import close_button
from playground.ui.work_dialog import WorkDialog


class ProofDialog(WorkDialog):
    """A line for every claim, as soon as it was checked."""

    def __init__(self, prepared: Prepared, parent: QWidget | None = None) -> None:
        super().__init__("proof", _("Proof"), parent)
        self.setMinimumWidth(560)
        self.say(_("Checking this network and these settings …"))
        self._bar.setRange(0, 0)
        self._table = QGridLayout()
        self._table.setColumnStretch(1, 1)
        self._table.setHorizontalSpacing(12)
        for part in (self._said, self._bar):
            self._column.addWidget(part)
        self._column.addLayout(self._table)
        self._column.addStretch(1)
        self._column.addWidget(close_button(self))
        self._all_hold = True
        obstacle = prepared.obstacle()
        results: Iterable[Check | Text] = checks(prepared) if obstacle is None else [obstacle]
        self.begin(results)

    def show_result(self, check: Check | Text) -> None:
        row = self._table.rowCount()
        if isinstance(check, Text):
            self._all_hold = False
            self._add(row, "–", str(check), "", "warning")
            return
        self._all_hold &= check.holds
        self._add(
            row, "✓" if check.holds else "✗", str(check.claim), str(check.numbers), "good" if check.holds else "bad"
        )

    def show_end(self) -> None:
        self._bar.hide()
        self.say(_("Every claim holds.") if self._all_hold else _("Not every claim holds."))

    def _add(self, row: int, sign: str, claim: str, numbers: str, tone: str) -> None:
        for column, words in enumerate((sign, claim, numbers)):
            made = QLabel(words, self)
            made.setWordWrap(column == 1)
            self._table.addWidget(made, row, column)
            if column == 0:
                mark(made, "tone", tone)
