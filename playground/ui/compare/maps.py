"""Two maps side by side and their difference."""

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.probes import Map
from playground.engine.tasks import Kind
from playground.i18n import _
from playground.session.contrast import Contrast, contrast
from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.compare.words import contrast_words
from playground.ui.errors import guarded
from playground.ui.views.map_picture import Shown, layer, of_network

_GAP = 10
_LEAST_SIDE, _LARGEST_SIDE = 64, 320


class ComparedMaps(QWidget):
    """Paints three squares in a row: the first map, the second one, the first minus the second."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.maps")
        self._appearance = appearance
        self._maps: tuple[Map | None, Map | None] = (None, None)
        self._names, self._kind = ("", ""), Kind.BINARY
        self._contrast: Contrast | None = None
        self._layers: tuple[QPixmap, ...] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, _("Two maps and their difference"))
        self._captions.bind(self.setAccessibleDescription, self._in_words)
        self._captions.bind(self.setToolTip, lambda: f"{_TIP}\n{self._in_words()}")
        appearance.changed.connect(self._forget)

    @property
    def contrast(self) -> Contrast | None:
        """How the two maps differ; None where they can't be compared."""
        return self._contrast

    def show_maps(self, first: Map | None, second: Map | None, names: tuple[str, str], kind: Kind) -> None:
        """Show these maps, with what they are called."""
        known = first is self._maps[0] and second is self._maps[1]
        if not known or (names, kind) != (self._names, self._kind):
            self._maps, self._names, self._kind = (first, second), names, kind
            self._contrast = None if first is None or second is None else contrast(first, second)
            self._forget()
            self._captions.refresh()

    def sizeHint(self) -> QSize:
        return QSize(3 * 150 + 2 * _GAP, 150 + self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * _LEAST_SIDE + 2 * _GAP, _LEAST_SIDE + self._line())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._side()
        if self._layers is None:
            self._layers = tuple(self._layer(shown, side, line) for shown, line in self._pictures())
        with QPainter(self) as painter:
            self._draw(painter, self._layers, side)

    def _draw(self, painter: QPainter, layers: tuple[QPixmap, ...], side: float) -> None:
        painter.setFont(fonts.body(self._appearance.metrics.caption))
        painter.setPen(QColor(self._appearance.theme.muted))
        names = (*self._names, self._difference_name())
        for place, (picture, name) in enumerate(zip(layers, names, strict=True)):
            left = place * (side + _GAP)
            room = side if place < 2 else self.width() - left  # nothing stands beside the last one
            words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, 0, room, self._line()), Qt.AlignmentFlag.AlignVCenter, words)
            painter.drawPixmap(round(left), self._line(), picture)

    def _pictures(self) -> tuple[tuple[Shown | None, bool], ...]:
        first, second = (None if channels is None else of_network(channels) for channels in self._maps)
        found = self._contrast
        return (first, True), (second, True), (None if found is None else of_network(found.values[None]), False)

    def _layer(self, shown: Shown | None, side: float, contour: bool) -> QPixmap:
        theme, metrics = self._appearance.theme, self._appearance.metrics
        return layer(shown, theme, side, metrics.radius_field, metrics.line / 2, self.devicePixelRatioF(),
                     contour=contour and self._kind is not Kind.REGRESSION)  # fmt: skip

    def _side(self) -> float:
        across = (self.width() - 2 * _GAP) / 3
        return float(max(1, int(min(across, self.height() - self._line(), _LARGEST_SIDE))))

    def _line(self) -> int:
        return self._appearance.metrics.caption + 8

    def _forget(self) -> None:
        self._layers = None
        self.update()

    def _difference_name(self) -> str:
        if self._contrast is None:
            return ""
        mean = float(np.mean(np.abs(self._contrast.values)))
        return str(contrast_words(self._kind, self._contrast.share, mean))

    def _in_words(self) -> str:
        if self._contrast is None:
            return str(_("There are no two maps that can be compared: choose a pinned run."))
        return f"{self._names[0]} – {self._names[1]}: {self._difference_name()}"


_TIP = _(
    "Left and middle: the answers of two runs. Right: the first minus the second, and on which share of the plane the "
    "answers differ; the middle colour means equal."
)
