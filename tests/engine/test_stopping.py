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

from .builders import network as small_network
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


# Stacks --------------------------------------------------------------------------------------------------------------


def stack_and_singles(rule: EarlyStopping) -> tuple[Trainer, list[Trainer]]:
    """Three networks trained as one stack, and each of them by itself."""
    training = TrainingConfig(optimizer=SGD(), learning_rate=2.0, batch_size=7, reshuffle=False, early_stopping=rule)
    config = replace(small_network(), layers=(Layer(4, normalization=BatchNorm()),))
    stack, singles = trainer(config, training, models=3), [trainer(config, training) for _ in range(3)]
    for model, single in enumerate(singles):
        single.set_parameters(stack.theta[model : model + 1])
    return stack, singles


@pytest.mark.parametrize("restore", [False, True])
def test_each_network_of_a_stack_stops_when_it_would_alone(restore: bool) -> None:
    stack, singles = stack_and_singles(EarlyStopping(patience=4, restore_best_weights=restore))
    stack.run(until_epoch=500)
    for single in singles:
        single.run(until_epoch=500)
    epochs = [single.epoch for single in singles]
    assert len(set(epochs)) > 1, "networks that stop together prove nothing"
    assert stack.epoch == max(epochs)
    for model, single in enumerate(singles):
        told, alone = stack.stops[model], single.stopped
        assert told is not None
        assert alone is not None
        assert (told.epoch, told.best_epoch, told.restored) == (alone.epoch, alone.best_epoch, restore)
        np.testing.assert_allclose(told.best, alone.best, rtol=1e-9)
        np.testing.assert_allclose(stack.theta[model], single.theta[0], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(stack.statistics[model], single.statistics[0], rtol=1e-9, atol=1e-12)


def test_a_stack_has_stopped_only_when_all_of_it_has() -> None:
    stack, singles = stack_and_singles(EarlyStopping(patience=4))
    for single in singles:
        single.run(until_epoch=500)
    first, last = (choose(single.epoch for single in singles) for choose in (min, max))
    stack.run(until_epoch=first)
    assert stack.stopped is None
    assert [stopped is not None for stopped in stack.stops].count(True) >= 1
    held = stack.theta.copy()
    stack.run(until_epoch=last)
    assert stack.stopped == stack.stops[0]
    assert [np.array_equal(*pair) for pair in zip(held, stack.theta, strict=True)] == [
        single.epoch == first for single in singles
    ]
    assert stack.run(steps=1) == ()


def test_a_checkpoint_knows_who_has_stopped() -> None:
    stack, singles = stack_and_singles(EarlyStopping(patience=4))
    again, _ = stack_and_singles(EarlyStopping(patience=4))
    for single in singles:
        single.run(until_epoch=500)
    stack.run(until_epoch=min(single.epoch for single in singles))
    again.restore(stack.checkpoint())
    assert again.stops == stack.stops
    stack.run(until_epoch=500)
    again.run(until_epoch=500)
    assert np.array_equal(again.theta, stack.theta)


def test_one_that_diverged_does_not_keep_a_stack_from_stopping() -> None:
    stack, _ = stack_and_singles(EarlyStopping(patience=4))
    theta = stack.theta.copy()
    theta[1] = np.inf
    stack.set_parameters(theta)
    stack.run(until_epoch=500)
    assert stack.diverged.tolist() == [False, True, False]
    assert [stopped is not None for stopped in stack.stops] == [True, False, True]
    assert stack.stopped == stack.stops[0]
