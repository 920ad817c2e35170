"""The actions that open a dialog over the window; what it needs is imported when it is opened, not at the start."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from playground.session.session import Session
from playground.ui import dialogs, menus
from playground.ui.actions import Actions
from playground.ui.appearance import Appearance
from playground.ui.filing import Filing
from playground.ui.settings import Preferences

USUAL_EPOCHS = 100


class DialogActions(QObject):
    """Opens them. Two stay open beside the window, and are kept: all settings, and the history."""

    def __init__(
        self, session: Session, appearance: Appearance, preferences: Preferences, actions: Actions, filing: Filing,
        window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._session, self._appearance, self._preferences = session, appearance, preferences
        self._actions, self._filing, self._window = actions, filing, window
        self._epochs = USUAL_EPOCHS
        self._open: dict[str, QDialog] = {}
        for key, handler in (
            ("share", self._share),
            ("open_code", self._open_code),
            ("history", lambda: self._keep("history", self._history)),
            ("all_settings", lambda: self._keep("all_settings", self._all_settings)),
            ("run_epochs", self._run_epochs),
            ("find_rate", self._find_rate),
            ("keys", self._show_keys),
            ("proof", self._prove),
            ("about", self._show_about),
            ("licences", self._show_licences),
        ):
            actions.connect(key, handler)

    def _keep(self, key: str, make: Callable[[], QDialog]) -> None:
        """Show a dialog that stays open, and is made only once."""
        dialog = self._open.get(key)
        if dialog is None:
            dialog = self._open[key] = make()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _history(self) -> QDialog:
        from playground.ui.history_dialog import HistoryDialog

        return HistoryDialog(self._session, self._window)

    def _all_settings(self) -> QDialog:
        from playground.ui.panels.all_settings import AllSettings

        return AllSettings(self._session, self._appearance, self._window)

    def _run_epochs(self) -> None:
        epochs = dialogs.ask_epochs(self._window, self._epochs)
        if epochs is not None:
            self._epochs = epochs
            self._session.play(epochs)

    def _find_rate(self) -> None:
        from playground.ui.range_dialog import RangeDialog

        dialogs.run(RangeDialog(self._session, self._appearance, self._window))

    def _share(self) -> None:
        from playground.ui.share_dialogs import ShareDialog

        dialogs.run(ShareDialog(self._session.experiment, self._window))

    def _open_code(self) -> None:
        from playground.ui.share_dialogs import OpenCodeDialog

        dialog = OpenCodeDialog(self._window)
        if dialog.exec() and dialog.experiment is not None:
            self._filing.open_code(dialog.experiment)
        dialog.deleteLater()

    def _show_keys(self) -> None:
        dialogs.run(dialogs.KeysDialog(menus.key_groups(self._actions), self._window))

    def _prove(self) -> None:
        from playground.ui.proof_dialog import ProofDialog

        dialogs.run(ProofDialog(self._session.prepared, self._window))

    def _show_licences(self) -> None:
        from playground.ui.licences import LicencesDialog

        dialogs.run(LicencesDialog(self._window))

    def _show_about(self) -> None:
        from playground.ui.about import AboutDialog

        dialogs.run(AboutDialog(self._preferences.file, self._window))
