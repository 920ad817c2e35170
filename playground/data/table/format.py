"""How a table is written: its encoding, what separates its cells, its decimal sign, and where it begins.

All of it is sniffed from the beginning of the text, shown to the person, and theirs to change.
"""

import codecs
import csv
import re
from collections import Counter
from dataclasses import dataclass
from typing import BinaryIO

from playground.i18n import _, p_, plain
from playground.spec import Choice, Configuration, Effect, param

SAMPLE_BYTES = 65_536
"""So much of the beginning is looked at for the separator, the decimal sign and the names."""
_ENCODING_BYTES = 32_000_000
"""So much is looked at for the encoding: the first Korean word of a table may come late."""
_SAMPLE_ROWS = 200

ENCODINGS = (
    Choice("utf-8", plain("UTF-8")),
    Choice("utf-8-sig", _("UTF-8 with a mark (BOM)")),
    Choice("utf-16", _("UTF-16 with a mark (BOM)")),
    Choice("utf-16-le", plain("UTF-16 LE")),
    Choice("utf-16-be", plain("UTF-16 BE")),
    Choice("cp949", _("CP949 (Korean Windows)")),
    Choice("cp1252", _("CP1252 (Western Windows)")),
)
SEPARATORS = (
    Choice("\t", _("Tab")),
    Choice(";", _("Semicolon ;")),
    Choice("|", _("Bar |")),
    Choice(",", _("Comma ,")),
    Choice(" ", _("Space")),
)
"""In the order of preference where two would do: decimal commas look like separators, not the other way round."""
DECIMALS = (Choice(".", p_("decimal sign", "Point 1.5")), Choice(",", p_("decimal sign", "Comma 1,5")))


@dataclass(frozen=True, slots=True)
class Format(Configuration):
    """How the text of a table is to be read."""

    encoding: str = param(
        "utf-8", label=_("Encoding"), help=_("How the letters of the file are stored."), effect=Effect.VIEW,
        choices=ENCODINGS,
    )  # fmt: skip
    separator: str = param(
        ",", label=_("Separator"), help=_("What stands between two cells."), effect=Effect.VIEW, choices=SEPARATORS
    )
    decimal: str = param(
        ".", label=_("Decimal sign"),
        help=_("What stands between the ones and the tenths. The other sign may group thousands."),
        effect=Effect.VIEW, choices=DECIMALS,
    )  # fmt: skip
    skip: int = param(
        0, label=_("Lines before the table"), help=_("Titles and remarks that are passed over."), effect=Effect.VIEW,
        low=0, high=1000,
    )  # fmt: skip
    header: bool = param(
        True, label=_("First line holds names"), help=_("Otherwise the columns are numbered."), effect=Effect.VIEW
    )


def sniff(stream: BinaryIO) -> Format:
    """The likely format of a table, from its beginning. The stream is left at its start."""
    stream.seek(0)
    encoding = sniff_encoding(stream)
    stream.seek(0)
    text = stream.read(SAMPLE_BYTES).decode(encoding, errors="replace")
    is_cut = bool(stream.read(1))
    stream.seek(0)
    return sniff_text(text, encoding, is_cut)


def sniff_encoding(stream: BinaryIO) -> str:
    """The encoding of a text, from its mark, or else the first one that fits: UTF-16, UTF-8, CP949, CP1252."""
    beginning = stream.read(4096)
    if beginning.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)  # half of the bytes of Latin text are 0 there
    if max(even, odd) > len(beginning) / 8 and min(even, odd) < max(even, odd) / 4:
        return "utf-16-le" if odd > even else "utf-16-be"
    return next((name for name in ("utf-8", "cp949") if _fits(stream, name)), "cp1252")


def _fits(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    left = _ENCODING_BYTES
    try:
        while left > 0 and (piece := stream.read(min(left, 1 << 20))):
            decoder.decode(piece)
            left -= len(piece)
    except UnicodeDecodeError:
        return False
    return True


def sniff_text(text: str, encoding: str = "utf-8", is_cut: bool = False) -> Format:
    """The likely separator, decimal sign, beginning and header of a text, whose last line `is_cut` perhaps."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    lines = lines[: min(len(lines) - (is_cut and len(lines) > 1), _SAMPLE_ROWS)]
    candidates = {choice.value: _rows(lines, choice.value) for choice in SEPARATORS}
    separator = _separator(candidates)
    rows = candidates[separator]
    width = _usual_width(rows)
    skip = next((index for index, row in enumerate(rows) if len(row) == width), 0)
    cells = [[cell.strip() for cell in row] for row in rows[skip:] if len(row) == width and any(row)]
    decimal = _decimal(cells, separator)
    return Format(encoding, separator, decimal, skip, _has_header(cells, decimal))


def _rows(lines: list[str], separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=separator, skipinitialspace=separator != "\t"))
    except csv.Error:
        return []


def _separator(candidates: dict[str, list[list[str]]]) -> str:
    """The first separator that splits nine of ten rows into the same number of cells, or else the most regular one."""
    regular = {key: _regularity(rows) for key, rows in candidates.items()}
    if not any(_is_number(cell, ".") for row in candidates[" "] if len(row) > 1 for cell in row):
        regular[" "] = 0.0  # words of a sentence are no columns
    good = next((key for key, share in regular.items() if share >= 0.9), None)
    best = good or max(regular, key=lambda key: regular[key])
    return best if regular[best] > 0 else ","


def _regularity(rows: list[list[str]]) -> float:
    """The share of the filled rows that are as wide as most, 0 where that is one cell."""
    filled = [row for row in rows if any(row)]
    width = _usual_width(filled)
    return sum(len(row) == width for row in filled) / len(filled) if filled and width > 1 else 0.0


def _usual_width(rows: list[list[str]]) -> int:
    widths = Counter(len(row) for row in rows if any(row))
    return widths.most_common(1)[0][0] if widths else 0


def _decimal(rows: list[list[str]], separator: str) -> str:
    if separator == "," and not any("," in cell for row in rows for cell in row):
        return "."
    cells = [cell for row in rows for cell in row]
    commas = sum(_is_number(cell, ",") and "," in cell and not _is_number(cell, ".") for cell in cells)
    points = sum(_is_number(cell, ".") and "." in cell and not _is_number(cell, ",") for cell in cells)
    return "," if commas > points else "."


def _has_header(rows: list[list[str]], decimal: str) -> bool:
    """Whether the first row names the columns: no number in it, and no word that comes again below."""
    if len(rows) < 2 or any(_is_number(cell, decimal) for cell in rows[0]):
        return False
    below = rows[1:]
    if any(_is_number(cell, decimal) for row in below for cell in row):
        return True
    return not any(name in [row[index] for row in below] for index, name in enumerate(rows[0]))


_NUMBER = {
    ".": re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?([eE][+-]?\d+)?"),
    ",": re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?([eE][+-]?\d+)?"),
}


def _is_number(cell: str, decimal: str) -> bool:
    return any(map(str.isdigit, cell)) and _NUMBER[decimal].fullmatch(cell) is not None
