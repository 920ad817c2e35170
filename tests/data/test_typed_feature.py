"""A typed formula as an input: its values, its place in files and networks, and what it may not be."""

from dataclasses import replace

import numpy as np
import pytest

from playground.codec import decode, encode
from playground.data.axes import Stretch
from playground.data.config import DataConfig
from playground.data.curve_sets import Wave
from playground.data.features import X1, X2, Feature
from playground.data.generators import Circle
from playground.data.typed_feature import Formula
from playground.experiment import Experiment, prepare, settled
from playground.spec import SpecError


def with_formula(text: str) -> Experiment:
    return Experiment(features=(X1(), X2(), Formula(text)))


def test_a_formula_is_computed_from_both_coordinates() -> None:
    assert Formula("x1 ** 2 - 3 * x2").column(np.array([[2.0, 1.0], [-1.0, 0.5]])).tolist() == [1, -0.5]
    assert Formula("2").column(np.zeros((3, 2))).tolist() == [2, 2, 2]


@pytest.mark.parametrize(
    ("text", "caption"), [("x1 ** 2 * x2", "x₁²·x₂"), ("sin(x1 - 1)", "sin(x₁−1)"), ("x2 ^ 3 + x1 ** 4", "x₂³+x₁^4")]
)
def test_a_formula_is_called_as_it_is_written_by_hand(text: str, caption: str) -> None:
    assert Formula(text).caption == caption


def test_a_file_brings_a_formula_back() -> None:
    assert encode(Formula("x1 + 1")) == {"type": "formula", "text": "x1 + 1"}
    assert decode(Feature, {"type": "formula", "text": "x1 + 1"}) == Formula("x1 + 1")  # type: ignore[type-abstract]


def test_a_wrong_formula_in_a_file_is_refused_with_its_place() -> None:
    with pytest.raises(SpecError) as caught:
        decode(Experiment, {"features": ["x1", {"type": "formula", "text": "x1 + x1.real"}]})
    assert str(caught.value) == "features.1.text: . has no place in a formula. (at character 8)"


def test_several_formulas_are_several_inputs_but_none_twice() -> None:
    both = Experiment(features=(Formula("x1 + 1"), Formula("x1 + 2")))
    assert prepare(both).plan.units[0] == 2
    with pytest.raises(SpecError, match="Inputs must differ from each other"):
        replace(both, features=(Formula("x1"), Formula("x1")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 / x1", "at x1 = 0, x2 = 0"),
        ("log(x2)", "at x1 = 0, x2 = 0"),
        ("exp(exp(x1))", "beyond 1,000,000, at x1 = 2.75"),
        ("1 / 0", "has no value"),
        ("9 ** 9 ** 9 ** 9", "has no value"),
    ],
)
def test_a_formula_that_is_not_there_everywhere_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(SpecError) as caught:
        with_formula(text)
    assert str(caught.value).startswith("features.2: The formula")
    assert words in str(caught.value)


def test_a_formula_is_judged_in_own_units() -> None:
    assert with_formula("exp(x1)")
    with pytest.raises(SpecError, match="has no value, or one beyond"):
        replace(with_formula("exp(x1)"), data=DataConfig(stretch=Stretch(x1=10)))


def test_a_formula_of_x1_alone_may_be_asked_about_a_curve() -> None:
    chosen = Experiment(features=(X1(), Formula("x1 * x2"), Formula("cos(x1)")))
    assert settled(chosen, {"data.source": Wave()}).features == (X1(), Formula("cos(x1)"))


def test_with_the_right_formula_one_neuron_learns_the_circle() -> None:
    experiment = Experiment(
        data=DataConfig(source=Circle()), features=(Formula("x1 ** 2 + x2 ** 2 - 9"),)
    )  # fmt: skip
    trainer = prepare(replace(experiment, network=replace(experiment.network, layers=()))).trainer()
    records = trainer.run(until_epoch=60)
    assert records[-1].train.score[0] == 1.0
