"""Learning curves of bounded length: every epoch at first, then every second, fourth, ... as the run grows long."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import read_only
from playground.engine.records import Record

COLUMNS = ("epoch", "train_loss", "validation_loss", "train_score", "validation_score", "penalty", "learning_rate")


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Learning curves up to one moment; all arrays have one length and are read-only."""

    table: npt.NDArray[np.float64]
    """One row for each recorded epoch, one column for each of `COLUMNS`."""

    def column(self, name: str) -> npt.NDArray[np.float64]:
        """The values of one curve, by its name in `COLUMNS`."""
        return self.table[:, COLUMNS.index(name)]

    def __len__(self) -> int:
        return len(self.table)


class CurveRecorder:
    """Collects records; when it is full it forgets every second one and from then on keeps half as many.

    The last record is always kept, so the curve ends where the run is.
    """

    def __init__(self, capacity: int = 4096, model: int = 0) -> None:
        self._rows = np.empty((capacity, len(COLUMNS)))
        self._count, self._stride, self._model = 0, 1, model
        self._last: npt.NDArray[np.float64] | None = None

    def add(self, record: Record) -> None:
        """Remember one record; epochs rise from record to record. One of the same epoch takes the place of the last."""
        self._last = self._row(record)
        if self._count and self._rows[self._count - 1, 0] == record.epoch:
            self._rows[self._count - 1] = self._last
            return
        if record.epoch % self._stride:
            return
        if self._count == len(self._rows):
            self._thin()
            if record.epoch % self._stride:
                return
        self._rows[self._count] = self._last
        self._count += 1

    def curves(self) -> Curves:
        """A copy of what was recorded."""
        rows = self._rows[: self._count]
        if self._last is not None and self._count and self._last[0] != rows[-1, 0]:
            rows = np.vstack([rows, self._last])
        else:
            rows = rows.copy()
        return Curves(read_only(rows))

    def restore(self, curves: Curves) -> None:
        """Begin again with curves that were copied before."""
        table = curves.table
        self._count, self._stride = 0, 1
        self._last = table[-1].copy() if len(table) else None
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

    def _row(self, record: Record) -> npt.NDArray[np.float64]:
        model = self._model
        return np.array([
            record.epoch, record.train.loss[model], record.validation.loss[model], record.train.score[model],
            record.validation.score[model], record.penalty[model], record.learning_rate,
        ])  # fmt: skip
