"""The page for notes: they belong to the work, are saved with it, and typing starts nothing."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from window_maker import Desk

from playground.experiment import Experiment
from playground.session.work import LONGEST_NOTES


def sheet(desk: Desk) -> QPlainTextEdit:
    desk.window.actions_["page_notes"].trigger()
    desk.beat()
    return desk.child("notes")


def test_what_is_written_belongs_to_the_work_and_marks_it_as_changed(desk: Desk) -> None:
    found = sheet(desk)
    found.setFocus()
    QTest.keyClicks(found, "Run 1: red")
    assert desk.session.papers.notes == "Run 1: red"
    assert desk.window.filing.modified
    assert not desk.session.running
    assert desk.session.undo_label is None


def test_other_work_has_other_notes_and_undo_brings_them_back(desk: Desk) -> None:
    found = sheet(desk)
    QTest.keyClicks(found, "mine")
    desk.session.load(Experiment())
    assert found.toPlainText() == ""
    desk.session.undo()
    assert found.toPlainText() == "mine"


def test_notes_have_an_end(desk: Desk) -> None:
    found = sheet(desk)
    longest = ("a" * 49 + "\n") * (LONGEST_NOTES // 50)
    desk.session.write_notes(longest)
    QTest.keyClicks(found, "b")
    assert desk.session.papers.notes == longest
