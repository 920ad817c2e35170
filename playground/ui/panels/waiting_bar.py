"""One line while a slow file is read or written, and a button that gives it up; all else can be used meanwhile."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from playground.i18n import _
from playground.session.notices import Level
from playground.ui.actions import Actions
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, mark
from playground.ui.panels.floating import Floating
from playground.ui.waiting import Waiting


class WaitingBar(Floating):
    """Follows what is waited for; the action `give_up` can be chosen for as long as there is something."""

    def __init__(self, waiting: Waiting, actions: Actions, parent: QWidget, places: Sequence[QWidget]) -> None:
        super().__init__("waiting", parent, places)
        self._waiting, self._action = waiting, actions["give_up"]
        mark(self, "level", Level.INFO.value)
        cancel = IconButton(
            "x", _("Cancel"), "waiting.give_up", self, tip=actions.specs["give_up"].tip,
            shortcut=actions.shortcut("give_up"), captioned=True,
        )  # fmt: skip
        cancel.clicked.connect(self._action.trigger)
        self.put_beside(cancel)
        self._captions = Captions(self)
        self._captions.bind(self._say, self._told)
        actions.connect("give_up", waiting.give_up)
        waiting.changed.connect(self._show)
        self._show()

    def _told(self) -> str:
        wait = self._waiting.shown
        return "" if wait is None else str(wait.words)

    def _show(self) -> None:
        is_shown = self._waiting.shown is not None
        self._action.setEnabled(is_shown)
        self._captions.refresh()
        self.setVisible(is_shown)
        if is_shown:
            self.raise_()
            self._place()
