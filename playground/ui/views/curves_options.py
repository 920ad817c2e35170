"""What else the learning curves may show: a button with a short menu of switches."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from playground.i18n import Text, _
from playground.ui.captions import Captions
from playground.ui.controls import IconButton

RATE, PENALTY, FLAGS, RUNS = "rate", "penalty", "flags", "runs"

_ENTRIES: tuple[tuple[str, Text, Text], ...] = (
    (RATE, _("Learning rate"), _("Trace the learning rate in a strip below the curves.")),
    (
        PENALTY,
        _("Penalty"),
        _("Draw the penalty on weights as a line of its own; training makes loss + penalty small."),
    ),
    (FLAGS, _("Best epoch"), _("Flag the epoch with the lowest validation loss, and where training stopped early.")),
    (RUNS, _("Pinned runs"), _("Draw the curves of pinned runs behind the present one, each with its own dashes.")),
)


class CurvesOptions(IconButton):
    """The button, and behind it what is shown besides the curves themselves."""

    changed = Signal()
    """A person switched something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("eye", _("Show more"), "curves.options", parent, look="flat",
                         tip=_("Learning rate, penalty and best epoch in the picture"))  # fmt: skip
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        captions = Captions(self._menu)
        self._actions = {key: self._add(captions, key, words, tip) for key, words, tip in _ENTRIES}
        for key in (FLAGS, RUNS):
            self._actions[key].setChecked(True)
        self._usual_rate = False
        self._rate_chosen: bool | None = None
        self.clicked.connect(self._on_clicked)

    def shows(self, key: str) -> bool:
        """Whether something is to be shown."""
        return self._actions[key].isChecked() and self._actions[key].isEnabled()

    def suit(self, rate_changes: bool, has_penalty: bool) -> None:
        """The rate is shown where it changes, until a person decides otherwise; the penalty needs one to be there."""
        self._usual_rate = rate_changes
        if self._rate_chosen is None:
            self._actions[RATE].setChecked(rate_changes)
        self._actions[PENALTY].setEnabled(has_penalty)

    def _add(self, captions: Captions, key: str, words: Text, tip: Text) -> QAction:
        action = self._menu.addAction("")
        action.setObjectName(f"curves.show_{key}")
        action.setCheckable(True)
        captions.bind(action.setText, words)
        captions.bind(action.setToolTip, tip)
        action.triggered.connect(lambda on: self._on_triggered(key, on))
        return action

    def _on_triggered(self, key: str, on: bool) -> None:
        if key == RATE:
            self._rate_chosen = None if on == self._usual_rate else on
        self.changed.emit()

    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
