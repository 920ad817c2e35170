"""The table of the points in the window: live answers, edits that undo takes back, and rows that are points."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_maker import Desk

from playground.data.axes import to_units
from playground.data.dataset import Dataset, default_classes
from playground.data.generators import Spiral
from playground.data.points import Points
from playground.data.split import Split
from playground.data.target import Target
from playground.i18n import plain
from playground.session.pointlist import Key
from playground.ui.copying import Copier
from playground.ui.exporting import Exporter
from playground.ui.pointtable.model import COLUMNS
from playground.ui.pointtable.page import PointTablePage

X1, TRUTH, PART, ANSWER, ERROR = (COLUMNS.index(key) for key in (Key.X1, Key.TRUTH, Key.PART, Key.ANSWER, Key.ERROR))


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.window.actions_["page_points"].trigger()
    desk.beat(3)
    return desk


def page(desk: Desk) -> PointTablePage:
    found = desk.child("point_table")
    assert isinstance(found, PointTablePage)
    return found


def cell(desk: Desk, row: int, column: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> object:
    model = page(desk)._model
    return model.data(model.index(row, column), role)


def choose(desk: Desk, name: str, key: str) -> None:
    box = desk.child(name)
    box.set_key(key)
    box.activated.emit(box.currentIndex())


def test_answers_stand_beside_the_truth_and_follow_the_training(desk: Desk) -> None:
    before = [cell(desk, row, ERROR) for row in range(20)]
    assert "–" not in before
    assert str(cell(desk, 0, ANSWER))[0] in "✓✗"
    desk.session.play(3)
    desk.beat(30)
    assert [cell(desk, row, ERROR) for row in range(20)] != before


def test_nothing_is_computed_for_a_table_that_nobody_sees(desk: Desk) -> None:
    assert page(desk).wants().answers
    desk.window.actions_["page_curves"].trigger()
    assert not desk.window._contents.pages.wants().answers


def test_looking_at_the_table_does_not_change_the_training(desk: Desk) -> None:
    desk.session.play(5)
    desk.beat(40)
    with_table = desk.driver._runner.trainer.theta.copy()
    desk.session.reset()
    desk.window.actions_["page_curves"].trigger()
    desk.session.play(5)
    desk.beat(40)
    assert np.array_equal(with_table, desk.driver._runner.trainer.theta)


def test_a_place_and_a_class_can_be_edited_and_undone(desk: Desk) -> None:
    model, before = page(desk)._model, desk.session.dataset
    assert model.setData(model.index(4, X1), "1.5")
    assert to_units(desk.session.prepared.axes, desk.session.dataset.x)[4, 0] == pytest.approx(1.5)
    label = int(desk.session.dataset.labels[4])
    assert model.setData(model.index(4, TRUTH), 1 - label)
    assert int(desk.session.dataset.labels[4]) == 1 - label
    desk.session.undo()
    desk.session.undo()
    assert desk.session.dataset == before


@pytest.mark.parametrize(("typed", "words"), [("much", "A number is needed here, not much."), ("7", "from -6 to 6")])
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(desk: Desk, typed: str, words: str) -> None:
    model, before = page(desk)._model, desk.session.dataset
    assert not model.setData(model.index(0, X1), typed)
    assert words in desk.child("point_table.note").text()
    assert desk.session.dataset is before


def test_chosen_rows_are_chosen_points_and_the_other_way_round(desk: Desk) -> None:
    painter, table = desk.window._map.painter, page(desk)
    table._view.selectRow(7)
    assert painter.selection.ids.tolist() == [int(table._model.ids[7])]
    painter.selection.select(np.array([3, 4, 90]))
    assert table._chosen_rows().tolist() == [3, 4, 90]
    choose(desk, "point_table.filter", "chosen")
    assert table._model.ids.tolist() == [3, 4, 90]


def test_delete_deletes_the_points_of_the_rows(desk: Desk) -> None:
    table, n = page(desk), desk.session.dataset.n
    table._view.selectRow(0)
    table._view.setFocus()
    QTest.keyClick(table._view, Qt.Key.Key_Delete)
    assert desk.session.dataset.n == n - 1
    assert table._model.rowCount() == n - 1


def test_a_click_on_a_title_sorts_and_filters_narrow_down(desk: Desk) -> None:
    table = page(desk)
    table._view.sortByColumn(ERROR, Qt.SortOrder.DescendingOrder)
    errors = [float(str(cell(desk, row, ERROR)).replace("−", "-")) for row in range(50)]
    assert errors == sorted(errors, reverse=True)
    choose(desk, "point_table.filter", "validation")
    assert {cell(desk, row, PART) for row in range(table._model.rowCount())} == {"Validation"}
    choose(desk, "point_table.filter", "wrong")
    assert {str(cell(desk, row, ANSWER))[0] for row in range(table._model.rowCount())} <= {"✗"}


def test_the_wrong_points_can_be_listed_while_the_points_become_others(desk: Desk) -> None:
    table = page(desk)
    choose(desk, "point_table.filter", "wrong")
    desk.session.choose_data(Spiral(samples=60))
    assert table._model.rowCount() <= 60
    desk.session.undo()
    desk.beat(4)
    assert {str(cell(desk, row, ANSWER))[0] for row in range(table._model.rowCount())} == {"✗"}


def test_a_sealed_test_set_is_neither_listed_nor_copied_nor_written(desk: Desk, tmp_path: Path) -> None:
    desk.session.apply("data.split", Split(train=0.5, test=0.25))
    desk.beat(2)
    table = page(desk)
    assert table._model.rowCount() == 300
    assert "100 test points are sealed" in desk.child("point_table.note").text()
    choose(desk, "point_table.filter", "test")
    assert table._model.rowCount() == 0
    desk.window.actions_["copy_points"].trigger()
    desk.until(lambda: "copied" in (desk.notices or [""])[-1])
    assert desk.notices[-1] == "300 points were copied. 100 sealed test points are left out."
    assert len(QApplication.clipboard().text().splitlines()) == 301
    assert "test" not in QApplication.clipboard().text()
    Exporter(desk.session, desk.appearance, (), desk.window).write_points(tmp_path / "points.csv")
    desk.until(lambda: "written" in desk.notices[-1])
    assert ",test" not in (tmp_path / "points.csv").read_text(encoding="utf-8")
    assert desk.notices[-1] == "300 points were written (points.csv). 100 sealed test points are left out."
    desk.session.open_test_set()
    desk.beat(3)
    assert table._model.rowCount() == 100
    assert "–" not in {cell(desk, row, ANSWER) for row in range(100)}


def test_rows_can_be_copied_for_a_spreadsheet(desk: Desk) -> None:
    table = page(desk)
    table._view.selectRow(2)
    desk.child("point_table.copy").click()
    desk.until(lambda: "1 point was copied." in desk.notices)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "x1\tx2\tclass\tpart"
    assert len(lines) == 2


def test_copying_very_many_points_never_holds_the_window_up_and_the_last_choice_counts(desk: Desk) -> None:
    rng = np.random.default_rng(0)
    data = Dataset.numbered(rng.uniform(-6, 6, (100_000, 2)), rng.integers(0, 2, 100_000), default_classes(2))
    desk.session.apply("data.source", Points(data))
    desk.beat(2)
    copier = Copier(desk.session, desk.window)
    QApplication.clipboard().setText("before")
    copier.copy(np.arange(100_000), plain("all"))
    assert QApplication.clipboard().text() == "before"
    copier.copy(np.arange(3), plain("three"))
    desk.until(lambda: "three" in desk.notices)
    assert len(QApplication.clipboard().text().splitlines()) == 4
    copier.copy(np.arange(100_000), plain("all"))
    desk.until(lambda: "all" in desk.notices)
    assert desk.notices.count("all") == 1
    assert len(QApplication.clipboard().text().splitlines()) == 100_001


def test_the_words_follow_the_language(desk: Desk) -> None:
    desk.languages.use("ko")
    desk.beat(2)
    assert page(desk)._model.headerData(PART, Qt.Orientation.Horizontal) == "부분"
    assert cell(desk, 0, PART) in ("훈련", "검증")
    assert "행" in desk.child("point_table.note").text()


def test_a_hundred_thousand_rows_are_sorted_and_shown_soon(desk: Desk) -> None:
    rng = np.random.default_rng(0)
    data = Dataset.numbered(rng.uniform(-6, 6, (100_000, 2)), rng.integers(0, 2, 100_000), default_classes(2))
    desk.session.apply("data.source", Points(data))
    desk.beat(2)
    table = page(desk)
    started = time.process_time()
    table._view.sortByColumn(X1, Qt.SortOrder.DescendingOrder)
    table._view.selectAll()
    desk.app.processEvents()
    assert table._model.rowCount() == 100_000
    assert time.process_time() - started < 3
    assert len(desk.window._map.painter.selection.ids) == 100_000


def test_values_are_listed_and_typed_in_own_units(desk: Desk) -> None:
    data = Dataset.numbered([[0, 0], [1, 1], [2, 2]], [-0.5, 0.25, 1.0], target=Target("price", 0.0, 400.0))
    desk.session.paint(data)
    desk.beat(3)
    assert [cell(desk, row, TRUTH) for row in range(3)] == ["100.0", "250.0", "400.0"]
    model = page(desk)._model
    assert model.headerData(TRUTH, Qt.Orientation.Horizontal) == "price"
    answer, error = (float(cell(desk, 0, place).replace("−", "-")) for place in (ANSWER, ERROR))
    assert answer - error == pytest.approx(100.0, abs=0.2)
    model.setData(model.index(1, TRUTH), "350")
    assert replace(data, y=[-0.5, 0.75, 1.0]) == desk.session.dataset


def test_values_are_listed_as_numbers(desk: Desk) -> None:
    data = Dataset.numbered([[0, 0], [1, 1], [2, 2]], [-0.5, 0.25, 1.0])
    desk.session.paint(data)
    desk.beat(3)
    assert [cell(desk, row, TRUTH) for row in range(3)] == ["−0.500", "0.250", "1.000"]
    model = page(desk)._model
    model.setData(model.index(1, TRUTH), "0.75")
    assert replace(data, y=[-0.5, 0.75, 1.0]) == desk.session.dataset
