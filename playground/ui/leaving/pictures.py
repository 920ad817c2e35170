"""Pictures of a view or of the whole window: PNG at any size, SVG and PDF, which stay sharp at every size."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QRect, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from playground.export.drawing import FONT
from playground.ui import fonts
from playground.ui.leaving.picture_settings import CM_PER_INCH, PictureSettings

SUFFIXES = (".png", ".svg", ".pdf")
TITLE = "Neural Playground"
_CSS_DENSITY = 96
_POINTS_PER_INCH = 72
_DOTS_PER_INCH = 96
"""The measure of a page; its drawings have no pixels of their own."""


def size_of(widget: QWidget, width: int) -> QSize:
    """The size of a picture of this width."""
    return QSize(width, max(1, round(widget.height() * width / max(1, widget.width()))))


def paint(widget: QWidget, settings: PictureSettings) -> QImage:
    """A view as it is now, painted anew at another width, so that lines and words are sharp."""
    image = QImage(size_of(widget, settings.width), QImage.Format.Format_ARGB32_Premultiplied)
    per_metre = round(100 * settings.density / CM_PER_INCH)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    image.fill(QColor(0, 0, 0, 0) if settings.transparent else _ground(widget))
    with QPainter(image) as painter:
        _render(widget, painter, settings.width / max(1, widget.width()), settings.transparent)
    return image


def picture(widget: QWidget, suffix: str, settings: PictureSettings) -> Callable[[], bytes]:
    """What makes the file of a picture that is painted now: the encoding may be done in another thread."""
    make = {".svg": _svg, ".pdf": _pdf}.get(suffix.lower(), _png)
    return make(widget, settings)


def _png(widget: QWidget, settings: PictureSettings) -> Callable[[], bytes]:
    image = paint(widget, settings)

    def encode() -> bytes:
        buffer = _buffer()
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    return encode


def _svg(widget: QWidget, settings: PictureSettings) -> Callable[[], bytes]:
    """The measure of the drawing is the pixel of CSS; a browser shows it as wide as was asked for."""
    size, buffer = size_of(widget, settings.width), _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(0, 0), size))
    generator.setResolution(_CSS_DENSITY)
    generator.setTitle(TITLE)
    with QPainter(generator) as painter:
        if not settings.transparent:
            painter.fillRect(QRect(QPoint(0, 0), size), _ground(widget))
        _render(widget, painter, settings.width / max(1, widget.width()), settings.transparent)
    words = bytes(buffer.data().data()).decode("utf-8")
    data = words.replace(f'font-family="{fonts.FAMILIES[0]}"', f'font-family="{FONT}"').encode("utf-8")
    return lambda: data


def _pdf(widget: QWidget, settings: PictureSettings) -> Callable[[], bytes]:
    """One page as large as the picture is on paper."""
    buffer, size = _buffer(), size_of(widget, settings.width)
    writer = QPdfWriter(buffer)
    writer.setTitle(TITLE)
    writer.setResolution(_DOTS_PER_INCH)
    points = QSizeF(settings.inches(size.width()), settings.inches(size.height())) * _POINTS_PER_INCH
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "view", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    scale = settings.inches(settings.width) * _DOTS_PER_INCH / max(1, widget.width())
    with QPainter(writer) as painter:
        if not settings.transparent:
            painter.fillRect(QRect(0, 0, writer.width() + 1, writer.height() + 1), _ground(widget))
        _render(widget, painter, scale, settings.transparent)
    data = bytes(buffer.data().data())
    return lambda: data


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _render(widget: QWidget, painter: QPainter, scale: float, transparent: bool) -> None:
    flags = QWidget.RenderFlag.DrawChildren
    if not transparent:
        flags |= QWidget.RenderFlag.DrawWindowBackground
    painter.scale(scale, scale)
    widget.render(painter, QPoint(), QRegion(), flags)


def _ground(widget: QWidget) -> QColor:
    return widget.palette().color(widget.backgroundRole())
