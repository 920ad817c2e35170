"""What else the learning curves may show: a button with a short menu of switches."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from playground.i18n import Text, _
from playground.ui.captions import Captions
from playground.ui.controls import IconButton

RATE, PENALTY, FLAGS, RUNS = "rate", "penalty", "flags", "runs"
LOGARITHMIC = _(
    "Equal distances are equal ratios, so that small losses can be told apart. A loss of zero leaves a gap."
)
SHOW_ALL, SHOW_ALL_TIP = _("Show all"), _("Show the whole curves again, as a double click does")

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
    """The button, and behind it what is shown besides the curves themselves, and how."""

    changed = Signal()
    """A person switched something."""
    scale_chosen = Signal(bool)
    """A person wants a logarithmic axis, or a linear one."""
    all_wanted = Signal()
    """A person wants to see the whole curves again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        tip = _("Learning rate, penalty and best epoch in the picture; how the axis is drawn")
        super().__init__("eye", _("Show more"), "curves.options", parent, look="flat", tip=tip)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        captions = Captions(self._menu)
        self._actions = {key: self._add(captions, key, words, tip) for key, words, tip in _ENTRIES}
        for key in (FLAGS, RUNS):
            self._actions[key].setChecked(True)
        self._menu.addSeparator()
        self._logarithmic = self._named(captions, "curves.logarithmic", _("Logarithmic axis"), LOGARITHMIC)
        self._logarithmic.setCheckable(True)
        self._logarithmic.triggered.connect(self.scale_chosen)
        self._whole = self._named(captions, "curves.whole", SHOW_ALL, SHOW_ALL_TIP)
        self._whole.triggered.connect(self.all_wanted)
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

    def show_scale(self, logarithmic: bool, has_choice: bool) -> None:
        """Show how the axis is, and whether there is a choice."""
        self._logarithmic.setChecked(logarithmic)
        self._logarithmic.setEnabled(has_choice)

    def show_whole(self, is_whole: bool) -> None:
        """Show whether the whole curves are seen."""
        self._whole.setEnabled(not is_whole)

    def _named(self, captions: Captions, name: str, words: Text, tip: Text) -> QAction:
        action = self._menu.addAction("")
        action.setObjectName(name)
        captions.bind(action.setText, words)
        captions.bind(action.setToolTip, tip)
        return action

    def _add(self, captions: Captions, key: str, words: Text, tip: Text) -> QAction:
        action = self._named(captions, f"curves.show_{key}", words, tip)
        action.setCheckable(True)
        action.triggered.connect(lambda on: self._on_triggered(key, on))
        return action

    def _on_triggered(self, key: str, on: bool) -> None:
        if key == RATE:
            self._rate_chosen = None if on == self._usual_rate else on
        self.changed.emit()

    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
