"""The page Compare runs, used as a person does."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_maker import Desk

from playground import tree
from playground.data.dataset import ClassStyle
from playground.data.generators import Circle
from playground.session.drivers import InlineDriver
from playground.ui.compare.words import COLUMNS, differences


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.window.shown.show_page("compare")
    train(desk, 3)
    return desk


def train(desk: Desk, epochs: int) -> None:
    desk.session.play(epochs=epochs)
    driver = desk.driver
    assert isinstance(driver, InlineDriver)
    for _ in range(2000):
        driver.advance()
        desk.session.take_frame()
        if not desk.session.running:
            break
    desk.beat(4)


def pin(desk: Desk) -> None:
    desk.window.actions_["pin_run"].trigger()
    desk.driver.advance(2)  # type: ignore[attr-defined]
    desk.beat(4)


def cells(desk: Desk) -> list[list[str]]:
    table = desk.child("compare.table")
    return [
        [table.item(line, place).text() for place in range(table.columnCount())] for line in range(table.rowCount())
    ]


def test_a_pinned_run_stands_beside_the_present_with_what_differs(desk: Desk) -> None:
    pin(desk)
    desk.session.apply("training.learning_rate", 0.3)
    train(desk, 4)
    present, first = cells(desk)
    assert (present[0], first[0], present[1], first[1]) == ("This run", "Run 1", "7", "3")
    assert first[len(COLUMNS) + 1] == "Learning rate: 0.01 (now 0.3)"
    assert desk.child("compare.first").currentText() == "Run 1"


def test_the_maps_of_one_network_do_not_differ_at_all_until_it_learns(desk: Desk) -> None:
    pin(desk)
    contrast = desk.child("compare.maps").contrast
    assert contrast is not None
    assert not contrast.values.any()
    train(desk, 5)
    contrast = desk.child("compare.maps").contrast
    assert contrast is not None
    assert np.abs(contrast.values).max() > 0.0


def test_a_click_on_a_title_sorts_by_value_and_not_by_letters(desk: Desk) -> None:
    pin(desk)
    train(desk, 8)  # 11 epochs, which is after 3 only as a number
    table = desk.child("compare.table")
    table.sortItems(1, Qt.SortOrder.AscendingOrder)
    assert [line[1] for line in cells(desk)] == ["3", "11"]
    table.sortItems(1, Qt.SortOrder.DescendingOrder)
    desk.beat(2)
    assert [line[1] for line in cells(desk)] == ["11", "3"]


def test_names_and_notes_are_written_into_the_table(desk: Desk) -> None:
    pin(desk)
    table = desk.child("compare.table")
    table.item(1, 0).setText("calm")
    table.item(1, table.columnCount() - 1).setText("with a small rate")
    [run] = desk.session.papers.runs
    assert (run.name, run.note) == ("calm", "with a small rate")
    desk.session.undo()
    desk.beat(2)
    assert cells(desk)[1][-1] == ""


def test_remove_and_go_back(desk: Desk) -> None:
    pin(desk)
    table = desk.child("compare.table")
    assert not desk.child("compare.remove").isEnabled()
    table.choose(1)
    desk.child("compare.remove").click()
    assert desk.session.papers.runs == ()
    desk.session.undo()
    train(desk, 4)
    table.choose(1)
    desk.child("compare.restore").click()
    desk.driver.advance(3)  # type: ignore[attr-defined]
    desk.beat(3)
    assert cells(desk)[0][1] == "3"


def test_when_the_chosen_run_is_removed_no_other_is_chosen_in_its_place(desk: Desk) -> None:
    for _run in range(3):
        pin(desk)
    table = desk.child("compare.table")
    table.choose(2)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    desk.beat(2)
    assert [run.number for run in desk.session.papers.runs] == [1, 3]
    assert table.chosen is None
    assert not desk.child("compare.remove").isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert len(desk.session.papers.runs) == 2
    table.choose(3)
    desk.session.undo()
    desk.beat(2)
    assert table.chosen == 3


def test_the_table_is_written_with_full_precision(desk: Desk, tmp_path: Path) -> None:
    pin(desk)
    desk.child("compare").write_table(tmp_path / "runs.csv")
    desk.until(lambda: desk.notices and "written (runs.csv)" in desk.notices[-1])
    title, *lines = csv.reader((tmp_path / "runs.csv").read_text("utf-8-sig").splitlines())
    assert title[1] == "Epochs"
    outcome = desk.session.papers.runs[0].slot.outcome
    assert outcome is not None
    assert float(lines[1][2]) == outcome.numbers.train_loss
    assert len(lines) == 2


def test_a_folder_that_can_not_be_written_to_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.child("compare").write_table(tmp_path / "nowhere" / "runs.csv")
    desk.until(lambda: desk.notices and "Writing" not in desk.notices[-1])
    assert "can't be saved (runs.csv)" in desk.notices[-1]


def test_the_page_speaks_korean_at_once(desk: Desk) -> None:
    pin(desk)
    desk.languages.use("ko")
    desk.beat(2)
    assert [line[0] for line in cells(desk)] == ["지금 실행", "실행 1"]


def test_settings_are_compared_in_words(desk: Desk) -> None:
    now = desk.session.experiment
    desk.session.apply("network.layers.0.units", 6)
    assert differences(desk.session.experiment, now) == ["Neurons: 4 (now 6)"]


def test_other_names_of_classes_are_said(desk: Desk) -> None:
    bare = desk.session.experiment
    named, renamed = (
        tree.put(bare, "data.source", Circle(styles=(ClassStyle(name), ClassStyle("dogs", 1)))) for name in ("cats", "")
    )
    assert differences(bare, named) == ["Names and colours: cats, dogs (now –)"]
    assert differences(renamed, named) == ["Class name: cats (now –)"]


def test_looking_back_the_present_row_has_the_best_epoch_up_to_that_moment(desk: Desk) -> None:
    best = [cells(desk)[0][4:6]]
    desk.session.apply("training.learning_rate", 3.0)  # from here on it becomes worse and better again
    for _ in range(5):
        train(desk, 1)
        best.append(cells(desk)[0][4:6])
    for epoch in (8, 6, 5, 3):
        desk.session.look_back(epoch)
        desk.driver.advance(50)  # type: ignore[attr-defined]
        desk.beat(4)
        assert cells(desk)[0][1] == str(epoch)
        assert cells(desk)[0][4:6] == best[epoch - 3]
