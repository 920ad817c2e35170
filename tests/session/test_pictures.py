"""The budget of pictures: their share of the time, and how fine they are."""

from dataclasses import replace

from playground.session.frame import Wants
from playground.session.pictures import PATIENCE, PROBE_SHARE, SLOW_SECONDS, PictureBudget

WANTS = Wants(map_size=100, neuron_map_size=32, weights=True, curves=True)


def after(seconds: float, frames: int, budget: PictureBudget) -> PictureBudget:
    for _ in range(frames):
        budget.took(WANTS, 0.0, seconds)
    return budget


def test_after_a_frame_training_has_the_rest_of_the_time() -> None:
    budget = after(0.01, 1, PictureBudget())
    assert budget.rests(0.01 / PROBE_SHARE - 1e-6)
    assert not budget.rests(0.01 / PROBE_SHARE + 1e-6)


def test_who_gave_a_command_need_not_wait_for_the_rest() -> None:
    budget = after(1.0, 1, PictureBudget())
    budget.answer()
    assert not budget.rests(1.0)


def test_quick_pictures_are_as_fine_as_wanted() -> None:
    assert after(SLOW_SECONDS / 2, 20, PictureBudget()).scaled(WANTS) == WANTS


def test_one_slow_frame_is_borne_but_a_slow_network_has_coarser_maps_and_all_else() -> None:
    assert after(1.0, PATIENCE - 1, PictureBudget()).scaled(WANTS) == WANTS
    coarse = after(1.0, PATIENCE, PictureBudget()).scaled(WANTS)
    assert (coarse.map_size, coarse.neuron_map_size) == (50, 20)
    assert coarse.weights
    assert coarse.curves
    assert after(1.0, 100, PictureBudget()).scaled(WANTS).map_size == 25


def test_what_nobody_wants_is_not_made_however_coarse() -> None:
    assert after(1.0, 100, PictureBudget()).scaled(Wants()) == Wants()


def test_maps_become_fine_again_when_they_are_quick_enough_for_it() -> None:
    budget = after(1.0, 100, PictureBudget())
    assert after(SLOW_SECONDS / 5, 10, budget).scaled(WANTS).map_size == 25
    assert after(SLOW_SECONDS / 7, 10, budget).scaled(WANTS) == WANTS


def test_a_frame_without_maps_says_nothing_about_how_quick_maps_are() -> None:
    budget = PictureBudget()
    for _ in range(PATIENCE):
        budget.took(WANTS, 0.0, 1.0)
        budget.took(Wants(curves=True), 0.0, 1e-6)
    assert budget.scaled(WANTS).map_size == 50


def test_slow_maps_of_the_answer_leave_those_of_the_neurons_as_they_are() -> None:
    budget = PictureBudget()
    for _ in range(PATIENCE):
        budget.took(Wants(map_size=100), 0.0, 1.0)
        budget.took(Wants(neuron_map_size=32), 0.0, 1e-6)
    assert (budget.scaled(WANTS).map_size, budget.scaled(WANTS).neuron_map_size) == (50, 32)


def test_the_answer_of_a_slow_network_leaves_out_once_what_asks_all_points() -> None:
    wants = replace(WANTS, health=True, judge="train", answers=True)
    budget = after(1.0, PATIENCE, PictureBudget())
    budget.answer()
    first, second = budget.scaled(wants), budget.scaled(wants)
    assert (first.health, first.judge, first.answers) == (False, "", False)
    assert (second.health, second.judge, second.answers) == (True, "train", True)
    quick = PictureBudget()
    quick.answer()
    assert quick.scaled(wants) == wants
