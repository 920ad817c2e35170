"""Every example shows the idea that it is named after, in our own engine."""

import numpy as np
import pytest

from playground.engine.divergence import Failure
from playground.engine.health import Finding, health
from playground.engine.trainer import Trainer
from playground.examples import EXAMPLES
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.session.curves import CurveRecorder
from playground.session.diagnosis import Diagnosis, Fit, diagnose

BY_KEY = {example.key: example for example in EXAMPLES}


def run(key: str, epochs: int, **changes: object) -> tuple[Prepared, Trainer, Diagnosis]:
    prepared = prepare(settled(BY_KEY[key].read(), changes) if changes else BY_KEY[key].read())
    trainer, recorder = prepared.trainer(), CurveRecorder()
    recorder.add(trainer.record())
    for record in trainer.run(until_epoch=epochs):
        recorder.add(record)
    return prepared, trainer, diagnose(prepared, recorder.curves())


def findings(trainer: Trainer) -> set[Finding]:
    return {finding for layer in health(trainer) for finding in layer.findings}


def test_every_example_is_a_file_and_every_file_an_example() -> None:
    assert len(BY_KEY) == len(EXAMPLES)
    assert {path.stem for path in EXAMPLES[0].path.parent.glob("*.json")} == set(BY_KEY)
    assert all(isinstance(example.read(), Experiment) for example in EXAMPLES)


@pytest.mark.parametrize(
    ("key", "epochs", "fit"),
    [
        ("overfitting", 300, Fit.OVERFITTING),
        ("weight-decay", 300, Fit.BALANCED),
        ("underfitting", 60, Fit.UNDERFITTING),
        ("linear-layers", 60, Fit.UNDERFITTING),
        ("vanishing-gradient", 60, Fit.UNDERFITTING),
        ("batch-normalisation", 150, Fit.BALANCED),
        ("curve", 100, Fit.OVERFITTING),
        ("rare-class", 30, Fit.ONE_ANSWER),
    ],
)
def test_the_diagnosis_is_the_one_that_the_title_promises(key: str, epochs: int, fit: Fit) -> None:
    assert run(key, epochs)[2].fit is fit


def test_stopping_early_ends_before_the_network_has_learned_its_points_by_heart() -> None:
    _prepared, trainer, _found = run("early-stopping", 300)
    assert trainer.stopped is not None
    assert trainer.epoch < 200
    _prepared, longer, found = run("overfitting", 300)
    assert found.fit is Fit.OVERFITTING
    assert trainer.record().validation.loss[0] < longer.record().validation.loss[0]


def test_dropout_and_l2_make_the_gap_smaller() -> None:
    gap = run("overfitting", 300)[2].gap
    assert run("dropout", 300)[2].gap < gap
    assert run("weight-decay", 300)[2].gap < gap


@pytest.mark.parametrize(
    ("key", "finding"),
    [
        ("vanishing-gradient", Finding.VANISHING_GRADIENT),
        ("equal-weights", Finding.COPIES),
        ("dead-neurons", Finding.DEAD_UNITS),
    ],
)
def test_the_layers_have_what_the_title_promises(key: str, finding: Finding) -> None:
    assert finding in findings(run(key, 60)[1])


def test_normalised_layers_let_the_gradient_through() -> None:
    assert findings(run("batch-normalisation", 60)[1]) == set()


def test_a_rate_that_is_too_large_goes_farther_with_every_step_until_it_is_found_out() -> None:
    _prepared, trainer, _found = run("too-fast", 60)
    assert trainer.divergence is not None
    assert trainer.divergence.failure is Failure.LOSS_EXPLODED
    _prepared, slower, _found = run("too-fast", 60, **{"training.learning_rate": 0.03})
    assert slower.divergence is None
    assert slower.record().train.loss[0] < 0.1


def test_single_points_make_a_noisier_curve_than_batches() -> None:
    def noise(**changes: object) -> float:
        prepared = prepare(settled(BY_KEY["one-point-at-a-time"].read(), changes))
        losses = [record.train.loss[0] for record in prepared.trainer().run(until_epoch=60)]
        return float(np.abs(np.diff(losses[20:])).mean())

    assert noise() > 5 * noise(**{"training.batch_size": 32})
