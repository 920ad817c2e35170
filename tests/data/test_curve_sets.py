"""Curves: one input, and the height of a point as the answer."""

from dataclasses import replace

import numpy as np
import pytest

from playground.codec import decode, encode
from playground.data.axes import Axis, Stretch
from playground.data.config import DataConfig
from playground.data.curve_sets import FormulaCurve, StraightLine, Wave
from playground.data.dataset import Dataset
from playground.data.features import X1, X1X2, X2, X1Squared
from playground.data.generators import Circle
from playground.data.paint import add_point, move, relabel, spray
from playground.data.points import Points
from playground.data.regression_sets import Plane
from playground.data.sources import Source
from playground.experiment import Experiment, prepare, settled
from playground.spec import SpecError

CURVE = settled(Experiment(), {"data.source": StraightLine()})
DATA = Dataset.numbered([[1.0, 2.0], [3.0, -4.0]], [9.0, 9.0], is_curve=True)


def test_the_value_of_a_point_is_its_height_whatever_is_given() -> None:
    assert DATA.y.tolist() == [2, -4]


def test_heights_are_in_own_units() -> None:
    axes = (Axis(), Axis(name="litres", low=0, high=12))
    assert replace(DATA, axes=axes).y.tolist() == [8, 2]


def test_painting_sets_both_coordinates_of_the_answer() -> None:
    painted = add_point(DATA, (0.5, -1.5), label=7)
    assert painted.y.tolist() == [2, -4, -1.5]
    assert move(painted, [2], (1, 1)).y.tolist() == [2, -4, -0.5]
    assert relabel(painted, [2], 5) is painted
    sprayed = spray(DATA, [(0, 0)], 1, 0.5, 5, np.random.default_rng(1))
    assert (sprayed.y == sprayed.x[:, 1]).all()


def test_a_file_brings_a_curve_back() -> None:
    source = Points(DATA)
    plain = encode(source)
    assert plain == {"type": "points", "classes": [], "curve": True, "x": [[1.0, 2.0], [3.0, -4.0]]}
    assert decode(Source, plain) == source  # type: ignore[type-abstract]
    assert decode(Source, {"type": "points", "curve": True, "x": [[0, 1]]}).is_curve  # type: ignore[type-abstract]


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ({"curve": True, "y": [1], "x": [[0, 1]]}, "y: A curve has no values besides its heights"),
        ({"curve": 1, "x": []}, "curve: must be true or false, not 1."),
        ({"curve": True, "classes": ["", ""], "x": []}, "classes"),
    ],
)
def test_a_wrong_curve_in_a_file_is_refused(plain: dict[str, object], words: str) -> None:
    with pytest.raises(SpecError) as caught:
        decode(Source, {"type": "points", **plain})  # type: ignore[type-abstract]
    assert words in str(caught.value)


def test_choosing_a_curve_leaves_only_inputs_that_do_not_see_the_answer() -> None:
    assert CURVE.features == (X1(),)
    both = Experiment(features=(X1(), X2(), X1Squared(), X1X2()))
    assert settled(both, {"data.source": Wave()}).features == (X1(), X1Squared())
    only = Experiment(features=(X2(),))
    assert settled(only, {"data.source": Wave()}).features == (X1(),)


def test_both_coordinates_come_back_with_a_data_set_of_the_plane() -> None:
    assert settled(CURVE, {"data.source": Plane()}).features == (X1(), X2())
    chosen = replace(CURVE, features=(X1(), X1Squared()))
    assert settled(chosen, {"data.source": Circle()}).features == (X1(), X1Squared())


def test_an_input_that_sees_the_answer_is_refused_in_words() -> None:
    with pytest.raises(SpecError, match=r"These data ask for the height of a curve, .* \(x₂\)"):
        replace(CURVE, features=(X1(), X2()))


def test_a_curve_is_regression_with_its_heights_as_targets() -> None:
    made = prepare(CURVE)
    assert made.data.train.y.ravel().tolist() == made.dataset.x[made.parts.train, 1].tolist()
    assert made.inputs(made.dataset.x)[0].tolist() == made.dataset.x[:, 0].tolist()


def test_stretching_the_second_axis_stretches_the_targets() -> None:
    stretched = replace(CURVE, data=DataConfig(source=StraightLine(), stretch=Stretch(x2=10)))
    plain, wide = prepare(CURVE), prepare(stretched)
    assert wide.data.train.y == pytest.approx(10 * plain.data.train.y)


def test_a_network_without_hidden_layers_finds_the_slope() -> None:
    made = prepare(replace(
        CURVE, data=DataConfig(source=StraightLine(slope=0.7, noise=0)), network=replace(CURVE.network, layers=())
    ))  # fmt: skip
    trainer = made.trainer()
    trainer.run(400)
    slope, height = trainer.theta[0]
    assert (slope, height) == pytest.approx((0.7, 0.0), abs=0.02)


@pytest.mark.parametrize(
    ("curve", "words"),
    [
        ("10 * x", "The curve must stay between -6 and 6; at x = "),
        ("1 / x", "at x = 0 it does not"),
        ("y", "y is not known here"),
        ("x ** ", "is missing here. (at character 6)"),
        ("9 ** 9 ** 9 ** 9", "The curve must stay between -6 and 6"),
    ],
)
def test_a_typed_curve_off_the_map_is_refused_in_words(curve: str, words: str) -> None:
    with pytest.raises(SpecError) as caught:
        FormulaCurve(curve=curve)
    assert words in str(caught.value)
