"""A table over the epochs whose length is bounded: every epoch at first, then every second, fourth, ..."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float64]
Row = Sequence[float] | Rows
"""One row; plain numbers are the quickest to look at."""


class Thinned:
    """Collects rows, the epoch in the first column; when it is full it forgets every second one.

    From then on it keeps half as many. The last row is always kept, so the table ends where the run is.
    """

    def __init__(self, columns: int, capacity: int) -> None:
        self._rows = np.empty((capacity, columns))
        self._count, self._stride = 0, 1
        self.last: Row | None = None
        """The row that was added last, whether it is kept or not."""

    def add(self, row: Row) -> None:
        """Remember one row; epochs rise from row to row. One of the same epoch takes the place of the last."""
        self.last = row
        if self._count and self._rows[self._count - 1, 0] == row[0]:
            self._rows[self._count - 1] = row
            return
        if row[0] % self._stride:
            return
        if self._count == len(self._rows):
            self._thin()
            if row[0] % self._stride:
                return
        self._rows[self._count] = row
        self._count += 1

    def rows(self) -> Rows:
        """A copy of what is remembered."""
        rows = self._rows[: self._count]
        if self.last is not None and self._count and self.last[0] != rows[-1, 0]:
            return np.vstack([rows, self.last])
        return rows.copy()

    def restore(self, table: Rows) -> None:
        """Begin again with rows that were copied before."""
        self.last = table[-1].copy() if len(table) else None
        gaps = np.diff(table[:-1, 0]) if len(table) > 2 else np.ones(1)
        self._stride = max(1, int(gaps.max(initial=1)))
        keep = table[table[:, 0] % self._stride == 0][: len(self._rows)]
        self._rows[: len(keep)] = keep
        self._count = len(keep)

    def _thin(self) -> None:
        self._stride *= 2
        kept = self._rows[: self._count]
        kept = kept[kept[:, 0] % self._stride == 0]
        self._rows[: len(kept)] = kept
        self._count = len(kept)
