"""The gallery of data sets: every set is reached, is told in words and mathematics, and its flaws can be set."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from window_maker import Desk

from playground.data.curve_sets import FormulaCurve
from playground.data.generators import Spiral
from playground.data.sources import Generated, Source
from playground.spec import family
from playground.ui.controls.caret import CaretMark
from playground.ui.panels.gallery import GROUPS

SOURCES = cast(dict[str, type[Source]], dict(family("dataset")))


def click(desk: Desk, name: str) -> None:
    QTest.mouseClick(desk.child(name), Qt.MouseButton.LeftButton)


def test_every_data_set_is_two_clicks_away_and_then_checked_and_named(desk: Desk) -> None:
    for key, source in SOURCES.items():
        click(desk, f"gallery.group.{source.group}")
        button = desk.child(f"data.{key}")
        assert button.isVisible(), key
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert desk.session.experiment.data.source.key == key
        assert button.isChecked()


def test_the_page_follows_the_data_set(desk: Desk) -> None:
    for key in ("blobs", "plane", "circle"):
        desk.session.choose_data(SOURCES[key]())
        assert desk.child(f"gallery.group.{SOURCES[key].group}").isChecked()
        assert desk.child(f"data.{key}").isVisible()


def test_leafing_through_the_pages_changes_neither_data_nor_heights(desk: Desk) -> None:
    before, height = desk.session.experiment, desk.child("gallery").height()
    for group, _caption, _tip in GROUPS:
        click(desk, f"gallery.group.{group}")
        desk.beat()
        assert desk.session.experiment is before
        assert desk.child("gallery").height() == height


def test_the_formula_is_shown_with_the_present_numbers(desk: Desk) -> None:
    desk.session.choose_data(Spiral(turns=2.5))
    click(desk, "gallery.info")
    shown = desk.child("data_info.formula").text()
    assert "t = 2.5 · 2π i/n" in shown
    desk.child("data_info").close()


def test_outliers_and_shift_are_told_in_words_and_undone(desk: Desk) -> None:
    field = desk.child("data.source.flaws")
    words = field.findChild(QLabel)
    assert words.text() == "no outliers, no shift"
    click(desk, "data.source.flaws.open")
    box = desk.child("data.source.flaws.outliers.editor")
    box.selectAll()
    QTest.keyClicks(box, "0.1")
    QTest.keyClick(box, Qt.Key.Key_Return)
    desk.beat()
    source = desk.session.experiment.data.source
    assert isinstance(source, Generated)
    assert source.flaws.outliers == pytest.approx(0.1)
    assert words.text() == "outliers 10 %"
    desk.child("data.source.flaws.popup").close()
    desk.window.actions_["undo"].trigger()
    assert words.text() == "no outliers, no shift"


def test_ones_own_points_have_no_flaws_to_set(desk: Desk) -> None:
    click(desk, "gallery.group.own")
    click(desk, "data.points")
    assert not desk.child("data.source.flaws").isVisible()


def test_a_formula_with_a_mistake_stays_in_its_field_with_the_reason_until_it_is_mended(desk: Desk) -> None:
    desk.session.choose_data(FormulaCurve())
    before, line = desk.session.experiment, desk.child("data.source.curve.editor")
    line.selectAll()
    QTest.keyClicks(line, "2 * sin(x")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert desk.session.experiment is before
    assert line.text() == "2 * sin(x"
    assert "A closing bracket ) is missing here. (at character 10)" in line.toolTip()
    caret = line.findChild(CaretMark)
    assert caret is not None
    assert (caret.isVisibleTo(line), caret.column) == (True, 9)
    assert caret.geometry() == line.rect()
    QTest.keyClicks(line, ")")
    assert not caret.isVisibleTo(line)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert desk.session.experiment.data.source == FormulaCurve(curve="2 * sin(x)")
    assert "missing" not in line.toolTip()
