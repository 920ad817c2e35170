"""Help > About: name, version, licences, and what becomes of a person's data (nothing)."""

import platform
import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground import __version__
from playground.i18n import Text, _
from playground.ui.controls import label, paragraph
from playground.ui.layouts import in_column
from playground.ui.licences import licence_folder

ICON_SIZE = 72
WIDTH = 520


class AboutDialog(QDialog):
    """What the program is, on one page. `settings` is the file in which settings are kept."""

    def __init__(self, settings: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle(str(_("About Neural Playground")))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(self._head())
        for heading, words in self._paragraphs(settings):
            part = in_column(_heading(heading, self), paragraph(words, self), spacing=2)
            column.addLayout(part)
        column.addStretch(1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        self.setMinimumWidth(WIDTH)
        self.ensurePolished()
        self.resize(WIDTH, column.totalHeightForWidth(WIDTH))

    def _head(self) -> QHBoxLayout:
        """The icon, and beside it name, version and purpose."""
        picture = QLabel(self)
        picture.setObjectName("about.icon")
        picture.setAccessibleName("Neural Playground")
        icon = QGuiApplication.windowIcon()
        picture.setPixmap(icon.pixmap(QSize(ICON_SIZE, ICON_SIZE), self.devicePixelRatioF()))
        title = label("display", self)
        title.setText("Neural Playground")
        words = in_column(
            title,
            paragraph(_("Version {version}", version=_versions()), self),
            paragraph(_("Draw data, build a small neural network, and watch it learn."), self),
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _paragraphs(self, settings: Path) -> tuple[tuple[Text, Text], ...]:
        licences = _(
            "Free software under the MIT licence. It stands on Qt and PySide6 (LGPL-3), Python (PSF), NumPy (BSD), "
            "pyqtgraph (MIT), the Pretendard font (OFL-1.1) and Lucide icons (ISC)."
        )
        if getattr(sys, "frozen", False):
            licences = _("{licences} All texts are here: {folder}", licences=licences, folder=licence_folder())
        return (
            (_("Privacy"), _("No accounts, no telemetry, no network: nothing leaves this computer.")),
            (_("Your settings"), _("They are kept in this file: {file}", file=settings)),
            (_("Licences"), licences),
        )


def _versions() -> str:
    return f"{__version__}  (Python {platform.python_version()}, Qt {qVersion()})"


def _heading(words: Text, parent: QWidget) -> QLabel:
    made = label("value", parent)
    made.setText(str(words))
    return made
