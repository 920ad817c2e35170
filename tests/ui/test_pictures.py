"""The pictures beside the settings of a component say what it does."""

from PySide6.QtWidgets import QWidget
from window_maker import Desk

from playground.engine.activations import Step, Tanh
from playground.ui.panels.pictures import FLAT, _activation, activation_picture


def test_an_activation_without_a_slope_says_that_nothing_is_learned() -> None:
    assert str(_activation(Step())[1].label) == str(FLAT)
    assert str(_activation(Tanh())[1].label) == "f′(z)"


def test_what_a_picture_is_called_is_said_in_the_language_of_now(desk: Desk) -> None:
    picture: QWidget = activation_picture(desk.appearance)(desk.window)
    english = picture.accessibleName()
    desk.languages.use("ko")
    desk.beat()
    assert picture.accessibleName() == picture.toolTip() != english
