"""What a loss is."""

from abc import abstractmethod
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.outputs import Output
from playground.engine.recipes import Recipe, average, call, carry_out, number
from playground.engine.tasks import Kind
from playground.spec import Component

Share = Array | None


class Loss(Component):
    """Base of the losses.

    `outputs` are the keys of the output layers it may follow, the usual one first, and `kinds` the tasks it makes sense
    for.
    """

    __slots__ = ()
    outputs: ClassVar[tuple[str, ...]]
    kinds: ClassVar[tuple[Kind, ...]] = tuple(Kind)
    averages_outputs: ClassVar[bool] = True
    """Whether the loss of a column is the mean over its outputs, and not their sum."""

    @abstractmethod
    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        """Put the loss of each column into `out`, shape (..., batch), for sums `z`, answers `a` and targets `t`
        (..., outputs, batch)."""

    def total(self, samples: Array, share: Share, out: Array) -> Recipe:
        """Put the loss of a batch into `out`, shape (...), from those of its columns (..., batch): their mean.

        Each has its share in it (..., 1, batch); with None all have the same.
        """
        if share is None:
            yield from average(samples, out)
        else:
            parts = np.empty(samples.shape)
            yield call(np.multiply, samples, share[..., 0, :], parts)
            yield call(np.add.reduce, parts, -1, None, out)

    def value(self, z: Array, a: Array, t: Array, share: Share = None) -> Array:
        """The loss of the batch, shape (...), as float64."""
        samples, out = np.empty_like(z[..., 0, :]), np.empty(z.shape[:-2])
        carry_out((*self.samples(z, a, t, samples), *self.total(samples, share, out)))
        return out

    def _over_outputs(self, values: Array, out: Array) -> Recipe:
        """The mean or the sum of values (..., outputs, batch) over the outputs, (..., batch)."""
        yield call(np.add.reduce, values, -2, None, out)
        if self.averages_outputs:
            yield call(np.divide, out, number(values.shape[-2], out), out)

    def clearance(self, a: Array, t: Array) -> Array:
        """How far the answers of each column are from a kink of the loss, where it has no slope; shape (..., batch)."""
        return np.full_like(a[..., 0, :], np.inf)

    @abstractmethod
    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        """Put dL/dz of the mean loss over the batch into `dz`; all arrays are of shape (..., outputs, batch).

        `share` is the share of each number in the mean; see `shares`.
        """

    def shares(self, columns: float | Array, outputs: int) -> float | Array:
        """The share of each number of a column, from that of the column: 1 / batch, or an array (..., 1, batch)."""
        return columns / outputs if self.averages_outputs else columns
