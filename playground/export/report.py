"""The report of a run: one page with everything that somebody needs to believe it and to do it again."""

from dataclasses import dataclass, field
from html import escape

from playground.i18n import Text, _, language

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title; the first row is its head where `has_head`."""

    title: str
    rows: Rows
    has_head: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG picture with a title."""

    title: str
    svg: str


Cell = tuple[Table | Picture, ...]
"""Tables and pictures that stand one below the other."""
Row = tuple[Cell, ...]
"""What stands side by side."""


@dataclass(frozen=True, slots=True)
class Report:
    """What stands in a report, in the order of the page."""

    title: str
    subtitle: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...] = ()
    """Rows below the notes."""
    notes: str = ""
    footer: str = ""
    remarks: tuple[str, ...] = field(default=())
    """Sentences that a reader must not miss, such as that the test set was opened."""


STYLE = """
@page { size: A4; margin: 12mm; } @media print { body { margin: 0; font-size: 11px; } .row > div { flex-basis: 45%; } }
body { font-family: 'Noto Sans KR', 'Malgun Gothic', 'Apple SD Gothic Neo', sans-serif; color: #1f2733;
       max-width: 960px; margin: 24px auto; padding: 0 16px; font-size: 13px; line-height: 1.4; }
h1 { font-size: 24px; margin: 0; } h2 { font-size: 14px; margin: 14px 0 5px; }
.muted { color: #636d7d; } .row { display: flex; flex-wrap: wrap; gap: 0 28px; align-items: flex-start; }
.row > div { flex: 1 1 400px; }
table { border-collapse: collapse; } td, th { padding: 2px 10px 2px 0; text-align: left; vertical-align: top; }
th { color: #636d7d; font-weight: normal; border-bottom: 1px solid #dfe2e7; }
.notes { white-space: pre-wrap; border-left: 3px solid #3d5afe; padding-left: 10px; }
svg { max-width: 100%; height: auto; display: block; } section { break-inside: avoid; }
.name { float: right; color: #636d7d; }
"""


def as_html(report: Report) -> str:
    """The report as one file that needs nothing else."""
    body = [
        f'<div class="name">{escape(str(NAME_LINE))}</div>',
        f"<h1>{escape(report.title)}</h1>",
        f'<p class="muted">{escape(report.subtitle)}</p>',
        *(f"<p>⚠ {escape(words)}</p>" for words in report.remarks),
        *map(_row, report.rows),
        _notes(report.notes),
        *map(_row, report.more),
        f'<p class="muted">{escape(report.footer)}</p>',
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(report.title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n" + "\n".join(part for part in body if part) + "\n</body>\n</html>\n"
    )


NAME_LINE: Text = _("Name: ____________________")
NOTES: Text = _("Notes")


def _notes(notes: str) -> str:
    return f'<h2>{escape(str(NOTES))}</h2><div class="notes">{escape(notes)}</div>' if notes.strip() else ""


def _row(row: Row) -> str:
    return f'<div class="row">{"".join(f"<div>{_cell(cell)}</div>" for cell in row)}</div>'


def _cell(cell: Cell) -> str:
    return "".join(f"<section><h2>{escape(one.title)}</h2>{_block(one)}</section>" for one in cell)


def _block(one: Table | Picture) -> str:
    return table(one) if isinstance(one, Table) else one.svg


def table(one: Table) -> str:
    """A table as HTML."""
    lines = []
    for place, row in enumerate(one.rows):
        tag = "th" if one.has_head and place == 0 else "td"
        cells = "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(lines)}</table>"
