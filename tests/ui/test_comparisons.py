"""A baseline that is trained and pinned, and four learning rates on one chart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from window_maker import Desk, open_desk

from playground.data.regression_sets import Plane
from playground.engine.optimizers import SGD
from playground.i18n import plain
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


def test_four_rates_run_in_turn_from_the_same_weights_and_the_rate_is_what_it_was(desk: Desk) -> None:
    rate = desk.session.experiment.training.learning_rate
    desk.window.actions_["compare_rates"].trigger()
    for _ in range(4):
        train_on(desk)
    assert [str(run.title) for run in desk.session.papers.runs] == [
        "learning rate 0.001", "learning rate 0.1", "learning rate 0.03",
    ]  # fmt: skip
    assert desk.session.experiment.training.learning_rate == rate
    outcomes = [run.slot.outcome for run in desk.session.papers.runs]
    first_losses = {float(outcome.saved.curves.column("train_loss")[0]) for outcome in outcomes if outcome is not None}
    assert len(first_losses) == 1
    last = [outcome.numbers.train_loss for outcome in outcomes if outcome is not None]
    assert last[0] > 10 * last[2]
    assert "Four learning rates" in desk.notices[-1]


def test_a_rate_at_which_training_breaks_down_is_pinned_too_and_the_others_go_on(desk: Desk) -> None:
    desk.session.apply_all(
        {"training.optimizer": SGD(), "data.source": Plane(), "training.learning_rate": 0.05}, plain("")
    )
    desk.window.actions_["compare_rates"].trigger()
    for _ in range(4):
        train_on(desk)
    assert len(desk.session.papers.runs) == 3
    assert desk.session.experiment.training.learning_rate == 0.05
