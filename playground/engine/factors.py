"""The factors of the learning rate that a person typed as a formula of `epoch`, and their products."""

import math
from functools import lru_cache

from playground.expression import Expression, parse

BLOCK = 64
"""So many factors are remembered as one product."""


def factor(formula: str, epoch: int) -> float:
    """The factor of an epoch; not a number where the formula has none."""
    try:
        return float(_parsed(formula).value(epoch=float(epoch)))
    except (ArithmeticError, ValueError, TypeError):
        return math.nan


def product(formula: str, last: int) -> float:
    """The product of the factors of the epochs from 1 to `last`."""
    blocks, rest = divmod(last, BLOCK)
    whole = math.prod(_block(formula, block) for block in range(blocks))
    return whole * _product(formula, last - rest + 1, last)


@lru_cache(maxsize=64)
def _parsed(formula: str) -> Expression:
    return parse(formula, ("epoch",))


@lru_cache(maxsize=65_536)
def _block(formula: str, block: int) -> float:
    """The product of one block, remembered: multiplying all factors anew in each epoch would take ever longer."""
    return _product(formula, block * BLOCK + 1, (block + 1) * BLOCK)


def _product(formula: str, first: int, last: int) -> float:
    return math.prod(factor(formula, epoch) for epoch in range(first, last + 1))
