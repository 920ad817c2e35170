"""The report as a PDF on A4: words stay words, and so can be searched, and charts stay lines, sharp at every size."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer

from playground.export.report import NAME_LINE, NOTES, Picture, Report, Row, Table, table
from playground.storage import write_safely
from playground.ui import fonts
from playground.ui.leaving.svg import renderer_of

MARGIN_MM = 12.0
DOTS_PER_INCH = 96
"""The measure of the layout; a PDF has no pixels of its own."""
PICTURE_SCALE = 0.78
"""How large a pixel of a picture is on the page."""
SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
MARK, OBJECT = "\ue000", "\ufffc"
"""What stands for a picture in the text: first for us, then for Qt."""
STYLE = """
body { font-size: 11px; color: #1f2733; } h1 { font-size: 21px; margin: 0; }
h2 { font-size: 13px; margin: 0 0 2px; }
td, th { padding: 0 8px 0 0; } th { color: #636d7d; font-weight: normal; text-align: left; }
.muted { color: #636d7d; } p { margin: 2px 0; }
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
    drawings = Drawings([one.svg for row in (*report.rows, *report.more) for cell in row for one in cell
                         if isinstance(one, Picture)])  # fmt: skip
    document = _document(report, drawings)
    _fit(document, QSizeF(layout.paintRectPixels(DOTS_PER_INCH).size()))
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def _fit(document: QTextDocument, page: QSizeF) -> None:
    """Lay the document out on one page, smaller if need be; what is too long even then goes on to a second page."""
    for scale in SCALES:
        document.setPageSize(page / scale)  # it is printed so that its page fills the page of paper
        if document.pageCount() == 1:
            return
    document.setPageSize(page)


class Drawings(QPyTextObject):
    """Pictures that stand in a text as letters do, and are drawn as lines and words."""

    KIND = QTextFormat.ObjectTypes.UserObject.value + 1
    NUMBER = QTextFormat.Property.UserProperty.value + 1

    def __init__(self, pictures: Sequence[str]) -> None:
        super().__init__()
        self._renderers = [renderer_of(svg) for svg in pictures]

    def intrinsicSize(self, _document: QTextDocument, _position: int, format: QTextFormat) -> QSizeF:
        return QSizeF(self._renderer(format).defaultSize()) * PICTURE_SCALE

    def drawObject(
        self, painter: QPainter, place: QRectF | QRect, _document: QTextDocument, _position: int, format: QTextFormat
    ) -> None:
        self._renderer(format).render(painter, QRectF(place))

    def put_into(self, document: QTextDocument) -> None:
        """Replace the marks of all pictures, which stand in their order."""
        document.documentLayout().registerHandler(self.KIND, self)
        for number in range(len(self._renderers)):
            letter = QTextCharFormat()
            letter.setObjectType(self.KIND)
            letter.setProperty(self.NUMBER, number)
            document.find(MARK).insertText(OBJECT, letter)

    def _renderer(self, format: QTextFormat) -> QSvgRenderer:
        return self._renderers[format.intProperty(self.NUMBER)]


def _document(report: Report, drawings: Drawings) -> QTextDocument:
    document = QTextDocument()
    fonts.register()
    document.setDefaultFont(fonts.body(11))
    document.setDefaultStyleSheet(STYLE)
    document.setDocumentMargin(0)
    notes = escape(report.notes.strip()).replace("\n", "<br>")
    parts = [
        f'<p align="right" class="muted">{escape(str(NAME_LINE))}</p>',
        f"<h1>{escape(report.title)}</h1>",
        f'<p class="muted">{escape(report.subtitle)}</p>',
        *(f"<p><b>{escape(words)}</b></p>" for words in report.remarks),
        *map(_side_by_side, report.rows),
        f'<h2 style="margin-top: 9px">{escape(str(NOTES))}</h2><p>{notes}</p>' if notes else "",
        *map(_side_by_side, report.more),
        f'<p class="muted">{escape(report.footer)}</p>',
    ]
    document.setHtml(f"<body>{''.join(parts)}</body>")
    drawings.put_into(document)
    return document


def _side_by_side(row: Row) -> str:
    """Cells in a table, since a text document has no columns."""
    cells = "".join(f'<td width="{100 // len(row)}%">{"".join(map(_block, cell))}</td>' for cell in row)
    return f'<table width="100%" style="margin-top: 9px"><tr>{cells}</tr></table>'


def _block(one: Table | Picture) -> str:
    inner = table(one) if isinstance(one, Table) else f'<p class="picture">{MARK}</p>'
    return f'<h2 style="margin-top: 4px">{escape(one.title)}</h2>{inner}'
