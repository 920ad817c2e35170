"""Cross-entropies: how surprised the network is by the true class."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.losses.base import Loss
from playground.engine.outputs import Output
from playground.engine.recipes import Recipe, call, number
from playground.i18n import _
from playground.spec import component


@component("loss", key="binary_cross_entropy", label=_("Cross-entropy"))
@dataclass(frozen=True, slots=True)
class BinaryCrossEntropy(Loss):
    """-t log a - (1 - t) log(1 - a), worked out from the sum z, so that a sure answer never becomes log 0.

    As `torch.nn.BCEWithLogitsLoss`: max(z, 0) - z t + log(1 + exp(-|z|)).
    """

    outputs: ClassVar[tuple[str, ...]] = ("sigmoid",)
    averages_outputs: ClassVar[bool] = False

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        (z, t), part = (z[..., 0, :], t[..., 0, :]), np.empty_like(out)
        yield call(np.maximum, z, number(0.0, z), out=out)
        yield call(np.multiply, z, t, part)
        yield call(np.subtract, out, part, out)
        yield call(np.absolute, z, part)
        yield call(np.negative, part, part)
        yield call(np.exp, part, part)
        yield call(np.log1p, part, part)
        yield call(np.add, out, part, out)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.multiply, dz, share, dz)


@component("loss", key="cross_entropy", label=_("Cross-entropy"))
@dataclass(frozen=True, slots=True)
class CrossEntropy(Loss):
    """-log of the probability given to the true class, from the sums z, as `torch.nn.CrossEntropyLoss`."""

    outputs: ClassVar[tuple[str, ...]] = ("softmax",)
    averages_outputs: ClassVar[bool] = False

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        shifted, part, row = np.empty_like(z), np.empty_like(z), np.empty_like(out)
        yield from self._log_total(z, shifted, part, out)
        yield call(np.multiply, shifted, t, part)
        yield from self._over_outputs(part, row)
        yield call(np.subtract, out, row, out)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        yield call(np.subtract, a, t, dz)
        yield call(np.multiply, dz, share, dz)

    def _log_total(self, z: Array, shifted: Array, part: Array, out: Array) -> Recipe:
        """log sum_j exp(s_j) into `out`, where s = z - max z, which is left in `shifted`, cannot overflow."""
        top = np.empty_like(z[..., :1, :])
        yield call(np.maximum.reduce, z, -2, None, top, True)
        yield call(np.subtract, z, top, shifted)
        yield call(np.exp, shifted, part)
        yield from self._over_outputs(part, out)
        yield call(np.log, out, out)


@dataclass(frozen=True, slots=True)
class UnevenCrossEntropy(CrossEntropy):
    """Cross-entropy for targets of a column that need not add up to 1, as those of weighted classes don't.

    Not a choice of its own: what `Criterion` takes in place of it.
    """

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        shifted, part, row, weight = np.empty_like(z), np.empty_like(z), np.empty_like(out), np.empty_like(t[..., 0, :])
        yield from self._log_total(z, shifted, part, out)
        yield from self._over_outputs(t, weight)
        yield call(np.multiply, weight, out, out)
        yield call(np.multiply, shifted, t, part)
        yield from self._over_outputs(part, row)
        yield call(np.subtract, out, row, out)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        total = np.empty_like(t[..., :1, :])
        yield call(np.add.reduce, t, -2, None, total, True)
        yield call(np.multiply, a, total, dz)
        yield call(np.subtract, dz, t, dz)
        yield call(np.multiply, dz, share, dz)
