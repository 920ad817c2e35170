"""Which cells are numbers, and which only look like some to a computer."""

import numpy as np
import pytest

from playground.data.table.numbers import Kind, parse


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1.5", ".", 1.5), ("1,5", ",", 1.5), ("-3", ".", -3), ("+.5", ".", 0.5), ("2.", ".", 2), ("1e-3", ".", 0.001),
        ("1,234.5", ".", 1234.5), ("1.234.567,8", ",", 1234567.8), ("−2", ".", -2), ("1.234", ",", 1234),
    ],
)  # fmt: skip
def test_numbers_are_read_as_the_decimal_sign_says(cell: str, decimal: str, value: float) -> None:
    values, kinds = parse([cell], decimal)
    assert values.tolist() == [value]
    assert kinds.tolist() == [Kind.NUMBER]


@pytest.mark.parametrize("cell", ["", "NA", "n/a", "NaN", "null", "?", "결측"])
def test_missing_cells_are_known_as_such(cell: str) -> None:
    assert parse([cell])[1].tolist() == [Kind.MISSING]


@pytest.mark.parametrize("cell", ["inf", "-Infinity", "1_000", "0x10", "1,23", "12 kg", "1e", "--1", "가"])
def test_what_is_no_number_is_not_taken_for_one(cell: str) -> None:
    values, kinds = parse([cell, "1"])
    assert np.isnan(values[0])
    assert kinds.tolist() == [Kind.WORDS, Kind.NUMBER]


def test_a_number_beyond_all_is_told_apart_from_words() -> None:
    assert parse(["1e999"])[1].tolist() == [Kind.TOO_LARGE]


def test_plain_numbers_among_odd_ones_have_the_same_values() -> None:
    cells = [repr(value) for value in np.random.default_rng(1).normal(size=50).tolist()]
    assert parse([*cells, "x"])[0][:50].tolist() == parse(cells)[0].tolist() == [float(cell) for cell in cells]
