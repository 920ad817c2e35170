"""Marks of sickness in the network diagram: dead and saturated neurons, and copies tied together."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.engine.health import LayerHealth
from playground.ui import icons
from playground.ui.views.health_words import DEAD, SATURATED
from playground.ui.views.network_layout import DiagramLayout, Node
from playground.ui.views.network_look import Look, area
from playground.ui.views.network_model import Diagram

_TIE = 7.0
"""How far from the pictures the tie of the first group of copies runs, and the next from it."""
_WIDEST = 1.7
"""How much wider than its picture a mark with words may be; else only its sign is shown."""


def paint_health(painter: QPainter, look: Look, layout: DiagramLayout, diagram: Diagram) -> None:
    """Paint what is known of the hidden layers."""
    if diagram.health is None:
        return
    for column, layer in zip(layout.columns[1:-1], diagram.health, strict=False):
        _paint_ties(painter, look, column.nodes, layer)
        for node in column.nodes:
            if node.spot.slot in layer.dead_units:
                _paint_pill(painter, look, node, "zap-off", str(DEAD))
            elif node.spot.slot in layer.saturated_units:
                _paint_pill(painter, look, node, "battery-full", str(SATURATED))


def ties(nodes: tuple[Node, ...] | list[Node], layer: LayerHealth) -> Iterator[list[Node]]:
    """The neurons of each group of copies that are shown, where there are two of them at least."""
    for group in layer.copies:
        shown = [node for node in nodes if node.spot.slot in group]
        if len(shown) > 1:
            yield shown


def _paint_ties(painter: QPainter, look: Look, nodes: tuple[Node, ...] | list[Node], layer: LayerHealth) -> None:
    """A bracket at the right of the copies, with a link where it meets each."""
    for number, group in enumerate(ties(nodes, layer)):
        x = group[0].rect.right + (_TIE + number * _TIE) * look.scale
        painter.setPen(QPen(QColor(look.theme.warning), 2.0 * look.scale, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, group[0].rect.centre), QPointF(x, group[-1].rect.centre))
        for node in group:
            side = 13.0 * look.scale
            disc = QRectF(x - side / 2, node.rect.centre - side / 2, side, side)
            painter.setPen(QPen(QColor(look.theme.warning), 1.5))
            painter.setBrush(QColor(look.theme.card))
            painter.drawEllipse(disc)
            inset = side * 0.18
            icons.paint(painter, disc.adjusted(inset, inset, -inset, -inset), "link-2", look.theme.text)


def _paint_pill(painter: QPainter, look: Look, node: Node, sign: str, words: str) -> None:
    """A sign with its word on the upper edge of a picture, away from the bias; the sign alone where room is short."""
    picture, measure = area(node.rect), QFontMetricsF(look.small)
    height = min(measure.height(), picture.height() * 0.6)
    icon = height * 0.8
    wide = icon + measure.horizontalAdvance(words) + 0.9 * height
    has_words = wide <= _WIDEST * picture.width() and measure.height() <= picture.height() * 0.6
    width = wide if has_words else icon + 0.5 * height
    pill = QRectF(picture.center().x() - width / 2, picture.top() - 0.3 * height, width, height)
    painter.setPen(QPen(QColor(look.theme.bad), 1.5))
    painter.setBrush(QColor(look.theme.bad_ground))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    place = QRectF(pill.left() + 0.25 * height, pill.center().y() - icon / 2, icon, icon)
    icons.paint(painter, place, sign, look.theme.text)
    if has_words:
        painter.setFont(look.small)
        painter.setPen(QColor(look.theme.text))
        painter.drawText(pill.adjusted(icon + 0.35 * height, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
