"""Answers are judged when somebody looks, by the threshold of the experiment, and training knows nothing of it."""

from collections.abc import Callable

import numpy as np
import pytest

from playground.data import paint
from playground.data.regression_sets import Plane
from playground.data.several_sets import Rings
from playground.engine.evaluation import Evaluator
from playground.engine.outputs import TanhOutput
from playground.engine.stopping import EarlyStopping
from playground.session.frame import State, Wants
from playground.session.judged_plain import plain_report
from playground.session.judging import Judged

from .support import Desk, drawn, until


def judged(desk: Desk, part: str = "validation") -> Judged:
    found = desk.look(Wants(judge=part)).judged
    assert found is not None
    return found


@pytest.mark.parametrize("part", ["train", "validation"])
def test_the_report_agrees_with_the_numbers_of_the_frame(part: str) -> None:
    desk = Desk()
    desk.train(3)
    frame = desk.look(Wants(judge=part))
    assert frame.judged is not None
    assert frame.judged.report.classes is not None
    expected = frame.numbers.train_score if part == "train" else frame.numbers.validation_score
    assert frame.judged.report.classes.accuracy == pytest.approx(expected, abs=1e-15)
    assert frame.judged.report.n == len(getattr(desk.session.prepared.parts, part))


def test_nobody_asks_and_nothing_is_judged() -> None:
    assert Desk().look().judged is None


def test_the_threshold_moves_points_and_the_accuracies_follow() -> None:
    desk = Desk()
    desk.train(3)
    half = judged(desk)
    assert desk.session.apply("judgement.threshold", 0.9)
    frame = desk.look(Wants(judge="validation"))
    strict = frame.judged
    assert strict is not None
    assert strict.threshold == 0.9
    assert half.report.classes is not None
    assert strict.report.classes is not None
    assert np.array_equal(strict.report.classes.predicted, (strict.a[0] > 0.9).astype(float))
    assert strict.report.classes.positive.tp + strict.report.classes.positive.fp < (half.a[0] > 0.5).sum()
    assert frame.numbers.validation_score == strict.report.classes.accuracy
    desk.session.undo()
    assert np.array_equal(judged(desk).report.classes.predicted, half.report.classes.predicted)  # type: ignore[union-attr]


def test_whatever_changes_the_accuracies_at_a_threshold_of_ones_own_are_those_of_now() -> None:
    desk = Desk()
    session = desk.session
    session.apply("judgement.threshold", 0.8)
    deeds: list[Callable[[], object]] = [
        lambda: desk.train(2), lambda: session.apply("judgement.threshold", 0.3),
        lambda: session.set_parameter(0, 0, 0, 4.0), session.step_batch,
        lambda: session.paint(paint.add_point(session.dataset, (0.5, 0.5), 0.0)),
        lambda: session.apply("network.output", TanhOutput()), session.undo, session.reset,
    ]  # fmt: skip
    for deed in deeds:
        deed()
        until(lambda: desk.look(Wants()).state is not State.RUNNING, "the end of the deed")
        for part in ("train", "validation"):
            frame = desk.look(Wants(judge=part))
            assert frame.judged is not None
            assert frame.judged.report.classes is not None
            shown = frame.numbers.train_score if part == "train" else frame.numbers.validation_score
            assert shown == pytest.approx(frame.judged.report.classes.accuracy, abs=1e-15)


def test_points_are_judged_by_the_threshold_once_for_each_epoch_that_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    answered, answers = [], Evaluator.answers
    monkeypatch.setattr(Evaluator, "answers", lambda self, x: answered.append(x.shape[-1]) or answers(self, x))
    desk = Desk()
    desk.session.choose_data(drawn([0, 1] * 4000))
    desk.session.apply("training.batch_size", 1)
    desk.session.apply("judgement.threshold", 0.8)
    n = desk.session.prepared.data.train.n
    desk.look(Wants())
    assert answered.count(n) == 1
    desk.session.play(epochs=2)
    frames = 0
    while (later := desk.look(Wants())).state is State.RUNNING:
        frames += 1
    assert later.numbers.epoch == 2
    assert frames > 3 >= answered.count(n), "before, and at the end of each epoch"


def test_signed_answers_have_their_border_where_the_threshold_is() -> None:
    desk = Desk()
    desk.session.apply("network.output", TanhOutput())
    desk.session.apply("judgement.threshold", 0.75)
    found = judged(desk)
    assert found.report.classes is not None
    assert found.report.classes.threshold == 0.5
    assert found.cheapest is not None
    assert found.report.classes.calibration is None


def test_several_classes_have_no_threshold() -> None:
    desk = Desk()
    desk.session.choose_data(Rings())
    desk.session.apply("judgement.threshold", 0.9)
    frame = desk.look(Wants(judge="train"))
    assert frame.judged is not None
    assert frame.judged.cheapest is None
    assert frame.judged.report.classes is not None
    assert frame.judged.report.classes.accuracy == pytest.approx(frame.numbers.train_score)


def test_deciding_about_answers_never_changes_training() -> None:
    """The threshold is dragged in the middle of epochs; the weights end in the same bits as without."""
    desk = Desk()
    desk.session.apply("training.early_stopping", EarlyStopping(monitor="validation_score", patience=100))
    desk.session.play(epochs=12)
    for threshold in np.linspace(0.05, 0.95, 40):
        desk.session.apply("judgement.threshold", float(threshold), merge=True)
        desk.look(Wants(judge="train"))
    until(lambda: desk.look(Wants()).state is not State.RUNNING, "the end of the run")
    alone = desk.session.prepared.trainer()
    alone.run(until_epoch=12)
    watched = desk.driver._runner.trainer
    assert watched is not None
    assert watched.epoch == 12
    assert np.array_equal(watched.theta, alone.theta)
    desk.session.undo()
    assert desk.session.experiment.judgement.threshold == 0.5


def test_a_change_of_the_threshold_keeps_the_network() -> None:
    desk = Desk()
    desk.train(2)
    before = desk.weights()
    desk.session.apply("judgement.threshold", 0.2)
    assert desk.weights() == before
    assert not desk.notices


def test_a_program_gets_every_metric_by_name_and_null_for_what_is_undefined() -> None:
    desk = Desk()
    desk.session.apply("judgement.threshold", 1.0)
    found = plain_report(judged(desk), beta=2.0)
    assert found["precision"] is None
    assert found["recall"] == 0.0
    assert found["accuracy"] == found["balanced_accuracy"] == 0.5
    assert found["threshold"] == 1.0
    assert sum(map(sum, found["confusion"])) == len(desk.session.prepared.parts.validation)


def test_several_classes_and_values_have_metrics_by_name_too() -> None:
    desk = Desk()
    desk.session.choose_data(Rings())
    several = plain_report(judged(desk), beta=1.0)
    assert several["micro"]["f1"] == pytest.approx(several["accuracy"])
    assert set(several["macro"]) == {"precision", "recall", "specificity", "f1", "f_beta"}
    desk.session.choose_data(Plane())
    assert set(plain_report(judged(desk), beta=1.0)) == {"r2", "rmse", "mae", "mse"}
