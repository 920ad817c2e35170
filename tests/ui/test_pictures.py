"""The pictures beside the settings of a component say what it does."""

from playground.engine.activations import Step, Tanh
from playground.ui.panels.pictures import FLAT, _activation


def test_an_activation_without_a_slope_says_that_nothing_is_learned() -> None:
    assert str(_activation(Step())[1].label) == str(FLAT)
    assert str(_activation(Tanh())[1].label) == "f′(z)"
