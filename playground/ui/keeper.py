"""Keeps the work safe while the program runs, and offers what a program that ended unexpectedly left behind."""

from collections.abc import Callable, Sequence
from functools import partial
from math import inf
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from playground.i18n import _, p_
from playground.session.notices import Level, Notice
from playground.session.saving import PATIENCE_S, Moment, Saving, moment
from playground.session.session import Session
from playground.session.work import Project
from playground.storage import reason
from playground.ui.errors import tell_mistake
from playground.ui.filing import Filing
from playground.ui.settings import Preferences
from playground.ui.work import Cancelled, Tell, Worker

if TYPE_CHECKING:
    from playground.session.vault import Leftover, Vault

RECOVER = p_("undo", "Recover work")
LOOK_MS = 500


class Keeper(QObject):
    """Writes the work to a vault whenever it has changed and the last time is long enough ago."""

    def __init__(
        self, session: Session, filing: Filing, preferences: Preferences, folder: Path, window: QWidget
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._session, self._filing, self._preferences, self._window = session, filing, preferences, window
        self._folder = folder
        self._kept: Moment = moment(session)
        self._kept_at = monotonic()
        self._saving: Saving | None = None
        self._vaults: list[Vault] = []
        self._then: Callable[[], object] | None = None
        self._failing = False
        self._finder, self._clearer = Worker(self), Worker(self)
        self._finder.done.connect(self._offer)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look for what was left behind, as soon as the window is there, and begin to keep."""
        self._timer.start()
        QTimer.singleShot(0, self, self._search)

    def _search(self) -> None:
        folders = dict.fromkeys((self._chosen_folder, self._folder))  # it may have been chosen since
        vaults = [self._vault_in(folder) for folder in folders]
        self._finder.begin(partial(_leftovers, vaults))

    def _offer(self, leftovers: "list[Leftover]") -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, QDialog):  # such as the import of a table that the program was started with
            question.finished.connect(lambda: self._offer(leftovers))
        elif leftovers:
            from playground.ui.recovery_dialog import RecoveryDialog

            dialog = RecoveryDialog(leftovers, self._window)
            dialog.chosen.connect(self._recover)
            dialog.open()

    def look(self) -> None:
        """Begin to write when it is time, and see how the last writing went."""
        if self._clearer.busy:
            return
        if self._saving is not None:
            if self._saving.done:
                self._on_written(self._saving)
        elif self._vault.folder != self._chosen_folder:
            self._move()
        elif self._filing.saved and not self._kept.is_now(self._session):
            self._clearer.begin(lambda _tell: self._clear(), lasting=True)  # it is safe in its own file
            self._kept, self._kept_at = moment(self._session), monotonic()
        elif monotonic() - self._kept_at >= self._preferences.autosave_seconds and not self._kept.is_now(self._session):
            self._write()

    def finish(self) -> None:
        """The program ends. Where its person closed the window, nothing needs to be kept any more."""
        self._timer.stop()
        self._finder.give_up()
        self._clearer.wait(PATIENCE_S)
        if self._saving is not None:
            self._saving.finish()
        if self._filing.unfinished and not self._kept.is_now(self._session):
            self._write().finish()
        if self._window.isVisible() or self._filing.unfinished:
            self._vault.leave()
        else:
            self._clear()

    @property
    def _chosen_folder(self) -> Path:
        return self._preferences.autosave_folder or self._folder

    @property
    def _vault(self) -> "Vault":
        """The place of this program; the last one, where there were others before."""
        if not self._vaults:
            self._vaults.append(self._vault_in(self._chosen_folder))
        return self._vaults[-1]

    def _vault_in(self, folder: Path) -> "Vault":
        from playground.session.vault import Vault  # not needed to show a window

        return next((vault for vault in self._vaults if vault.folder == folder), Vault(folder))

    def _move(self) -> None:
        """Keep the work in the folder that was chosen; the place in the other one goes only when that is done."""
        is_kept = not self._vault.is_empty
        chosen = self._vault_in(self._chosen_folder)
        self._vaults = [*(vault for vault in self._vaults if vault is not chosen), chosen]
        if is_kept:
            self._write()

    def _clear(self) -> None:
        while len(self._vaults) > 1:
            self._vaults.pop(0).clear()
        self._vault.clear()

    def _write(self) -> Saving:
        papers, vault, others, then = self._session.papers, self._vault, self._vaults[:-1], self._then

        def keep(work: Project) -> None:
            vault.keep(work, papers)
            for other in others:
                other.clear()
            if then is not None:
                then()

        self._saving = saving = Saving(self._session, keep)
        return saving

    def _on_written(self, saving: Saving) -> None:
        self._saving = None
        if not saving.moment.is_of(self._session):
            return  # other work has come since, which is not kept yet
        self._kept_at = monotonic()
        if saving.error is None:
            self._kept, self._failing, self._then = saving.moment, False, None
            del self._vaults[:-1]
        elif not self._failing:
            self._failing = True  # once is enough; it goes on trying
            words = _("Your work can't be kept safe in case of a crash. {reason} Save it to a file now and then.",
                      reason=reason(saving.error))  # fmt: skip
            self._session.tell(Notice(Level.WARNING, words))
            tell_mistake(saving.error)

    def _recover(self, leftover: object) -> None:
        """Take it over; the old file goes only when this program has kept it too."""
        from playground.session.vault import Leftover

        assert isinstance(leftover, Leftover)
        self._session.open(leftover.work, RECOVER, leftover.papers)
        self._filing.recovered()
        self._then = leftover.discard
        self._kept_at = -inf  # it is due, but what is being written or removed in that place comes to its end first
        self.look()


def _leftovers(vaults: "Sequence[Vault]", tell: Tell) -> "list[Leftover]":
    """What was left behind, read from a disk that may be slow; nothing of it is held where nobody waits any more."""
    found = [leftover for vault in vaults for leftover in vault.leftovers()]
    try:
        tell(None)
    except Cancelled:
        for leftover in found:
            leftover.release()
        raise
    return found
