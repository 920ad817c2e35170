"""Paints the connections of the network diagram: few with the painter, many with the raster."""

from collections.abc import Iterable, Sequence
from itertools import product
from math import isfinite

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from playground.engine.arrays import Array
from playground.ui.palette import weight_colour
from playground.ui.views.network_layout import DiagramLayout
from playground.ui.views.network_links import Gap, alphas, reference, strengths, thickest, widths
from playground.ui.views.network_look import Look
from playground.ui.views.network_model import Diagram, Parameter
from playground.ui.views.network_raster import Colour, raster

PIXELS_PER_LINK = 8
"""With more pixels across for each curve, the painter is faster than the raster, and shows which lies on top."""


def paint_links(
    painter: QPainter, look: Look, layout: DiagramLayout, gap: Gap, diagram: Diagram, full: float
) -> None:  # fmt: skip
    """The curves of a gap, weak ones first, those of weights of size `full` at full width.

    Those whose weight is unknown or not finite are grey hair lines.
    """
    if diagram.weights is None:
        _paint_unknown(painter, look, gap, np.full((len(gap.rows), len(gap.columns)), np.nan))
        return
    weights, thick = gap.matrix(diagram.weights), thickest(layout.thumb)
    if not np.isfinite(weights).all():
        _paint_unknown(painter, look, gap, weights)
    if gap.count * PIXELS_PER_LINK <= gap.right - gap.left:
        _paint_few(painter, look, gap, weights, full, thick)
    else:
        _paint_many(painter, look, gap, weights, full, thick)


def paint_chosen(
    painter: QPainter, look: Look, layout: DiagramLayout, gaps: Sequence[Gap], diagram: Diagram,
    chosen: Iterable[Parameter],
) -> None:  # fmt: skip
    """Some curves, fully opaque, over the others."""
    places = {(gap.layer, int(row), int(column)): (gap, i, j) for gap in gaps
              for i, row in enumerate(gap.rows) for j, column in enumerate(gap.columns)}  # fmt: skip
    full = reference(diagram.weights) if diagram.weights is not None else 1.0
    for parameter in chosen:
        found = places.get((parameter.layer, parameter.row, parameter.column))
        if found is None:
            continue
        gap, row, column = found
        value = diagram.value(parameter)
        path = _curve(gap, row, column)
        if value is None or not isfinite(value):
            painter.strokePath(path, QPen(QColor(look.theme.text), 1.5))
            continue
        width = float(widths(strengths(np.array(value), full), thickest(layout.thumb)))
        painter.strokePath(path, QPen(QColor(look.theme.card), width + 4.0))
        painter.strokePath(path, QPen(weight_colour(look.theme, value), width + 1.0))


def _paint_few(painter: QPainter, look: Look, gap: Gap, weights: Array, full: float, thick: float) -> None:
    strength = strengths(weights, full)
    wide, opaque = widths(strength, thick), alphas(strength)
    for flat in np.argsort(strength, axis=None):
        row, column = divmod(int(flat), len(gap.columns))
        if isfinite(strength[row, column]):
            colour = weight_colour(look.theme, weights[row, column])
            colour.setAlphaF(float(opaque[row, column]))
            painter.strokePath(_curve(gap, row, column), QPen(colour, float(wide[row, column])))


def _paint_many(painter: QPainter, look: Look, gap: Gap, weights: Array, full: float, thick: float) -> None:
    scale = painter.device().devicePixelRatio()
    colours = _rgb(look.theme.negative), _rgb(look.theme.positive)
    drawn = raster(gap, weights, full, thick, colours, scale)
    rows, columns = drawn.pixels.shape
    image = QImage(drawn.pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
    painter.drawImage(QRectF(drawn.left / scale, drawn.top / scale, columns / scale, rows / scale), image)


def _paint_unknown(painter: QPainter, look: Look, gap: Gap, weights: Array) -> None:
    path = QPainterPath()
    for row, column in product(range(len(gap.rows)), range(len(gap.columns))):
        if not isfinite(weights[row, column]):
            path.addPath(_curve(gap, row, column))
    painter.strokePath(path, QPen(QColor(look.theme.border), 1.0))


def _curve(gap: Gap, row: int, column: int) -> QPainterPath:
    middle = (gap.left + gap.right) / 2
    start, end = float(gap.starts[column]), float(gap.ends[row])
    path = QPainterPath(QPointF(gap.left, start))
    path.cubicTo(middle, start, middle, end, gap.right, end)
    return path


def _rgb(name: str) -> Colour:
    colour = QColor(name)
    return colour.red(), colour.green(), colour.blue()
