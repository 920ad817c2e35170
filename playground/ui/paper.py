"""Painting for a file: as lines and words, which stay sharp at every size, not as the pictures kept for the screen."""

from math import isclose

from PySide6.QtGui import QPaintEngine, QPainter
from PySide6.QtWidgets import QWidget

SHARPNESS = 4.0
"""Pixels of what is an image on paper too, for each pixel of the screen."""

_DRAWINGS = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf)


def on_paper(painter: QPainter, widget: QWidget) -> bool:
    """Whether a widget is not painted on its screen, but as a drawing or at another size."""
    engine, scale = painter.paintEngine(), painter.deviceTransform().m11()
    is_drawing = engine is not None and engine.type() in _DRAWINGS
    return is_drawing or not (isclose(scale, 1.0) or isclose(scale, widget.devicePixelRatioF()))
