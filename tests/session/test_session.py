"""The application without a window: editing, undo, training and what is told about it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground import tree
from playground.data.curve_sets import Wave
from playground.data.dataset import Dataset
from playground.data.features import X1, X2, SinX1
from playground.data.generators import Circle, Spiral
from playground.data.points import EMPTY, Points
from playground.data.regression_sets import Plane
from playground.data.several_sets import Rings
from playground.engine import probes
from playground.engine.activations import ReLU
from playground.engine.config import Layer
from playground.engine.initializers import Uniform
from playground.engine.losses import BinaryCrossEntropy, MeanSquaredError
from playground.engine.optimizers import SGD
from playground.engine.outputs import LinearOutput, TanhOutput
from playground.experiment import Experiment, prepare, read, settled, write
from playground.i18n import plain
from playground.session.frame import State, Wants
from playground.session.project import to_archive
from playground.session.project_record import Bound
from playground.session.speed import SPEEDS

from .support import DYING, EXPLODING, Desk, drawn, until

LABEL = plain("an edit")
BROKEN = "Training has stopped because it diverged."


@pytest.fixture
def desk() -> Desk:
    return Desk()


# Editing -------------------------------------------------------------------------------------------------------------


def test_an_edit_changes_the_experiment_and_is_told(desk: Desk) -> None:
    assert desk.session.apply("training.learning_rate", 0.5)
    assert desk.session.experiment.training.learning_rate == 0.5
    (change,) = desk.changes
    assert change.old.experiment == Experiment()
    assert change.new is desk.session.prepared


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("training.learning_rate", -1.0, "Learning rate must be more than 0, not -1."),
        ("training.batch_size", 2.5, "Batch size must be a whole number, not 2.5."),
        ("features", (), "Inputs must have at least 1 entry, not 0."),
        ("network.layers", (Layer(),) * 13, "Hidden layers must have at most 12 entries, not 13."),
        ("network", None, "Network must be a group of settings, not null."),
        ("training", 3, "Training must be a group of settings, not 3."),
    ],
)
def test_an_illegal_value_changes_nothing_and_is_told_in_words(
    desk: Desk, path: str, value: object, sentence: str
) -> None:
    before = desk.session.prepared
    assert not desk.session.apply(path, value)
    assert desk.session.prepared is before
    assert (desk.changes, desk.notices) == ([], [sentence])
    assert desk.session.undo_label is None


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ((0, 0, 0), float("nan"), "Weight must be a finite number, not nan."),
        ((0, 0, 0), 1e300, "Weight must be 100000000 or less, not 1e+300."),
        ((0, 0, 3), 1.0, "The network has no such weight any more."),
        ((3, 0, 0), 1.0, "The network has no such weight any more."),
        ((0, -1, 0), 1.0, "The network has no such weight any more."),
    ],
)
def test_a_weight_that_can_not_be_is_refused_in_words(
    desk: Desk, place: tuple[int, int, int], value: float, sentence: str
) -> None:
    before = desk.weights()
    assert not desk.session.set_parameter(*place, value)
    assert desk.notices == [sentence]
    assert desk.weights() == before
    assert desk.session.undo_label is None


def test_a_loss_and_an_output_that_were_both_chosen_are_not_replaced(desk: Desk) -> None:
    before = desk.session.experiment
    both = {"training.loss": BinaryCrossEntropy(), "network.output": LinearOutput()}
    assert not desk.session.apply_all(both, LABEL)
    assert desk.session.experiment == before
    assert "can't follow Linear" in desk.notices[0]


def test_an_input_that_looks_at_the_height_of_a_curve_is_refused_and_not_left_out() -> None:
    desk = Desk(settled(Experiment(), {"data.source": Wave(samples=30)}))
    assert not desk.session.apply("features.0", X2())
    assert "height of a curve" in desk.notices[0]


@pytest.mark.parametrize(("path", "value"), [("training.resampling", "over"), ("training.balanced_batches", True)])
def test_correcting_an_imbalance_twice_is_allowed_but_told_once(desk: Desk, path: str, value: object) -> None:
    assert desk.session.apply(path, value)
    assert desk.notices == []
    assert desk.session.apply("training.class_weights", "balanced")
    assert "correct it twice" in desk.notices[-1]
    told = len(desk.notices)
    assert desk.session.apply("training.learning_rate", 0.5)
    assert len(desk.notices) == told


def test_a_live_setting_of_a_layer_loses_nothing(desk: Desk) -> None:
    desk.train(2)
    before, told = desk.weights(), len(desk.notices)
    assert desk.session.apply("network.layers.0.dropout", 0.5)
    assert desk.weights() == before
    assert desk.notices[told:] == []
    desk.session.undo()
    twin = desk.session.prepared.trainer()
    twin.run(until_epoch=4)
    desk.train(2)
    assert desk.weights() == [matrix.tolist() for matrix in twin.plan.matrices(twin.theta[0])]


def test_another_question_to_the_same_network_is_asked_as_that_question() -> None:
    both = {"training.loss": MeanSquaredError(), "network.output": TanhOutput()}
    desk = Desk(settled(Experiment(), {**both, "data.source": Plane(samples=40)}))
    desk.train(1)
    desk.session.apply("training.resampling", "over")
    desk.session.apply("data.source", drawn([0, 0, 0, 1] * 6))
    desk.session.step_epoch()
    desk.look()
    trainer = desk.driver._runner.trainer
    assert trainer is not None
    labels = trainer.epoch_samples.y[trainer.epoch_order[0]]
    assert np.count_nonzero(labels == 0) == np.count_nonzero(labels == 1)


def test_an_edit_to_the_value_it_has_already_is_nothing(desk: Desk) -> None:
    assert desk.session.apply("training.learning_rate", 0.01)
    assert desk.changes == []
    assert desk.session.undo_label is None


def test_a_listener_that_left_is_told_no_more(desk: Desk) -> None:
    told: list[object] = []
    leave = desk.session.subscribe(told.append)
    desk.session.apply("training.l2", 0.1)
    leave()
    desk.session.apply("training.l2", 0.2)
    assert len(told) == 1


def test_a_listener_may_leave_while_it_is_being_told(desk: Desk) -> None:
    leaves = [desk.session.subscribe(lambda _change: leaves[0]())]
    desk.session.apply("training.l2", 0.1)
    desk.session.apply("training.l2", 0.2)
    assert len(desk.changes) == 2


@pytest.mark.parametrize("path", ["training.learning_rate", "training.batch_size", "training.l1", "training.optimizer"])
def test_how_it_trains_may_change_while_it_trains(desk: Desk, path: str) -> None:
    trained = desk.train(3)
    values = {"training.learning_rate": 0.3, "training.batch_size": 7, "training.l1": 0.1, "training.optimizer": SGD()}
    before = desk.weights()
    desk.session.apply(path, values[path])
    frame = desk.look()
    assert frame.generation == trained.generation
    assert desk.weights() == before
    assert frame.numbers.epoch == 3
    assert desk.notices == []
    assert desk.train(1).numbers.epoch == 4


def test_a_penalty_is_in_the_numbers_at_once(desk: Desk) -> None:
    assert desk.look().numbers.penalty == 0.0
    desk.session.apply("training.l2", 0.5)
    assert desk.look().numbers.penalty > 0.0


def test_a_rebuilt_network_keeps_what_fits_and_the_curve_goes_on(desk: Desk) -> None:
    trained = desk.train(3)
    before = desk.weights()
    desk.session.apply("network.layers.0.units", 5)
    frame = desk.look()
    assert frame.generation > trained.generation
    assert [matrix[:4] for matrix in desk.weights()[:1]] == before[:1]
    assert frame.numbers.epoch == 3
    assert desk.notices == [
        "The network was rebuilt: 25 of 30 parameters kept, 5 drawn anew. The optimizer starts afresh."
    ]
    frame = desk.train(2)
    assert frame.curves is not None
    assert frame.curves.column("epoch").tolist() == [0, 1, 2, 3, 4, 5]


def test_another_activation_keeps_every_weight(desk: Desk) -> None:
    desk.train(2)
    before = desk.weights()
    desk.session.apply("network.layers.0.activation", ReLU())
    assert desk.weights() == before
    assert "all 25 parameters were kept" in desk.notices[0]


def test_another_input_keeps_the_weights_of_the_others(desk: Desk) -> None:
    desk.train(2)
    before = desk.weights()
    desk.session.apply("features", (X2(), SinX1(), X1()))
    first, *others = desk.weights()
    assert [[row[2], row[0], row[3]] for row in first] == before[0]
    assert others == before[1:]


@pytest.mark.parametrize(
    ("path", "value"),
    [("network.initializer", Uniform()), ("network.bias", 0.3), ("seeds.weights", 7), ("seeds.order", 7)],
)
def test_what_decides_the_initial_weights_begins_anew(desk: Desk, path: str, value: object) -> None:
    desk.train(2)
    desk.session.apply(path, value)
    frame = desk.look()
    assert frame.numbers.epoch == 0
    assert desk.weights() == Desk(desk.session.experiment).weights()
    assert frame.curves is not None
    assert len(frame.curves) == 1


# Data ----------------------------------------------------------------------------------------------------------------


def test_points_that_are_painted_train_the_network_that_is_there(desk: Desk) -> None:
    trained = desk.train(2)
    before = desk.weights()
    desk.session.paint(drawn([0, 1, 0, 1, 1]).dataset)
    frame = desk.look()
    assert frame.generation == trained.generation
    assert desk.weights() == before
    assert desk.session.dataset.n == 5
    assert desk.train(1).numbers.epoch == 3


def test_choosing_data_begins_with_fresh_weights_and_undo_brings_all_back(desk: Desk) -> None:
    desk.train(3)
    before = desk.weights()
    assert desk.session.choose_data(Spiral())
    assert desk.look().numbers.epoch == 0
    assert str(desk.session.undo_label) == "Choose data set"
    desk.train(1)
    other = desk.weights()
    desk.session.undo()
    assert desk.session.experiment == Experiment()
    assert (desk.weights(), desk.look().numbers.epoch) == (before, 3)
    desk.session.redo()
    assert desk.session.experiment.data.source == Spiral()
    assert (desk.weights(), desk.look().numbers.epoch) == (other, 1)


def test_data_of_another_kind_brings_its_output_and_loss_and_undo_takes_them_back(desk: Desk) -> None:
    for source, output, loss in (
        (Rings(), "softmax", "cross_entropy"),
        (Spiral(), "sigmoid", "binary_cross_entropy"),
        (Plane(), "linear", "mse"),
    ):
        before = desk.session.experiment
        desk.session.choose_data(source)
        now = desk.session.experiment
        assert (now.network.output.key, now.training.loss.key) == (output, loss)
        desk.session.undo()
        assert desk.session.experiment == before
        desk.session.redo()
        assert desk.session.experiment == now
    assert desk.train(1).state is State.PAUSED


def test_another_class_makes_a_softmax_of_the_output_and_undo_a_sigmoid_again(desk: Desk) -> None:
    desk.session.paint(drawn([0, 1, 0, 1]).dataset)
    desk.train(2)
    before = desk.weights()
    desk.session.paint(drawn([0, 1, 2, 1], classes=3).dataset)
    assert desk.session.experiment.network.output.key == "softmax"
    frame = desk.look()
    assert frame.output_map is not None
    assert frame.output_map.shape[0] == 3
    assert desk.weights()[:2] == before[:2]
    desk.train(1)
    desk.session.undo()
    assert desk.session.experiment.network.output.key == "sigmoid"
    assert desk.weights() == before
    assert desk.train(1).numbers.epoch == 3


def test_new_points_are_other_points_of_the_same_kind(desk: Desk) -> None:
    old = desk.session.dataset
    desk.session.new_data()
    assert desk.session.dataset != old
    assert desk.session.dataset.n == old.n
    desk.session.undo()
    assert desk.session.dataset == old


# Undo ----------------------------------------------------------------------------------------------------------------


def test_there_is_nothing_to_undo_at_first_and_asking_is_harmless(desk: Desk) -> None:
    desk.session.undo()
    desk.session.redo()
    assert (desk.session.undo_label, desk.session.redo_label, desk.changes) == (None, None, [])


def test_an_edit_is_undone_and_done_again_by_its_name(desk: Desk) -> None:
    desk.session.apply("training.learning_rate", 0.5)
    assert str(desk.session.undo_label) == "Change Learning rate"
    desk.session.undo()
    assert desk.session.experiment == Experiment()
    assert (desk.session.undo_label, str(desk.session.redo_label)) == (None, "Change Learning rate")
    desk.session.redo()
    assert desk.session.experiment.training.learning_rate == 0.5


def test_a_jump_over_many_steps_is_told_once(desk: Desk) -> None:
    for rate in (0.1, 0.2, 0.3):
        desk.session.apply("training.learning_rate", rate)
    desk.session.apply("network.layers.0.units", 7)
    before = desk.session.prepared
    desk.changes.clear()
    desk.session.go_to(1)
    (change,) = desk.changes
    assert (change.old, change.new) == (before, desk.session.prepared)
    assert (desk.session.experiment.training.learning_rate, desk.session.history.place) == (0.1, 1)
    desk.session.go_to(1)
    assert len(desk.changes) == 1


def test_a_jump_over_a_moment_without_points_goes_on_training(desk: Desk) -> None:
    desk.session.apply("data.source.samples", 100)
    desk.session.paint(EMPTY)
    desk.session.choose_data(Spiral())
    desk.session.play()
    desk.session.go_to(1)
    assert desk.session.running


def test_undoing_a_live_setting_keeps_what_was_learned_since(desk: Desk) -> None:
    desk.session.apply("training.learning_rate", 0.05)
    desk.train(3)
    before = desk.weights()
    desk.session.undo()
    assert desk.session.experiment.training.learning_rate == 0.01
    assert desk.weights() == before


def test_a_slider_that_is_dragged_is_one_step_of_undo(desk: Desk) -> None:
    for rate in (0.02, 0.05, 0.1):
        desk.session.apply("training.learning_rate", rate, merge=True)
    desk.session.settle()
    desk.session.apply("training.learning_rate", 0.2, merge=True)
    desk.session.undo()
    assert desk.session.experiment.training.learning_rate == 0.1
    desk.session.undo()
    assert desk.session.experiment.training.learning_rate == 0.01


def test_a_stroke_of_the_brush_is_one_step_of_undo(desk: Desk) -> None:
    desk.session.paint(Dataset.numbered([[0.0, 0.0]], [0], EMPTY.classes))
    labels: list[float] = [0]
    for _ in range(5):
        labels.append(1)
        desk.session.paint(drawn(labels).dataset, merge="stroke 1")
    desk.session.settle()
    desk.session.undo()
    assert desk.session.dataset.n == 1


def test_a_drag_through_several_networks_gives_back_the_one_before_it(desk: Desk) -> None:
    desk.train(3)
    before = desk.weights()
    for units in (5, 6, 7, 3):
        desk.session.apply("network.layers.0.units", units, merge=True)
        desk.look()
    desk.session.undo()
    assert desk.weights() == before
    assert desk.look().numbers.epoch == 3
    desk.session.redo()
    assert desk.session.experiment.network.layers[0].units == 3
    assert len(desk.weights()[0]) == 3


@pytest.mark.parametrize("what", ["reset", "new weights", "rebuild", "weight edit", "open"])
def test_undo_brings_back_a_trained_network_to_the_last_bit_and_redo_the_other(desk: Desk, what: str) -> None:
    session = desk.session
    frame = desk.train(4)
    before, epoch = desk.weights(), frame.numbers.epoch
    loss, curve = frame.numbers.train_loss, len(frame.curves or ())
    {
        "reset": session.reset,
        "new weights": session.new_weights,
        "rebuild": lambda: session.apply("network.layers", (Layer(8),)),
        "weight edit": lambda: session.set_parameter(0, 1, 2, 3.5),
        "open": lambda: session.load(Experiment(features=(X1(),))),
    }[what]()
    assert desk.weights() != before
    later = desk.train(2)
    after = desk.weights()
    session.undo()
    assert desk.weights() == before
    frame = desk.look()
    assert (frame.numbers.epoch, frame.numbers.train_loss, len(frame.curves or ())) == (epoch, loss, curve)
    session.redo()
    assert desk.weights() == after
    assert desk.look().numbers.train_loss == later.numbers.train_loss
    session.undo()
    assert desk.weights() == before


def test_a_network_that_came_back_trains_on_as_if_nothing_had_been(desk: Desk) -> None:
    desk.train(3)
    desk.session.step_batch()
    desk.look()
    desk.session.reset()
    desk.train(2)
    desk.session.undo()
    desk.train(3)
    alone = prepare(Experiment()).trainer()
    alone.run(until_epoch=6)
    assert desk.weights() == [matrix.tolist() for matrix in alone.plan.matrices(alone.theta[0])]


def test_many_steps_back_and_forth_end_where_they_began(desk: Desk) -> None:
    session, states = desk.session, []
    edits = [
        lambda: session.apply("network.layers.0.units", 6),
        lambda: session.apply("network.layers", (Layer(3, ReLU()),)),
        lambda: session.choose_data(Rings()),
        session.reset,
        lambda: session.set_parameter(0, 0, 0, 1.0),
        lambda: session.apply("features", (X1(),)),
        session.new_weights,
    ]
    for edit in edits:
        desk.train(1)
        states.append((session.experiment, desk.weights()))
        edit()
    last = (session.experiment, desk.weights())
    for experiment, weights in reversed(states):
        session.undo()
        assert (session.experiment, desk.weights()) == (experiment, weights)
    for experiment, weights in states:
        assert (session.experiment, desk.weights()) == (experiment, weights)
        session.redo()
    assert (session.experiment, desk.weights()) == last


# Training ------------------------------------------------------------------------------------------------------------


def test_reset_repeats_the_same_run_and_new_weights_another(desk: Desk) -> None:
    first = desk.weights()
    desk.train(3)
    trained = desk.weights()
    desk.session.reset()
    assert desk.weights() == first
    assert not desk.session.running
    desk.train(3)
    assert desk.weights() == trained
    desk.session.new_weights()
    assert desk.weights() != first
    assert desk.session.experiment.seeds.weights != 1
    assert desk.session.experiment.seeds.order == 1


def test_a_weight_that_is_set_by_hand_is_in_the_network_and_judged_at_once(desk: Desk) -> None:
    loss = desk.look().numbers.train_loss
    desk.session.set_parameter(layer=2, row=0, column=2, value=-3.0)
    assert desk.weights()[2][0][2] == -3.0
    assert desk.look().numbers.train_loss != loss


def test_opening_an_experiment_pauses_and_begins_fresh(desk: Desk) -> None:
    desk.session.play()
    desk.look()
    desk.session.load(Experiment(features=(X1(),)))
    frame = desk.look()
    assert (frame.state, frame.numbers.epoch) == (State.PAUSED, 0)
    assert not desk.session.running


def test_choosing_data_while_it_trains_goes_on_training(desk: Desk) -> None:
    desk.session.play()
    desk.look()
    desk.session.choose_data(Spiral())
    assert desk.look().state is State.RUNNING


def test_the_speed_is_remembered(desk: Desk) -> None:
    desk.session.set_speed(SPEEDS[1])
    assert desk.session.speed is SPEEDS[1]


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (Points(EMPTY), "Training needs at least 2 points; there are 0."),
        (drawn([0]), "Training needs at least 2 points; there is 1."),
        (drawn([1, 1, 1]), "all 3 points are of one class"),
    ],
)
def test_what_can_not_be_trained_is_told_when_training_is_asked_for(desk: Desk, points: Points, sentence: str) -> None:
    desk.session.paint(points.dataset)
    assert desk.notices == []
    for ask in (desk.session.play, desk.session.step_batch, desk.session.step_epoch):
        ask()
        assert sentence in desk.notices.pop()
        assert not desk.session.running
    assert desk.look().numbers.step == 0


def test_training_pauses_when_its_points_are_erased_and_says_why(desk: Desk) -> None:
    desk.session.play()
    desk.look()
    desk.session.paint(EMPTY)
    assert not desk.session.running
    assert "Training needs at least 2 points" in desk.notices[-1]
    assert desk.look().state is State.PAUSED


def test_an_empty_sheet_becomes_trainable_as_it_is_drawn_on() -> None:
    desk = Desk()
    desk.session.choose_data(Points(EMPTY))
    desk.look()
    desk.session.paint(drawn([0, 1, 0, 1, 0, 1]).dataset)
    frame = desk.train(3)
    assert frame.numbers.epoch == 3
    assert np.isfinite(frame.numbers.train_loss)


# Divergence and mistakes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("experiment", "words"), [(EXPLODING, "diverged"), (DYING, "broke down")])
def test_divergence_is_told_once_with_advice(experiment: Experiment, words: str) -> None:
    desk = Desk(experiment)
    desk.train(500)
    assert desk.look().state is State.DIVERGED
    (notice,) = desk.notices
    assert words in notice
    assert "the learning rate is 10. Try 0.03, then press Reset." in notice
    assert desk.session.diverged
    assert not desk.session.running


def test_a_diverged_network_refuses_to_go_on_until_reset() -> None:
    desk = Desk(EXPLODING)
    desk.train(500)
    desk.notices.clear()
    desk.session.play()
    assert BROKEN in desk.notices.pop()
    desk.session.apply("training.learning_rate", 0.01)
    desk.session.reset()
    frame = desk.train(5)
    assert (frame.state, frame.numbers.epoch) == (State.PAUSED, 5)
    assert desk.notices == []


def test_the_same_divergence_after_a_reset_is_told_again() -> None:
    desk = Desk(EXPLODING)
    desk.train(500)
    desk.session.reset()
    desk.train(500)
    assert len(desk.notices) == 2


def test_a_stroke_that_ends_in_another_network_is_undone_to_the_one_it_began_with(desk: Desk) -> None:
    """Points of a third class come late in the stroke, and training goes on while the hand moves."""
    desk.session.apply("data.source", drawn([0, 1] * 8, classes=2))
    desk.train(3)
    before, record = desk.weights(), desk.look().span.first
    desk.session.paint(drawn([0, 1] * 9).dataset, LABEL, "stroke")
    desk.train(2)
    desk.session.paint(drawn([0, 1, 2] * 6, classes=3).dataset, LABEL, "stroke")
    desk.session.settle()
    assert len(desk.look().weights[-1]) == 3
    desk.session.undo()
    assert desk.weights() == before
    assert desk.look().span.first == record
    assert desk.session.dataset == drawn([0, 1] * 8).dataset


def test_a_stroke_that_only_moves_points_is_undone_without_touching_the_weights(desk: Desk) -> None:
    for count in (8, 9):
        desk.session.paint(drawn([0, 1] * count).dataset, LABEL, "stroke")
    trained = desk.train(2)
    desk.session.undo()
    assert desk.weights() == [matrix.tolist() for matrix in trained.weights]


@pytest.mark.parametrize(
    "changes",
    [{"training.optimizer": SGD()}, {"data.source": drawn([0, 1] * 9)}, {"training.loss": MeanSquaredError()}],
)
def test_an_edit_that_is_taken_back_at_once_ends_alike_however_fast_the_thread_hears_of_it(
    changes: dict[str, Any],
) -> None:
    states = []
    for is_slow in (True, False):
        desk = Desk()
        desk.train(3)
        desk.session.apply_all(changes, LABEL)
        for step in (desk.session.undo, desk.session.redo, desk.session.undo):
            if is_slow:
                desk.look()
            step()
        desk.look()
        delivery, work = desk.session.copy()
        desk.driver.advance()
        archive = to_archive(replace(work, saved=delivery.saved), Bound(0, 0))
        states.append({name: array.tobytes() for name, array in archive.arrays.items() if "curves" not in name})
    assert states[0] == states[1]


def test_undo_brings_back_the_very_points_of_a_rule_that_would_be_rounded_otherwise_now(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, make = desk.session.dataset, Circle.make
    desk.session.choose_data(Spiral())
    monkeypatch.setattr(Circle, "make", lambda self, rng: replace(make(self, rng), x=make(self, rng).x * (1 + 1e-15)))
    desk.session.undo()
    assert desk.session.dataset.x.tobytes() == first.x.tobytes()
    assert desk.session.prepared.data.train.x.tobytes() == prepare(Experiment(), dataset=first).data.train.x.tobytes()


def test_undo_after_divergence_gives_back_the_network_before_the_reset() -> None:
    desk = Desk(EXPLODING)
    desk.train(500)
    desk.session.reset()
    desk.look()
    desk.session.undo()
    assert desk.look().state is State.DIVERGED
    assert desk.session.diverged


def test_a_network_rebuilt_after_divergence_begins_with_sound_weights() -> None:
    desk = Desk(EXPLODING)
    desk.train(500)
    desk.session.apply("network.layers.0.units", 6)
    frame = desk.look()
    assert frame.state is State.PAUSED
    assert frame.numbers.epoch == 0
    assert desk.weights() == Desk(desk.session.experiment).weights()


def test_weights_that_broke_unseen_are_not_carried_over_either() -> None:
    desk = Desk(EXPLODING)
    desk.session.play()
    desk.driver.advance()
    trainer = desk.driver._runner.trainer
    assert trainer is not None

    def broken() -> bool:
        desk.driver.advance(20)
        return trainer.divergence is not None

    until(broken, "the divergence")
    assert not desk.session.diverged, "nobody has looked"
    desk.session.apply("network.layers", (Layer(4), Layer(3)))
    assert desk.look().numbers.epoch == 0
    assert max(abs(weight) for layer in desk.weights() for row in layer for weight in row) < 10


def test_a_picture_that_can_not_be_made_is_told_once_and_not_sixty_times_a_second(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> probes.Map:
        raise ArithmeticError("no picture")

    desk.look()
    monkeypatch.setattr(probes, "output_map", broken)
    for size in range(10):
        desk.session.credit(Wants(map_size=10 + size))
        desk.session.take_frame()
    assert len(desk.notices) == 1
    assert "no picture" in desk.notices[0]


# Frames --------------------------------------------------------------------------------------------------------------


def test_a_frame_that_has_not_heard_the_last_command_does_not_say_whether_it_runs(desk: Desk) -> None:
    desk.session.credit(Wants(curves=True))
    desk.driver.advance()
    desk.session.play()
    frame = desk.session.take_frame()
    assert frame is not None
    assert frame.state is State.PAUSED
    assert desk.session.running
    assert desk.look().state is State.RUNNING


def test_a_frame_of_the_network_before_a_reset_is_not_shown(desk: Desk) -> None:
    desk.session.credit(Wants(curves=True))
    desk.driver.advance()
    desk.session.reset()
    assert desk.session.take_frame() is None
    assert desk.look().numbers.epoch == 0


def test_an_experiment_goes_through_a_file_into_another_session(desk: Desk, tmp_path: Path) -> None:
    desk.session.apply("network.layers", (Layer(3, ReLU()),))
    desk.session.apply("training.loss", MeanSquaredError())
    desk.session.paint(drawn([0, 1, 0, 1]).dataset)
    path = tmp_path / "one.json"
    write(desk.session.experiment, path)
    other = Desk(read(path))
    assert other.session.experiment == desk.session.experiment
    assert tree.diff(other.session.experiment, desk.session.experiment) == ()
    other.train(2)
    desk.session.reset()
    desk.train(2)
    assert other.weights() == desk.weights()
