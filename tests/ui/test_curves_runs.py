"""Curves of pinned runs behind the present one."""

import numpy as np

from playground.engine.tasks import Kind
from playground.experiment import Experiment, prepare
from playground.session.commands import Saved
from playground.session.curves import COLUMNS, Curves
from playground.session.frame import Numbers
from playground.session.pins import Outcome, PinnedRun, PinSlot
from playground.ui.views.curves_runs import PATTERNS, run_lines
from playground.ui.views.curves_series import Measure

PREPARED = prepare(Experiment())


def run(number: int, epochs: int, validated: bool = True) -> PinnedRun:
    table = np.ones((epochs, len(COLUMNS)))
    table[:, 0] = np.arange(epochs)
    table[:, COLUMNS.index("validation_loss")] = 0.25 if validated else np.nan
    saved = Saved(PREPARED.trainer().checkpoint(), Curves(table))
    return PinnedRun(number, PREPARED, PinSlot(Outcome(saved, Numbers(), np.zeros((1, 2, 2), np.float32))))


def test_the_validation_points_stand_for_a_run_and_the_training_points_where_there_are_none() -> None:
    both, one = run_lines((run(1, 5), run(2, 7, validated=False)), Measure.LOSS, Kind.BINARY, False)
    assert both.line.values.tolist() == [0.25] * 5
    assert one.line.values.tolist() == [1.0] * 7


def test_runs_are_told_apart_without_colour() -> None:
    drawn = run_lines(tuple(run(number, 3) for number in range(1, 7)), Measure.LOSS, Kind.BINARY, False)
    assert len({line.pattern for line in drawn}) == len(PATTERNS) == 6
    assert [line.name for line in drawn] == [f"Run {number}" for number in range(1, 7)]


def test_runs_of_another_question_and_runs_that_are_not_there_yet_are_left_out() -> None:
    assert run_lines((run(1, 3),), Measure.SCORE, Kind.REGRESSION, False) == ()
    assert run_lines((PinnedRun(1, PREPARED),), Measure.LOSS, Kind.BINARY, False) == ()
