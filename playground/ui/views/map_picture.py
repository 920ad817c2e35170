"""The picture of a map: what it shows, as an image of tints and as a layer of the size of the screen."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyqtgraph.functions as fn
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QTransform

from playground.engine.probes import Map
from playground.i18n import Text
from playground.ui.palette import blend, diverging, shade
from playground.ui.theme import Theme
from playground.ui.views.map_contour import borders


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What the map shows: `channels` (c, h, w), one from -1 to 1 or the probability of each class.

    `caption` names a neuron; None stands for the answer of the whole network. Values were divided by `scale`.
    `level` is the value of a single channel at which the answer changes.
    """

    channels: Map
    caption: Text | None = None
    scale: float = 1.0
    level: float = 0.0


def of_network(channels: Map, level: float = 0.0) -> Shown:
    """The answer (c, h, w) of the whole network. What is not a finite number is as good as none."""
    known = np.isfinite(channels)
    return Shown(channels if known.all() else np.where(known, channels, np.float32(np.nan)), level=level)


def of_neuron(values: Map, caption: Text) -> Shown:
    """The activation (h, w) of one neuron, on a scale that holds it."""
    channels = of_network(values[None]).channels
    scale = max(1.0, float(np.abs(channels[np.isfinite(channels)]).max(initial=0.0)))
    return Shown(channels / np.float32(scale), caption, scale)


def image(channels: Map, theme: Theme, discretise: bool, level: float = 0.0) -> QImage:
    """The tints of a map, one pixel for each cell and one more around; cells that are not numbers are transparent."""
    channels = np.pad(channels, ((0, 0), (1, 1), (1, 1)), mode="edge")
    known = np.isfinite(channels).all(axis=0)
    pixels = np.zeros((*known.shape, 4), np.uint8)
    pixels[..., 2::-1] = _tints(channels, theme, discretise, level)
    pixels[..., 3] = 255
    pixels[~known] = 0
    height, width = known.shape
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()


def _tints(channels: Map, theme: Theme, discretise: bool, level: float) -> npt.NDArray[np.uint8]:
    if len(channels) == 1:
        values = np.where(channels[0] > level, 1.0, -1.0) if discretise else channels[0]
        return shade(values, diverging(theme))
    if discretise:
        channels = (channels == channels.max(axis=0)).astype(np.float32)
    return blend(channels, theme)


def layer(
    shown: Shown | None, theme: Theme, side: float, radius: float, line: float, ratio: float, *,
    discretise: bool = False, contour: bool = True,
) -> QPixmap:  # fmt: skip
    """The map as a square of `side` pixels with rounded corners, and the line where the answer changes."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        square = QRectF(0, 0, side, side)
        _fill(painter, square, radius, QBrush(QColor(theme.field)))
        if shown is not None:
            if not np.isfinite(shown.channels).all():
                _fill(painter, square, radius, QBrush(QColor(theme.border), Qt.BrushStyle.BDiagPattern))
            _fill_map(painter, square, radius, shown, theme, discretise)
            if contour:
                _draw_contour(painter, square, radius, shown, theme, line)
        _draw_edge(painter, square, radius, theme)
    return pixmap


def draw_border(
    painter: QPainter, square: QRectF, radius: float, shown: Shown | None, theme: Theme, line: float
) -> None:
    """The line where the answer changes, over a map that is already there."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shown is not None:
        _draw_contour(painter, square, radius, shown, theme, line)
    painter.setClipping(False)


def _fill(painter: QPainter, square: QRectF, radius: float, brush: QBrush) -> None:
    painter.setBrush(brush)
    painter.drawRoundedRect(square, radius, radius)


def _fill_map(painter: QPainter, square: QRectF, radius: float, shown: Shown, theme: Theme, discretise: bool) -> None:
    """The image as a texture, so that the corners are round and smooth; without smoothing where cells are crisp."""
    cell = square.width() / shown.channels.shape[-1]
    brush = QBrush(image(shown.channels, theme, discretise, shown.level))
    brush.setTransform(QTransform(cell, 0, 0, cell, -cell, -cell))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not discretise)
    _fill(painter, square, radius, brush)


def _draw_contour(painter: QPainter, square: QRectF, radius: float, shown: Shown, theme: Theme, line: float) -> None:
    pieces = borders(shown.channels, shown.level) * (square.width() / shown.channels.shape[-1])
    if not len(pieces):
        return
    rounded = QPainterPath()
    rounded.addRoundedRect(square, radius, radius)
    painter.setClipPath(rounded)
    ends = pieces.reshape(-1, 2)
    colour = QColor("#ffffff" if theme.dark else theme.text)
    colour.setAlphaF(0.62)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, line, c=Qt.PenCapStyle.FlatCap))  # round caps would cost thirty times as much
    x, y = ends[:, 0] + square.left(), ends[:, 1] + square.top()
    painter.drawPath(fn.arrayToQPath(x, y, connect="pairs", finiteCheck=False))


def _draw_edge(painter: QPainter, square: QRectF, radius: float, theme: Theme) -> None:
    """A faint line, without which a map of the middle colour would have no end."""
    painter.setClipping(False)
    colour = QColor(theme.text)
    colour.setAlphaF(0.12)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1))
    painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
