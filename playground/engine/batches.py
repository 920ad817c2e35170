"""Mini-batches: the training points of one epoch in their order, and how far the epoch has come."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array, Indices
from playground.engine.children import Children, Nursery, mixed
from playground.engine.config import TrainingConfig
from playground.engine.criterion import Criterion, balanced_weights
from playground.engine.resampling import resampled
from playground.engine.samples import Samples
from playground.engine.tasks import Kind, Task
from playground.engine.workspace import Workspace

ORDER = "order of points"
"""The random stream of the order."""


class Batches:
    """The points of the present epoch, laid out in their order: batches are then neighbouring columns."""

    def __init__(
        self, samples: Samples, task: Task, random: Sequence[np.random.Generator], dtype: npt.DTypeLike,
        resampling: Sequence[np.random.Generator] | None = None,
    ) -> None:  # fmt: skip
        """`random` draws the order, `resampling` which points of each class there are."""
        self._resampling = random if resampling is None else resampling
        self.children: tuple[Children, ...] = ()
        """The children of the epoch, of each model; none where the points train themselves."""
        self.samples, self.task = samples, task
        self.position = 0
        self._last = slice(0)
        self.order: Indices = np.empty((len(random), 0), dtype=np.int64)
        self.n = 0
        """How many points the epoch has."""
        self._source: _Source | None = None
        self._random, self._dtype = random, np.dtype(dtype)

    def begin(self, samples: Samples, training: TrainingConfig, nursery: Nursery | None = None) -> None:
        """Draw the order of an epoch, whose points make place for their children where there is a nursery."""
        self.samples, self.position = samples, 0
        if self.task.kind is Kind.REGRESSION:
            order = self._plain(training.reshuffle)
        elif training.resampling != "none":
            order = self._resampled(training.resampling, training.reshuffle)
        else:
            order = (self._balanced if training.balanced_batches else self._plain)(training.reshuffle)
        self.order = order.astype(np.int64, copy=False)  # NumPy 1 draws other integers on Windows
        self.children = () if nursery is None else tuple(map(nursery.children, self.order, range(len(self.order))))
        self.lay_out(training)

    def lay_out(self, training: TrainingConfig) -> None:
        """Copy the points in their order, with the targets and the weights that the training asks for."""
        self.n = self.order.shape[-1]
        if self._source is None or self._source.samples is not self.samples or self._source.training is not training:
            self._source = _Source(self.samples, training, self.task, self._dtype)
        if self.children:
            self._lay_out_children(self._source)
            return
        self._points = self._in_order(self._source.points)
        weights = self._source.weights
        self._weights = None if weights is None else self._in_order(weights[:, np.newaxis]).astype(self._dtype)

    def fill(self, workspace: Workspace, stop: int) -> None:
        """Put the points up to `stop` into a workspace of that size, and move on; 0 is the end of the epoch."""
        self._last = batch = slice(self.position, stop)
        workspace.points[...] = self._points[..., batch]
        if self._weights is not None:
            workspace.weigh(self._weights[..., batch])
        self.position = 0 if stop == self.n else stop

    @property
    def last(self) -> Indices:
        """Which points the last batch had, (models, batch); none before the first one."""
        return self.order[:, self._last]

    def restore(
        self, samples: Samples, order: Indices, position: int, training: TrainingConfig,
        children: tuple[Children, ...] = (),
    ) -> None:  # fmt: skip
        """Go back into an epoch that was going on."""
        self.samples, self.order, self.position, self.children = samples, order.copy(), position, children
        self._last = slice(0)
        if position:
            self.lay_out(training)

    def _lay_out_children(self, source: "_Source") -> None:
        """Children in the order of their parents, for each network its own."""
        broods = zip(self.order, self.children, strict=True)
        pairs = [mixed(source.targets, source.weights, *brood) for brood in broods]
        self._points = self._stacked(
            [np.concatenate((t, children.x)) for (t, _weights), children in zip(pairs, self.children, strict=True)]
        )
        known = [w[np.newaxis] for _t, w in pairs if w is not None]
        self._weights = self._stacked(known) if known else None

    def _stacked(self, rows: list[Array]) -> Array:
        """Rows (rows, n) of each model as one array, without the axis of the models where there is one model."""
        return (rows[0] if len(rows) == 1 else np.stack(rows)).astype(self._dtype)

    def _in_order(self, points: Array) -> Array:
        """Points (n, rows) in the order of each model, as columns (rows, n) or (models, rows, n)."""
        order = self.order[0] if len(self.order) == 1 else self.order
        return np.swapaxes(points.take(order, axis=0), -1, -2)

    def _resampled(self, kind: str, reshuffle: bool) -> Indices:
        """As many points of each class; see `resampling`."""
        y = self.samples.y
        if not reshuffle:
            return np.tile(resampled(kind, y, None), (len(self._random), 1))
        drawn = [resampled(kind, y, random) for random in self._resampling]
        return np.stack([random.permutation(order) for random, order in zip(self._random, drawn, strict=True)])

    def _plain(self, reshuffle: bool) -> Indices:
        """Every point once."""
        n = self.samples.n
        orders = [random.permutation(n) if reshuffle else np.arange(n) for random in self._random]
        return np.concatenate(orders).reshape(len(orders), n)

    def _balanced(self, reshuffle: bool) -> Indices:
        """As many points as there are, with repetition, so that all classes are equally likely.

        Drawn as by `torch.utils.data.WeightedRandomSampler`; without reshuffling the classes take turns, each with its
        points in their stored order, over and over.
        """
        y, n = self.samples.y, self.samples.n
        if reshuffle:
            weights = balanced_weights(y, self.task.classes)[y.astype(np.int64)]
            return np.stack([random.choice(n, n, p=weights / weights.sum()) for random in self._random])
        queues = [np.flatnonzero(y == name) for name in np.unique(y)]
        turns = np.array([queues[turn % len(queues)][turn // len(queues) % len(queues[turn % len(queues)])]
                          for turn in range(n)], dtype=np.int64)  # fmt: skip
        return np.tile(turns, (len(self._random), 1))


class _Source:
    """What epochs are laid out from, worked out once for many of them."""

    def __init__(self, samples: Samples, training: TrainingConfig, task: Task, dtype: npt.DTypeLike) -> None:
        self.samples, self.training = samples, training
        criterion = Criterion(training, task, samples.y)
        self.targets = criterion.targets(samples)
        self.points = np.ascontiguousarray(np.concatenate((self.targets, samples.x)).T, dtype=dtype)
        """Targets and inputs, a row for each point, (n, outputs + features + 1): quick to gather."""
        self.weights = criterion.weights(samples)
