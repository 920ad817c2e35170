"""Where the window program is put together: settings, look, language, session, window. Nothing else makes these."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from playground import i18n, teacher
from playground.assets import resources
from playground.i18n import _
from playground.places import NAME, TITLE, Places, find
from playground.quickstart import resting_collector
from playground.session.drivers import PaintGate, ThreadDriver
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.session.speed import SPEEDS
from playground.teacher import Teacher
from playground.ui import work
from playground.ui.appearance import Appearance
from playground.ui.errors import ErrorCatcher
from playground.ui.hiding import parts
from playground.ui.keeper import Keeper
from playground.ui.language import LanguageManager, system_language
from playground.ui.main_window import MainWindow
from playground.ui.questions import Ask, ask_to_save
from playground.ui.settings import Preferences

if TYPE_CHECKING:  # not needed to open the window
    from playground.export.film import Film
    from playground.export.replay import Progress
    from playground.export.report import Report
    from playground.session.commands import Saved
    from playground.session.work import Project

SWITCH_INTERVAL_S = 0.0005
"""How long the training thread may keep the interpreter while the window waits; Python's own 5 ms is too long."""
PATIENCE_S, FILE_PATIENCE_S = 2.0, 60.0
"""So long a program that was closed waits for work that was given up, lest it ends in the middle of drawing, and for
files that are still being written."""

NOTHING_LASTS = _(
    "Nothing can be written to the folder of your settings. Settings and unsaved work are not kept this time; "
    "save your work as a file."
)


class Program:
    """The window and everything it was made of."""

    def __init__(
        self, language: str | None = None, places: Places | None = None, ask: Ask = ask_to_save,
        wishes: Teacher | None = None,
    ) -> None:  # fmt: skip
        self.app = app = make_application()
        self.teacher = wishes or Teacher()
        self.places = places or find()
        self.preferences = Preferences(self.places.settings / "settings.ini")
        self.errors = ErrorCatcher(app)
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self.appearance = Appearance(
            app, self.teacher.theme or self.preferences.mode, self.preferences.zoom, self.preferences.colours
        )
        self.languages = LanguageManager(app)
        self.languages.use(language or self.teacher.language or self.preferences.language or system_language())
        gate = PaintGate()
        self.session = Session(ThreadDriver(gate))
        self.session.set_speed(next(speed for speed in SPEEDS if speed.key == self.preferences.speed))
        self.window = MainWindow(self.session, self.appearance, self.languages, self.preferences, gate, ask)
        folder = self.places.state / "autosave"
        self.keeper = Keeper(self.session, self.window.filing, self.preferences, folder, self.window)

    def open(self, file: Path | None = None) -> None:
        """Show the window, with the work in a file if one is given, and what the person should know at once."""
        self.window.restore_place()
        self.window.show()
        self.window.start()
        unknown = self.window.take_away(self.teacher.hidden) if self.teacher.hidden else []
        for name in unknown:
            self.session.tell(
                Notice(Level.WARNING, _("The teacher's settings hide what does not exist ({name}).", name=name))
            )
        for mistake in self.teacher.mistakes:
            self.session.tell(Notice(Level.WARNING, mistake))
        if not self.places.lasting:
            self.session.tell(Notice(Level.WARNING, NOTHING_LASTS))
        file = file or self.teacher.start
        if file is not None:
            self.window.open_file(file)
        self.keeper.start()

    def close(self) -> None:
        """End everything that runs."""
        self.keeper.finish()
        self.session.close()
        work.wait_for_all(PATIENCE_S, FILE_PATIENCE_S)
        self.errors.release()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, 0)


def run_window(language: str | None = None, file: Path | None = None) -> int:
    """Open the window, with the work in a file if one is given, and return the exit code when it was closed."""
    with resting_collector():
        program = Program(language, wishes=teacher.read(teacher.find()))
        program.open(file)
    try:
        return program.app.exec()
    finally:
        program.close()


def part_names() -> dict[str, str]:
    """Everything that a teacher can hide, by name, with the words that people read for it."""
    program = Program(i18n.language())
    try:
        return parts(program.window, program.window.actions_)
    finally:
        program.close()


def write_pdf(page: "Report", path: Path) -> None:
    """Write a report as PDF, without a window and without a screen. Raises OSError."""
    from playground.ui.leaving.pdf import write_pdf as write

    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    make_application()
    write(page, path)


def write_animation(work: "Project", saved: "Saved", film: "Film", path: Path, progress: "Progress") -> None:
    """Write a film of a run, without a window and without a screen. Raises SpecError, OSError."""
    from playground.ui.leaving.animation import animation
    from playground.ui.leaving.animation import write_animation as write

    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    make_application()
    write(animation(work, saved, film, progress), path, film)


def make_application() -> QApplication:
    """The Qt application, with the names its settings are kept under."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"  # Qt's wheel has no fcitx plug-in, and fcitx answers to ibus
    QCoreApplication.setOrganizationName(NAME)
    QCoreApplication.setApplicationName(NAME)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName(TITLE)
    app.setDesktopFileName(NAME)
    app.setWindowIcon(QIcon(str(resources() / "program" / "icon.svg")))
    return app
