"""Looking back at a run and going on from there, as the session does it."""

import numpy as np
import pytest

from playground import tree
from playground.data.augmentation import Augmentation
from playground.data.flaws import Flaws
from playground.data.generators import Circle, Spiral
from playground.data.paint import rename_class
from playground.data.sources import Source
from playground.engine.config import Layer
from playground.experiment import Experiment, settled
from playground.i18n import plain
from playground.session.curves import CurveRecorder
from playground.session.frame import Frame, State, Wants

from .support import EVERYTHING, Desk, drawn, until

SMALL = settled(Experiment(), {"data.source": drawn([0, 1] * 20), "network.layers": (Layer(3),)})


def looking_at(desk: Desk, epoch: int) -> Frame:
    desk.session.look_back(epoch)

    def there() -> Frame | None:
        frame = desk.look()
        return frame if frame.span.shown == epoch and frame.span.is_exact else None

    return until(there, f"epoch {epoch}")


def test_what_is_seen_of_an_earlier_epoch_is_what_was_seen_then() -> None:
    desk = Desk(SMALL)
    then = desk.train(5)
    desk.train(20)
    seen = looking_at(desk, 5)
    assert seen.numbers.epoch == 5
    assert seen.numbers == then.numbers
    assert then.weights is not None and seen.weights is not None  # noqa: PT018
    assert all(map(np.array_equal, then.weights, seen.weights))
    assert np.array_equal(np.asarray(then.output_map), np.asarray(seen.output_map))
    assert (seen.span.first, seen.span.epoch, seen.state) == (0, 25, State.PAUSED)
    assert seen.curves is not None
    assert seen.curves.column("epoch")[-1] == 25


def test_the_curves_have_the_epoch_that_is_looked_back_at_even_where_they_are_thinned() -> None:
    desk = Desk(SMALL)
    desk.look()
    run = desk.driver._runner._run
    assert run is not None
    run.recorder = CurveRecorder(capacity=16)
    run.measure()
    then = desk.train(21)
    curves = desk.train(20).curves
    assert curves is not None
    assert 21 not in curves.column("epoch")
    run.tape.stills[:] = run.tape.stills[::2]  # as a long run is recorded
    seen = looking_at(desk, 21)
    assert seen.curves is not None
    row = seen.curves.table[seen.curves.column("epoch") == 21]
    assert row[0, 1] == then.numbers.train_loss == seen.numbers.train_loss
    assert row[0, 6] == then.numbers.learning_rate


def test_after_a_look_training_goes_on_as_if_nobody_had_looked() -> None:
    looked, alone = Desk(SMALL), Desk(SMALL)
    for desk in (looked, alone):
        desk.train(12)
    looking_at(looked, 3)
    looked.session.look_back(7, exactly=False)
    looked.look()
    for desk in (looked, alone):
        desk.train(6)
    assert looked.weights() == alone.weights()
    assert looked.look().span.shown is None


def test_the_step_of_the_run_stays_that_of_the_present() -> None:
    desk = Desk(SMALL)
    desk.train(10)
    step = desk.session.step
    looking_at(desk, 2)
    assert desk.session.step == step


def test_looking_pauses_and_the_present_comes_back_when_asked() -> None:
    desk = Desk(SMALL)
    desk.train(10)
    desk.session.play()
    desk.session.look_back(4)
    assert not desk.session.running
    assert desk.look().state is State.PAUSED
    desk.session.look_back(None)
    assert desk.look().span.shown is None


def test_a_branch_with_the_same_settings_repeats_the_run() -> None:
    desk = Desk(SMALL)
    desk.train(20)
    first = desk.weights()
    desk.session.branch(8)
    frame = desk.look()
    assert (frame.numbers.epoch, frame.span.epoch, frame.span.shown) == (8, 8, None)
    assert frame.curves is not None
    assert frame.curves.column("epoch")[-1] == 8
    desk.train(12)
    assert desk.weights() == first


