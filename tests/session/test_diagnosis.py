"""The diagnosis of learning curves, on curves made by hand and on runs of our own engine."""

import numpy as np
import pytest

from playground.data.curve_sets import Wave
from playground.data.generators import Circle, ExclusiveOr, VeryRare
from playground.engine.config import Layer
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.session.curves import COLUMNS, CurveRecorder, Curves
from playground.session.diagnosis import Fit, diagnose
from playground.session.remedies import remedies, try_remedy

from .support import Desk

DEFAULT = prepare(settled(Experiment(), {"data.source.samples": 2000}))


def curves_that_end_at(train_error: float, validation_error: float, loss_falls: bool = False) -> Curves:
    """Hundred epochs with these errors all along."""
    epochs = np.arange(101.0)
    loss = 0.5 * 0.98**epochs if loss_falls else np.full(101, 0.3)
    columns = {
        "epoch": epochs, "train_loss": loss, "validation_loss": loss, "train_score": np.full(101, 1 - train_error),
        "validation_score": np.full(101, 1 - validation_error), "penalty": 0 * epochs, "learning_rate": 0 * epochs,
    }  # fmt: skip
    return Curves(np.column_stack([columns[name] for name in COLUMNS]))


def trained(experiment: Experiment, epochs: int) -> tuple[Prepared, Curves]:
    prepared, recorder = prepare(experiment), CurveRecorder()
    trainer = prepared.trainer()
    recorder.add(trainer.record())
    for record in trainer.run(until_epoch=epochs):
        recorder.add(record)
    return prepared, recorder.curves()


@pytest.mark.parametrize(
    ("train", "validation", "fit"),
    [
        (0.01, 0.10, Fit.OVERFITTING),
        (0.14, 0.15, Fit.UNDERFITTING),
        (0.01, 0.02, Fit.BALANCED),
        (0.30, 0.33, Fit.UNDERFITTING),
        (0.02, 0.40, Fit.OVERFITTING),
    ],
)
def test_errors_on_both_parts_name_the_finding(train: float, validation: float, fit: Fit) -> None:
    found = diagnose(DEFAULT, curves_that_end_at(train, validation))
    assert found.fit is fit
    assert found.gap == pytest.approx(validation - train)


def test_while_the_loss_falls_it_is_too_early_to_speak_of_underfitting() -> None:
    assert diagnose(DEFAULT, curves_that_end_at(0.30, 0.31, loss_falls=True)).fit is Fit.LEARNING


def test_a_gap_that_chance_alone_may_make_is_no_overfitting() -> None:
    few = prepare(settled(Experiment(), {"data.source.samples": 20}))
    curves = curves_that_end_at(0.0, 1 / 6)  # one of six points
    assert diagnose(few, curves).fit is Fit.BALANCED
    assert diagnose(DEFAULT, curves).fit is Fit.OVERFITTING


def test_before_training_nothing_is_said() -> None:
    prepared, curves = trained(Experiment(), 0)
    assert diagnose(prepared, curves).fit is Fit.UNTRAINED


def test_the_first_experiment_ends_well_balanced() -> None:
    assert diagnose(*trained(Experiment(), 60)).fit is Fit.BALANCED


def test_without_hidden_layers_the_exclusive_or_is_underfitted() -> None:
    experiment = settled(Experiment(), {"data.source": ExclusiveOr(), "network.layers": ()})
    assert diagnose(*trained(experiment, 60)).fit is Fit.UNDERFITTING


def test_a_large_network_learns_few_noisy_points_by_heart() -> None:
    layers = (Layer(32), Layer(32))
    source = Circle(label_noise=0.1, samples=60)
    prepared, curves = trained(settled(Experiment(), {"data.source": source, "network.layers": layers}), 300)
    found = diagnose(prepared, curves)
    assert found.fit is Fit.OVERFITTING
    assert found.rising_since is not None
    assert found.rising_since < 300
    assert diagnose(prepared, curves, shown=30).fit is not Fit.OVERFITTING


def test_few_errors_are_no_merit_where_one_class_is_rare() -> None:
    rare = prepare(settled(Experiment(), {"data.source": VeryRare()}))
    assert diagnose(rare, curves_that_end_at(0.001, 0.001)).fit is Fit.ONE_ANSWER
    assert diagnose(rare, curves_that_end_at(0.0005, 0.001)).fit is Fit.ONE_ANSWER, "half of the rare points are missed"
    assert diagnose(rare, curves_that_end_at(0.0, 0.0)).fit is Fit.BALANCED
    assert diagnose(DEFAULT, curves_that_end_at(0.001, 0.001)).fit is Fit.BALANCED


def test_values_are_judged_by_what_is_not_explained() -> None:
    prepared, curves = trained(settled(Experiment(), {"data.source": Wave(), "network.layers": ()}), 200)
    found = diagnose(prepared, curves)
    assert found.fit is Fit.UNDERFITTING
    assert found.train_error == pytest.approx(1 - curves.column("train_score")[-1], abs=0.02)


def test_without_validation_points_underfitting_is_still_found() -> None:
    changes = {"data.source": ExclusiveOr(), "network.layers": (), "data.split.train": 1.0}
    found = diagnose(*trained(settled(Experiment(), changes), 60))
    assert found.fit is Fit.UNDERFITTING
    assert np.isnan(found.validation_error)


@pytest.mark.parametrize("fit", list(Fit))
@pytest.mark.parametrize("source", [Circle(), Wave()])
def test_every_remedy_is_a_legal_change(fit: Fit, source: object) -> None:
    experiment = settled(Experiment(), {"data.source": source})
    for remedy in remedies(fit, experiment):
        assert prepare(settled(experiment, remedy.changes)).experiment != experiment


def test_there_are_remedies_against_what_is_wrong_and_none_against_what_is_well() -> None:
    assert len(remedies(Fit.OVERFITTING, Experiment())) >= 3
    assert len(remedies(Fit.UNDERFITTING, Experiment())) >= 3
    assert remedies(Fit.BALANCED, Experiment()) == ()


def test_a_remedy_is_tried_beside_the_pinned_run_from_the_same_weights() -> None:
    desk = Desk()
    begun = desk.weights()
    desk.train(5)
    penalty = next(remedy for remedy in remedies(Fit.OVERFITTING, Experiment()) if "training.l2" in remedy.changes)
    assert try_remedy(desk.session, penalty)
    desk.session.pause()
    assert len(desk.session.papers.runs) == 1
    assert desk.session.experiment.training.l2 == 0.01
    desk.session.reset()
    assert desk.weights() == begun
    desk.session.undo()
    desk.session.undo()
    assert desk.session.experiment.training.l2 == 0.0
