"""What lies above the curves: the name at the end of each, where one leaves the picture, and the read-out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from playground.ui import fonts
from playground.ui.theme import LIGHT, STANDARD, Metrics, Theme
from playground.ui.views.curves_layout import Pane, spread
from playground.ui.views.curves_series import Line, Part

_GAP = 7.0
_SEPARATOR = "  ·  "


@dataclass(frozen=True, slots=True)
class Overlay:
    """Paints in the colours of a theme and at its sizes; pixels of the plot's own widget throughout."""

    theme: Theme = LIGHT
    metrics: Metrics = STANDARD

    @property
    def font(self) -> QFont:
        """The typeface of names and of the read-out."""
        return fonts.body(self.metrics.caption, QFont.Weight.DemiBold)

    @property
    def _gap(self) -> float:
        """From the end of a line to its name."""
        return 5.0 + 2.5 * self.metrics.line

    @property
    def veil(self) -> QColor:
        """What dims the grid behind a name."""
        veil = QColor(self.theme.card)
        veil.setAlpha(200)
        return veil

    def colour(self, part: Part | None) -> QColor:
        """The colour of a line, or that of plain words."""
        named = {
            Part.TRAIN: self.theme.train_curve,
            Part.VALIDATION: self.theme.validation_curve,
            Part.PENALTY: self.theme.neutral,
        }
        return QColor(self.theme.text if part is None else named[part])

    def room_for(self, names: Sequence[str]) -> float:
        """How wide the names are, with their distance to the lines."""
        measure = QFontMetricsF(self.font)
        return max((measure.horizontalAdvance(name) for name in names), default=0.0) + self._gap + _GAP

    def paint_ends(self, painter: QPainter, pane: Pane, drawn: Sequence[Line], names: Mapping[Part, str]) -> None:
        """A mark and a name where each line ends; filled for the training points, hollow for the others."""
        ends = _ends(pane, drawn)
        painter.setFont(self.font)
        for (line, _end_point), box in zip(ends, self.name_boxes(pane, ends, names), strict=True):
            painter.fillRect(box, self.veil)
            painter.setPen(self.colour(line.part))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, names[line.part])
        for line, end in ends:
            self._mark(painter, end, line.part)

    def taken(self, pane: Pane, drawn: Sequence[Line], names: Mapping[Part, str]) -> list[QRectF]:
        """Where `paint_ends` writes."""
        return self.name_boxes(pane, _ends(pane, drawn), names)

    def name_boxes(self, pane: Pane, ends: Sequence[tuple[Line, QPointF]], names: Mapping[Part, str]) -> list[QRectF]:
        """Where the names stand: beside the ends or, for want of room, above or below; apart and inside the picture."""
        measure, boxes = QFontMetricsF(self.font), []
        for line, end in ends:
            width = measure.horizontalAdvance(names[line.part])
            beside = end.x() + self._gap + width <= pane.rect.right()
            left = end.x() + self._gap if beside else max(pane.rect.right() - width, pane.rect.left())
            centre = end.y() if beside else _off_line(end.y(), measure.height(), pane, line.part is Part.VALIDATION)
            boxes.append(QRectF(left, centre - measure.height() / 2, width, measure.height()))
        centres = spread([box.center().y() for box in boxes], measure.height(), pane.rect.top(), pane.rect.bottom())
        for box, centre in zip(boxes, centres, strict=True):
            box.moveTop(centre - measure.height() / 2)
        return boxes

    def paint_exits(self, painter: QPainter, pane: Pane, drawn: Sequence[Line]) -> None:
        """A small arrow where a line runs out at the top or the bottom, at its farthest point."""
        for line in drawn:
            shown = (line.epochs >= pane.left) & (line.epochs <= pane.right) & np.isfinite(line.heights)
            if not shown.any():
                continue
            epochs, heights = line.epochs[shown], line.heights[shown]
            for farthest, outside, edge, way in (
                (heights.argmax(), heights.max() > pane.high, pane.rect.top(), 1.0),
                (heights.argmin(), heights.min() < pane.low, pane.rect.bottom(), -1.0),
            ):
                if outside:
                    self._arrow(painter, QPointF(pane.x(epochs[farthest]), edge), way, self.colour(line.part))

    def paint_readout(
        self, painter: QPainter, pane: Pane, drawn: Sequence[Line], index: int, pieces: list[tuple[Part | None, str]]
    ) -> None:
        """A line at one epoch, a mark on each curve, and the numbers in a chip beside it."""
        x = pane.x(drawn[0].epochs[index])
        painter.setPen(QPen(QColor(self.theme.neutral), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, pane.rect.top()), QPointF(x, pane.rect.bottom()))
        for line in drawn:
            if np.isfinite(line.heights[index]) and pane.low <= line.heights[index] <= pane.high:
                self._mark(painter, pane.point(line.epochs[index], line.heights[index]), line.part)
        self._chip(painter, pane, x, pieces)

    def _chip(self, painter: QPainter, pane: Pane, x: float, pieces: list[tuple[Part | None, str]]) -> None:
        painter.setFont(self.font)
        measure = QFontMetricsF(self.font)
        width = measure.horizontalAdvance(_SEPARATOR.join(words for _part, words in pieces)) + 2 * _GAP
        height = measure.height() + _GAP
        left = x + _GAP if x + _GAP + width <= pane.rect.right() else max(x - _GAP - width, pane.rect.left())
        box = QRectF(left, pane.rect.top() + 2, width, height)
        painter.setPen(QColor(self.theme.border))
        painter.setBrush(QColor(self.theme.card))
        painter.drawRoundedRect(box, self.metrics.radius_field, self.metrics.radius_field)
        place = box.adjusted(_GAP, 0, 0, 0)
        for number, (part, words) in enumerate(pieces):
            if number:
                place = self._write(painter, place, _SEPARATOR, QColor(self.theme.muted))
            place = self._write(painter, place, words, self.colour(part))

    def _write(self, painter: QPainter, place: QRectF, words: str, colour: QColor) -> QRectF:
        """Write words at the left of a place; returns what is left of it."""
        painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        return place.adjusted(QFontMetricsF(self.font).horizontalAdvance(words), 0, 0, 0)

    def _mark(self, painter: QPainter, where: QPointF, part: Part) -> None:
        """A disc for the training points, a ring for the others, a square for the penalty; a disc fits into a ring."""
        line = self.metrics.line
        if part is Part.TRAIN:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour(part))
            painter.drawEllipse(where, 1.4 * line, 1.4 * line)
        elif part is Part.PENALTY:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour(part))
            painter.drawRect(QRectF(where.x() - line, where.y() - line, 2.0 * line, 2.0 * line))
        else:
            painter.setPen(QPen(self.colour(part), 0.8 * line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(where, 2.2 * line, 2.2 * line)

    def _arrow(self, painter: QPainter, tip: QPointF, way: float, colour: QColor) -> None:
        size = 3.0 * self.metrics.line
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        corners = [tip, tip + QPointF(-0.7 * size, way * size), tip + QPointF(0.7 * size, way * size)]
        painter.drawPolygon(QPolygonF(corners))


def _ends(pane: Pane, drawn: Sequence[Line]) -> list[tuple[Line, QPointF]]:
    return [(line, end) for line in drawn if (end := _end(pane, line)) is not None]


def _end(pane: Pane, line: Line) -> QPointF | None:
    """Where the visible part of a line ends, held inside the picture; None where none of it is visible."""
    index = line.last_before(pane.right)
    if index is None or line.epochs[index] < pane.left:
        return None
    end = pane.point(line.epochs[index], line.heights[index])
    return QPointF(end.x(), min(max(end.y(), pane.rect.top()), pane.rect.bottom()))


def _off_line(y: float, height: float, pane: Pane, above: bool) -> float:
    """The centre of words above or below a point, on the other side where the picture ends."""
    up, down = y - height * 0.8, y + height * 0.8
    if above:
        return up if up - height / 2 >= pane.rect.top() else down
    return down if down + height / 2 <= pane.rect.bottom() else up
