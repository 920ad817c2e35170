"""Makes whole windows for tests, with whatever driver a test wants, and takes them down again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.experiment import Experiment
from playground.session.drivers import Driver, InlineDriver, PaintGate
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.language import LanguageManager
from playground.ui.main_window import MainWindow
from playground.ui.questions import Answer
from playground.ui.settings import Preferences

PATIENCE_S = 60.0


class Desk:
    """A window and everything it was made of."""

    def __init__(self, app: QApplication, driver: Driver, experiment: Experiment | None, gate: PaintGate) -> None:
        self.app, self.driver = app, driver
        self.appearance = Appearance(app, "light")
        self.languages = LanguageManager(app)
        self.languages.use("en")
        self.session = Session(driver, experiment)
        self.notices: list[str] = []
        self.session.subscribe_notices(lambda notice: self.notices.append(str(notice.text)))
        self.answer = Answer.LEAVE
        self.window = MainWindow(
            self.session, self.appearance, self.languages, Preferences(), gate, lambda _window, _name: self.answer
        )
        self.window.resize(1280, 720)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window, 30_000)

    def beat(self, times: int = 1) -> None:
        """Let the window show what the training has to show."""
        for _ in range(times):
            self.window._pump.beat()
            self.app.processEvents()

    def until(self, is_so: Callable[[], object]) -> None:
        """Beat until something is so; fails when patience ends."""
        deadline = perf_counter() + PATIENCE_S
        while not is_so():
            assert perf_counter() < deadline, f"waited {PATIENCE_S} s"
            self.beat()

    def all_settings(self) -> Any:
        """The window of all settings, once every tab was looked at; the first one is seen again."""
        self.window.actions_["all_settings"].trigger()
        tabs = self.child("all_settings.tabs")
        for index in (*range(tabs.count()), 0):
            tabs.setCurrentIndex(index)
            self.beat(len(self.session.experiment.network.layers))
        return self.child("all_settings")

    def child(self, name: str) -> Any:
        """The widget or object of this name."""
        found = self.window.findChild(QObject, name)
        assert found is not None, name
        return found


@contextmanager
def open_desk(
    app: QApplication, settings: Path, driver: Driver | None = None, experiment: Experiment | None = None,
    gate: PaintGate | None = None,
) -> Iterator[Desk]:  # fmt: skip
    """A window that is open for the length of a test and leaves nothing behind."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(settings))
    desk = Desk(app, driver or InlineDriver(), experiment, gate or PaintGate())
    try:
        yield desk
    finally:
        desk.answer = Answer.LEAVE
        desk.window.close()
        desk.session.close()
        desk.languages.use("en")
        desk.window.deleteLater()
        app.removeTranslator(desk.languages._qt_words)
        desk.languages.deleteLater()
        desk.appearance.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()


def at_work() -> bool:
    """Whether a dialog has work going on behind it."""
    return "work behind a dialog" in {thread.name for thread in threading.enumerate()}
