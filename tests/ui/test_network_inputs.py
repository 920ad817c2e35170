"""Inputs are added above the diagram: radius, angle, cosines, and formulas that are checked while they are typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from window_maker import Desk

from playground.data.curve_sets import Wave
from playground.data.features import X1, X2, CosX1, Radius
from playground.data.typed_feature import Formula
from playground.ui.views.network_inputs import AddInput
from playground.ui.views.network_model import diagram_of


def entries(desk: Desk) -> list[str]:
    """What the menu of inputs offers."""
    QTest.mouseClick(desk.child("network.add_input"), Qt.MouseButton.LeftButton)
    menu = desk.child("network.inputs")
    assert isinstance(menu, QMenu)
    words = [action.text().split(" ")[0] for action in menu.actions() if action.text()]
    menu.close()
    desk.app.processEvents()
    return words


def typed(desk: Desk, text: str) -> None:
    """Open the editor and type."""
    add = desk.child("network.add_input")
    assert isinstance(add, AddInput)
    add.open_editor()
    QTest.keyClicks(desk.child("formula_editor.line"), text)


def test_the_menu_offers_what_the_diagram_does_not_show(desk: Desk) -> None:
    assert entries(desk) == ["r", "θ", "cos", "cos", "Formula…"]
    desk.session.apply("features", (X1(), Radius()))
    assert entries(desk) == ["θ", "cos", "cos", "Formula…"]
    desk.session.choose_data(Wave())
    assert entries(desk) == ["cos", "Formula…"]


def test_a_formula_becomes_an_input_and_is_undone(desk: Desk) -> None:
    typed(desk, "x1 * x2 - 1")
    QTest.keyClick(desk.child("formula_editor.line"), Qt.Key.Key_Return)
    assert desk.session.experiment.features == (X1(), X2(), Formula("x1 * x2 - 1"))
    desk.beat()
    assert desk.session.undo_label is not None
    assert str(desk.session.undo_label) == "Add input"
    desk.session.undo()
    assert desk.session.experiment.features == (X1(), X2())


def test_added_inputs_stand_near_the_top_and_go_when_clicked_away(desk: Desk) -> None:
    desk.session.apply("features", (X1(), X2(), CosX1(), Formula("x1 + 1")))
    diagram = diagram_of(desk.session.prepared)
    assert [feature.caption for feature in diagram.features][:5] == ["x₁", "x₂", "cos x₁", "x₁+1", "x₁²"]
    assert diagram.spares == {4, 5, 6, 7, 8}
    assert diagram.with_toggled(3) == (X1(), X2(), CosX1())


def test_a_formula_is_changed_where_it_stands_and_that_is_undone(desk: Desk) -> None:
    desk.session.apply("features", (X1(), Formula("x1 + 1"), X2()))
    QTest.mouseClick(desk.child("network.add_input"), Qt.MouseButton.LeftButton)
    menu = desk.child("network.inputs")
    assert isinstance(menu, QMenu)
    change = menu.actions()[-1]
    assert change.text() == "Change x₁+1…"
    change.trigger()
    menu.close()
    line = desk.child("formula_editor.line")
    assert line.text() == "x1 + 1"
    assert desk.child("formula_editor.add").text() == "Change input"
    QTest.keyClicks(line, "0 * x2")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert desk.session.experiment.features == (X1(), Formula("x1 + 10 * x2"), X2())
    desk.beat()
    assert str(desk.session.undo_label) == "Change input"
    desk.session.undo()
    assert desk.session.experiment.features == (X1(), Formula("x1 + 1"), X2())


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("sin(x1", 6, "A closing bracket ) is missing here."),
        ("x1 + y", 5, "y is not known here."),
        ("x1.real", 2, ". has no place in a formula."),
        ("1 / x1", None, "has no value"),
    ],
)
def test_a_mistake_is_told_under_its_character_while_typing(
    desk: Desk, text: str, column: int | None, words: str
) -> None:
    typed(desk, text)
    editor = desk.child("formula_editor")
    assert words in editor.said.text()
    assert editor._caret.column == column
    assert not desk.child("formula_editor.add").isEnabled()
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert desk.session.experiment.features == (X1(), X2())
    QTest.keyClicks(editor.line, "")
    editor.line.setText("x1 + x2")
    assert editor.said.text() == ""
    assert desk.child("formula_editor.add").isEnabled()
    editor.close()


def test_an_input_is_not_offered_twice_nor_the_answer_of_a_curve(desk: Desk) -> None:
    desk.session.choose_data(Wave())
    typed(desk, "x2 + 1")
    editor = desk.child("formula_editor")
    assert "These data ask for the height of a curve" in editor.said.text()
    editor.close()
