"""Learning curves of bounded length, what was best on the way, and how long the gradients were."""

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import read_only
from playground.engine.records import Record
from playground.session.thinning import Row, Rows, Thinned

COLUMNS = ("epoch", "train_loss", "validation_loss", "train_score", "validation_score", "penalty", "learning_rate")
MOST_TRACED = 1024
"""Rows of the gradients, which are many numbers for a deep network."""


@dataclass(frozen=True, slots=True)
class Best:
    """The epoch with the lowest validation loss so far; the first of several."""

    epoch: int
    loss: float


def _no_gradients() -> Rows:
    return read_only(np.empty((0, 1)))


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Learning curves up to one moment; arrays are read-only."""

    table: npt.NDArray[np.float64]
    """One row for each recorded epoch, one column for each of `COLUMNS`."""
    best: Best | None = None
    """Exact, whichever epochs are in the table; None without validation points."""
    gradients: npt.NDArray[np.float64] = field(default_factory=_no_gradients)
    """The epoch, and for each layer the length of the gradient of the epoch's last step; rows as they are recorded."""

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
        self._model = model
        self._scores = Thinned(len(COLUMNS), capacity)
        self._gradients = Thinned(1, MOST_TRACED)
        self._layers = 0
        self._best: Best | None = None
        self._best_before: Best | None = None  # of the epochs before the last one, which may be judged again

    @property
    def best(self) -> Best | None:
        """The epoch with the lowest validation loss so far."""
        return self._best

    def add(self, record: Record) -> None:
        """Remember one record; epochs rise from record to record. One of the same epoch takes the place of the last.

        Judged again, an epoch still has the learning rate and the gradients of its last step.
        """
        row, last = self._row(record), self._scores.last
        is_again = record.epoch > 0 and last is not None and last[0] == record.epoch
        if last is not None and is_again:
            row[COLUMNS.index("learning_rate")] = last[COLUMNS.index("learning_rate")]
        self._scores.add(row)
        if last is None or last[0] != record.epoch:
            self._best_before = self._best
        self._best = lower(self._best_before, record, self._model)
        if not is_again or record.gradients.shape[-1] != self._layers:
            self._trace(record)

    def curves(self, also: Record | None = None) -> Curves:
        """A copy of what was recorded; with one record more, of an epoch that may be forgotten."""
        rows = self._scores.rows()
        if also is not None and also.epoch not in rows[:, 0]:
            rows = np.insert(rows, np.searchsorted(rows[:, 0], also.epoch), self._row(also), axis=0)
        return Curves(read_only(rows), self._best, read_only(self._gradients.rows()))

    def restore(self, curves: Curves) -> None:
        """Begin again with curves that were copied before."""
        self._scores.restore(curves.table)
        self._best = self._best_before = curves.best or lowest(curves.table)
        if self._best is not None and self._best.epoch == curves.table[-1, 0]:
            self._best_before = lowest(curves.table[:-1])
        self._layers = curves.gradients.shape[1] - 1
        self._gradients = Thinned(1 + self._layers, MOST_TRACED)
        self._gradients.restore(curves.gradients)

    def _trace(self, record: Record) -> None:
        """Remember the gradients of a record; those of another number of layers begin anew."""
        gradients = record.gradients[self._model]
        if len(gradients) != self._layers:
            self._layers = len(gradients)
            self._gradients = Thinned(1 + self._layers, MOST_TRACED)
        self._gradients.add([float(record.epoch), *gradients.tolist()])

    def _row(self, record: Record) -> list[float]:
        model, train, validation = self._model, record.train, record.validation
        return [
            float(record.epoch), train.loss.item(model), validation.loss.item(model), train.score.item(model),
            validation.score.item(model), record.penalty.item(model), record.learning_rate,
        ]  # fmt: skip


def lower(best: Best | None, record: Record, model: int = 0) -> Best | None:
    """The best epoch, after one more."""
    loss = float(record.validation.loss[model])
    return Best(record.epoch, loss) if np.isfinite(loss) and (best is None or loss < best.loss) else best


def until(curves: Curves, epoch: int, best: Best | None) -> Curves:
    """Curves up to an epoch, of which `best` was the best so far."""
    table, gradients = (rows[rows[:, 0] <= epoch] for rows in (curves.table, curves.gradients))
    return Curves(read_only(table), best, read_only(gradients))


def lowest(table: Rows) -> Best | None:
    """The recorded epoch with the lowest validation loss, or None where there is none."""
    losses = table[:, COLUMNS.index("validation_loss")]
    return _best(table[np.nanargmin(losses)]) if np.isfinite(losses).any() else None


def _best(row: Row) -> Best | None:
    loss = float(row[COLUMNS.index("validation_loss")])
    return Best(int(row[0]), loss) if math.isfinite(loss) else None
