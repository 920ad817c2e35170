"""What looking costs: nothing is worked out that nobody sees, nothing twice, and nothing old is shown."""

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from playground.engine import probes
from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.session.frame import Frame
from playground.session.mailbox import Mailbox
from playground.ui.pump import BRISK_MS, QUIET_MS
from tests.ui.window_maker import Desk

MAPS = ("output_map", "neuron_maps", "neuron_map")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.beat(4)
    return desk


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each kind of picture was worked out, and how many frames were made."""
    counts: Counter[str] = Counter()

    def count(name: str, function: Any) -> Any:
        def counting(*given: Any) -> Any:
            counts[name] += 1
            return function(*given)

        return counting

    for name in MAPS:
        monkeypatch.setattr(probes, name, count(name, getattr(probes, name)))
    monkeypatch.setattr(Mailbox, "put", count("frames", Mailbox.put))
    return counts


def test_a_hidden_window_has_no_picture_worked_out(desk: Desk, counted: Counter[str]) -> None:
    desk.session.play()
    desk.window.hide()
    desk.beat(2)  # what was asked for before
    counted.clear()
    desk.beat(12)
    assert not sum(counted[name] for name in MAPS)


def test_at_rest_nothing_is_worked_out_again(desk: Desk, counted: Counter[str]) -> None:
    desk.beat(12)
    assert not counted


def test_while_training_each_view_has_a_picture_only_for_its_turn(desk: Desk, counted: Counter[str]) -> None:
    desk.session.play()
    desk.beat(8)
    counted.clear()
    desk.beat(80)
    assert 0 < counted["neuron_maps"] <= 80 / 4 + 1
    assert 0 < counted["output_map"] <= 80 / 2 + 1
    assert not counted["neuron_map"]


def test_every_frame_that_is_made_is_shown_and_none_is_old(desk: Desk, counted: Counter[str]) -> None:
    shown: list[Frame] = []
    desk.window.frame_shown.connect(shown.append)
    desk.session.play()
    desk.beat(20)
    desk.session.reset()
    reset = len(shown)
    desk.session.play()
    desk.beat(20)
    assert counted["frames"] - len(shown) <= 1  # one may be on its way
    generations = [frame.generation for frame in shown]
    assert generations == sorted(generations)
    assert set(generations[reset:]) == {max(generations)}
    steps = [frame.numbers.step for frame in shown[reset:]]
    assert steps == sorted(steps)


def test_a_deed_at_rest_is_answered_at_once_and_then_all_is_quiet_again(desk: Desk) -> None:
    timer = desk.window._pump.findChild(QTimer)
    assert timer is not None
    assert timer.interval() == QUIET_MS
    desk.session.apply("training.learning_rate", 0.5)
    assert timer.interval() == BRISK_MS
    desk.until(lambda: not desk.session.is_waiting)
    desk.beat(2)
    assert timer.interval() == QUIET_MS


def test_a_new_learning_rate_judges_nothing_again_but_a_penalty_does(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[int] = []
    record = Trainer.record

    def counting(trainer: Trainer, *given: Any) -> Record:
        judged.append(trainer.step)
        return record(trainer, *given)

    monkeypatch.setattr(Trainer, "record", counting)
    desk.session.apply("training.learning_rate", 0.5)
    desk.beat(2)
    assert not judged
    desk.session.apply("training.l2", 0.1)
    desk.beat(2)
    assert judged
