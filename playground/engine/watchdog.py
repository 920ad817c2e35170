"""The watchdog: judges after every epoch whether a network still can learn."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array
from playground.engine.divergence import EXPLODED_LOSS, Failure, Trouble, loss_failure
from playground.engine.evaluation import FirstScores, Scores, Stuck
from playground.engine.network import Plan

Truths = npt.NDArray[np.bool_]


class Watchdog:
    """Knows how training began, and looks for losses that exploded since and for layers that got stuck."""

    def __init__(self, plan: Plan, gradient: Array, first: FirstScores) -> None:
        self._first_slopes = plan.matrices(gradient)[0].reshape(len(gradient), -1)
        self._normalizes_batches = plan.statistics_size > 0
        self.first = first

    @property
    def first(self) -> FirstScores:
        """The scores on the training points that training began with."""
        return self._first

    @first.setter
    def first(self, first: FirstScores) -> None:
        self._first = first
        self._told_apart = first.spread > 0.0
        self._highest = np.minimum(EXPLODED_LOSS * np.maximum(first.loss, 1.0), np.finfo(first.loss.dtype).max)

    def begin(self, now: FirstScores) -> None:
        """Measure from here on. What once told points apart is still expected to; how far apart, nobody asks."""
        once = self.first.spread
        self.first = replace(now, spread=np.where(once > 0.0, once, now.spread))

    def worries(self, train: Scores, tells_apart: Truths) -> bool:
        """Whether anything may be wrong at the end of an epoch; quick.

        Each network is known by its scores on the training points and by whether it tells them apart, (models,).
        """
        is_fine = train.loss <= self._highest
        return bool(np.count_nonzero(is_fine) < len(is_fine) or np.count_nonzero(self._suspects(tells_apart)))

    def judge(
        self, train: Scores, tells_apart: Truths, stuck_layers: Callable[[], tuple[Stuck | None, ...]],
        models: list[int], may_recover: bool,
    ) -> Iterator[Trouble]:  # fmt: skip
        """What is wrong with some models.

        `stuck_layers` looks for a stuck layer of each model, which takes time and is asked only of suspects. A
        saturated layer is left alone where its weights may shrink by themselves (`may_recover`).
        """
        suspects = self._suspects(tells_apart)
        stuck = stuck_layers() if suspects.any() else None
        for model in models:
            failure = loss_failure(float(train.loss[model]), float(self.first.loss[model]))
            trouble = None if failure is None else Trouble(model, failure)
            if trouble is None and stuck is not None and suspects[model]:
                trouble = _trouble(model, stuck[model], may_recover)
            if trouble is not None:
                yield trouble

    def _suspects(self, tells_apart: Truths) -> Truths:
        """Which networks may have a stuck layer: no slope came back to the first one, or they say one thing of all.

        With batch normalisation a network that answers alike may still tell points of one batch apart.
        """
        moves = np.logical_or.reduce(self._first_slopes, axis=-1)
        if not self._normalizes_batches:
            np.logical_and(moves, tells_apart, out=moves)
        return np.greater(self._told_apart, moves)


def _trouble(model: int, stuck: Stuck | None, may_recover: bool) -> Trouble | None:
    if stuck is None or (may_recover and not stuck.silent):
        return None
    return Trouble(model, Failure.DEAD_LAYER if stuck.silent else Failure.SATURATED_LAYER, stuck.layer)
