"""Which points the last step was made of, shown while training goes step by step."""

import numpy as np

from playground.experiment import Experiment, settled
from playground.session.frame import State, Wants
from playground.session.speed import MAXIMUM, SPEEDS

from .support import Desk, drawn, until

BATCH = Wants(batch=True)


def step(desk: Desk) -> np.ndarray:
    desk.session.step_batch()
    until(lambda: desk.look(Wants()).state is not State.RUNNING)
    ids = desk.look(BATCH).batch
    assert ids is not None
    return ids


def test_the_batches_of_an_epoch_are_all_training_points_once_and_the_last_is_short() -> None:
    desk = Desk(settled(Experiment(), {"data.source.samples": 100}))
    batches = [step(desk) for _ in range(3)]
    prepared = desk.session.prepared
    assert [len(ids) for ids in batches] == [32, 32, 6]
    assert sorted(np.concatenate(batches)) == sorted(prepared.dataset.ids[prepared.parts.train])


def test_a_batch_is_as_large_as_it_was_when_it_was_taken() -> None:
    desk = Desk(settled(Experiment(), {"data.source.samples": 100}))
    first = step(desk)
    desk.session.apply("training.batch_size", 10)
    second = step(desk)
    assert len(second) == 10
    assert not set(first) & set(second)


def test_before_the_first_step_and_at_full_speed_no_points_are_lit() -> None:
    desk = Desk()
    assert desk.look(BATCH).batch is None
    step(desk)
    desk.train(2)
    assert desk.look(BATCH).batch is None


def test_slow_motion_shows_the_batch_of_every_step() -> None:
    desk = Desk()
    desk.session.set_speed(SPEEDS[0])
    desk.session.play()
    assert until(lambda: desk.look(BATCH).batch is not None)
    desk.session.set_speed(MAXIMUM)
    assert desk.look(BATCH).batch is None
    desk.session.pause()


def test_points_that_are_gone_are_no_longer_lit() -> None:
    desk = Desk()
    step(desk)
    desk.session.paint(drawn([0, 1] * 20).dataset)
    assert desk.look(BATCH).batch is None


def test_points_that_came_back_by_undo_are_lit_again() -> None:
    desk = Desk(settled(Experiment(), {"data.source.samples": 100}))
    lit = step(desk)
    desk.session.paint(drawn([0, 1] * 20).dataset)
    assert desk.look(BATCH).batch is None
    desk.session.undo()
    assert np.array_equal(desk.look(BATCH).batch, lit)


def test_at_rest_a_frame_that_was_shown_is_not_made_again() -> None:
    desk = Desk()
    desk.look(BATCH)
    desk.session.credit(BATCH)
    assert desk.session.take_frame() is None
