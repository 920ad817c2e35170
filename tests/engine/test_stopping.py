"""Early stopping decides as `keras.callbacks.EarlyStopping` does; the sequences are worked out by hand from its source.

Keras counts epochs from 0 and compares `epoch < start_from_epoch` and `epoch > 0`; epochs here count from 1.
"""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.normalization import BatchNorm
from playground.engine.optimizers import SGD
from playground.engine.stopping import EarlyStopping, Patience
from playground.engine.trainer import Trainer

from .builders import trainer

NAN = float("nan")


def watch(rule: EarlyStopping, values: list[float | None]) -> tuple[int | None, int, list[int]]:
    """After which epoch it stops, which was the best, and `wait` after each epoch."""
    state, waits = Patience(), []
    for epoch, value in enumerate(values, 1):
        state = rule.observe(state, epoch, value, lambda epoch=epoch: epoch)  # type: ignore[misc]
        waits.append(state.wait)
        if state.stopped:
            assert rule.left(state) == 0
            return epoch, state.best_epoch, waits
    return None, state.best_epoch, waits


@pytest.mark.parametrize(
    ("settings", "values", "stops", "best", "waits"),
    [
        ({"patience": 2}, [5, 4, 3, 4, 4, 1], 5, 3, [0, 0, 0, 1, 2]),
        ({"patience": 2}, [5, 6, 4, 5, 3, 4, 4], 7, 5, [0, 1, 0, 1, 0, 1, 2]),
        ({"patience": 0}, [5, 4, 4], 3, 2, [0, 0, 1]),
        ({"patience": 1}, [5, 4, 4], 3, 2, [0, 0, 1]),
        ({"patience": 3}, [5, 5, 5, 5], 4, 1, [0, 1, 2, 3]),
        # A change of exactly min_delta is no improvement; the best stays what it was.
        ({"patience": 2, "min_delta": 1.0}, [5, 4, 4.25, 3], 3, 1, [0, 1, 2]),
        ({"patience": 2, "min_delta": 1.0}, [5, 4.25, 3.75, 3, 3], 5, 3, [0, 1, 0, 1, 2]),
        # Without beating the baseline nothing restarts the patience, but a new best never stops.
        ({"patience": 2, "use_baseline": True, "baseline": 1.0}, [5, 4, 3, 2, 2], 5, 4, [1, 2, 3, 4, 5]),
        ({"patience": 2, "use_baseline": True, "baseline": 3.0}, [5, 2, 2.5, 2.5], 4, 2, [1, 0, 1, 2]),
        ({"patience": 1, "start_from_epoch": 3}, [1, 2, 3, 9, 9, 9], 5, 4, [0, 0, 0, 0, 1]),
        ({"patience": 1, "mode": "max"}, [1, 2, 1], 3, 2, [0, 0, 1]),
        ({"patience": 1, "monitor": "validation_score"}, [0.5, 0.75, 0.75], 3, 2, [0, 0, 1]),
        ({"patience": 1, "monitor": "train_score", "mode": "min"}, [0.5, 0.25, 0.25], 3, 2, [0, 0, 1]),
        ({"patience": 2, "mode": "max", "min_delta": 0.5}, [1, 1.5, 1.75, 2, 2], 5, 3, [0, 1, 0, 1, 2]),
        # A value that is not a number is no improvement; it can't stop the first epoch.
        ({"patience": 1}, [NAN, NAN], 2, 0, [1, 2]),
        ({"patience": 2}, [5, NAN, 4, NAN, NAN], 5, 3, [0, 1, 0, 1, 2]),
        # Where there is nothing to judge by, nothing is counted.
        ({"patience": 1}, [None, None, None, None], None, 0, [0, 0, 0, 0]),
        # With weights to restore, the first epoch is the best for want of a better one.
        ({"patience": 1, "restore_best_weights": True}, [NAN, NAN], 2, 1, [1, 2]),
    ],
)
def test_it_stops_where_keras_stops(
    settings: dict[str, object], values: list[float | None], stops: int | None, best: int, waits: list[int]
) -> None:
    assert watch(EarlyStopping(**settings), values) == (stops, best, waits)  # type: ignore[arg-type]


