"""The watchdog: judges after every epoch whether a network still can learn."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array
from playground.engine.divergence import Failure, Trouble, loss_failure
from playground.engine.evaluation import Scores, Stuck
from playground.engine.network import Plan


class Watchdog:
    """Knows how training began, and looks for losses that exploded since and for layers that got stuck."""

    def __init__(self, plan: Plan, gradient: Array, first: Scores) -> None:
        self.first = first
        self._first_slopes = plan.matrices(gradient)[0].reshape(len(gradient), -1)
        self._normalizes_batches = plan.statistics_size > 0

    def begin(self, now: Scores) -> None:
        """Measure from here on. What once told points apart is still expected to; how far apart, nobody asks."""
        once = self.first.spread
        self.first = replace(now, spread=np.where(once > 0.0, once, now.spread))

    def judge(
        self, train: Scores, stuck_layers: Callable[[], tuple[Stuck | None, ...]], models: list[int], may_recover: bool
    ) -> Iterator[Trouble]:
        """What is wrong with some models at the end of an epoch, by their scores on the training points.

        `stuck_layers` looks for a stuck layer of each model, which takes time and is asked only of suspects. A
        saturated layer is left alone where its weights may shrink by themselves (`may_recover`).
        """
        suspect = self._is_suspect(train)
        stuck = stuck_layers() if suspect.any() else None
        for model in models:
            failure = loss_failure(float(train.loss[model]), float(self.first.loss[model]))
            trouble = None if failure is None else Trouble(model, failure)
            if trouble is None and stuck is not None and suspect[model]:
                trouble = _trouble(model, stuck[model], may_recover)
            if trouble is not None:
                yield trouble

    def _is_suspect(self, train: Scores) -> npt.NDArray[np.bool_]:
        """Which networks may have a stuck layer: no slope came back to the first one, or they say one thing of all.

        With batch normalisation a network that answers alike may still tell points of one batch apart.
        """
        suspect = ~np.logical_or.reduce(self._first_slopes, axis=-1)
        if not self._normalizes_batches:
            suspect |= train.spread == 0.0
        return suspect & (self.first.spread > 0.0)


def _trouble(model: int, stuck: Stuck | None, may_recover: bool) -> Trouble | None:
    if stuck is None or (may_recover and not stuck.silent):
        return None
    return Trouble(model, Failure.DEAD_LAYER if stuck.silent else Failure.SATURATED_LAYER, stuck.layer)
