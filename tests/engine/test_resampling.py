"""Over- and under-sampling give every class the same number of points, from the training part alone."""

import numpy as np
import pytest

from playground.data.generators import Rare
from playground.engine.batches import Batches
from playground.engine.resampling import epoch_size, resampled
from playground.experiment import Experiment, prepare, settled

Y = np.repeat([0.0, 1.0, 2.0], [50, 20, 3])


@pytest.mark.parametrize(("kind", "size"), [("over", 50), ("under", 3)])
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_every_class_has_the_size_of_the_largest_or_the_smallest(kind: str, size: int, seed: int | None) -> None:
    order = resampled(kind, Y, None if seed is None else np.random.default_rng(seed))
    assert np.unique(Y[order], return_counts=True)[1].tolist() == [size] * 3
    assert len(order) == epoch_size(kind, Y)


def test_over_sampling_leaves_no_point_out() -> None:
    order = resampled("over", Y, np.random.default_rng(3))
    assert set(order.tolist()) == set(range(len(Y)))


def test_under_sampling_repeats_no_point_and_takes_others_each_time() -> None:
    random = np.random.default_rng(3)
    first, second = (resampled("under", Y, random) for _ in range(2))
    assert len(set(first.tolist())) == len(first)
    assert sorted(first.tolist()) != sorted(second.tolist())


def test_without_points_there_is_nothing_to_repeat() -> None:
    assert len(resampled("over", np.empty(0), None)) == epoch_size("over", np.empty(0)) == 0


@pytest.mark.parametrize(("kind", "n"), [("over", 380), ("under", 20)])
def test_an_epoch_has_as_many_steps_as_its_points_need(kind: str, n: int) -> None:
    changes = {"data.source": Rare(samples=200), "data.split.train": 1.0, "training.resampling": kind}
    prepared = prepare(settled(Experiment(), changes))
    trainer = prepared.trainer()
    assert trainer.steps_per_epoch == -(-n // 32)
    trainer.run(until_epoch=1)
    assert trainer.step == trainer.steps_per_epoch
    assert trainer.epoch_order.shape == (1, n)
    assert np.unique(trainer.data.train.y[trainer.epoch_order[0]], return_counts=True)[1].tolist() == [n // 2] * 2


def test_other_points_are_left_alone() -> None:
    plain = prepare(settled(Experiment(), {"data.source": Rare()}))
    over = prepare(settled(plain.experiment, {"training.resampling": "over"}), plain)
    assert over.data is plain.data


def test_the_order_of_points_is_not_disturbed_where_nothing_is_resampled() -> None:
    prepared = prepare(Experiment())
    train, task = prepared.data.train, prepared.data.task
    alone = Batches(train, task, [np.random.default_rng(1)], np.float64)
    beside = Batches(train, task, [np.random.default_rng(1)], np.float64, [np.random.default_rng(2)])
    for batches in (alone, beside):
        batches.begin(train, prepared.experiment.training)
    assert np.array_equal(alone.order, beside.order)


def test_a_rare_class_is_found_with_resampling_and_overlooked_without() -> None:
    changes = {"data.source": Rare(samples=600, rare_share=0.02, noise=0.2), "training.learning_rate": 0.03}
    found = {}
    for kind in ("none", "over", "under"):
        trainer = prepare(settled(Experiment(), {**changes, "training.resampling": kind})).trainer()
        trainer.run(until_epoch=40)
        _sums, answers = trainer.evaluator.answers(trainer.data.train.x)
        found[kind] = float((answers[0, 0] > 0.5)[trainer.data.train.y == 1].mean())
    assert min(found["over"], found["under"]) > found["none"] + 0.3
