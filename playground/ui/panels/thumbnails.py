"""A data set as a small picture of itself, drawn by its own formula and the right way up."""

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from playground.data.dataset import DOMAIN, Dataset, Integers
from playground.data.points import Points
from playground.data.sources import Generated, Source
from playground.engine.seeds import stream
from playground.i18n import Text, _
from playground.ui import icons
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import set_role
from playground.ui.errors import guarded
from playground.ui.palette import class_colour, diverging, shade
from playground.ui.theme import Theme

SAMPLE = 120
"""How many points a picture shows."""


REDRAW_MS = 150
"""How long a picture of one's own points waits for the stroke to go on, before it is drawn again."""


class ThumbnailButton(QPushButton):
    """One data set as a picture; a pencil for one's own points while there are none."""

    def __init__(self, key: str, source: type[Source], appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"data.{key}")
        set_role(self, "thumbnail")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._appearance, self._source = appearance, source
        self.dataset: Dataset | None = None
        self._showable: Integers = np.empty(0, np.int64)
        self._picture: QPixmap | None = None
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._redraw.timeout.connect(self._forget)
        captions = Captions(self)
        captions.bind(self.setAccessibleName, source.label)
        captions.bind(self.setToolTip, _tip(source))
        appearance.changed.connect(self._forget)

    def set_dataset(self, dataset: Dataset, showable: Integers) -> None:
        """Remember other points, and show those at some positions."""
        if dataset is not self.dataset or not np.array_equal(showable, self._showable):
            self.dataset, self._showable = dataset, showable
            self._redraw.start()

    def sizeHint(self) -> QSize:
        side = self._appearance.metrics.thumbnail
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.size() != self.size() * ratio:
            self._picture = self._draw(ratio)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)

    def _forget(self) -> None:
        self._picture = None
        self.updateGeometry()
        self.update()

    def _draw(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 10
        frame = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        if self.dataset is None and issubclass(self._source, Generated):
            self.dataset = self._source(samples=SAMPLE).make(stream("picture", 1))
            self._showable = np.arange(self.dataset.n)
        if self.dataset is None or len(self._showable) == 0:
            icons.paint(painter, frame.adjusted(side / 4, side / 4, -side / 4, -side / 4), "pencil", self._theme.muted)
        else:
            draw_points(painter, frame, self.dataset.take(self._showable), self._theme)
        painter.end()
        return picture

    @property
    def _theme(self) -> Theme:
        return self._appearance.theme


def _tip(source: type[Source]) -> Text:
    if source is Points:
        return _("My points: draw on the map, or begin with an empty sheet")
    return _("Data set: {name}", name=source.label)


def draw_points(
    painter: QPainter, frame: QRectF, dataset: Dataset, theme: Theme, most: int = 3 * SAMPLE, dot: float | None = None
) -> None:
    """Dots in their colours; upwards is upwards. Of more than `most` points, as many at even distances in the list."""
    low, high = DOMAIN
    shown = slice(0, None, max(1, -(-dataset.n // most)))
    x = frame.left() + (dataset.x[shown, 0] - low) / (high - low) * frame.width()
    y = frame.bottom() - (dataset.x[shown, 1] - low) / (high - low) * frame.height()
    radius = max(1.2, frame.width() / 28) if dot is None else dot
    painter.setPen(Qt.PenStyle.NoPen)
    for left, top, colour in zip(x, y, _colours(dataset, theme)[shown], strict=True):
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(left - radius, top - radius, 2 * radius, 2 * radius))


def _colours(dataset: Dataset, theme: Theme) -> list[QColor]:
    if dataset.is_classification:
        palette = [class_colour(theme, style.colour) for style in dataset.classes]
        return [palette[label] for label in dataset.labels]
    if dataset.is_curve:
        return [QColor(theme.classes[0])] * dataset.n
    return [QColor(*map(int, colour)) for colour in shade(dataset.y[None], diverging(theme, 0.95))[0]]
