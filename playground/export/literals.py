"""Numbers and arrays as Python text that reads back to the last bit."""

import numpy as np

from playground.engine.arrays import Array

WIDTH = 110
"""Lines of numbers are about so long."""


def array(values: Array) -> str:
    """A matrix (rows, columns) as the text of a NumPy array, a row on each line where it fits.

    >>> print(array(np.array([[1.0, 0.5], [2.0, -3.25]])))
    np.array([
        [1.0, 0.5],
        [2.0, -3.25],
    ])
    """
    rows = "\n".join(f"    [{_wrapped(row)}]," for row in values.tolist())
    return f"np.array([\n{rows}\n])"


def vector(values: Array) -> str:
    """A row of numbers (n,) as the text of a NumPy array; whole numbers without their point.

    >>> print(vector(np.array([0.0, 1.0])))
    np.array([
        0, 1,
    ])
    """
    plain = values.astype(np.int64).tolist() if np.array_equal(values, np.trunc(values)) else values.tolist()
    words = _wrapped(plain).replace("\n     ", "\n    ")
    return f"np.array([\n    {words},\n])"


def _wrapped(values: list[float]) -> str:
    """Numbers with commas, broken into lines before they are too long; NaN and infinity as NumPy calls them."""
    lines, line = [], ""
    for value in values:
        word = repr(value).replace("inf", "np.inf").replace("nan", "np.nan")
        if line and len(line) + len(word) > WIDTH:
            lines.append(line + ",")
            line = word
        else:
            line = f"{line}, {word}" if line else word
    return "\n     ".join([*lines, line])
