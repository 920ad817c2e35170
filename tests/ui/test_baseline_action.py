"""Train a baseline: one action trains a sensible network and pins it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from window_maker import Desk, open_desk

from playground.session.baseline import EPOCHS


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, tmp_path) as desk:
        yield desk


def train_on(desk: Desk) -> None:
    for _ in range(4000):
        desk.driver.advance()  # type: ignore[attr-defined]
        desk.beat()
        if not desk.session.running:
            break
    desk.beat(3)


def test_it_is_trained_and_pinned_under_its_name(desk: Desk) -> None:
    before = desk.session.experiment
    desk.window.actions_["baseline"].trigger()
    train_on(desk)
    (run,) = desk.session.papers.runs
    assert str(run.title) == "Baseline network"
    assert run.slot.outcome is not None
    assert run.slot.outcome.numbers.epoch == EPOCHS
    assert "baseline" in desk.notices[-1]
    desk.session.undo()
    desk.session.undo()
    assert desk.session.experiment == before


def test_a_change_on_the_way_calls_the_pinning_off(desk: Desk) -> None:
    desk.window.actions_["baseline"].trigger()
    desk.beat(2)
    desk.session.apply("training.l2", 0.1)
    train_on(desk)
    assert desk.session.papers.runs == ()
