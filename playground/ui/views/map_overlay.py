"""What lies above the points: the brush, the rectangle of a choice, the cross-hair, and small labels."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from playground.ui.paint.handles import MARGIN_PX, Handle, Rectangle, places
from playground.ui.paint.trail import Place
from playground.ui.theme import Metrics, Theme
from playground.ui.views.map_geometry import MapGeometry

_DASHES = (4.0, 3.0)
_HANDLE = 4.0
"""Half the side of a handle, in pixels."""
BETWEEN = "  ·  "
"""Stands between the pieces of a label; where they do not fit side by side, each has a line of its own."""


class Overlay:
    """Draws on top of the map, within its square."""

    def __init__(self, painter: QPainter, geometry: MapGeometry, theme: Theme, metrics: Metrics) -> None:
        self._painter, self._geometry, self._theme, self._metrics = painter, geometry, theme, metrics
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(geometry.rect)

    def draw_brush(self, place: Place, radius: float) -> None:
        """The circle within which the brush or the eraser works."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width, strength in ((self._halo, 3.0, 0.45), (self._ink, 1.3, 0.8)):
            self._painter.setPen(_pen(colour, width, strength, dashed=colour == self._ink))
            reach = radius * self._geometry.unit
            self._painter.drawEllipse(self._geometry.point(*place), reach, reach)

    def draw_rectangle(self, corners: Rectangle) -> None:
        """The rectangle that is being drawn to choose points."""
        fill = QColor(self._theme.accent)
        fill.setAlphaF(0.14)
        self._painter.setBrush(fill)
        self._painter.setPen(_pen(self._theme.accent, 1.2, 1.0, dashed=True))
        self._painter.drawRect(self._pixels(corners))

    def draw_frame(self, corners: Rectangle) -> None:
        """The frame around the chosen points."""
        margin = MARGIN_PX
        frame = self._pixels(corners).adjusted(-margin, -margin, margin, margin)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(_pen(self._theme.accent, 1.4, 1.0, dashed=True))
        self._painter.drawRoundedRect(frame, 6, 6)

    def draw_loop(self, way: tuple[Place, ...]) -> None:
        """The loop that is being drawn to choose points, closed by a straight line."""
        fill = QColor(self._theme.accent)
        fill.setAlphaF(0.14)
        self._painter.setBrush(fill)
        self._painter.setPen(_pen(self._theme.accent, 1.2, 1.0, dashed=True))
        self._painter.drawPolygon(QPolygonF([self._geometry.point(*place) for place in way]))

    def draw_handles(self, corners: Rectangle) -> None:
        """The handles of the frame: squares to scale, a disc to turn."""
        self._painter.setPen(QPen(QColor(self._theme.accent), 1.5))
        self._painter.setBrush(QColor(self._theme.card))
        for handle, place in places(corners, 1.0 / self._geometry.unit).items():
            at, half = self._geometry.point(*place), _HANDLE
            if handle is Handle.TURN:
                self._painter.drawEllipse(at, half + 1, half + 1)
            else:
                self._painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))

    def draw_cross_hair(self, place: Place) -> None:
        """The pointer of the keyboard."""
        centre, arm, gap = self._geometry.point(*place), 1.0 * self._metrics.text, 3.0
        for colour, width in ((self._halo, 4.0), (self._ink, 1.8)):
            self._painter.setPen(QPen(QColor(colour), width, c=Qt.PenCapStyle.RoundCap))
            for way in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
                self._painter.drawLine(centre + way * gap, centre + way * arm)

    def draw_focus(self, radius: float) -> None:
        """The ring that shows who has the keyboard."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(self._theme.accent), 2))
        self._painter.drawRoundedRect(self._geometry.rect.adjusted(1, 1, -1, -1), radius, radius)

    def draw_label(self, words: str, font: QFont, corner: Qt.Corner, *, bold: bool = False) -> None:
        """A small label in a corner of the map."""
        font = QFont(font)
        font.setPixelSize(self._metrics.caption)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Medium)
        inset = 0.6 * self._metrics.caption
        room = self._geometry.side - 4 * inset
        measure = QFontMetricsF(font)
        lines = lines_within(words, measure, room)
        width = max(map(measure.horizontalAdvance, lines)) + 1.5 * inset * 2
        height = (2.0 + 1.4 * (len(lines) - 1)) * self._metrics.caption
        rect = self._label_rect(QSizeF(width, height), corner, inset)
        ground = QColor(self._theme.card)
        ground.setAlphaF(0.9)
        self._painter.setPen(QColor(self._theme.border))
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(rect, self._metrics.radius_field, self._metrics.radius_field)
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._theme.text))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))

    def _label_rect(self, size: QSizeF, corner: Qt.Corner, inset: float) -> QRectF:
        rect = QRectF(QPointF(), size)
        square = self._geometry.rect.adjusted(inset, inset, -inset, -inset)
        if corner in (Qt.Corner.TopLeftCorner, Qt.Corner.TopRightCorner):
            rect.moveTop(square.top())
        else:
            rect.moveBottom(square.bottom())
        if corner in (Qt.Corner.TopLeftCorner, Qt.Corner.BottomLeftCorner):
            rect.moveLeft(square.left())
        else:
            rect.moveRight(square.right())
        return rect

    def _pixels(self, corners: Rectangle) -> QRectF:
        (left, bottom), (right, top) = corners
        return QRectF(self._geometry.point(left, top), self._geometry.point(right, bottom)).normalized()

    @property
    def _ink(self) -> str:
        return self._theme.text

    @property
    def _halo(self) -> str:
        return self._theme.card


def lines_within(words: str, measure: QFontMetricsF, room: float) -> list[str]:
    """One line, or a line for each piece where they do not fit side by side; a piece too long alone ends in dots."""
    pieces = words.split(BETWEEN) if measure.horizontalAdvance(words) > room else [words]
    return [measure.elidedText(piece, Qt.TextElideMode.ElideRight, room) for piece in pieces]


def _pen(colour: str, width: float, strength: float, *, dashed: bool) -> QPen:
    ink = QColor(colour)
    ink.setAlphaF(strength)
    pen = QPen(ink, width)
    if dashed:
        pen.setDashPattern(_DASHES)
    return pen
