"""Work behind a dialog: one piece at a time, and nothing is heard of one that was given up."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from window_maker import at_work

from playground.i18n import _
from playground.spec import SpecError, Violation
from playground.ui.work import Tell, Worker, wait_for_all

PATIENCE_S = 30.0


class Listener:
    """A worker, and everything that was heard of it."""

    def __init__(self, owner: QObject) -> None:
        self.worker = Worker(owner)
        self.heard: list[tuple[str, object]] = []
        for name in ("done", "refused", "told"):
            getattr(self.worker, name).connect(lambda what, name=name: self.heard.append((name, what)))


@pytest.fixture
def listener(qapp: QApplication) -> Iterator[Listener]:
    owner = QObject()
    made = Listener(owner)
    yield made
    made.worker.give_up()
    owner.deleteLater()


def test_what_is_told_comes_before_the_result(listener: Listener, qtbot) -> None:
    def task(tell: Tell) -> str:
        tell(0.5)
        tell(None)
        return "all"

    listener.worker.begin(task)
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert listener.heard == [("told", 0.5), ("done", "all")]


def test_only_the_newest_work_is_heard_even_if_an_earlier_one_has_just_spoken(listener: Listener, qtbot) -> None:
    has_spoken = Event()

    def early(tell: Tell) -> str:
        tell("early")
        has_spoken.set()
        return "early"

    listener.worker.begin(early)
    assert has_spoken.wait(PATIENCE_S)
    listener.worker.begin(lambda _tell: "late")
    qtbot.waitUntil(lambda: ("done", "late") in listener.heard)
    assert listener.heard == [("done", "late")]


def test_work_that_is_given_up_ends_at_its_next_word(listener: Listener, qapp: QApplication) -> None:
    has_begun, has_ended = Event(), Event()

    def endless(tell: Tell) -> None:
        try:
            while True:
                tell(None)
                has_begun.set()
        finally:
            has_ended.set()

    listener.worker.begin(endless)
    assert has_begun.wait(PATIENCE_S)
    listener.worker.give_up()
    assert has_ended.wait(PATIENCE_S)
    qapp.processEvents()
    assert listener.heard == []


def test_giving_up_does_not_wait_and_a_stubborn_task_does_not_hold_up_the_next_for_long(
    listener: Listener, qtbot
) -> None:
    let, begun = Event(), Event()

    def stubborn(_tell: Tell) -> str:
        begun.set()
        assert let.wait(PATIENCE_S)
        return "early"

    listener.worker.begin(stubborn)
    assert begun.wait(PATIENCE_S)
    listener.worker.begin(lambda _tell: "late")
    qtbot.waitUntil(lambda: listener.heard != [])
    assert listener.heard == [("done", "late")]
    assert not listener.worker.busy
    let.set()
    wait_for_all(PATIENCE_S, 0.0)
    assert not at_work()


def test_work_that_is_given_up_before_its_turn_never_begins(listener: Listener, qtbot) -> None:
    let, done = Event(), []
    listener.worker.begin(lambda _tell: let.wait(PATIENCE_S))
    for name in ("second", "third"):
        listener.worker.begin(lambda _tell, name=name: done.append(name))
    let.set()
    qtbot.waitUntil(lambda: done != [])
    wait_for_all(PATIENCE_S, 0.0)
    assert done == ["third"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SpecError((Violation("", _("This can't be.")),)), "This can't be."),
        (OSError(28, "No space left on device"), "The disk is full."),
        (MemoryError(), "There is not enough memory for this."),
    ],
)
def test_why_there_is_no_result_is_told_in_words(listener: Listener, qtbot, error: Exception, words: str) -> None:
    def task(_tell: Tell) -> None:
        raise error

    listener.worker.begin(task)
    qtbot.waitUntil(lambda: listener.heard != [])
    assert [(name, str(what)) for name, what in listener.heard] == [("refused", words)]
