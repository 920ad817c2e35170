"""File > Export picture: what of the window, how wide, and on which ground; what will be written is shown before."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from playground.i18n import _
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui.exporting import Subject
from playground.ui.leaving.pictures import LARGEST, SUFFIXES, paint, write

PREVIEW = QSize(440, 280)
USUAL_SHARPNESS = 2
"""A picture is usually so many times as wide as the view on the screen."""
PIXELS = _("pixels")


class PictureDialog(QDialog):
    """Shows the picture small, and writes it large."""

    def __init__(self, session: Session, subjects: Sequence[Subject], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("picture_dialog")
        self.setWindowTitle(str(_("Export picture")))
        self._session = session
        self._subjects = [subject for subject in subjects if subject.widget.isVisible()]
        self._what, self._width = QComboBox(self), QSpinBox(self)
        self._clear = QCheckBox(str(_("Transparent ground")), self)
        self._shown, self._size = QLabel(self), QLabel(self)
        self._build()
        self._on_subject_chosen()

    def _build(self) -> None:
        self._shown.setObjectName("picture_dialog.preview")
        self._shown.setAccessibleName(str(_("Preview")))
        self._shown.setFixedSize(PREVIEW)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for subject in self._subjects:
            self._what.addItem(str(subject.words), subject.key)
        self._width.setRange(100, LARGEST)
        self._width.setSingleStep(100)
        self._width.setSuffix(f" {PIXELS}")
        for widget, name, words, tip in (
            (self._what, "what", _("What"), _("The view to make a picture of")),
            (self._width, "width", _("Width"), _("How wide the picture is; its height follows")),
            (self._clear, "transparent", _("Transparent ground"), _("Nothing behind the view, to put it on a slide")),
        ):
            widget.setObjectName(f"picture_dialog.{name}")
            widget.setAccessibleName(str(words))
            widget.setToolTip(str(tip))
        form = QFormLayout()
        form.addRow(str(_("What")), self._what)
        form.addRow(str(_("Width")), self._width)
        form.addRow(str(_("Size")), self._size)
        form.addRow("", self._clear)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.addWidget(self._shown)
        column.addLayout(form)
        column.addWidget(buttons)
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self._what.currentIndexChanged.connect(lambda _index: self._on_subject_chosen())
        self._width.valueChanged.connect(lambda _value: self._show_size())
        self._clear.toggled.connect(lambda _on: self._show_preview())

    @property
    def subject(self) -> Subject:
        """What is chosen."""
        return self._subjects[self._what.currentIndex()]

    def _on_subject_chosen(self) -> None:
        self._width.setValue(self.subject.widget.width() * USUAL_SHARPNESS)
        self._show_size()
        self._show_preview()

    def _show_size(self) -> None:
        widget, width = self.subject.widget, self._width.value()
        height = round(widget.height() * width / max(1, widget.width()))
        self._size.setText(f"{width} × {height}")

    def _show_preview(self) -> None:
        picture = QPixmap.fromImage(paint(self.subject.widget, self.subject.widget.width(), self._clear.isChecked()))
        small = picture.scaled(
            PREVIEW, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )  # fmt: skip
        self._shown.setPixmap(small)

    def _on_save(self) -> None:
        kinds = {
            str(_("Picture ({pattern})", pattern="*.png")): ".png",
            str(_("Drawing that stays sharp ({pattern})", pattern="*.svg")): ".svg",
            str(_("Page ({pattern})", pattern="*.pdf")): ".pdf",
        }
        dialog = QFileDialog(self, str(_("Export picture")), f"{self.subject.key}.png", ";;".join(kinds))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(".png")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds[kind]))
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        names = dialog.selectedFiles()
        dialog.deleteLater()
        if accepted and names:
            self.save(Path(names[0]))

    def save(self, path: Path) -> None:
        """Write the picture, and close if that went well."""
        if path.suffix.lower() not in SUFFIXES:
            path = path.with_name(f"{path.name}.png")
        if write(self.subject.widget, path, self._width.value(), self._clear.isChecked()):
            self._session.tell(Notice(Level.INFO, _("The picture was written ({file}).", file=path.name)))
            self.accept()
        else:
            self._session.tell(Notice(Level.WARNING, _("This picture can't be written ({file}).", file=path.name)))
