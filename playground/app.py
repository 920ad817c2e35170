"""Where the window program is put together: settings, look, language, session, window. Nothing else makes these."""

import gc
import os
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from playground import i18n
from playground.session.drivers import PaintGate, ThreadDriver
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.errors import ErrorCatcher
from playground.ui.language import LanguageManager
from playground.ui.main_window import MainWindow
from playground.ui.settings import Preferences

SWITCH_INTERVAL_S = 0.0005
"""How long the training thread may keep the interpreter while the window waits; Python's own 5 ms is too long."""


def run_window(language: str | None = None) -> int:
    """Open the window and return the exit code when it was closed."""
    app = make_application()
    preferences = Preferences()
    errors = ErrorCatcher(app)
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    appearance = Appearance(app, preferences.mode)
    languages = LanguageManager(app)
    languages.use(language or preferences.language or i18n.system_language())
    gate = PaintGate()
    session = Session(ThreadDriver(gate))
    window = MainWindow(session, appearance, languages, preferences, gate)
    window.restore_place()
    window.show()
    window.start()
    gc.freeze()  # what exists now lives as long as the program; the collector need not look at it again
    try:
        return app.exec()
    finally:
        session.close()
        errors.release()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, 0)


def make_application() -> QApplication:
    """The Qt application, with the names its settings are kept under."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"  # Qt's wheel has no fcitx plug-in, and fcitx answers to ibus
    QCoreApplication.setOrganizationName("neural-playground")
    QCoreApplication.setApplicationName("neural-playground")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName("Neural Playground")
    app.setDesktopFileName("neural-playground")
    return app
