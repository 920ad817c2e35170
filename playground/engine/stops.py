"""Early stopping of a stack of networks: each is judged by itself, and those that have stopped wait for the others."""

import math
from functools import partial

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array
from playground.engine.stopping import Patience, Stopped, Stopping

Stops = tuple[tuple[Patience, Stopped | None], ...]
"""For each network what early stopping remembers, and that it stopped if it has."""


class EarlyStops:
    """Which networks of a stack have stopped early. Their parameters and statistics stay as they were."""

    def __init__(self, theta: Array, statistics: Array) -> None:
        """`theta` (models, size) and `statistics` (models, statistics) are what is held."""
        self._arrays = (theta, statistics)
        self.forgive()

    @property
    def first(self) -> Stopped | None:
        """That of the first network of the stack that has stopped, or None."""
        return next((stopped for _, stopped in self.state if stopped is not None), None)

    def patience(self, model: int) -> Patience:
        """What is remembered of one network."""
        return self.state[model][0]

    def observe(self, rule: Stopping, epoch: int, values: list[float | None], models: list[int]) -> None:
        """Judge some networks at the end of an epoch by their monitored values, each by its own."""
        state = list(self.state)
        for model in models:
            patience = rule.observe(state[model][0], epoch, values[model], partial(self._copy, model))
            state[model] = (patience, self._stop(model, epoch, patience) if patience.stopped else None)
        self.restore(tuple(state))

    def hold(self) -> None:
        """Put back what a step has changed in networks that have stopped."""
        for array, held in zip(self._arrays, self._held, strict=True):
            array[self.mask] = held

    def forgive(self) -> None:
        """All may train on, with all their patience."""
        self.restore(((Patience(), None),) * len(self._arrays[0]))

    def restore(self, state: Stops) -> None:
        """Take over what is known of each network; its arrays are held as they are now."""
        self.state = state
        self.mask: npt.NDArray[np.bool_] = np.array([stopped is not None for _, stopped in state])
        self.some = bool(self.mask.any())
        self._held = [array[self.mask] for array in self._arrays]

    def _copy(self, model: int) -> tuple[Array, ...]:
        return tuple(array[model].copy() for array in self._arrays)

    def _stop(self, model: int, epoch: int, patience: Patience) -> Stopped:
        """What is told of a network that stops now; its best parameters come back where they were kept."""
        if patience.kept is not None:
            for array, best in zip(self._arrays, patience.kept, strict=True):
                array[model] = best
        value = math.nan if patience.best is None else patience.best
        return Stopped(epoch, patience.best_epoch, value, patience.kept is not None)
