"""The last row and the last column that can be seen of a table are seen whole."""

import pytest
from PySide6.QtWidgets import QTableView
from window_maker import Desk

TABLES = {"evaluation": "evaluation.numbers", "points": "point_table.view", "compare": "compare.table",
          "health": "health.table"}  # fmt: skip


@pytest.mark.parametrize("page", TABLES)
@pytest.mark.parametrize("projector", [False, True])
def test_no_row_is_cut_through_its_words(desk: Desk, page: str, projector: bool) -> None:
    if projector:
        desk.window.actions_["projector"].trigger()
        desk.window.resize(1280, 720)
    for _ in range(5):
        desk.session.pin()
    desk.window.shown.show_page(page)
    desk.beat(6)
    view: QTableView = desk.child(TABLES[page])
    room, last = view.viewport().height(), view.rowAt(view.viewport().height() - 1)
    if last >= 0:
        cut = view.rowViewportPosition(last) + view.rowHeight(last) - room
        assert cut <= 3 or view.rowHeight(last) - cut < 4  # no more than the edges above and below its words


def test_the_columns_in_view_are_whole_and_stay_as_wide_when_numbers_get_shorter(desk: Desk) -> None:
    desk.window.shown.show_page("compare")
    desk.beat(4)
    table: QTableView = desk.child("compare.table")
    header, room = table.horizontalHeader(), table.viewport().width()
    ends = [header.sectionViewportPosition(column) + header.sectionSize(column) for column in range(header.count())]
    assert any(abs(end - room) <= header.count() for end in ends)
    before = header.sectionSize(2)
    table.item(0, 2).setText("0.1")
    table._fit()
    assert header.sectionSize(2) == before
