"""The map of data that are a curve: the network's answer as a line over the first axis, and the true one, if known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph.functions as fn
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from playground.data.axes import DOMAIN, Axis, axis_name
from playground.data.curve_sets import Curve
from playground.data.dataset import Dataset, Floats, Integers
from playground.data.sources import Source
from playground.data.target import PLAIN, Target
from playground.engine.probes import Map
from playground.i18n import Text, _
from playground.session.frame import Frame
from playground.ui.theme import Theme
from playground.ui.views.axis_ticks import ticks
from playground.ui.views.map_geometry import MapGeometry
from playground.ui.views.map_readout import signed, value_words

FEWEST_PLACES, MOST_PLACES = 120, 600
DASHES = (5.0, 4.0)
_LONGEST_ERRORS = 2000
"""With more points than this, lines to each of them would be a blot."""


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """A line to show: heights (n,) in own units at even places from end to end. `caption` names a neuron."""

    heights: Map
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class CurveLook:
    """How a curve is drawn: colours, the axes as the network and as a person reads them, the width of lines, and the
    size of a pixel.
    """

    theme: Theme
    axes: tuple[Axis, Axis]
    own_axes: tuple[Axis, Axis]
    line: float
    radius: float
    ratio: float


def line_size(side: float) -> int:
    """At how many places the answer is wanted for a picture of so many pixels."""
    return min(max(round(side), FEWEST_PLACES), MOST_PLACES)


def of_frame(frame: Frame, neuron: tuple[int, int] | None, caption: Text | None) -> Traced | None:
    """The line of the network, or of a neuron that is not the output; None while the frame does not have it."""
    if frame.line is None:
        return None
    if neuron is None:
        return Traced(frame.line)
    return Traced(frame.neuron_line, caption) if frame.neuron == neuron and frame.neuron_line is not None else None


def true_heights(source: Source, size: int) -> Floats | None:
    """The heights (size,) in the plane that the points were made from, where a formula made them."""
    return source.height(np.linspace(*DOMAIN, size)) if isinstance(source, Curve) else None


def answer_at(traced: Traced, x: float, target: Target = PLAIN) -> Text | None:
    """The answer at a place of the first axis, in words and in own units."""
    height = float(np.interp(x, np.linspace(*DOMAIN, len(traced.heights)), traced.heights))
    if not np.isfinite(height):
        return None
    if traced.caption is not None:
        return _("{name} {value}", name=traced.caption, value=signed(height))
    return _("{name} {value}", name=_("network"), value=value_words(height, target))


def curve_layer(
    geometry: MapGeometry, look: CurveLook, traced: Traced | None, truth: Floats | None, dataset: Dataset,
    errors: Sequence[Integers],
) -> QPixmap:  # fmt: skip
    """The sheet as a picture, to be kept for the screen."""
    side = geometry.side
    pixmap = QPixmap(round(side * look.ratio), round(side * look.ratio))
    pixmap.setDevicePixelRatio(look.ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        draw_curve(painter, MapGeometry(0, 0, side), look, traced, truth, dataset, errors)
    return pixmap


def draw_curve(
    painter: QPainter, sheet: MapGeometry, look: CurveLook, traced: Traced | None, truth: Floats | None,
    dataset: Dataset, errors: Sequence[Integers],
) -> None:  # fmt: skip
    """The sheet with its grid, the true curve, the network's, and lines from it to the points of some parts."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_sheet(painter, sheet, look)
    if truth is not None:
        _draw_line(painter, sheet, truth, QPen(QColor(look.theme.muted), look.line), dashed=True)
    if traced is not None:
        heights = _in_plane(traced.heights, look)
        for which in errors:
            _draw_errors(painter, sheet, heights, dataset.x[which], look)
        pen = QPen(QColor(look.theme.classes[1]), 1.6 * look.line, j=Qt.PenJoinStyle.RoundJoin)
        _draw_line(painter, sheet, heights, pen)
    painter.setClipping(False)


def sheet_name(axes: tuple[Axis, Axis]) -> Text:
    """What the picture is, for those who hear it."""
    return _("Curve of {y} over {x}", x=axis_name(axes, 0), y=axis_name(axes, 1))


def _in_plane(heights: Map, look: CurveLook) -> Floats:
    return (heights.astype(np.float64) - look.axes[1].middle) / look.axes[1].unit


def _draw_sheet(painter: QPainter, sheet: MapGeometry, look: CurveLook) -> None:
    rounded = QPainterPath()
    rounded.addRoundedRect(sheet.rect, look.radius, look.radius)
    painter.fillPath(rounded, QColor(look.theme.field))
    painter.setClipPath(rounded)
    painter.setPen(QPen(QColor(look.theme.border), 1))
    for axis, upright in zip(look.own_axes, (True, False), strict=True):
        for value in ticks(axis, 7):
            painter.drawLine(_grid_line(sheet, (value - axis.middle) / axis.unit, upright))
    painter.drawRoundedRect(QRectF(sheet.rect).adjusted(0.5, 0.5, -0.5, -0.5), look.radius, look.radius)


def _grid_line(sheet: MapGeometry, at: float, upright: bool) -> QLineF:
    low, high = DOMAIN
    if upright:
        return QLineF(sheet.point(at, low), sheet.point(at, high))
    return QLineF(sheet.point(low, at), sheet.point(high, at))


def _draw_line(painter: QPainter, sheet: MapGeometry, heights: Floats, pen: QPen, *, dashed: bool = False) -> None:
    """A line over the first axis; it has gaps where there is no number."""
    if dashed:
        pen.setDashPattern(DASHES)
    far = 3 * DOMAIN[1]  # beyond the map, where pixels would be too many for Qt
    places = np.column_stack([np.linspace(*DOMAIN, len(heights)), np.clip(heights, -far, far)])
    pixels = sheet.to_pixels(places)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(fn.arrayToQPath(pixels[:, 0], pixels[:, 1], connect="finite"))


def _draw_errors(painter: QPainter, sheet: MapGeometry, heights: Floats, points: Floats, look: CurveLook) -> None:
    """An upright line from each point to the network's answer there."""
    if not 0 < len(points) <= _LONGEST_ERRORS:
        return
    answers = np.interp(points[:, 0], np.linspace(*DOMAIN, len(heights)), heights)
    known = np.isfinite(answers)
    ends = np.stack([points, np.column_stack([points[:, 0], np.clip(answers, *DOMAIN)])], axis=1)[known]
    pixels = sheet.to_pixels(ends.reshape(-1, 2))
    colour = QColor(look.theme.bad)
    colour.setAlphaF(0.7)
    painter.setPen(QPen(colour, 0.7 * look.line, c=Qt.PenCapStyle.FlatCap))
    painter.drawPath(fn.arrayToQPath(pixels[:, 0], pixels[:, 1], connect="pairs", finiteCheck=False))
