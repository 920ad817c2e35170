"""Functions that NumPy lacks, as recipes."""

import math

import numpy as np

from playground.engine.arrays import Array
from playground.engine.recipes import Recipe, call, number

# W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23 (1969), 631-637:
# numerators and denominators for |x| below 0.46875, up to 4, and beyond, highest power first.
_NEAR = (
    (
        1.85777706184603153e-1,
        3.16112374387056560e0,
        1.13864154151050156e2,
        3.77485237685302021e2,
        3.20937758913846947e3,
    ),
    (1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3),
)
_MIDDLE = (
    (2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e1,
     2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3),
    (1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
     3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3),
)  # fmt: skip
_FAR = (
    (1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
     1.60837851487422766e-2, 6.58749161529837803e-4),
    (1.0, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1, 6.05183413124413191e-2,
     2.33520497626869185e-3),
)  # fmt: skip


def erf(x: Array, out: Array) -> Recipe:
    """The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x; relative error below 1e-15.

    All three parts of the line are worked out for every number, from the nearest one that is there.
    """
    size, is_near = np.empty_like(x), np.empty(x.shape, np.bool_)
    near, far = np.empty_like(x), np.empty_like(x)
    yield call(np.abs, x, size)
    yield from _far(size, far)
    yield from _middle(size, out)
    yield call(np.greater, size, number(4.0, x), is_near)
    yield call(np.copyto, out, far, where=is_near)
    yield call(np.copysign, out, x, out)
    yield from _near(x, size, near)
    yield call(np.less, size, number(0.46875, x), is_near)
    yield call(np.copyto, out, near, where=is_near)


def _near(x: Array, size: Array, out: Array) -> Recipe:
    """x times a ratio of polynomials of x^2."""
    squared = np.empty_like(x)
    yield call(np.minimum, size, number(0.5, x), out=squared)
    yield call(np.square, squared, squared)
    yield from _ratio(_NEAR, squared, out)
    yield call(np.multiply, x, out, out)


def _middle(size: Array, out: Array) -> Recipe:
    """1 - exp(-x^2) times a ratio of polynomials of |x|."""
    bounded, fall = np.empty_like(size), np.empty_like(size)
    yield call(np.maximum, size, number(0.46875, size), out=bounded)
    yield call(np.minimum, bounded, number(4.0, size), out=bounded)
    yield from _ratio(_MIDDLE, bounded, out)
    yield from _rest(bounded, fall, out)


def _far(size: Array, out: Array) -> Recipe:
    """1 - exp(-x^2) (1 / sqrt(pi) - a ratio of polynomials of 1 / x^2) / |x|."""
    large, inverse = np.empty_like(size), np.empty_like(size)
    yield call(np.maximum, size, number(4.0, size), out=large)
    yield call(np.square, large, inverse)
    yield call(np.reciprocal, inverse, inverse)
    yield from _ratio(_FAR, inverse, out)
    yield call(np.multiply, inverse, out, out)
    yield call(np.subtract, number(1.0 / math.sqrt(math.pi), size), out, out)
    yield call(np.divide, out, large, out)
    yield call(np.minimum, large, number(26.0, size), out=large)
    yield from _rest(large, inverse, out)


def _rest(x: Array, fall: Array, out: Array) -> Recipe:
    """out <- 1 - exp(-x^2) out; `fall` is overwritten."""
    yield call(np.square, x, fall)
    yield call(np.negative, fall, fall)
    yield call(np.exp, fall, fall)
    yield call(np.multiply, fall, out, out)
    yield call(np.subtract, number(1.0, x), out, out)


def _ratio(coefficients: tuple[tuple[float, ...], tuple[float, ...]], x: Array, out: Array) -> Recipe:
    """One polynomial divided by another."""
    below = np.empty_like(x)
    for polynomial, place in zip(coefficients, (out, below), strict=True):
        yield from _polynomial(polynomial, x, place)
    yield call(np.divide, out, below, out)


def _polynomial(coefficients: tuple[float, ...], x: Array, out: Array) -> Recipe:
    """Horner's way: (c0 x + c1) x + c2 ..."""
    first, *others = coefficients
    yield call(out.fill, first)
    for coefficient in others:
        yield call(np.multiply, out, x, out)
        yield call(np.add, out, number(coefficient, x), out)
