"""A mistake of the program is told, and the window lives on, whatever it was doing."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from playground import ui
from playground.ui.errors import ErrorCatcher, guarded

SOURCES = sorted(Path(ui.__file__).parent.rglob("*.py"))


class Broken(QWidget):
    """A widget that can't be painted."""

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawLine(0, 0, 5, 5)
            raise ArithmeticError("the paint is off")


def test_an_error_while_painting_is_told_when_the_painting_is_over(qtbot: QtBot, qapp: QApplication) -> None:
    told: list[str] = []
    catcher = ErrorCatcher(qapp)
    catcher.tell_instead(told.append)
    widget = Broken()
    qtbot.addWidget(widget)
    try:
        widget.grab()
        assert told == []
        qtbot.waitUntil(lambda: bool(told))
    finally:
        catcher.release()
        catcher.deleteLater()
    assert "the paint is off" in told[0]
    assert widget.findChildren(QTimer) == []


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_every_painting_is_guarded_and_ends(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside_with = {
        id(item.context_expr) for node in ast.walk(tree) if isinstance(node, ast.With) for item in node.items
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "paintEvent":
            assert "guarded" in [ast.unparse(mark) for mark in node.decorator_list], f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Call) and ast.unparse(node) == "QPainter(self)":
            assert id(node) in inside_with, f"{path.name}:{node.lineno}"
