"""The list of points: answers beside the truth, orders, and what stays sealed."""

import numpy as np
import pytest

from playground.data.config import DataConfig
from playground.data.dataset import Dataset, default_classes
from playground.data.generators import Circle
from playground.data.points import Points
from playground.data.regression_sets import Plane
from playground.data.several_sets import Rings
from playground.data.split import Split
from playground.experiment import Experiment, prepare, settled
from playground.session.pointlist import Answers, Key, answers, order, told, wrong


def prepared(source, test: float = 0.0):  # type: ignore[no-untyped-def]
    start = Experiment(data=DataConfig(split=Split(train=0.6, test=test)))
    return prepare(settled(start, {"data.source": source}))


@pytest.mark.parametrize("source", [Circle(samples=60), Rings(samples=60), Plane(samples=60)], ids=lambda s: s.key)
def test_the_answers_are_those_of_the_network_and_wrong_ones_lower_the_accuracy(source) -> None:  # type: ignore[no-untyped-def]
    made = prepared(source)
    trainer = made.trainer()
    list(trainer.run(200))
    found = told(made, answers(trainer.evaluator, made, with_test=True))
    assert not np.isnan(found.answer).any()
    record = trainer.record()
    if made.dataset.is_classification:
        share_right = 1 - wrong(made, found)[made.parts.train].mean()
        assert share_right == pytest.approx(float(record.train.score[0]))
        assert (found.error >= 0).all()
        if made.dataset.class_count == 2:
            assert ((found.error > 0.5) == wrong(made, found)).all()
    else:
        mean_square = np.mean(found.error[made.parts.train] ** 2)
        residual = 1 - mean_square / np.var(made.dataset.y[made.parts.train])
        assert residual == pytest.approx(float(record.train.score[0]))


def test_the_answers_to_sealed_points_are_not_even_computed() -> None:
    made = prepared(Circle(samples=50), test=0.2)
    found = answers(made.trainer().evaluator, made, with_test=False)
    assert not np.isin(made.dataset.ids[made.parts.test], found.ids).any()
    assert np.isnan(told(made, found).answer[made.parts.test]).all()
    assert len(found.ids) == 40


def test_answers_to_points_that_are_gone_are_left_out() -> None:
    data = Dataset(np.zeros((3, 2)), np.array([0, 1, 0]), np.array([5, 7, 9]), default_classes(2))
    made = prepared(Points(data))
    found = told(made, Answers(np.array([9, 4, 5]), np.array([[0.9, 0.1, 0.2]])))
    assert found.answer[[0, 2]].tolist() == [0, 1]
    assert np.isnan(found.answer[1])
    assert found.error[0] == pytest.approx(0.2)
    assert found.error[2] == pytest.approx(0.9)


def test_every_column_orders_the_points_and_unknown_ones_come_last() -> None:
    made = prepared(Circle(samples=30), test=0.2)
    said = told(made, answers(made.trainer().evaluator, made, with_test=False))
    every = np.arange(30)
    for key in Key:
        up, down = order(made, said, every, key), order(made, said, every, key, descending=True)
        assert sorted(up.tolist()) == sorted(down.tolist()) == list(range(30))
    by_error = said.error[order(made, said, every, Key.ERROR, descending=True)]
    assert (np.diff(by_error[:24]) <= 0).all()
    assert np.isnan(by_error[24:]).all()
