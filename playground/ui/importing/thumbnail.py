"""The points that an import would bring, as a small picture."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.dataset import Dataset
from playground.i18n import _
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.errors import guarded
from playground.ui.panels.thumbnails import draw_points

SHOWN_POINTS = 1_500
SIDE = 190


class PointsPicture(QWidget):
    """A square with the points in it. Of very many, some at even distances in the list are drawn."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import.picture")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._appearance = appearance
        self._dataset: Dataset | None = None
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, _("The points as they will be"))
        self._captions.bind(self.setToolTip, _("The points as they will be"))

    def show_points(self, dataset: Dataset | None) -> None:
        """Show these points, or an empty square."""
        self._dataset = dataset
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.border)))
            painter.setBrush(QColor(theme.field))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            if self._dataset is not None:
                frame = QRectF(self.rect()).adjusted(6, 6, -6, -6)
                draw_points(painter, frame, self._dataset, theme, SHOWN_POINTS, dot=2.2)
