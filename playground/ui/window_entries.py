"""What the menu has about the window itself: another one, closing, minimising, full screen, the saved file again, and a
report of a problem.
"""

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QProcess, QProcessEnvironment, Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from playground import i18n
from playground.i18n import _
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui.actions import Actions
from playground.ui.filing import Filing


class WindowEntries(QObject):
    """A new window is another run of the program, with an autosave of its own: what one does can't harm the other."""

    def __init__(
        self, window: QWidget, actions: Actions, filing: Filing, session: Session, frame_shown: SignalInstance
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._filing, self._session = window, actions, filing, session
        for key, handler in (
            ("new_window", self._open_another),
            ("revert", filing.revert),
            ("close", window.close),
            ("minimise", window.showMinimized),
            ("problem", self._report),
        ):
            actions.connect(key, handler)
        actions.connect("full_screen", self._fill_screen)
        filing.changed.connect(self._enable)
        frame_shown.connect(self._enable)
        window.installEventFilter(self)
        self._enable()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowStateChange:
            self._actions["full_screen"].setChecked(self._window.isFullScreen())
        return super().eventFilter(watched, event)

    def _enable(self, *_frame: object) -> None:
        action, can_revert = self._actions["revert"], self._filing.can_revert
        if action.isEnabled() != can_revert:
            action.setEnabled(can_revert)

    def _fill_screen(self, on: bool) -> None:
        state, full = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if on else state & ~full)

    def _open_another(self) -> None:
        words = [*command(), "--language", i18n.language()]
        if not start(words):
            told = _("Another window can't be opened here ({program}).", program=words[0])
            self._session.tell(Notice(Level.WARNING, told))

    def _report(self) -> None:
        from playground.ui.problem_dialog import ProblemDialog  # not needed to show a window

        dialog = ProblemDialog(self._session.experiment, self._window)
        dialog.exec()
        dialog.deleteLater()


def command() -> tuple[str, ...]:
    """How the program is started once more: itself where it is packaged, else as a module of Python."""
    if getattr(sys, "frozen", False):
        return (os.environ.get("APPIMAGE", sys.executable),)  # what lies in an AppImage goes when its first window does
    return sys.executable, "-m", "playground"


def start(words: Sequence[str]) -> bool:
    """Start a program that goes on when this one ends; tells whether it began."""
    process, environment = QProcess(), QProcessEnvironment.systemEnvironment()
    environment.insert("PYINSTALLER_RESET_ENVIRONMENT", "1")  # it is no helper of the packaged program that starts it
    process.setProgram(words[0])
    process.setArguments(words[1:])
    process.setProcessEnvironment(environment)
    began: object = process.startDetached()  # with the number of the process in some releases of PySide6
    return bool(began[0] if isinstance(began, tuple) else began)
