from dataclasses import replace

import numpy as np
import pytest

from playground.engine.evaluation import Scores
from playground.engine.records import Record
from playground.session.curves import COLUMNS, Best, CurveRecorder, Curves


def record(epoch: int, layers: int = 3) -> Record:
    gradients = np.full((1, layers), 10.0 / (1 + epoch))

    def scores(loss: float) -> Scores:
        return Scores(np.array([loss]), np.array([1 - loss]))

    return Record(epoch, scores(1 / (1 + epoch)), scores(2 / (1 + epoch)), np.array([0.5]), 0.01, gradients)


def recorded(epochs: int, capacity: int = 16) -> CurveRecorder:
    recorder = CurveRecorder(capacity)
    for epoch in range(epochs + 1):
        recorder.add(record(epoch))
    return recorder


@pytest.mark.parametrize("epochs", [0, 1, 14, 15, 16, 17, 31, 32, 100, 1023, 1024, 5000])
def test_curves_keep_first_and_last_rise_evenly_and_stay_short(epochs: int) -> None:
    curves = recorded(epochs).curves()
    kept = curves.column("epoch")
    assert kept[0] == 0
    assert kept[-1] == epochs
    assert len(curves) <= 17
    assert len(curves) >= min(8, epochs)
    assert (np.diff(kept) > 0).all()
    assert len(set(np.diff(kept[:-1]))) <= 1


def test_an_epoch_that_was_forgotten_can_stand_among_the_kept_ones() -> None:
    recorder = recorded(101)
    kept = recorder.curves()
    assert 37 not in kept.column("epoch")
    curves = recorder.curves(also=record(37))
    assert len(curves) == len(kept) + 1
    assert (np.diff(curves.column("epoch")) > 0).all()
    assert curves.table[curves.column("epoch") == 37, 1] == 1 / 38
    assert len(recorder.curves()) == len(kept)
    assert np.array_equal(recorder.curves(also=record(101)).table, kept.table)


def test_every_kept_row_is_the_record_of_its_epoch() -> None:
    curves = recorded(100).curves()
    for name, expected in (("train_loss", 1.0), ("validation_loss", 2.0)):
        np.testing.assert_allclose(curves.column(name), expected / (1 + curves.column("epoch")))
    assert (curves.column("penalty") == 0.5).all()
    assert (curves.column("learning_rate") == 0.01).all()
    assert curves.table.shape[1] == len(COLUMNS)


def test_a_short_run_is_kept_whole() -> None:
    assert recorded(10, capacity=4096).curves().column("epoch").tolist() == list(range(11))


def test_curves_are_a_copy() -> None:
    recorder = recorded(5)
    curves = recorder.curves()
    before = curves.table.copy()
    for epoch in range(6, 100):
        recorder.add(record(epoch))
    assert np.array_equal(curves.table, before)
    with pytest.raises(ValueError, match="read-only"):
        curves.table[0, 0] = 1.0


@pytest.mark.parametrize("epochs", [0, 1, 2, 15, 16, 33, 100, 1023])
def test_restored_curves_go_on_as_if_never_stopped(epochs: int) -> None:
    whole, again = recorded(epochs), recorded(7)
    again.restore(whole.curves())
    assert np.array_equal(again.curves().table, whole.curves().table)
    for epoch in range(epochs + 1, epochs + 200):
        whole.add(record(epoch))
        again.add(record(epoch))
    assert np.array_equal(again.curves().table, whole.curves().table)


def test_no_curves_can_be_restored() -> None:
    recorder = recorded(7)
    recorder.restore(Curves(np.empty((0, len(COLUMNS)))))
    assert len(recorder.curves()) == 0
    recorder.add(record(0))
    assert recorder.curves().column("epoch").tolist() == [0]


# What was best, and the gradients -------------------------------------------------------------------------------------


def with_validation_loss(epoch: int, loss: float) -> Record:
    made = record(epoch)
    return replace(made, validation=Scores(np.array([loss]), made.validation.score))


def test_the_best_epoch_is_exact_even_where_the_table_has_forgotten_it() -> None:
    recorder = CurveRecorder(16)
    for epoch in range(1001):
        recorder.add(with_validation_loss(epoch, 0.5 + abs(epoch - 333) / 1000))
    curves = recorder.curves()
    assert 333 not in curves.column("epoch")
    assert curves.best == Best(333, 0.5)


@pytest.mark.parametrize("is_restored", [False, True])
def test_the_best_epoch_stays_exact_while_the_last_one_is_judged_again(is_restored: bool) -> None:
    recorder = CurveRecorder(16)
    losses = [0.5 if epoch == 333 else 0.9 for epoch in range(1001)]
    for epoch, loss in enumerate(losses):
        recorder.add(with_validation_loss(epoch, loss))
    if is_restored:
        recorder.restore(recorder.curves())
    for loss, best in ((0.4, Best(1000, 0.4)), (0.7, Best(333, 0.5)), (np.nan, Best(333, 0.5))):
        recorder.add(with_validation_loss(1000, loss))
        assert recorder.curves().best == best


def test_without_validation_points_nothing_is_best() -> None:
    made = record(0)
    nothing = Scores(*(np.array([np.nan]),) * 2)
    recorder = CurveRecorder()
    recorder.add(replace(made, validation=nothing))
    assert recorder.curves().best is None


def test_a_record_that_is_replaced_is_not_the_best_any_more() -> None:
    recorder = CurveRecorder()
    recorder.add(record(0))
    recorder.add(record(1))
    other = Scores(np.array([5.0]), np.array([0.0]))
    recorder.add(replace(record(1), validation=other))
    assert recorder.curves().best == Best(0, 2.0)


def test_an_epoch_that_is_judged_again_keeps_the_rate_and_the_gradients_of_its_last_step() -> None:
    recorder, again = recorded(3), replace(record(3), learning_rate=9.0, gradients=np.zeros((1, 3)))
    before = recorder.curves()
    recorder.add(replace(again, penalty=np.array([0.7])))
    after = recorder.curves()
    assert after.column("learning_rate")[-1] == 0.01
    assert after.column("penalty")[-1] == 0.7
    assert np.array_equal(after.gradients, before.gradients)


def test_before_the_first_step_the_rate_is_the_one_to_begin_with() -> None:
    recorder = recorded(0)
    recorder.add(replace(record(0), learning_rate=9.0))
    assert recorder.curves().column("learning_rate").tolist() == [9.0]


def test_gradients_are_kept_for_each_layer_and_begin_anew_with_other_layers() -> None:
    recorder = CurveRecorder()
    for epoch in range(5):
        recorder.add(record(epoch))
    kept = recorder.curves().gradients
    np.testing.assert_array_equal(kept[:, 0], np.arange(5))
    np.testing.assert_allclose(kept[:, 1:], 10.0 / (1 + np.arange(5))[:, np.newaxis] * np.ones(3))
    recorder.add(record(5, layers=2))
    np.testing.assert_array_equal(recorder.curves().gradients[:, 0], [5])


def test_restored_curves_go_on_with_their_best_and_their_gradients() -> None:
    recorder, again = recorded(40), CurveRecorder(16)
    again.restore(recorder.curves())
    again.add(record(41))
    curves = again.curves()
    assert curves.best == Best(41, 2 / 42)
    assert len(curves.gradients) == 42
