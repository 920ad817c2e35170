"""Set-up for all tests: no screen needed, no setting of the person at this computer touched, nothing left behind."""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from playground import i18n

if not os.environ.get("PLAYGROUND_TEST_DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # read when PySide6 makes the application

PATIENCE_S = 30.0


def pytest_collection_finish() -> None:
    """What is imported by now stays, so the search for things left behind need not look at it after every test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _every_mouse_move_counts() -> None:
    """pyqtgraph drops moves that come faster than 100 times in a second, so tests could not drag anything."""
    if "pyqtgraph" in sys.modules:
        sys.modules["pyqtgraph"].setConfigOption("mouseRateLimit", -1)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    if i18n.language() != i18n.SOURCE_LANGUAGE:
        i18n.use_language(i18n.SOURCE_LANGUAGE)


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE_S)
        if thread.is_alive():
            pytest.fail(f"left a thread running: {thread.name}")


@pytest.fixture(autouse=True)
def _no_window_or_timer_left_behind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """Only for tests with a window, so that the others stay free of Qt."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    gc.collect()
    gc.freeze()  # the reports of thousands of tests, through which one would search after each of them
    _settings_go_to(tmp_path_factory.mktemp("settings"))
    windows = set(_windows())
    yield
    _finish_deleting()
    if leftover := [window for window in _windows() if window not in windows]:
        names = ", ".join(f"{type(window).__name__} {window.objectName()!r}" for window in leftover)
        for window in leftover:
            window.deleteLater()
        _finish_deleting()
        pytest.fail(f"left a window behind: {names}")
    if timers := _active_timers():
        for timer in timers:
            timer.stop()
        pytest.fail(f"left {len(timers)} timers running")


def _settings_go_to(folder: Path) -> None:
    from PySide6.QtCore import QSettings, QStandardPaths

    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    QStandardPaths.setTestModeEnabled(True)


def _windows() -> list:
    """The top-level widgets that belong to no other widget: those close with their owner."""
    from PySide6.QtWidgets import QApplication

    return [window for window in QApplication.topLevelWidgets() if window.parent() is None]


def _finish_deleting() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def _active_timers() -> list:
    import shiboken6
    from PySide6.QtCore import QTimer

    timers = (thing for thing in gc.get_objects() if isinstance(thing, QTimer))
    return [timer for timer in timers if shiboken6.isValid(timer) and timer.isActive()]
