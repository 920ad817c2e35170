"""Formulas that people type: what they may say, what a mistake is told as, and that none of them can do harm."""

import math
import random
import time

import numpy as np
import pytest

from playground.expression import DEEPEST, LONGEST, ExpressionError, parse

NAMES = ("x1", "x2")


def refused(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(text, NAMES)
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("24 / 4 / 2", 3),
        ("7 // 2 + 7 % 4", 6),
        ("-2 ** 2", -4),
        ("2 ** -1", 0.5),
        ("2 ** 3 ** 2", 512),
        ("2 ^ 3", 8),
        ("--3", 3),
        (".5e1 + 2.", 7),
        ("max(1, min(5, 3))", 3),
        ("sqrt(abs(-16)) + floor(2.7)", 6),
        ("sin(pi / 2) + log(e) + exp(0) + cos(0) + tanh(0) + tan(0)", 4),
        ("x1 * x2", 6),
        ("  x1\t+\nx2 ", 5),
    ],
)
def test_a_formula_has_the_value_of_school_mathematics(text: str, value: float) -> None:
    assert parse(text, NAMES).value(x1=2.0, x2=3.0) == pytest.approx(value)


def test_written_mathematics_is_read_too() -> None:
    assert parse("x₁² + π·x₂ − 3×2÷x₁³", NAMES).value(x1=2.0, x2=1.0) == pytest.approx(4 + math.pi - 6 / 8)


def test_a_formula_works_on_arrays() -> None:
    x = np.linspace(-2, 2, 9)
    arrays = {"sin": np.sin, "max": np.maximum}
    assert parse("max(sin(x1), x2) * 2", NAMES).value(arrays, x1=x, x2=0.5 * x) == pytest.approx(
        2 * np.maximum(np.sin(x), 0.5 * x)
    )


def test_a_formula_knows_which_names_it_uses() -> None:
    assert parse("x1 + pi", NAMES).names == {"x1"}
    assert parse("3", NAMES).names == frozenset()


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("", 0, "is missing here"),
        ("x1 +", 4, "A number, a name, a function or ( is missing here"),
        ("x1 + * 2", 5, "expected here, not *"),
        ("2 x1", 2, "An operator such as + or * is expected here, not x1"),
        ("(x1 + 2", 7, "A closing bracket ) is missing here"),
        ("(x1, 2)", 3, "An operator or a closing bracket is expected here, not ,"),
        ("x1 + y", 5, "y is not known here. Known: e, pi, x1, x2"),
        ("sinus(x1)", 0, "There is no function sinus"),
        ("sin + 1", 4, "What sin is taken of is expected in brackets here"),
        ("1 + min(x1)", 4, "min takes 2 numbers, not 1"),
        ("sin(1, 2)", 0, "sin takes 1 number, not 2"),
        ("x1 = 2", 3, "= has no place in a formula"),
        ("1e999", 0, "This number is too large: 1e999"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_with_what_was_expected(text: str, column: int, words: str) -> None:
    error = refused(text)
    assert words in str(error)
    assert error.column == column
    assert f"at character {column + 1}" in str(error.located)


@pytest.mark.parametrize(
    "text",
    [
        "x1.__class__", "().__class__.__bases__", "__import__('os')", "x1 if x1 else 2", "lambda: 1", "[1]", "{1}",
        "x1[0]", "'text'", "1j", "f'{x1}'", "x1 := 2", "x1 and x2", "not x1", "x1 < x2", "print(x1)", "eval(x1)",
        "sin(x=1)", "sin(*x1)", "1; 2", "1 # 2", "\0", "１", "x1\\", "`x1`", "@x1", "None", "True", "0x10", "1_000",
    ],
)  # fmt: skip
def test_nothing_of_python_is_reached_from_a_formula(text: str) -> None:
    refused(text)


@pytest.mark.parametrize("text", ["9**9**9**9", "9**9**9**9**9", "exp(exp(exp(9)))", "10**309", "(-8) ** 0.5", "1/0"])
def test_what_has_no_value_ends_at_once(text: str) -> None:
    formula, started = parse(text, NAMES), time.process_time()
    with pytest.raises((ArithmeticError, ValueError)):
        formula.value()
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("opening", ["(", "-", "sin(", "2**", "x1*(", "-("])
def test_formulas_too_deep_or_too_long_are_refused(opening: str) -> None:
    deep = opening * (DEEPEST + 1)
    assert f"at most {DEEPEST} deep" in str(refused(deep)) or len(deep) > LONGEST
    assert f"at most {LONGEST} characters" in str(refused(opening * LONGEST + "1"))


def test_the_longest_formula_is_read_and_evaluated() -> None:
    text = "+".join(["1"] * (LONGEST // 2))
    assert parse(text, NAMES).value() == LONGEST // 2


def outcome(text: str) -> float | ExpressionError | None:
    """The value of a formula, why it is none, or None where it has no value."""
    try:
        value = parse(text, NAMES).value(x1=0.5, x2=-1.5)
    except ExpressionError as error:
        return error
    except (ArithmeticError, ValueError):
        return None
    assert isinstance(value, float)
    return value


def test_whatever_is_typed_is_read_or_refused_with_a_place_in_milliseconds() -> None:
    rng = random.Random(5)
    pieces = [
        *"()+-*/%^,.0123456789 xe_'\"\\[]{}=<>!&|~:;@#\0é²₁π−",
        "**",
        "//",
        "x1",
        "x2",
        "sin",
        "min(",
        "pi",
        "1e3",
    ]
    slowest = 0.0
    for _round in range(3000):
        text = "".join(rng.choices(pieces, k=rng.randrange(1, 60)))
        started = time.process_time()
        found = outcome(text)
        slowest = max(slowest, time.process_time() - started)
        assert not isinstance(found, ExpressionError) or 0 <= found.column <= len(text)
    assert slowest < 0.5
