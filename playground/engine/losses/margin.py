"""Losses of a margin: who is right by enough costs nothing."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.losses.base import Loss
from playground.engine.outputs import Output
from playground.engine.recipes import Recipe, call, number
from playground.engine.tasks import Kind
from playground.i18n import _
from playground.spec import component


@component("loss", key="hinge", label=_("Hinge"))
@dataclass(frozen=True, slots=True)
class Hinge(Loss):
    """max(0, 1 - t a) for targets -1 and +1, as Keras's `Hinge`: right by a margin of 1 costs nothing."""

    outputs: ClassVar[tuple[str, ...]] = ("linear", "tanh")
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BINARY,)

    def samples(self, z: Array, a: Array, t: Array, out: Array) -> Recipe:
        miss = np.empty_like(a)
        yield call(np.multiply, t, a, miss)
        yield call(np.subtract, number(1.0, a), miss, miss)
        yield call(np.maximum, number(0.0, a), miss, out=miss)
        yield from self._over_outputs(miss, out)

    def clearance(self, a: Array, t: Array) -> Array:
        return np.abs(1.0 - t * a).min(axis=-2)

    def delta(self, output: Output, a: Array, t: Array, share: Array, dz: Array) -> Recipe:
        is_inside = np.empty(a.shape, np.bool_)
        yield call(np.multiply, t, a, dz)
        yield call(np.less, dz, number(1.0, a), is_inside)
        yield call(dz.fill, 0.0)
        yield call(np.negative, t, dz, where=is_inside)
        yield call(np.multiply, dz, share, dz)
        yield from output.backward(a, dz)
