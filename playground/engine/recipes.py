"""Work as a list of calls, bound to its arrays once and then only repeated.

In a small network arithmetic costs next to nothing. What costs is everything around it: looking up what to call,
turning a number of Python into one of NumPy, finding room for results. So all of that is done once. Whoever has work to
do on arrays (an activation, a layer, an optimizer) is a generator that yields the calls to be made, in their order and
with all their arguments; a step of training goes through the list. Reading a recipe is reading what happens.

The arguments of a call end with the array for the result, as NumPy has it: `call(np.add, x, y, out)` is `out = x + y`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array

Call = Callable[[], object]
Recipe = Iterator[Call]


def call(function: Callable[..., object], *arguments: object, **keywords: object) -> Call:
    """A call with its arguments, to be made later, over and over."""
    return partial(function, *arguments, **keywords)


def number(value: float, like: Array) -> Array:
    """A number as an array without axes, of the precision of another: NumPy takes it as it is, at each call."""
    return np.array(value, like.dtype)


def times(A: Array) -> Callable[..., Any]:
    """What multiplies by the matrix A, or a stack of matrices each by its own; the quickest to call of NumPy's ways."""
    return A.dot if A.ndim <= 2 else partial(np.matmul, A)


def put(x: npt.NDArray[Any], out: Array) -> Call:
    """Copy an array into another, as numbers of its precision; the quickest to call of NumPy's ways."""
    return partial(out.__setitem__, ..., x)


def average(x: npt.NDArray[Any], out: Array) -> Recipe:
    """The mean (...) of numbers or truths (..., n), summed up as float64.

    The sum is a product with ones, which is quicker than to reduce, and exact for truths.
    """
    numbers, n = np.empty(x.shape), x.shape[-1]
    yield put(x, numbers)
    yield call(numbers.dot, np.ones(n), out)
    yield call(np.divide, out, number(n, out), out)


def mean(x: Array, axis: int, out: Array) -> Recipe:
    """The mean along an axis, which stays as one of length 1; the same bits as `x.mean`."""
    yield call(np.add.reduce, x, axis, None, out, True)
    yield call(np.divide, out, number(x.shape[axis], out), out)


def carry_out(recipe: Iterable[Call]) -> None:
    """Follow a recipe once. Overflow is no news: exp(1000) is infinite, and 1 / infinity the right answer."""
    with np.errstate(over="ignore"):
        for step in recipe:
            step()
