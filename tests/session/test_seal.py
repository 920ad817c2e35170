"""The test set is sealed until it is opened, and every opening counts."""

import json
import math
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from playground.data.paint import add_point, rename_class
from playground.data.points import Points
from playground.data.split import Split
from playground.experiment import Experiment, settled
from playground.session.frame import Wants
from playground.session.judging import open_parts
from playground.session.papers import Papers
from playground.session.seal import OPENINGS, Seal

from .support import Desk

THREE = settled(Experiment(), {"data.split": Split(0.6, 0.2)})


@pytest.fixture
def desk() -> Desk:
    return Desk(THREE)


def has_test_numbers(desk: Desk) -> bool:
    return not math.isnan(desk.look(Wants()).numbers.test_loss)


def test_it_is_sealed_at_first_and_nothing_of_it_is_shown(desk: Desk) -> None:
    desk.train(2)
    assert not desk.session.seal.is_open
    assert not has_test_numbers(desk)
    assert set(desk.session.showable).isdisjoint(desk.session.prepared.parts.test)
    assert len(desk.session.showable) == 320


def test_opened_its_points_and_its_score_are_shown(desk: Desk) -> None:
    desk.train(3)
    desk.session.open_test_set()
    numbers, prepared = desk.look(Wants()).numbers, desk.session.prepared
    assert len(desk.session.showable) == 400
    twin = prepared.trainer()
    twin.run(until_epoch=3)
    _sums, answers = twin.evaluator.answers(prepared.test.x)
    right = (answers[0, 0] > 0.5) == prepared.dataset.y[prepared.parts.test]
    assert numbers.test_score == pytest.approx(right.mean())
    assert numbers.test_loss > 0


def test_the_open_score_follows_the_training(desk: Desk) -> None:
    desk.session.open_test_set()
    before = desk.look(Wants()).numbers.test_loss
    desk.train(20)
    assert desk.look(Wants()).numbers.test_loss < before


def test_every_opening_is_written_down_with_its_moment(desk: Desk) -> None:
    desk.train(5)
    desk.session.open_test_set()
    desk.session.open_test_set()
    desk.session.close_test_set()
    desk.session.open_test_set()
    openings = desk.session.papers.journal[OPENINGS]
    assert [(opening["epoch"], opening["points"]) for opening in openings] == [(5, 80), (5, 80)]
    assert abs((datetime.now(UTC) - datetime.fromisoformat(openings[0]["moment"])).total_seconds()) < 60


def test_undo_takes_no_opening_back(desk: Desk) -> None:
    desk.session.apply("training.learning_rate", 0.5)
    desk.session.open_test_set()
    desk.session.undo()
    assert desk.session.seal.count == 1


def test_another_split_or_other_points_seal_it_again(desk: Desk) -> None:
    point = add_point(desk.session.dataset, (0, 0), 1)
    for edit in (
        lambda: desk.session.apply("data.split.seed", 9), lambda: desk.session.paint(point), desk.session.undo,
        desk.session.new_data,
    ):  # fmt: skip
        desk.session.open_test_set()
        assert has_test_numbers(desk)
        edit()
        assert not desk.session.seal.is_open
        assert not has_test_numbers(desk)
    assert desk.session.seal.count == 4


def test_what_leaves_the_points_alone_leaves_it_open(desk: Desk) -> None:
    desk.session.paint(desk.session.dataset)
    desk.session.open_test_set()
    desk.session.apply("training.learning_rate", 0.5)
    desk.session.apply("network.layers.0.units", 7)
    desk.session.reset()
    desk.session.paint(rename_class(desk.session.dataset, 0, "cats"))
    assert desk.session.seal.is_open
    assert has_test_numbers(desk)


def test_without_test_points_there_is_nothing_to_open() -> None:
    desk = Desk()
    desk.session.open_test_set()
    assert not desk.session.seal.is_open
    assert desk.session.seal.count == 0


def test_an_open_test_set_does_not_change_training(desk: Desk) -> None:
    sealed = Desk(THREE)
    desk.session.open_test_set()
    for each in (desk, sealed):
        each.train(10)
    assert desk.weights() == sealed.weights()


def test_the_listeners_are_told(desk: Desk) -> None:
    desk.session.open_test_set()
    desk.session.open_test_set()
    desk.session.close_test_set()
    assert len(desk.changes) == 2


def test_openings_go_with_the_work(desk: Desk) -> None:
    desk.session.open_test_set()
    _delivery, work = desk.session.copy()
    assert len(json.loads(json.dumps(work.journal))[OPENINGS]) == 1
    desk.session.load(Experiment())
    assert desk.session.seal == Seal(is_open=False, count=0)
    desk.session.open(work)
    assert desk.session.seal == Seal(is_open=False, count=1)
    assert not has_test_numbers(desk)
    desk.session.undo()
    assert desk.session.seal.count == 0
    desk.session.undo()
    assert desk.session.seal == Seal(is_open=False, count=1)


def test_a_journal_that_is_no_list_counts_as_none_and_goes_on(desk: Desk) -> None:
    desk.session.papers = Papers(journal={OPENINGS: "many"})
    desk.session.open_test_set()
    assert desk.session.seal.count == 1


def test_what_was_asked_for_while_it_was_open_does_not_come_once_it_is_sealed(desk: Desk) -> None:
    desk.session.open_test_set()
    desk.session.credit(Wants(judge="test", answers=True))
    desk.session.close_test_set()
    frame = desk.session.take_frame()
    assert frame is not None
    assert frame.judged is None
    assert frame.answers is not None
    assert set(frame.answers.ids.tolist()).isdisjoint(desk.session.prepared.parts.test.tolist())


def test_a_frame_from_before_the_sealing_is_not_shown_after_it(desk: Desk) -> None:
    desk.session.open_test_set()
    desk.session.credit(Wants(judge="test"))
    desk.driver.advance()
    desk.session.close_test_set()
    assert desk.session.take_frame() is None


def test_a_judgement_of_sealed_answers_is_not_to_be_had(desk: Desk) -> None:
    assert desk.look(Wants(judge="test")).judged is None
    assert open_parts(desk.session.prepared, desk.session.seal.is_open) == ("validation", "train")
    desk.session.open_test_set()
    judged = desk.look(Wants(judge="test")).judged
    assert judged is not None
    assert len(judged.ids) == 80
    assert "test" in open_parts(desk.session.prepared, desk.session.seal.is_open)


def test_the_open_score_is_that_at_the_threshold_in_use(desk: Desk) -> None:
    desk.train(3)
    desk.session.apply("judgement.threshold", 1.0)
    desk.session.open_test_set()
    none_of_the_second_class = 1 - desk.session.prepared.test.y.mean()
    assert desk.look(Wants()).numbers.test_score == pytest.approx(none_of_the_second_class)


def test_moved_test_points_are_another_test_set(desk: Desk) -> None:
    desk.session.paint(desk.session.dataset)
    desk.session.open_test_set()
    x = desk.session.dataset.x.copy()
    x[desk.session.prepared.parts.test[0]] += 0.5
    assert isinstance(desk.session.experiment.data.source, Points)
    desk.session.paint(replace(desk.session.dataset, x=x))
    assert not desk.session.seal.is_open
    assert np.array_equal(desk.session.dataset.x, x)
