"""What lies below the points: the map or the sheet of a curve, and the children of the training points."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from playground.data.dataset import Dataset, Floats, Integers
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.paint.markers import Part, coloured
from playground.ui.paper import SHARPNESS
from playground.ui.theme import Theme
from playground.ui.views.map_content import MapContent
from playground.ui.views.map_curve import CurveLook, Traced, curve_layer, draw_curve, line_size, true_heights
from playground.ui.views.map_geometry import MapGeometry
from playground.ui.views.map_ghosts import draw_ghosts
from playground.ui.views.map_picture import draw_border, layer
from playground.ui.views.map_points import marker_radius

_THIN = 0.6
"""How wide the line where the answer changes is, beside the other lines."""

Visible = frozenset[Part]
"""The parts of the data set whose points are shown."""


class MapGround:
    """Draws what `content` has, and keeps the picture of it until it is told to forget it."""

    def __init__(self, session: Session, appearance: Appearance, content: MapContent) -> None:
        self._session, self._appearance, self._content = session, appearance, content
        self._picture: QPixmap | None = None
        self.discretise = False
        """Whether only the class that wins is shown, not how surely."""
        self.contour = True
        """Whether the line where the answer changes is shown."""
        self.errors = False
        """Whether it is shown how far a curve is from its points."""

    def forget(self) -> None:
        """What it shows, or how, has changed."""
        self._picture = None

    def draw(self, painter: QPainter, geometry: MapGeometry, parts: Visible, ratio: float) -> None:
        """On a screen with so many pixels to a point."""
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._drawn(geometry, parts, ratio)
        painter.drawPixmap(geometry.rect.topLeft(), self._picture)
        self._draw_ghosts(painter, geometry, parts)

    def draw_on_paper(self, painter: QPainter, geometry: MapGeometry, parts: Visible) -> None:
        """The map as an image with many pixels, and all else as lines."""
        metrics = self._appearance.metrics
        if self._content.is_curve:
            draw_curve(painter, geometry, *self._curve(geometry, parts, SHARPNESS))
        else:
            painter.drawPixmap(geometry.rect.topLeft(), self._map(geometry, SHARPNESS, contour=False))
            if self.contour:
                square, line = QRectF(geometry.rect), _THIN * metrics.line
                draw_border(painter, square, metrics.radius_button, self._content.shown, self._theme(), line)
        self._draw_ghosts(painter, geometry, parts)

    def _drawn(self, geometry: MapGeometry, parts: Visible, ratio: float) -> QPixmap:
        if self._content.is_curve:
            return curve_layer(geometry, *self._curve(geometry, parts, ratio))
        return self._map(geometry, ratio, self.contour)

    def _map(self, geometry: MapGeometry, ratio: float, contour: bool) -> QPixmap:
        metrics, shown = self._appearance.metrics, self._content.shown
        return layer(
            shown, self._theme(), geometry.side, metrics.radius_button, _THIN * metrics.line, ratio,
            discretise=self.discretise, contour=contour,
        )  # fmt: skip

    def _curve(
        self, geometry: MapGeometry, parts: Visible, ratio: float
    ) -> tuple[CurveLook, Traced | None, Floats | None, Dataset, list[Integers]]:
        """How the sheet of a curve looks, and what is on it."""
        metrics, prepared = self._appearance.metrics, self._session.prepared
        look = CurveLook(
            self._appearance.theme, prepared.axes, prepared.own_axes, metrics.line, metrics.radius_button, ratio
        )  # fmt: skip
        truth = true_heights(self._session.experiment.data.source, line_size(geometry.side))
        shown = {Part.TRAIN: prepared.parts.train, Part.VALIDATION: prepared.parts.validation}
        errors = [which for part, which in shown.items() if self.errors and part in parts]
        return look, self._content.traced, truth, prepared.dataset, errors

    def _theme(self) -> Theme:
        shown = self._content.shown
        is_answer = shown is None or shown.caption is None
        return coloured(self._appearance.theme, self._session.dataset.classes if is_answer else ())

    def _draw_ghosts(self, painter: QPainter, geometry: MapGeometry, parts: Visible) -> None:
        """The children that train in the place of the training points, where those are shown."""
        prepared, ghosts = self._session.prepared, self._content.children
        if ghosts is not None and prepared.data.augment is not None and Part.TRAIN in parts:
            radius = marker_radius(geometry.side, prepared.dataset.n, self._appearance.metrics.text / 13)
            draw_ghosts(painter, ghosts, prepared.dataset, geometry, self._appearance.theme, radius)
