"""What an experiment makes is the same each time, and only what a change concerns is made again."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground import tree
from playground.data.axes import Axis
from playground.data.config import DataConfig
from playground.data.dataset import ClassStyle, Dataset, class_shape, default_classes
from playground.data.features import X1, X2, X1Squared, X2Squared
from playground.data.flaws import Flaws
from playground.data.generators import Spiral
from playground.data.points import EMPTY, Points
from playground.data.scaling import MinMax, Standardise
from playground.data.several_sets import ManyRings, Rings
from playground.data.sources import Source
from playground.engine.config import Layer
from playground.experiment import Experiment, prepare, settled

from .makers import drawn, with_source


def test_equal_experiments_end_in_equal_weights() -> None:
    ends = []
    for _ in range(2):
        trainer = prepare(Experiment()).trainer()
        trainer.run(until_epoch=3)
        ends.append(trainer.theta)
    assert np.array_equal(*ends)


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        ("training.learning_rate", 0.5, {"dataset", "parts", "data"}),
        ("network.layers", (Layer(9),), {"dataset", "parts", "data"}),
        ("features", (X1(), X1Squared()), {"dataset", "parts"}),
        ("data.split.train", 0.5, {"dataset"}),
        ("data.seed", 9, set()),
        ("data.source", Spiral(), set()),
    ],
)
def test_only_what_a_change_concerns_is_made_again(path: str, value: Any, kept: set[str]) -> None:
    old = prepare(Experiment())
    new = prepare(tree.put(Experiment(), path, value), old)
    assert {name for name in ("dataset", "parts", "data") if getattr(new, name) is getattr(old, name)} == kept
    fresh = prepare(new.experiment)
    assert new.dataset == fresh.dataset
    assert np.array_equal(new.data.train.x, fresh.data.train.x)
    assert np.array_equal(new.data.train.t, fresh.data.train.t)


def test_names_of_classes_make_no_points_anew_and_new_points_keep_them() -> None:
    rule = Rings(samples=60, flaws=Flaws(outliers=0.1, shift_x1=1.0))
    old = prepare(with_source(rule))
    named = prepare(with_source(rule.styled((ClassStyle("cats", 7), *old.dataset.classes[1:]))), old)
    assert [style.name for style in named.dataset.classes] == ["cats", "", ""]
    assert replace(named.dataset, classes=old.dataset.classes) == old.dataset
    assert named.data is old.data
    other = prepare(tree.put(named.experiment, "data.seed", 5), named)
    assert not np.array_equal(other.dataset.x, old.dataset.x)
    assert other.dataset.classes == named.dataset.classes
    assert named.experiment.data.source.styled(old.dataset.classes) == rule


def test_a_further_class_takes_a_colour_and_a_marker_that_are_free() -> None:
    rule = ManyRings(count=2, styles=(ClassStyle("cats", 2, 2), ClassStyle("dogs", 1)))
    classes = replace(rule, count=4).classes
    assert classes[:2] == rule.classes
    assert [style.colour for style in classes[2:]] == [0, 3]
    assert len({class_shape(classes, index) for index in range(4)}) == 4


def test_the_network_reads_the_inputs_that_were_chosen_in_their_order() -> None:
    prepared = prepare(settled(Experiment(), {"features": (X1Squared(), X1())}))
    assert prepared.inputs(np.array([[3.0, 5.0], [-1.0, 0.0]])).tolist() == [[9.0, 1.0], [3.0, -1.0], [1.0, 1.0]]
    assert prepared.named.inputs == ("x1_squared", "x1")
    assert prepared.plan.inputs == 2


def test_training_and_validation_points_share_out_the_data_set() -> None:
    prepared = prepare(Experiment())
    assert prepared.data.train.n + prepared.data.validation.n == prepared.dataset.n == 400
    assert prepared.data.train.n == 280


# Units and scales -----------------------------------------------------------------------------------------------------


def test_the_network_is_told_of_own_units() -> None:
    axes = (Axis("length", 0.0, 12.0), Axis("width", -1.0, 2.0))
    points = Points(Dataset(np.array([[1.0, 0.0], [2.0, 2.0]]), np.zeros(2), np.arange(2), default_classes(2), axes))
    prepared = prepare(Experiment(data=DataConfig(source=points), features=(X1(), X2Squared())))
    assert prepared.inputs(np.array([[1.0, 0.0]]))[:, 0].tolist() == [7.0, 0.25, 1.0]
    assert np.array_equal(prepared.inputs(prepared.dataset.x)[:, prepared.parts.train], prepared.data.train.x)


def test_stretching_an_axis_changes_the_numbers_and_not_the_points() -> None:
    plain = prepare(Experiment())
    stretched = prepare(tree.put(plain.experiment, "data.stretch.x2", 10.0), plain)
    assert stretched.dataset is plain.dataset
    assert stretched.parts is plain.parts
    assert stretched.data.train.x[0].tolist() == plain.data.train.x[0].tolist()
    assert stretched.data.train.x[1] == pytest.approx(10 * plain.data.train.x[1])


def test_the_scale_is_found_in_the_training_points_alone() -> None:
    prepared = prepare(settled(Experiment(), {"data.scaling": Standardise(), "features": (X1(), X2Squared())}))
    assert prepared.data.train.x[:-1].mean(axis=1) == pytest.approx([0, 0], abs=1e-12)
    assert prepared.data.train.x[:-1].std(axis=1) == pytest.approx([1, 1])
    assert abs(prepared.data.validation.x[:-1].mean(axis=1)).min() > 1e-4, "the others are not at 0 themselves"
    moved = prepared.dataset.x.copy()
    moved[prepared.parts.validation] = 5.9
    elsewhere = prepare(settled(prepared.experiment, {"data.source": Points(replace(prepared.dataset, x=moved))}))
    assert elsewhere.scale == prepared.scale, "what validates can't be felt"


def test_a_scale_found_in_all_points_feels_those_it_should_not_see() -> None:
    honest = settled(Experiment(), {"data.scaling": Standardise()})
    leaking = prepare(settled(honest, {"data.scale_by_all": True}))
    everything = np.concatenate([leaking.data.train.x, leaking.data.validation.x], axis=1)
    assert everything[:-1].mean(axis=1) == pytest.approx([0, 0], abs=1e-12)
    assert leaking.scale != prepare(honest).scale


def test_grid_and_points_are_read_at_the_same_scale() -> None:
    prepared = prepare(settled(Experiment(), {"data.scaling": MinMax(), "data.stretch.x1": 100.0}))
    read_again = prepared.inputs(prepared.dataset.x)
    assert np.array_equal(read_again[:, prepared.parts.train], prepared.data.train.x)
    assert np.array_equal(prepared.column(X2(), prepared.dataset.x), read_again[1])
    assert read_again[:2, prepared.parts.train].min(axis=1).tolist() == [0, 0]


def test_another_scaling_reads_the_same_points_anew() -> None:
    plain = prepare(Experiment())
    scaled = prepare(settled(plain.experiment, {"data.scaling": Standardise()}), plain)
    assert scaled.dataset is plain.dataset
    assert scaled.parts is plain.parts
    assert scaled.data is not plain.data
    assert prepare(settled(scaled.experiment, {"training.learning_rate": 0.5}), scaled).data is scaled.data


# What can not be trained ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (Points(EMPTY), "Training needs at least 2 points; there are 0. Draw some more, or pick a data set."),
        (drawn([1]), "Training needs at least 2 points; there is 1. Draw some more, or pick a data set."),
        (drawn([1, 1, 1]), "Training needs points of at least two classes; all 3 points are of one class."),
        (drawn([2, 2], 4), "Training needs points of at least two classes; all 2 points are of one class."),
    ],
)
def test_what_stands_in_the_way_of_training_is_told_in_words(source: Source, sentence: str) -> None:
    prepared = prepare(with_source(source))
    assert str(prepared.obstacle()) == sentence
    prepared.trainer().run(until_epoch=2)


def test_a_training_part_with_one_class_is_told_in_words() -> None:
    assert "only one class (1 points)" in str(prepare(with_source(drawn([0, 1]))).obstacle())


def test_a_few_points_and_values_that_do_not_vary_can_be_trained() -> None:
    level = Points(Dataset.numbered(np.random.default_rng(0).normal(0, 1, (9, 2)), np.full(9, 3.0)))
    for source in (drawn([0, 1, 0, 1, 0, 1]), level):
        prepared = prepare(with_source(source))
        assert prepared.obstacle() is None
        assert np.isfinite(prepared.trainer().run(until_epoch=5)[-1].train.loss).all()


def test_points_too_far_out_to_calculate_with_make_a_trainer_all_the_same() -> None:
    far = Points(Dataset.numbered([[1.7e308, -1.7e308], [1.0, 1.7e308]] * 4, [0, 1] * 4, default_classes(2)))
    trainer = prepare(settled(Experiment(), {"data.source": far})).trainer()
    trainer.run(steps=3)
    assert trainer.divergence is not None
