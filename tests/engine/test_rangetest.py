import numpy as np
import pytest

from playground.engine.config import TrainingConfig
from playground.engine.optimizers import SGD, Adam, Optimizer
from playground.engine.rangetest import Trial, range_test, summary, trials
from playground.engine.schedules import StepLR
from playground.engine.stopping import EarlyStopping

from .builders import network, trainer


@pytest.mark.parametrize("optimizer", [SGD(), Adam()], ids=lambda member: member.key)
def test_the_suggested_rate_trains(optimizer: Optimizer) -> None:
    training = TrainingConfig(optimizer=optimizer, batch_size=8)
    found = range_test(trainer(network((8, 8)), training, n=200))
    assert found.suggested is not None
    losses = {}
    for rate in (found.suggested, 1e-6):
        subject = trainer(network((8, 8)), TrainingConfig(optimizer=optimizer, batch_size=8, learning_rate=rate), n=200)
        subject.run(until_epoch=20)
        losses[rate] = subject.record().train.loss[0]
        assert subject.divergence is None
    assert losses[found.suggested] < 0.75 * losses[1e-6]


def test_the_rates_rise_by_the_same_factor() -> None:
    found = range_test(trainer(), steps=50, lowest=1e-5, highest=1.0)
    np.testing.assert_allclose(np.diff(np.log(found.rates)), np.log(1e5) / 49)
    assert len(found.rates) == len(found.losses) == len(found.smoothed) <= 50


@pytest.mark.parametrize("steps", [0, 13])
def test_the_trainer_is_left_as_it_is(steps: int) -> None:
    training = TrainingConfig(batch_size=7, schedule=StepLR(2), early_stopping=EarlyStopping(patience=50))
    tested, alone = (trainer(training=training) for _ in range(2))
    for subject in (tested, alone):
        subject.run(steps=steps)
    range_test(tested)
    assert tested.training is training
    for subject in (tested, alone):
        subject.run(steps=30)
    assert np.array_equal(tested.theta, alone.theta)
    assert tested.learning_rate == alone.learning_rate


def test_the_test_is_the_same_each_time() -> None:
    subject = trainer()
    assert np.array_equal(range_test(subject).losses, range_test(subject).losses)


def test_it_can_be_watched_step_by_step_and_broken_off() -> None:
    going = trials(trainer(), steps=20)
    done = [next(going) for _ in range(5)]
    assert len(summary(done).rates) == 5


def test_the_steepest_fall_by_hand() -> None:
    losses = [1.0, 0.9, 0.5, 0.4, 0.9, 0.1, 3.0]
    done = [Trial(10.0**place, loss, loss) for place, loss in enumerate(losses[:5])]
    assert summary(done).suggested == 10.0
    assert summary(done[:1]).suggested is None
    assert summary([]).suggested is None


def test_a_loss_that_never_falls_suggests_nothing() -> None:
    assert summary([Trial(1.0, 1.0, 1.0), Trial(2.0, 2.0, 2.0), Trial(3.0, 3.0, 3.0)]).suggested is None
