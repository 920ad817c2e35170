"""Typed formulas over arrays: what data sets and features make of `playground.expression`."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from playground.data.dataset import Floats
from playground.expression import Expression, ExpressionError, Operation, parse
from playground.spec import Violation

ARRAYS: Mapping[str, Operation] = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "tanh": np.tanh, "exp": np.exp, "log": np.log, "sqrt": np.sqrt,
    "abs": np.abs, "floor": np.floor, "min": np.minimum, "max": np.maximum,
}  # fmt: skip
"""The functions of formulas, element by element."""


def evaluate(text: str, **names: Floats) -> Floats:
    """The values (n,) of a formula of some columns (n,); not a number where it has none.

    Raises ExpressionError for a text that is no formula of these names.
    """
    n = len(next(iter(names.values())))
    try:
        with np.errstate(all="ignore"):
            value = parsed(text, tuple(names)).value(ARRAYS, **names)
    except (ArithmeticError, ValueError) as error:  # a part of plain numbers has no value, such as 1 / 0
        if isinstance(error, ExpressionError):
            raise
        value = np.nan
    return np.broadcast_to(np.asarray(value, np.float64), (n,)).copy()


@lru_cache(maxsize=256)
def parsed(text: str, names: tuple[str, ...]) -> Expression:
    """A formula, read once."""
    return parse(text, names)


def mistakes(path: str, text: str, names: tuple[str, ...]) -> Iterator[Violation]:
    """What is wrong with a text as a formula of these names, and where in it."""
    try:
        parsed(text, names)
    except ExpressionError as error:
        yield Violation(path, error.located, error.column)
