"""Paints the parts of the network diagram beside its curves: neurons, biases, words, and the marks of mouse and keys.

Neurons are painted as squares; what is painted over them rounds their corners, so that hundreds cost little.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import isfinite

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from playground.ui import icons
from playground.ui.palette import weight_colour
from playground.ui.theme import Theme
from playground.ui.views.network_layout import Chip, DiagramLayout, Node, Rect, Spot
from playground.ui.views.network_links import reference
from playground.ui.views.network_look import Look, area
from playground.ui.views.network_model import Diagram
from playground.ui.views.network_pictures import class_colours
from playground.ui.views.network_words import neuron_name

DIMMED = 0.62
ROUND = 0.17
"""The radius of a neuron's corners, compared with its size."""
SHADES = 255
"""Between the colour of a bias of zero and that of a large one."""


# Neurons -------------------------------------------------------------------------------------------------------------


def paint_pictures(
    painter: QPainter, look: Look, nodes: Iterable[Node], pictures: Mapping[Spot, QImage], known: bool
) -> None:
    """The small maps. A neuron without one is empty, and hatched where its numbers are known but not finite."""
    hatching = QBrush(QColor(look.theme.neutral), Qt.BrushStyle.BDiagPattern)
    for node in nodes:
        picture = pictures.get(node.spot)
        if picture is not None:
            painter.drawImage(area(node.rect), picture)
        else:
            painter.fillRect(area(node.rect), QColor(look.theme.field))
            if known:
                painter.fillRect(area(node.rect), hatching)


def paint_biases(painter: QPainter, look: Look, nodes: Iterable[Node], diagram: Diagram) -> None:
    """The squares of the biases: the colour says the sign, its strength the size."""
    full = 1.0 if diagram.weights is None else reference(diagram.weights)
    unknown = QColor(look.theme.border)
    for node in nodes:
        if node.bias is not None:
            value = diagram.bias_value(node.spot)
            colour = unknown if value is None or not isfinite(value) else _bias_colour(look.theme, value / full)
            painter.fillRect(area(node.bias), colour)


def _bias_colour(theme: Theme, strength: float) -> QColor:
    """Grey for zero, and the colour of the sign the sooner the larger."""
    part = round(min(abs(strength), 1.0) ** 0.25 * SHADES)
    return _bias_colours(theme, strength < 0)[part]


@cache
def _bias_colours(theme: Theme, negative: bool) -> tuple[QColor, ...]:
    middle, end = QColor(theme.neutral), weight_colour(theme, -1.0 if negative else 1.0)
    low, high = (middle.redF(), middle.greenF(), middle.blueF()), (end.redF(), end.greenF(), end.blueF())
    return tuple(
        QColor.fromRgbF(*(a + (b - a) * shade / SHADES for a, b in zip(low, high, strict=True)))
        for shade in range(SHADES + 1)
    )


# What changes only with the configuration ----------------------------------------------------------------------------


def paint_frames(painter: QPainter, look: Look, layout: DiagramLayout, diagram: Diagram) -> None:
    """The rounded borders of the neurons, the symbols, names and chips."""
    spares, colours = diagram.spares, class_colours(look.theme, diagram)
    several = diagram.units[-1] > 1
    for node in layout.nodes():
        if node.spot.column == 0 and node.spot.slot in spares:
            _paint_spare(painter, look, node)
        elif several and node.spot.column == diagram.last:
            _paint_border(painter, look, node.rect, QColor(colours[node.spot.slot]), 2.0)
        else:
            _paint_border(painter, look, node.rect, QColor(look.theme.border), 1.0)
        _paint_label(painter, look, node, diagram, node.spot.column == 0 and node.spot.slot in spares)
    for column in layout.columns:
        for chip in column.chips:
            _paint_chip(painter, look, chip)


def paint_rims(painter: QPainter, look: Look, nodes: Iterable[Node]) -> None:
    """The rounded rims of the biases."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.theme.card), 1.5))
    for node in nodes:
        if node.bias is not None:
            painter.drawRoundedRect(area(node.bias), 2.0, 2.0)


def _paint_border(painter: QPainter, look: Look, rect: Rect, colour: QColor, width: float) -> None:
    square, radius = area(rect), rect.width * ROUND
    corners = QPainterPath()
    corners.addRect(area(rect, 0.5))
    inside = QPainterPath()
    inside.addRoundedRect(square, radius, radius)
    painter.fillPath(corners.subtracted(inside), QColor(look.theme.card))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.theme.card), 2.0))
    painter.drawRoundedRect(area(rect, 1.5), radius + 1.5, radius + 1.5)
    painter.setPen(QPen(colour, width))
    painter.drawRoundedRect(area(rect, width / 2 - 0.5), radius, radius)


def _paint_spare(painter: QPainter, look: Look, node: Node) -> None:
    veil = QColor(look.theme.card)
    veil.setAlphaF(DIMMED)
    painter.fillRect(area(node.rect), veil)
    _paint_border(painter, look, node.rect, QColor(look.theme.border), 1.0)


def _paint_label(painter: QPainter, look: Look, node: Node, diagram: Diagram, spare: bool) -> None:
    if node.label is None:
        return
    colour, font = QColor(look.theme.muted if node.spot.column else look.theme.text), look.font
    align = Qt.AlignmentFlag.AlignVCenter
    if node.spot.column == 0:
        align |= Qt.AlignmentFlag.AlignRight
        colour.setAlphaF(0.45 if spare else 1.0)
        words = diagram.features[node.spot.slot].caption
    else:
        single = diagram.units[-1] == 1
        align |= Qt.AlignmentFlag.AlignHCenter if single else Qt.AlignmentFlag.AlignLeft
        font = look.small
        words = str(neuron_name(diagram, node.spot.column, node.spot.slot))
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, node.label.width + 1.0)
    painter.drawText(area(node.label), align, shown)


def _paint_chip(painter: QPainter, look: Look, chip: Chip) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.theme.field))
    painter.drawRoundedRect(area(chip.rect), chip.rect.height / 2, chip.rect.height / 2)
    painter.setPen(QColor(look.theme.muted))
    painter.setFont(look.small)
    painter.drawText(area(chip.rect), Qt.AlignmentFlag.AlignCenter, f"+{chip.folded}")


# Marks ---------------------------------------------------------------------------------------------------------------


def paint_ring(painter: QPainter, look: Look, rect: Rect, distance: float, width: float) -> None:
    """A ring around a neuron or bias, in the accent colour."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.theme.accent), width))
    radius = rect.width * ROUND + distance
    painter.drawRoundedRect(area(rect, distance), radius, radius)


def paint_pin(painter: QPainter, look: Look, rect: Rect) -> None:
    """A pin on the upper right corner of a neuron."""
    side = 16.0 * look.scale
    disc = QRectF(rect.right - side * 0.55, rect.y - side * 0.45, side, side)
    painter.setPen(QPen(QColor(look.theme.card), 1.5))
    painter.setBrush(QColor(look.theme.accent_fill))
    painter.drawEllipse(disc)
    inset = side * 0.22
    icons.paint(painter, disc.adjusted(inset, inset, -inset, -inset), "pin", look.theme.accent_text)
