"""File > Open recent: the files of late, made anew whenever the menu opens."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from playground.i18n import _
from playground.ui.captions import Captions
from playground.ui.filing import Filing
from playground.ui.settings import Preferences


class RecentMenu(QMenu):
    """Name first, folder behind it; the whole path is the status tip."""

    def __init__(self, filing: Filing, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("menu.recent")
        self._filing, self._preferences = filing, preferences
        Captions(self).bind(self.setTitle, _("Open recent"))
        self.aboutToShow.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        recent = self._preferences.recent
        for path in recent:
            action = self.addAction(f"{_escaped(path.name)}    {_escaped(path.parent.name)}")
            action.setStatusTip(str(path))
            action.triggered.connect(partial(self._open, path))
        if recent:
            self.addSeparator()
            clear = self.addAction(str(_("Clear this list")))
            clear.setObjectName("recent.clear")
            clear.triggered.connect(self._preferences.clear_recent)
        else:
            self.addAction(str(_("No files yet"))).setEnabled(False)

    def _open(self, path: Path, _checked: bool = False) -> None:
        self._filing.open(path)


def _escaped(words: str) -> str:
    """As a menu shows it: & alone would underline a letter."""
    return words.replace("&", "&&")