def stopping(rule: EarlyStopping, network: NetworkConfig | None = None) -> Trainer:
    """Steps so large that the loss goes up and down."""
    training = TrainingConfig(optimizer=SGD(), learning_rate=2.0, batch_size=5, early_stopping=rule)
    return trainer(network, training)


def test_training_ends_when_it_has_stopped_and_says_why() -> None:
    subject = stopping(EarlyStopping(patience=3))
    records = subject.run(until_epoch=500)
    losses = [record.validation.loss[0] for record in records]
    best = int(np.argmin(losses)) + 1
    assert subject.stopped is not None
    assert (subject.stopped.epoch, subject.stopped.best_epoch) == (subject.epoch, best) == (best + 3, best)
    assert subject.stopped.best == losses[best - 1]
    assert subject.divergence is None
    assert subject.patience_left == 0
    assert subject.run(steps=1) == ()
    assert not subject.stopped.restored


def test_the_patience_that_is_left_counts_down() -> None:
    subject = stopping(EarlyStopping(patience=3, min_delta=100.0))
    left = []
    while subject.stopped is None:
        subject.run(until_epoch=subject.epoch + 1)
        left.append(subject.patience_left)
    assert left == [3, 2, 1, 0]
    assert subject.best is not None
    assert subject.best[0] == 1


def test_the_best_weights_come_back_with_their_statistics() -> None:
    network = NetworkConfig((Layer(4, normalization=BatchNorm()),))
    subject = stopping(EarlyStopping(patience=4, restore_best_weights=True), network)
    kept = {}
    while subject.stopped is None:
        subject.run(until_epoch=subject.epoch + 1)
        kept[subject.epoch] = (subject.theta.copy(), subject.statistics.copy(), subject.record().validation.loss[0])
    theta, statistics, loss = kept[subject.stopped.best_epoch]
    assert subject.stopped.restored
    assert np.array_equal(subject.theta, theta)
    assert np.array_equal(subject.statistics, statistics)
    assert subject.record().validation.loss[0] == loss == subject.stopped.best


def test_going_on_begins_with_all_the_patience() -> None:
    subject = stopping(EarlyStopping(patience=2, min_delta=100.0))
    subject.run(until_epoch=100)
    assert (subject.epoch, subject.patience_left) == (3, 0)
    subject.go_on()
    assert (subject.stopped, subject.patience_left) == (None, 2)
    subject.run(until_epoch=100)
    assert subject.epoch == 6


def test_changed_settings_begin_anew_and_other_settings_do_not() -> None:
    subject = stopping(EarlyStopping(patience=5, min_delta=100.0))
    subject.run(until_epoch=3)
    subject.configure(replace(subject.training, learning_rate=0.1))
    assert subject.patience_left == 3
    subject.configure(replace(subject.training, early_stopping=EarlyStopping(patience=6)))
    assert subject.patience_left == 6


def test_a_restored_checkpoint_has_the_same_patience() -> None:
    rule = EarlyStopping(patience=6, restore_best_weights=True)
    whole, again = stopping(rule), stopping(rule)
    whole.run(steps=25)
    saved = whole.checkpoint()
    whole.run(until_epoch=300)
    again.restore(saved)
    again.run(until_epoch=300)
    assert whole.stopped is not None
    assert whole.stopped == again.stopped
    assert np.array_equal(whole.theta, again.theta)


def test_without_validation_points_the_validation_loss_never_stops() -> None:
    subject = stopping(EarlyStopping(patience=1))
    empty = subject.data.validation
    nothing = replace(empty, x=empty.x[:, :0], t=empty.t[:, :0], y=empty.y[:0])
    subject.use_data(replace(subject.data, validation=nothing))
    subject.run(until_epoch=20)
    assert (subject.stopped, subject.epoch) == (None, 20)
