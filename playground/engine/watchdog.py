"""The watchdog: judges after every epoch whether a network still can learn."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.engine.divergence import Failure, Trouble, highest_loss, loss_failure
from playground.engine.evaluation import FirstScores, Stuck
from playground.engine.network import Plan
from playground.engine.records import Record

Truths = npt.NDArray[np.bool_]


class Watchdog:
    """Knows how training began, and looks for losses that exploded since and for layers that got stuck."""

    def __init__(self, plan: Plan, first: FirstScores) -> None:
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
        self._highest = highest_loss(first.loss)

    def begin(self, now: FirstScores) -> None:
        """Measure from here on. What once told points apart is still expected to; how far apart, nobody asks."""
        once = self.first.spread
        self.first = replace(now, spread=np.where(once > 0.0, once, now.spread))

    def worries(self, record: Record, tells_apart: Truths) -> bool:
        """Whether anything may be wrong at the end of an epoch; quick.

        `tells_apart` is whether each network tells the training points apart, (models,).
        """
        models, count = len(self._highest), np.count_nonzero
        is_still = count(record.gradients[:, 0]) < models or (
            not self._normalizes_batches and count(tells_apart) < models
        )
        return bool(is_still or count(record.train.loss <= self._highest) < models)

    def judge(
        self, record: Record, tells_apart: Truths, stuck_layers: Callable[[], tuple[Stuck | None, ...]],
        models: list[int], may_recover: bool,
    ) -> Iterator[Trouble]:  # fmt: skip
        """What is wrong with some models.

        `stuck_layers` looks for a stuck layer of each model, which takes time and is asked only of suspects. A
        saturated layer is left alone where its weights may shrink by themselves (`may_recover`).
        """
        suspects = self._told_apart & ~self._moves(record, tells_apart)
        stuck = stuck_layers() if suspects.any() else None
        for model in models:
            failure = loss_failure(float(record.train.loss[model]), float(self._highest[model]))
            trouble = None if failure is None else Trouble(model, failure)
            if trouble is None and stuck is not None and suspects[model]:
                trouble = _trouble(model, stuck[model], may_recover)
            if trouble is not None:
                yield trouble

    def _moves(self, record: Record, tells_apart: Truths) -> Truths:
        """Which networks surely move: a slope came back to their first layer, and they don't say one thing of all.

        With batch normalisation a network that answers alike may still tell points of one batch apart.
        """
        slopes = record.gradients[:, 0]
        return slopes != 0.0 if self._normalizes_batches else np.logical_and(slopes, tells_apart)


def _trouble(model: int, stuck: Stuck | None, may_recover: bool) -> Trouble | None:
    if stuck is None or (may_recover and not stuck.silent):
        return None
    return Trouble(model, Failure.DEAD_LAYER if stuck.silent else Failure.SATURATED_LAYER, stuck.layer)
