"""What scaling by all points does to the score, tried out: each split is trained both ways, in the background."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from playground.experiment import Experiment, task_of
from playground.i18n import Text, _, plain
from playground.leakage import EPOCHS, SPLITS, Pair, mean_and_error, pairs
from playground.ui.controls import label
from playground.ui.dialogs import close_button
from playground.ui.views.numbers_words import score_text
from playground.ui.work_dialog import WorkDialog

CHANCE = 2.0
"""A mean difference within so many standard errors may be chance."""


class LeakDialog(WorkDialog):
    """A line for every split, as soon as it is known, and the mean of them."""

    def __init__(self, experiment: Experiment, parent: QWidget | None = None) -> None:
        super().__init__("leak", _("Scale found in the training points, or in all"), parent)
        self.setMinimumWidth(520)
        self._kind, self._pairs = task_of(experiment.data.source).kind, list[Pair]()
        self.say(
            _("Training this network twice on each of {n} splits, {epochs} epochs each …", n=SPLITS, epochs=EPOCHS)
        )
        self._bar.setRange(0, SPLITS)
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(24)
        for part in (self._said, self._bar):
            self._column.addWidget(part)
        self._column.addLayout(self._table)
        self._column.addStretch(1)
        self._column.addWidget(close_button(self))
        heads = (_("Split seed"), _("scale by training"), _("scale by all"), _("difference"))
        self._add_row("caption", *map(str, heads))
        self.begin(pairs(experiment))

    def show_result(self, pair: Pair) -> None:
        self._pairs.append(pair)
        self._bar.setValue(len(self._pairs))
        scores = (score_text(value, self._kind) for value in (pair.honest, pair.leaking))
        self._add_row("value", str(pair.seed), *scores, signed_points(pair.difference))

    def show_end(self) -> None:
        self._bar.hide()
        self.say(verdict(*mean_and_error(self._pairs)))

    def _add_row(self, role: str, *words: str) -> None:
        row = self._table.rowCount()
        for column, cell in enumerate(words):
            made = label(role, self)
            made.setText(cell)
            self._table.addWidget(made, row, column, Qt.AlignmentFlag.AlignRight)


def signed_points(difference: float) -> str:
    """A difference of scores in hundredths, with its sign.

    >>> signed_points(0.0125), signed_points(-0.02), signed_points(0.0)
    ('+1.2', '−2.0', '0.0')
    """
    words = f"{100 * difference:+.1f}"
    return words[1:] if float(words) == 0 else words.replace("-", "−")


def verdict(mean: float, error: float) -> Text:
    """What the splits say together, and what they do not."""
    numbers = plain(f"{signed_points(mean)} ± {100 * error:.1f}")
    if abs(mean) <= CHANCE * error or mean == 0.0:
        return _(
            "The score changed by {numbers} hundredths on average: no more than chance. "
            "With such data the leak is small, but nobody can know that beforehand, "
            "and the points that judge were seen.",
            numbers=numbers,
        )  # fmt: skip
    if mean > 0:
        return _(
            "The score looks {numbers} hundredths better with the scale of all points. "
            "New points will not give that back: they were not there when the scale was found.",
            numbers=numbers,
        )  # fmt: skip
    return _(
        "The score is {numbers} hundredths lower with the scale of all points. "
        "It is no score for new points either way: the points that judge were seen.",
        numbers=numbers,
    )  # fmt: skip
