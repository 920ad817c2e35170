"""The two scores of the leak are those of two honest trainings that differ in nothing else."""

import pytest

from playground import leakage
from playground.data.generators import Circle
from playground.data.scaling import MinMax, Standardise
from playground.experiment import Experiment, prepare, settled
from playground.leakage import Pair, mean_and_error, pairs

SMALL = settled(Experiment(), {"data.source": Circle(samples=100), "data.scaling": MinMax(), "data.split.train": 0.2})


def test_each_score_is_that_of_an_ordinary_training() -> None:
    (pair,) = [found for found in pairs(SMALL, splits=1, epochs=25) if found is not None]
    for leaks, score in ((False, pair.honest), (True, pair.leaking)):
        trainer = prepare(settled(SMALL, {"data.scale_by_all": leaks})).trainer()
        trainer.run(until_epoch=25)
        assert trainer.record().validation.score[0] == score


def test_several_splits_are_tried_and_one_may_stop_between() -> None:
    found = list(pairs(SMALL, splits=3, epochs=20))
    assert [pair.seed for pair in found if pair is not None] == [1, 2, 3]
    assert found.count(None) == 3 * 2 * 2


def test_where_the_scale_is_the_same_so_are_the_scores() -> None:
    whole = settled(SMALL, {"data.scaling": Standardise(), "data.split.train": 1.0, "data.split.test": 0.0})
    prepared = [prepare(settled(whole, {"data.scale_by_all": leaks})) for leaks in (False, True)]
    assert prepared[0].scale == prepared[1].scale


def test_the_error_of_the_mean_falls_with_the_number_of_splits() -> None:
    two = [Pair(1, 0.5, 0.6), Pair(2, 0.5, 0.5)]
    mean, error = mean_and_error(two * 8)
    assert mean == pytest.approx(0.05)
    assert error < mean_and_error(two)[1] / 3


def test_enough_splits_are_tried_for_an_error_of_the_mean() -> None:
    assert leakage.SPLITS >= 5
