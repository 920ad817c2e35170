"""What is said of the place under the mouse."""

import numpy as np
import pytest

from playground.data.dataset import default_classes
from playground.data.target import Target
from playground.engine import probes
from playground.engine.outputs import LinearOutput, SigmoidOutput, SoftmaxOutput
from playground.i18n import plain
from playground.ui.views.map_picture import Shown, of_neuron
from playground.ui.views.map_readout import answer_words, position_words, value_at

A_PLACE = (1.25, -0.4)


def even(*values: float) -> Shown:
    return Shown(np.stack([np.full((8, 8), value, np.float32) for value in values]))


def test_the_value_between_cells_is_that_of_the_plane_through_them() -> None:
    x = probes.grid(60, -6, 6)
    plane = (0.3 * x[:, 0] - 0.2 * x[:, 1]).reshape(1, 60, 60).astype(np.float32)
    assert value_at(plane, A_PLACE)[0] == pytest.approx(0.3 * 1.25 + 0.2 * 0.4, abs=1e-6)


@pytest.mark.parametrize("corner", [(-6, -6), (6, 6), (-6, 6)])
def test_the_corners_of_the_domain_have_a_value(corner: tuple[float, float]) -> None:
    assert np.isfinite(value_at(even(0.5).channels, corner)).all()


def test_a_place_has_a_true_minus_sign_and_two_decimals() -> None:
    assert position_words(A_PLACE) == "x₁ 1.25  x₂ −0.40"


@pytest.mark.parametrize(("tint", "words"), [(-1.0, "Class A 100 %"), (-0.86, "Class A 93 %"), (0.5, "Class B 75 %")])
def test_two_classes_are_told_by_the_likelier_and_its_probability(tint: float, words: str) -> None:
    assert str(answer_words(even(tint), A_PLACE, default_classes(2), SigmoidOutput())) == words


def test_a_score_is_not_passed_off_as_a_probability() -> None:
    assert str(answer_words(even(-1.7), A_PLACE, default_classes(2), LinearOutput())) == "Class A −1.70"


def test_several_classes_are_told_by_the_likeliest() -> None:
    assert str(answer_words(even(0.1, 0.7, 0.2), A_PLACE, default_classes(3), SoftmaxOutput())) == "Class B 70 %"


def test_regression_is_told_by_its_value() -> None:
    assert str(answer_words(even(0.3), A_PLACE, (), LinearOutput())) == "0.30"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target("price", 0, 40_000), "price 26,000"),
        (Target("°C", -3, 3), "°C 0.90"),
        (Target("", -0.004, 0.0), "−0.00140"),
    ],
)
def test_a_value_is_told_in_own_units(target: Target, words: str) -> None:
    assert str(answer_words(even(0.3), A_PLACE, (), LinearOutput(), target)) == words


def test_a_neuron_is_told_by_its_activation_even_where_it_is_beyond_the_scale() -> None:
    shown = of_neuron(np.full((8, 8), 4.0, np.float32), plain("neuron"))
    assert str(answer_words(shown, A_PLACE, default_classes(2), SigmoidOutput())) == "4.00"
    assert shown.channels.max() <= 1


def test_where_the_network_answers_no_number_nothing_is_said() -> None:
    assert answer_words(even(np.nan), A_PLACE, default_classes(2), SigmoidOutput()) is None
