"""Tables of which the last row and the last column that can be seen are seen whole, not cut through their words."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtWidgets import QHeaderView, QTableView


def filling(room: int, usual: int, count: int) -> int:
    """The size of each of `count` rows: the usual one where all have room, else so much more that they fill it.

    >>> filling(100, 20, 3), filling(100, 30, 9), filling(10, 20, 9)
    (20, 33, 20)
    """
    fitting = room // max(usual, 1)
    return usual if fitting == 0 or count <= fitting else round(room / fitting)


def stretched(room: int, widths: Sequence[int]) -> list[int]:
    """Widths of columns, all wider by the same share, so that those that fit whole fill the room.

    >>> stretched(100, [40, 40, 40]), stretched(100, [20, 30]), stretched(10, [40, 40])
    ([50, 50, 50], [40, 60], [40, 40])
    """
    fitting = [total for total in accumulate(widths) if total <= room]
    share = room / fitting[-1] if fitting else 1.0
    return [int(width * share) for width in widths]


def fit_rows(view: QTableView, usual: int) -> None:
    """Give the rows of a table their height."""
    header = view.verticalHeader()
    height = filling(view.viewport().height(), usual, view.model().rowCount())
    if header.defaultSectionSize() != height:
        header.setMinimumSectionSize(min(height, usual))
        header.setDefaultSectionSize(height)


def fit_columns(view: QTableView, widths: Sequence[int]) -> None:
    """Give the columns of a table at least these widths."""
    header = view.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    for column, width in enumerate(stretched(view.viewport().width(), widths)):
        if header.sectionSize(column) != width:
            header.resizeSection(column, width)
