"""File > Export picture: what of the window, how large, in which look; what will be written is shown before."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from playground.i18n import Text, _
from playground.session.session import Session
from playground.spec import Item, Param
from playground.ui.appearance import Appearance
from playground.ui.controls import ComboBox, Form, label
from playground.ui.file_dialogs import ask_where
from playground.ui.leaving.picture_settings import AS_WINDOW, CM_PER_INCH, PictureSettings
from playground.ui.leaving.pictures import SUFFIXES, paint, picture, size_of
from playground.ui.leaving.subject import Subject
from playground.ui.writing import Writing

PREVIEW = QSize(460, 300)
WHAT = _("What")
KINDS: dict[str, Text] = {
    ".png": _("Picture ({pattern})", pattern="*.png"),
    ".svg": _("Drawing that stays sharp ({pattern})", pattern="*.svg"),
    ".pdf": _("Page ({pattern})", pattern="*.pdf"),
}


class PictureDialog(QDialog):
    """Shows the picture small, and writes it large."""

    def __init__(
        self, session: Session, appearance: Appearance, subjects: Sequence[Subject], parent: QWidget,
        settings: PictureSettings | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("picture_dialog")
        self.setWindowTitle(str(_("Export picture")))
        self._session, self._appearance, self._window = session, appearance, parent
        self._subjects = [subject for subject in subjects if subject.widget.isVisible()]
        self._settings = settings or PictureSettings()
        self._what = ComboBox([(subject.key, subject.words) for subject in self._subjects], self)
        self._shown, self._told = QLabel(self), label("value", self)
        words = _("Picture")
        item = Item("picture", PictureSettings, Param(words, words), self._settings)
        self._form = Form(item, "picture_dialog", self, columns=3)
        self._form.set_value(self._settings)
        self._build()
        self._show_preview()

    @property
    def subject(self) -> Subject:
        """What is chosen."""
        return self._subjects[self._what.currentIndex()]

    def _build(self) -> None:
        self._shown.setObjectName("picture_dialog.preview")
        self._shown.setAccessibleName(str(_("Preview")))
        self._shown.setFixedSize(PREVIEW)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._told.setObjectName("picture_dialog.size")
        self._told.setWordWrap(True)
        self._what.setObjectName("picture_dialog.what")
        self._what.setAccessibleName(str(WHAT))
        self._what.setToolTip(str(_("The view to make a picture of")))
        caption = label("caption", self)
        caption.setText(str(WHAT))
        caption.setBuddy(self._what)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )  # fmt: skip
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save.setText(str(_("Save…")))
        self._save.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for part in (self._shown, self._told, caption, self._what, self._form, buttons):
            column.addWidget(part)
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self._what.currentIndexChanged.connect(lambda _index: self._show_preview())
        self._form.edited.connect(self._on_edited)

    def _on_edited(self, settings: PictureSettings, _merging: bool) -> None:
        self._settings = settings
        self._show_preview()

    def _show_preview(self) -> None:
        settings, widget = self._settings, self.subject.widget
        size = size_of(widget, settings.width)
        wrong = next(settings.of_height(size.height()), None)
        self._save.setEnabled(wrong is None)
        if wrong is not None:
            self._told.setText(str(wrong.message))
            return
        across, down = (settings.inches(side) * CM_PER_INCH for side in (size.width(), size.height()))
        self._told.setText(str(_("{width} × {height} pixels; on paper {across} × {down} cm", width=size.width(),
                                 height=size.height(), across=f"{across:.1f}", down=f"{down:.1f}")))  # fmt: skip
        ratio = self.devicePixelRatioF()
        room = QSize(widget.size()).scaled(PREVIEW * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        with self._look():
            image = paint(widget, PictureSettings(max(100, room.width()), transparent=settings.transparent))
        small = QPixmap.fromImage(image.scaled(room, mode=Qt.TransformationMode.SmoothTransformation))
        small.setDevicePixelRatio(ratio)
        self._shown.setPixmap(small)

    def _look(self) -> AbstractContextManager[None]:
        """The look of the picture, for as long as it is painted."""
        look = self._settings.look
        return nullcontext() if look == AS_WINDOW else self._appearance.lent(look)

    def _on_save(self) -> None:
        kinds = {str(words): suffix for suffix, words in KINDS.items()}
        place = self._session.papers.beside(f"{self.subject.key}.png")
        asked = ask_where(self, _("Export picture"), place, kinds)
        if asked is not None:
            self.save(asked[0])

    def save(self, path: Path) -> None:
        """Paint the picture and have it written, and close if that went well."""
        if path.suffix.lower() not in SUFFIXES:
            path = path.with_name(f"{path.name}{SUFFIXES[0]}")
        with self._look():
            make = picture(self.subject.widget, path.suffix, self._settings)
        done = _("The picture was written ({file}).", file=path.name)
        self._save.setEnabled(False)
        Writing(self._session, path, make, done, self._window).ended.connect(self._on_written)

    def _on_written(self, is_written: bool) -> None:
        self._save.setEnabled(True)
        if is_written:
            self.accept()
