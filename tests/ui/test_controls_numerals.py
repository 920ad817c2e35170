"""Numbers as people read, type and step them, and the values a slider stands for."""

import pytest

from playground.i18n import plain
from playground.spec import Item, Param, check
from playground.ui.controls.numerals import parse, show_number, show_rounded, step_size, stepped
from playground.ui.controls.scales import scale_for


def setting(kind: type, **rules) -> Item:
    return Item("x", kind, Param(plain("x"), plain("x"), **rules), kind())


RATE = setting(float, low=0, open_low=True, logarithmic=True)


@pytest.mark.parametrize(
    ("typed", "kind", "number"),
    [
        ("0.03", float, 0.03),
        ("0,03", float, 0.03),
        ("1e-3", float, 0.001),
        ("1,5E2", float, 150.0),
        ("\u22120.5", float, -0.5),
        (" 12 000 ", int, 12000),
        ("1,000", int, 1000),
        ("12", int, 12),
        ("1e3", int, 1000),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, kind: type, number: float) -> None:
    read = parse(typed, kind)
    assert read == number
    assert type(read) is kind


@pytest.mark.parametrize("typed", ["", "ten", "1.2.3", "0x10", "1_000", "1e", "--1"])
def test_what_is_no_number_comes_back_as_it_was_typed(typed: str) -> None:
    assert parse(typed, float) == typed


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 1e-7, 123456.789, 0.03, 1e12, -2.5, 0.0])
def test_a_shown_number_reads_back_as_nearly_the_same(value: float) -> None:
    assert parse(show_number(value), float) == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize(
    ("value", "shown"), [(0.03, "0.03"), (0.1 + 0.2, "0.3"), (1.0, "1"), (1e-5, "0.00001"), (-0.0, "0")]
)
def test_a_number_shows_no_digit_too_many(value: float, shown: str) -> None:
    assert show_number(value) == shown


def test_a_small_number_never_reads_as_zero() -> None:
    assert show_rounded(0.00012, Param(plain("x"), plain("x"), digits=2)) == "0.00012"
    assert show_rounded(0.15432, Param(plain("x"), plain("x"), digits=2)) == "0.15"


def test_a_logarithmic_setting_steps_through_ones_and_threes() -> None:
    up = [0.001]
    for _ in range(4):
        up.append(stepped(up[-1], 1, RATE))
    assert up == [0.001, 0.003, 0.01, 0.03, 0.1]
    assert stepped(0.1, -4, RATE) == 0.001
    assert stepped(0.02, 1, RATE) == 0.03
    assert stepped(0.02, -1, RATE) == 0.01


def test_presets_are_stepped_through_and_left_behind_beyond_the_last() -> None:
    l2 = setting(float, low=0, logarithmic=True, presets=(0, 0.001, 0.01, 0.1))
    assert stepped(0.0, 1, l2) == 0.001
    assert stepped(0.005, 1, l2) == 0.01
    assert stepped(0.1, 1, l2) == 0.3
    assert stepped(0.001, -1, l2) == 0.0
    assert stepped(0.0, -1, l2) == 0.0


def test_a_step_never_leads_past_a_limit_nor_onto_an_open_one() -> None:
    p = setting(float, low=0, high=1, open_high=True)
    assert stepped(0.99, 1, p) == 0.99
    assert stepped(0.985, 1, p) == 0.99
    assert stepped(0.0, -3, p) == 0.0
    whole = setting(int, low=1, high=9)
    assert stepped(9, 1, whole) == 9
    assert stepped(2, -10, whole) == 1


def test_linear_steps_land_on_round_numbers() -> None:
    p = setting(float, low=0, high=1)
    assert stepped(0.29, 1, p) == 0.3
    assert stepped(0.123, 1, p) == 0.13
    assert stepped(0.123, -1, p) == 0.12
    assert step_size(Param(plain("x"), plain("x"), low=0, high=50), float) == 0.5


@pytest.mark.parametrize(
    "item",
    [
        setting(float, low=0, high=1, open_high=True),
        setting(float, low=0.0001, high=10, logarithmic=True),
        setting(float, low=0, high=10, logarithmic=True),
        setting(int, low=10, high=1000),
        setting(int, low=10, high=5000, logarithmic=True),
        setting(float, presets=(0.1, 0.2, 0.5)),
        setting(float, low=-1.5, high=1.5),
    ],
    ids=str,
)
def test_every_stop_of_a_slider_is_legal_and_found_again(item: Item) -> None:
    scale = scale_for(item)
    assert scale is not None
    assert 2 < len(scale.stops) <= 1001
    for position, value in enumerate(scale.stops):
        assert type(value) is item.kind
        assert check(value, item.kind, item.param) is None
        assert scale.position(value) == position


def test_a_value_between_two_stops_shows_at_the_nearest() -> None:
    scale = scale_for(setting(float, low=0, high=1))
    assert scale is not None
    assert scale.stops[scale.position(0.1549)] == 0.15
    assert scale.position(-5) == 0
    assert scale.position(5) == scale.last


def test_a_setting_without_limits_has_no_slider() -> None:
    assert scale_for(setting(float, low=0)) is None
