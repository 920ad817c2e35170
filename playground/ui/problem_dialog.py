"""Help > Report a problem: what a helper wants to know of this computer, ready to be passed on. Nothing is sent."""

import json

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from playground import codec, i18n
from playground.data.points import Points
from playground.experiment import Experiment
from playground.i18n import _
from playground.ui.controls import paragraph
from playground.ui.errors import machine

SIZE = (560, 420)


class ProblemDialog(QDialog):
    """A text to copy, with a sentence that says what to do with it."""

    def __init__(self, experiment: Experiment, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("problem_dialog")
        self.setWindowTitle(str(_("Report a problem")))
        self._report = QPlainTextEdit(report(experiment, parent), self)
        self._report.setObjectName("problem.report")
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setAccessibleName(str(_("Report")))
        self._report.setToolTip(str(_("The program, this computer and the settings of the experiment; no points")))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = box.addButton(str(_("Copy report")), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("problem.copy")
        copy.setToolTip(str(_("Put the text on the clipboard")))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self._report.toPlainText()))
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(paragraph(_(
            "Pass this text on to who looks after the program, with what you did, what you expected and what happened "
            "instead. The program itself sends nothing."
        ), self))  # fmt: skip
        column.addWidget(self._report, 1)
        column.addWidget(box)
        self.resize(*SIZE)


def report(experiment: Experiment, window: QWidget) -> str:
    """The program and its machine, the window, and the settings of an experiment without points of its own."""
    screen, size = window.screen(), window.size()
    place = (
        f"Window {size.width()} x {size.height()}, screen {screen.size().width()} x {screen.size().height()} "
        f"at {screen.devicePixelRatio():g}, {QApplication.platformName()}, language {i18n.language()}"
    )
    settings = codec.encode(experiment)
    if isinstance(experiment.data.source, Points):
        settings["data"]["source"] = {"type": Points.key}
    return "\n".join((machine(), place, "", json.dumps(settings, indent=1, ensure_ascii=False)))
