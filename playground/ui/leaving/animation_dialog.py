"""File > Export animation: what of the run is shown, how long and how large; its size is guessed before it is made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from playground.export.colours import Colours
from playground.export.film import LAST_EPOCH, Film
from playground.i18n import Text, _
from playground.session.commands import Delivery, Saved
from playground.session.session import Session
from playground.session.work import Project
from playground.spec import Item, Param
from playground.ui.appearance import Appearance
from playground.ui.controls import ComboBox, Form, label
from playground.ui.file_dialogs import ask_where
from playground.ui.leaving.animation import SUFFIXES, Preview, colours_of, preview
from playground.ui.leaving.documents import Document, arrived, film_maker
from playground.ui.work import Tell, Worker

PICTURE = QSize(480, 300)
QUIET_MS = 250
"""So long nothing has to be edited before the animation is looked at anew."""
KINDS: dict[str, Text] = {".gif": _("GIF, shown everywhere"), ".webp": _("WebP, smaller and with all colours")}


class AnimationDialog(QDialog):
    """Shows the last picture, how many there are, and about how large the file becomes; `write` makes it."""

    def __init__(
        self, session: Session, appearance: Appearance, write: Callable[[Document, Path], object], parent: QWidget,
        film: Film,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("animation_dialog")
        self.setWindowTitle(str(_("Export animation")))
        self._session, self._appearance, self._write = session, appearance, write
        self._material: tuple[Delivery, Project] = session.copy()
        self._film = film
        self._saved: Saved | None = None
        self._work = Worker(self)
        self._work.told.connect(self._tell_part)
        self._work.done.connect(self._show)
        self._work.refused.connect(self._refuse)
        self._wait = QTimer(self)
        self._build()
        self._look()

    @property
    def film(self) -> Film:
        """What is chosen."""
        return self._film

    @property
    def _colours(self) -> Colours:
        """Those of the window in the look that is chosen."""
        return colours_of(self._appearance.theme_of(self._film.look))

    def _build(self) -> None:
        self._shown, self._told = QLabel(self), label("value", self)
        self._shown.setObjectName("animation_dialog.preview")
        self._shown.setAccessibleName(str(_("Preview")))
        self._shown.setMinimumSize(PICTURE)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._told.setObjectName("animation_dialog.summary")
        self._told.setWordWrap(True)
        words = _("Animation")
        self._form = Form(Item("film", Film, Param(words, words), self._film), "animation_dialog", self, columns=3)
        self._form.set_value(self._film)
        self._form.edited.connect(self._on_edited)
        self._form.setEnabled(False)
        for box in self._form.findChildren(ComboBox):
            box.show_whole()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )  # fmt: skip
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save.setObjectName("animation_dialog.save")
        self._save.setText(str(_("Save…")))
        self._save.setEnabled(False)
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._shown, 1)
        column.addWidget(self._told)
        column.addWidget(self._form)
        column.addWidget(buttons)
        self._wait.setSingleShot(True)
        self._wait.setInterval(QUIET_MS)
        self._wait.timeout.connect(self._look)

    def done(self, result: int) -> None:
        self._wait.stop()
        self._work.give_up()
        super().done(result)

    def _on_edited(self, film: Film, _merging: bool) -> None:
        self._film = film
        self._save.setEnabled(False)
        self._wait.start()

    def _look(self) -> None:
        """Find out in the background what these settings make."""
        self._tell_part(0.0)
        (delivery, work), film, known, colours = self._material, self._film, self._saved, self._colours

        def task(tell: Tell) -> Preview:
            return preview(work, known or arrived(delivery), film, tell, colours)

        self._work.begin(task)

    def _show(self, found: Preview) -> None:
        self._saved = found.saved
        if self._film.end == LAST_EPOCH:  # seen for the first time
            self._film = replace(self._film, start=found.first, end=found.last)
            self._form.set_value(self._film)
            self._form.setEnabled(True)
            self._save.setEnabled(True)
            self._save.setFocus()  # which was on Cancel, the only button that could be pressed
        picture = found.picture
        image = QImage(picture.tobytes(), picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
        ratio = self.devicePixelRatioF()
        small = QPixmap.fromImage(image).scaled(
            PICTURE * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )  # fmt: skip
        small.setDevicePixelRatio(ratio)
        self._shown.setPixmap(small)
        sizes = {kind: f"{max(size, 50_000) / 1e6:.1f} MB" for kind, size in found.sizes.items()}
        words = _("{n} pictures of {width} × {height} pixels, of epochs {first} to {last}: about {gif} as GIF, "
                  "{webp} as WebP.", n=len(found.epochs), width=picture.width, height=picture.height,
                  first=found.epochs[0], last=found.epochs[-1], gif=sizes[".gif"], webp=sizes[".webp"])  # fmt: skip
        self._told.setText(str(words))
        self._save.setEnabled(True)
        self._save.setDefault(True)

    def _tell_part(self, part: float) -> None:
        self._told.setText(str(_("Looking … {percent} %", percent=round(100 * part))))

    def _refuse(self, why: Text) -> None:
        self._told.setText(str(why))

    def _on_save(self) -> None:
        kinds = {f"{words} (*{suffix})": suffix for suffix, words in KINDS.items()}
        papers = self._session.papers
        place = papers.beside(f"{papers.stem or 'run'}{SUFFIXES[0]}")
        asked = ask_where(self, _("Export animation"), place, kinds)
        if asked is not None:
            self.save(asked[0])

    def save(self, path: Path) -> None:
        """Have the file made, and close; a name without an ending that is known becomes a GIF."""
        if path.suffix.lower() not in SUFFIXES:
            path = path.with_name(f"{path.name}{SUFFIXES[0]}")
        suffix = path.suffix.lower()
        assert self._saved is not None  # there is nothing to be saved before
        maker = film_maker(self._film, self._saved, self._colours)
        self._write(Document(suffix[1:], KINDS[suffix], suffix, maker), path)
        self.accept()