def test_a_branch_goes_on_with_the_settings_of_now_and_is_undone_in_one_step() -> None:
    desk = Desk(SMALL)
    desk.train(20)
    before = desk.look()
    desk.session.apply("training.learning_rate", 0.3)
    desk.session.branch(8)
    assert desk.train(4).numbers.learning_rate == 0.3
    assert desk.look().span.epoch == 12
    desk.session.undo()
    back = desk.look()
    assert back.numbers.epoch == 20
    assert before.weights is not None and back.weights is not None  # noqa: PT018
    assert all(map(np.array_equal, before.weights, back.weights))
    seen = looking_at(desk, 10)  # and its record is there again
    assert seen.numbers.epoch == 10


def test_both_futures_of_a_branch_can_be_looked_back_at_from_their_ends() -> None:
    desk = Desk(SMALL)
    desk.train(10)
    desk.session.branch(5)
    desk.session.apply("training.learning_rate", 0.3)
    at_seven = desk.train(2)
    desk.train(5)
    seen = looking_at(desk, 7)
    assert seen.weights is not None and at_seven.weights is not None  # noqa: PT018
    assert all(map(np.array_equal, seen.weights, at_seven.weights))


def test_a_setting_can_be_changed_while_looking_back() -> None:
    desk = Desk(SMALL)
    desk.train(10)
    looking_at(desk, 4)
    desk.session.apply("training.learning_rate", 0.2)
    assert desk.look().span.shown == 4


@pytest.mark.parametrize("source", [tree.get(SMALL, "data.source"), Circle(samples=40, flaws=Flaws(shift_x1=1.0))])
@pytest.mark.parametrize("augmentation", [Augmentation(), Augmentation(jitter=0.2)])
def test_another_name_of_a_class_neither_begins_a_new_record_nor_disturbs_the_run(
    augmentation: Augmentation, source: Source
) -> None:
    told, alone = (Desk(settled(SMALL, {"data.source": source})) for _ in range(2))
    for desk in (told, alone):
        desk.session.apply("data.augmentation", augmentation)
        desk.train(10)
        desk.session.step_batch()
        desk.look()
    told.session.restyle(rename_class(told.session.dataset, 0, "cats").classes, plain("cats"))
    assert told.look().span.first == 0
    assert looking_at(told, 4).numbers.epoch == 4
    for desk in (told, alone):
        desk.train(6)
    assert told.weights() == alone.weights()
    told.session.undo()
    assert told.look().span.first == 0
    for desk in (told, alone):
        desk.train(6)
    assert told.weights() == alone.weights()


def test_a_run_that_came_back_keeps_its_record_when_it_goes_on_from_an_earlier_epoch_with_another_setting() -> None:
    desk = Desk(SMALL)
    desk.train(10)
    desk.session.choose_data(Spiral(samples=40))
    desk.session.undo()
    desk.session.branch(6)
    desk.session.apply("training.learning_rate", 0.2)
    assert desk.look().span.first == 0
    assert looking_at(desk, 4).numbers.epoch == 4


def test_other_points_begin_a_new_record_here() -> None:
    desk = Desk(SMALL)
    desk.train(10)
    desk.session.apply("data.source", drawn([0, 1] * 21))
    desk.train(3)
    assert desk.look(EVERYTHING).span.first == 10
    desk.session.look_back(2)
    assert until(lambda: desk.look().span.shown == 10, "the first epoch of the record")


def test_another_network_begins_a_new_record_and_undo_brings_the_old_one_back() -> None:
    desk = Desk(SMALL)
    desk.train(10)
    desk.session.apply("network.layers", (Layer(4),))
    assert desk.look().span.first == 10
    desk.session.undo()
    assert desk.look().span.first == 0
    assert looking_at(desk, 6).numbers.epoch == 6


def test_reset_can_be_undone_with_its_record() -> None:
    desk = Desk(SMALL)
    desk.train(10)
    desk.session.reset()
    assert desk.look(Wants()).span.epoch == 0
    desk.session.undo()
    assert looking_at(desk, 6).numbers.epoch == 6


def test_a_branch_from_a_future_that_is_not_there_yet_goes_on_from_the_present() -> None:
    desk = Desk(SMALL)
    desk.train(5)
    now = desk.weights()
    desk.session.branch(500)
    assert desk.look().span.epoch == 5
    assert desk.weights() == now
