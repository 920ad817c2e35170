"""Import of a picture: smaller, grey, sorted and sampled, each step shown beside the one before."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.data.picture import COLOURS, LEVELS, Picture, Sampling, Steps, steps
from playground.i18n import Text, _
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import Heading, label
from playground.ui.errors import guarded
from playground.ui.importing.bring_dialog import BringDialog
from playground.ui.importing.picture_file import as_image
from playground.ui.importing.thumbnail import SIDE
from playground.ui.layouts import SPACE, in_column

LEFT_WIDTH = 300


class PictureDialog(BringDialog):
    """The picture is read in the background, sampled again at every choice."""

    def __init__(
        self, session: Session, appearance: Appearance, name: Text, read: Callable[[], Picture],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(session, appearance, name, parent)
        self._whole: Picture | None = None
        self._sampling = Sampling()
        self._steps: Steps | None = None
        self._standardise.setChecked(False)  # the plane is the picture's own unit, and it is the same both ways
        self._content.addLayout(self._left())
        self._content.addLayout(self._right(), 1)
        self._captions.bind(self._say_notes, lambda: "")
        self._enable()
        self._begin(lambda _progress: read(), self._on_read, _("Reading …"))

    def _left(self) -> QVBoxLayout:
        self._choices = self._form("picture", Sampling, _("How the picture becomes points"))
        self._choices.set_value(self._sampling)
        self._choices.setFixedWidth(LEFT_WIDTH)
        self._choices.edited.connect(self._on_chosen)
        return in_column(Heading(_("From picture to points"), self), self._choices, SPACE, spacing=8)

    def _right(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        self._shown = [StepPicture(self._appearance, self) for _step in range(3)]
        titles = (
            _("1 · Made smaller"), _("2 · Made grey"), _("3 · Sorted into classes or values"), _("4 · Points drawn")
        )  # fmt: skip
        for at, (title, picture) in enumerate(zip(titles, [*self._shown, self._picture], strict=True)):
            caption = label("caption", self)
            for setter in (caption.setText, picture.setAccessibleName):
                self._captions.bind(setter, title)
            grid.addWidget(caption, at // 2 * 2, at % 2)
            grid.addWidget(picture, at // 2 * 2 + 1, at % 2)
        self._notes = QLabel(self)
        self._notes.setObjectName("import.notes")
        self._notes.setWordWrap(True)
        return in_column(grid, self._notes, SPACE, spacing=10)

    def _on_read(self, picture: Picture) -> None:
        self._whole = picture
        self._make()

    def _on_chosen(self, sampling: Sampling, _merging: bool) -> None:
        self._sampling = sampling
        self._enable()
        self._soon.start()

    def _enable(self) -> None:
        """Only what has a meaning in this mode can be changed."""
        mode = self._sampling.mode
        for field in self._choices.fields:
            name = field.path.rpartition(".")[2]
            field.setEnabled(name != "colours" or mode == COLOURS)
            if name == "threshold":
                field.setEnabled(mode not in (COLOURS, LEVELS))

    def _make(self) -> None:
        picture, sampling = self._whole, self._sampling
        if picture is not None:
            self._begin(lambda _progress: steps(picture, sampling), self._on_made, _("Working …"))

    def _on_made(self, made: Steps) -> None:
        self._steps = made
        for shown, picture in zip(self._shown, (made.small, made.grey, made.grouped), strict=True):
            shown.show_picture(as_image(picture))
        self._show_points(made.dataset)
        self._say_notes()

    def _say_notes(self, _words: str = "") -> None:
        notes = self._steps.notes if self._steps is not None else ()
        self._notes.setText("\n".join(map(str, notes)))


class StepPicture(QWidget):
    """One step, its cells as they are."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._appearance = appearance
        self._image: QImage | None = None
        Captions(self).bind(self.setToolTip, _("One step on the way from the picture to the points"))

    def show_picture(self, image: QImage) -> None:
        """Show another one."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(QPen(QColor(self._appearance.theme.border)))
            painter.setBrush(QColor(self._appearance.theme.field))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            if self._image is not None:
                room = self.rect().adjusted(6, 6, -6, -6)
                size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
                place = QRectF(0, 0, size.width(), size.height())
                place.moveCenter(QRectF(room).center())
                painter.drawImage(place, self._image)
