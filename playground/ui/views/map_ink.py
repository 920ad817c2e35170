"""What lies on the decision map and changes seldom, as two pictures: the axes, and the points."""

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap

from playground.data.dataset import Integers
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.paint.markers import Part
from playground.ui.paint.selection import Selection
from playground.ui.views.map_axes import draw_axes
from playground.ui.views.map_geometry import MapGeometry
from playground.ui.views.map_points import PointLook, PointPainter, marker_radius
from playground.ui.views.map_scaled import draw_scaled


class MapInk:
    """Each picture is kept until something of it changes: a stroke moves points, and no axis."""

    def __init__(self, session: Session, appearance: Appearance, selection: Selection) -> None:
        self._session, self._appearance, self._selection = session, appearance, selection
        self.parts = frozenset(Part)
        """The parts of the points that are to be seen."""
        self._lit: Integers | None = None
        self._batch: Integers | None = None
        self._was_open = session.seal.is_open
        self._painter = PointPainter()
        self._axes: QPixmap | None = None
        self._points: QPixmap | None = None

    def forget(self) -> None:
        """Draw all of it anew."""
        self._axes = self._points = None

    def forget_points(self) -> None:
        """Draw the points anew."""
        self._points = None

    def light(self, ids: Integers | None) -> None:
        """Light these points and dim all others; None for none."""
        self._lit = ids
        self.forget_points()

    def light_batch(self, ids: Integers | None) -> None:
        """Light the points that the last step was made of, as long as nobody points at others."""
        if not (ids is self._batch or np.array_equal(ids, self._batch)):  # type: ignore[arg-type]
            self._batch = ids
            self.forget_points()

    def follow(self, change: Change) -> bool:
        """Forget what another experiment makes untrue; returns whether that is anything."""
        old, new = change.old, change.new
        if old.reader != new.reader:
            self._axes = None
        if old.dataset is not new.dataset or old.parts is not new.parts or self._was_open != self._session.seal.is_open:
            self.forget_points()
        self._was_open = self._session.seal.is_open
        return self._axes is None or self._points is None

    def draw(self, painter: QPainter, size: QSize, ratio: float, geometry: MapGeometry, font: QFont) -> None:
        """Draw both over a widget of this size."""
        if self._axes is None or self._axes.devicePixelRatio() != ratio:
            self._axes = self._drawn_axes(size, ratio, geometry, font)
        if self._points is None or self._points.devicePixelRatio() != ratio:
            self._points = self._drawn_points(size, ratio, geometry)
        painter.drawPixmap(0, 0, self._axes)
        painter.drawPixmap(0, 0, self._points)

    def draw_on_paper(self, painter: QPainter, geometry: MapGeometry, font: QFont) -> None:
        """Draw both as lines, one by one."""
        prepared = self._session.prepared
        self._draw_axes(painter, geometry, font)
        self._painter.draw_each(painter, prepared.dataset, prepared.parts, geometry, self._look(geometry, 1.0))

    def _drawn_axes(self, size: QSize, ratio: float, geometry: MapGeometry, font: QFont) -> QPixmap:
        picture = _empty(size, ratio)
        picture.setDevicePixelRatio(ratio)
        with QPainter(picture) as painter:
            self._draw_axes(painter, geometry, font)
        return picture

    def _draw_axes(self, painter: QPainter, geometry: MapGeometry, font: QFont) -> None:
        metrics, theme, prepared = self._appearance.metrics, self._appearance.theme, self._session.prepared
        draw_axes(painter, geometry, prepared.own_axes, theme, metrics, font)
        draw_scaled(painter, geometry, prepared, theme, metrics, font)

    def _drawn_points(self, size: QSize, ratio: float, geometry: MapGeometry) -> QPixmap:
        prepared, look = self._session.prepared, self._look(geometry, ratio)
        picture = _empty(size, ratio)
        with QPainter(picture) as painter:
            self._painter.draw(
                painter, prepared.dataset, prepared.parts, self._selection.ids, geometry, look, self._lit_now()
            )
        picture.setDevicePixelRatio(ratio)  # the points are put at pixels of the screen
        return picture

    def _look(self, geometry: MapGeometry, ratio: float) -> PointLook:
        radius = marker_radius(geometry.side, self._session.dataset.n, self._appearance.metrics.text / 13)
        parts = self.parts if self._session.seal.is_open else self.parts - {Part.TEST}
        return PointLook(self._appearance.theme, radius, ratio, parts)

    def _lit_now(self) -> Integers | None:
        spot = self._batch if self._lit is None else self._lit
        return None if spot is None else np.intersect1d(spot, self._session.dataset.ids[self._session.showable])


def _empty(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
