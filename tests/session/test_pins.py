"""Pinned runs: put aside as they are, named, removed and gone back to, each as an undo step."""

from dataclasses import replace

import numpy as np

from playground.engine.config import Layer
from playground.experiment import Experiment, settled
from playground.session.contrast import contrast
from playground.session.frame import Wants
from playground.session.messages import DESCRIBE_RUN, UNPIN
from playground.session.pins import MOST_PINS, PICTURE

from .support import Desk, drawn

SMALL = settled(Experiment(), {"data.source": drawn([0, 1] * 20), "network.layers": (Layer(3),)})


def pinned(desk: Desk):
    assert desk.session.pin()
    desk.look()
    return desk.session.papers.runs[-1]


def test_a_pinned_run_keeps_what_the_run_was_while_training_goes_on() -> None:
    desk = Desk(SMALL)
    then = desk.train(6)
    run = pinned(desk)
    desk.train(10)
    outcome = run.slot.outcome
    assert outcome is not None
    assert outcome.numbers == then.numbers
    assert outcome.saved.curves.column("epoch")[-1] == 6
    assert outcome.picture.shape == (1, PICTURE, PICTURE)


def test_pinning_does_not_touch_training() -> None:
    watched, alone = Desk(SMALL), Desk(SMALL)
    for desk in (watched, alone):
        desk.train(6)
    pinned(watched)
    for desk in (watched, alone):
        desk.train(6)
    assert watched.weights() == alone.weights()


def test_going_back_to_a_run_is_one_undo_step_and_keeps_pins_and_notes() -> None:
    desk = Desk(SMALL)
    desk.train(6)
    weights = desk.weights()
    run = pinned(desk)
    desk.session.apply("training.learning_rate", 0.3)
    desk.session.apply("network.layers", (Layer(5),))
    desk.train(4)
    later = desk.weights()
    desk.session.restore_run(run)
    desk.session.write_notes("kept")
    assert desk.session.experiment == run.prepared.experiment
    assert desk.weights() == weights
    assert desk.look(Wants(curves=True)).numbers.epoch == 6
    desk.session.undo()
    assert desk.weights() == later
    assert (desk.session.papers.runs, desk.session.papers.notes) == ((run,), "kept")


def test_removing_and_naming_are_undone_and_redone() -> None:
    desk = Desk(SMALL)
    run = pinned(desk)
    named = replace(run, name="mine", note="why")
    desk.session.change_runs(DESCRIBE_RUN, (named,))
    desk.session.change_runs(UNPIN, ())
    desk.session.undo()
    assert desk.session.papers.runs == (named,)
    desk.session.undo()
    assert str(desk.session.papers.runs[0].title) == "Run 1"
    desk.session.redo()
    assert str(desk.session.papers.runs[0].title) == "mine"
    assert desk.look().span.first == 0


def test_a_branch_pins_the_future_it_leaves() -> None:
    desk = Desk(SMALL)
    desk.train(12)
    desk.session.branch(5)
    desk.train(3)
    [run] = desk.session.papers.runs
    assert run.slot.outcome is not None
    assert run.slot.outcome.numbers.epoch == 12
    desk.session.undo()
    assert desk.session.papers.runs == ()


def test_there_is_room_for_so_many_and_a_sentence_beyond() -> None:
    desk = Desk(SMALL)
    for _ in range(MOST_PINS):
        assert desk.session.pin()
    assert not desk.session.pin()
    assert len(desk.session.papers.runs) == MOST_PINS
    assert str(MOST_PINS) in desk.notices[-1]


def test_a_map_does_not_differ_from_itself_and_wholly_from_its_opposite() -> None:
    sure = np.ones((1, 4, 4), np.float32)
    same, opposite = contrast(sure, sure), contrast(sure, -sure)
    assert same is not None
    assert opposite is not None
    assert (same.share, float(np.abs(same.values).max())) == (0.0, 0.0)
    assert (opposite.share, float(opposite.values.min())) == (1.0, 1.0)


def test_probabilities_of_several_classes_differ_by_half_their_distance() -> None:
    one, other = np.zeros((3, 2, 2), np.float32), np.zeros((3, 2, 2), np.float32)
    one[0], other[2] = 1.0, 1.0
    found = contrast(one, other)
    assert found is not None
    assert (found.share, float(found.values.min())) == (1.0, 1.0)
    assert contrast(one, np.zeros((1, 2, 2), np.float32)) is None
