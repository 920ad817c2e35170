"""Many values of one kind as few arrays: those of the same part and shape lie in one, a row for each value.

A run that was recorded has hundreds of states; each with members of its own would make an archive of thousands.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.archive import Archive, damaged

MOST_STACKS = 100
"""There are as many as parts and shapes."""

Arrays = dict[str, npt.NDArray[Any]]


def stack(values: Iterable[Callable[[Archive], Any]], archive: Archive) -> list[Any]:
    """The plain values that these functions make when given an archive for their arrays.

    The arrays are stacked; in the place of each is its row, as `name:row`.
    """
    rows: dict[str, list[npt.NDArray[Any]]] = {}
    plain = []
    for value in values:
        own = Archive()
        plain.append(_placed(value(own), own.arrays, rows))
    archive.arrays |= {name: _stacked(arrays) for name, arrays in rows.items()}
    return plain


def _stacked(rows: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """As `numpy.stack`, which keeps the interpreter for all rows: the window would wait for a long record."""
    stacked = np.empty((len(rows), *rows[0].shape), rows[0].dtype)
    for place, row in enumerate(rows):
        stacked[place] = row
    return stacked


def unstacked(folder: str, most: int, archive: Archive) -> Archive:
    """The arrays of `stack` one by one, of at most so many values. Raises SpecError."""
    stacks = {name: np.atleast_1d(array) for name, array in archive.arrays.items() if name.startswith(f"{folder}/")}
    if len(stacks) > MOST_STACKS or any(len(rows) > most for rows in stacks.values()):
        raise damaged()
    return Archive(arrays={f"{name}:{row}": part for name, rows in stacks.items() for row, part in enumerate(rows)})


def _placed(plain: Any, arrays: Arrays, rows: dict[str, list[npt.NDArray[Any]]]) -> Any:
    """The plain value with each array put into its stack."""
    if isinstance(plain, dict):
        return {key: _placed(part, arrays, rows) for key, part in plain.items()}
    if isinstance(plain, list):
        return [_placed(part, arrays, rows) for part in plain]
    if not isinstance(plain, str) or plain not in arrays:
        return plain
    array = arrays[plain]
    name = "-".join([plain, array.dtype.str[1:], *map(str, array.shape)])
    stacked = rows.setdefault(name, [])
    stacked.append(array)
    return f"{name}:{len(stacked) - 1}"
