"""SVG of ours as Qt can draw it."""

from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from playground.export.drawing import FONT
from playground.ui import fonts


def renderer_of(svg: str) -> QSvgRenderer:
    """Draws a picture in the typeface of the program: Qt takes a list of typefaces for the name of one."""
    fonts.register()
    return QSvgRenderer(QByteArray(svg.replace(FONT, fonts.FAMILIES[0]).encode("utf-8")))
