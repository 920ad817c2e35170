"""Paint > Fill from a picture: points of the class in use, in the frame of the chosen points or on the whole map."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from playground.data.dataset import DOMAIN, Floats
from playground.data.filling import Rectangle, fill, places
from playground.i18n import Text, _, n_, p_
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.spec import SpecError
from playground.ui.dialogs import ask_number
from playground.ui.file_dialogs import ask_to_read
from playground.ui.importing.door import PICTURES
from playground.ui.paint.painter import Painter, fresh_seed
from playground.ui.paint.sealed import tell_sealed
from playground.ui.paint.tools import PaintTools
from playground.ui.waiting import SOON_MS
from playground.ui.work import Worker

FILL = p_("undo", "Fill from a picture")
MOST_POINTS, USUAL_POINTS = 20_000, 400
_SMALLEST = 0.2
"""A frame that is smaller along a side, in units of the plane, is no frame to fill."""


class PictureFill(QObject):
    """Asks for a picture and a number, reads the picture in the background, and paints the points as one entry."""

    def __init__(self, session: Session, tools: PaintTools, painter: Painter, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._tools, self._painter, self._window = session, tools, painter, window
        self._usual = USUAL_POINTS
        self._worker = Worker(self)
        self._worker.done.connect(self._on_done)
        self._worker.refused.connect(self._on_refused)
        self._path = Path()
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._on_soon)

    def ask(self) -> None:
        """Ask for the picture and how many points to draw."""
        patterns = _("Pictures ({patterns})", patterns=" ".join(PICTURES))
        path = ask_to_read(self._window, _("Fill from a picture"), [patterns])
        if path is None:
            return
        count = ask_number(
            self._window, "fill_dialog", _("Fill from a picture"), _("How many points?"), self._usual, MOST_POINTS
        )
        if count is not None:
            self._usual = count
            self.fill(path, count)

    def fill(self, path: Path, count: int) -> None:
        """Fill with so many points; a picture that can't be used is told in a sentence."""
        from playground.ui.importing.picture_file import read_picture

        seed = fresh_seed() % 1_000_000_000
        self._worker.begin(lambda _tell: places(read_picture(path), count, seed))
        self._path = path
        self._soon.start()

    def _on_soon(self) -> None:
        self._session.tell(Notice(Level.INFO, _("Reading … ({file})", file=self._path.name)))

    def _on_done(self, found: Floats) -> None:
        self._soon.stop()
        self._painter.release()
        before, label = self._session.prepared, self._tools.label(self._session.dataset)
        try:
            filled = fill(before.dataset, found, self._frame(), label)
        except SpecError as error:
            self._on_refused(error.violations[0].message)
            return
        if self._session.paint(filled, FILL):
            self._session.tell(Notice(
                Level.INFO, n_("{n} point was drawn from the picture.", "{n} points were drawn from the picture.",
                               len(found))
            ))  # fmt: skip
            tell_sealed(self._session, before)

    def _on_refused(self, reason: Text) -> None:
        self._soon.stop()
        self._session.tell(Notice(Level.WARNING, reason))

    def _frame(self) -> Rectangle:
        """The frame of the chosen points, or the whole plane where there is none to speak of."""
        frame = self._painter.selection.frame()
        if frame is not None and min(high - low for low, high in zip(*frame, strict=True)) >= _SMALLEST:
            return frame
        return (DOMAIN[0], DOMAIN[0]), (DOMAIN[1], DOMAIN[1])
