"""The report as a PDF on A4: words stay words, and so can be searched; pictures are sharp enough to be printed."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, Qt, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from playground.export.report import NAME_LINE, NOTES, Report, Table, table
from playground.storage import write_safely
from playground.ui import fonts

MARGIN_MM = 12.0
DOTS_PER_INCH = 96
"""The measure of the layout; a PDF has no pixels of its own."""
SHARPNESS = 3
STYLE = """
body { font-size: 11px; color: #1f2733; } h1 { font-size: 21px; margin: 0; }
h2 { font-size: 13px; margin: 4px 0 1px; }
td, th { padding: 0 8px 0 0; } th { color: #636d7d; font-weight: normal; text-align: left; }
.muted { color: #636d7d; }
"""


def write_pdf(report: Report, path: Path) -> None:
    """Write the report. Raises OSError where the file can't be written."""
    data = pdf(report)
    write_safely(path, lambda file: file.write(data))


def pdf(report: Report) -> bytes:
    """The report as the bytes of a PDF file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(report.title)
    writer.setCreator(report.footer)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
    )
    writer.setPageLayout(layout)
    writer.setResolution(DOTS_PER_INCH)
    document = _document(report)
    document.setPageSize(QSizeF(layout.paintRectPixels(DOTS_PER_INCH).size()))
    document.setDocumentMargin(0)
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def _document(report: Report) -> QTextDocument:
    document = QTextDocument()
    fonts.register()
    document.setDefaultFont(fonts.body(11))
    document.setDefaultStyleSheet(STYLE)
    cells = []
    for place, one in enumerate(report.pictures):
        image, width = _image(one.svg)
        name = f"picture{place}.png"
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        cells.append(f'<h2>{escape(one.title)}</h2><p><img src="{name}" width="{width}"></p>')
    parts = [
        f'<p align="right" class="muted">{escape(str(NAME_LINE))}</p>',
        f"<h1>{escape(report.title)}</h1>",
        f'<p class="muted">{escape(report.subtitle)}</p>',
        *(f"<p>{escape(words)}</p>" for words in report.remarks),
        _side_by_side([_section(one) for one in report.tables]),
        _side_by_side(cells),
        f"<h2>{escape(str(NOTES))}</h2><p>{escape(report.notes)}</p>" if report.notes.strip() else "",
        _side_by_side([_section(one) for one in report.more]),
        f'<p class="muted">{escape(report.footer)}</p>',
    ]
    document.setHtml(f"<body>{''.join(parts)}</body>")
    return document


def _section(one: Table) -> str:
    return f"<h2>{escape(one.title)}</h2>{table(one)}"


def _side_by_side(cells: Sequence[str]) -> str:
    """Pieces two by two, since a text document has no columns."""
    rows = [cells[place : place + 2] for place in range(0, len(cells), 2)]
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table width="100%">{lines}</table>'


def _image(svg: str) -> tuple[QImage, int]:
    """A picture with more pixels than it takes on the page, and how many it takes."""
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    size = renderer.defaultSize()
    image = QImage(size * SHARPNESS, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        renderer.render(painter)
    return image, round(size.width() * 0.78)
