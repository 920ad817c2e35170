"""Pictures of a view or of the whole window: PNG at any size, SVG and PDF, which stay sharp at every size."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QRect, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

SUFFIXES = (".png", ".svg", ".pdf")
LARGEST = 10_000
"""Pixels along one side."""


def paint(widget: QWidget, width: int, transparent: bool = False) -> QImage:
    """A view as it is now, painted anew at another width, so that lines and words are sharp."""
    scale = width / max(1, widget.width())
    image = QImage(_size(widget, scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0) if transparent else _ground(widget))
    with QPainter(image) as painter:
        _render(widget, painter, scale, transparent)
    return image


def write(widget: QWidget, path: Path, width: int, transparent: bool = False) -> bool:
    """Write a picture in the form that the name of the file says; whether that went well."""
    suffix = path.suffix.lower()
    if suffix == ".svg":
        return _write_svg(widget, path, width, transparent)
    if suffix == ".pdf":
        return _write_pdf(widget, path)
    return paint(widget, width, transparent).save(str(path))


def _write_svg(widget: QWidget, path: Path, width: int, transparent: bool) -> bool:
    scale = width / max(1, widget.width())
    size = _size(widget, scale)
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(0, 0), size))
    generator.setResolution(96)  # that of CSS, so that a pixel of ours is one of a browser
    generator.setTitle("Neural Playground")
    painter = QPainter()
    if not painter.begin(generator):
        return False
    if not transparent:
        painter.fillRect(QRect(QPoint(0, 0), size), _ground(widget))
    _render(widget, painter, scale, transparent)
    return painter.end()


def _write_pdf(widget: QWidget, path: Path) -> bool:
    """One page of the size of the view."""
    writer = QPdfWriter(str(path))
    writer.setTitle("Neural Playground")
    writer.setResolution(96)
    points = QSizeF(widget.width(), widget.height()) * 0.75
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "view", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        return False
    painter.fillRect(widget.rect(), _ground(widget))
    _render(widget, painter, 1.0, transparent=False)
    return painter.end()


def _render(widget: QWidget, painter: QPainter, scale: float, transparent: bool) -> None:
    flags = QWidget.RenderFlag.DrawChildren
    if not transparent:
        flags |= QWidget.RenderFlag.DrawWindowBackground
    painter.scale(scale, scale)
    widget.render(painter, QPoint(), QRegion(), flags)


def _size(widget: QWidget, scale: float) -> QSize:
    return QSize(round(widget.width() * scale), round(widget.height() * scale))


def _ground(widget: QWidget) -> QColor:
    return widget.palette().color(widget.backgroundRole())
