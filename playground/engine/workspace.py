"""A workspace: the arrays through which a batch of one size runs, forward and backward.

The pieces of a network are bound to these arrays once; a step then only goes through their recipes in order, and
allocates nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from playground.engine.activations import Activation
from playground.engine.arrays import Array
from playground.engine.config import Layer
from playground.engine.layers import (
    Activate,
    Dense,
    Drop,
    NormalizeBatch,
    NormalizeByStatistics,
    NormalizeNeurons,
    Piece,
    Scale,
    Slopes,
)
from playground.engine.losses import Loss
from playground.engine.network import Plan
from playground.engine.normalization import BatchNorm
from playground.engine.recipes import Recipe


@dataclass(slots=True, eq=False)
class Flow:
    """What goes into a piece and comes out of it, and how the loss changes with both."""

    x: Array
    y: Array
    dy: Array
    dx: Array


class Workspace:
    """The arrays through which a batch of one size runs, bound to the parameters of a network.

    `theta` and `gradient` have shape (models, size), `statistics` (models, statistics); with one model all arrays
    inside have no model axis, which is faster. With a gradient the network learns: units are dropped, and batches are
    normalised by themselves; with a loss it can also go backward. Without either it only answers.
    """

    def __init__(
        self, plan: Plan, theta: Array, batch: int, gradient: Array | None = None, statistics: Array | None = None,
        loss: Loss | None = None,
    ) -> None:  # fmt: skip
        stack = () if theta.shape[0] == 1 else theta.shape[:1]
        rows = [plan.outputs, *(units + 1 for units in plan.units)]
        buffer, sums, slopes = (_rows_first(value, sum(rows), stack, batch, theta.dtype) for value in (1.0, 0.0, 0.0))
        self.points = buffer[..., : rows[0] + rows[1], :]
        """Targets and inputs of the batch, one above the other, so that they can be put here at once."""
        self.t, *self.columns = _split(buffer, rows)
        """What every layer passes on, shape (..., units + 1, batch), the last row ones; the first are the inputs."""
        (_, *self._sums), (_, *self._slopes) = (_split(whole, rows) for whole in (sums, slopes))
        self.x = self.columns[0]
        self.a = self.columns[-1][..., :-1, :]
        self.share = np.empty_like(self.a)
        """The share of each number in the mean loss."""
        self.output = plan.output
        self.drops: list[Drop] = []
        self._learns = gradient is not None
        if gradient is None:
            gradient = np.zeros_like(theta)
        if statistics is None:
            statistics = plan.fresh_statistics(len(theta), theta.dtype)
        flats = [array if stack else array[0] for array in (theta, gradient, statistics)]
        self._bends: list[Slopes] = []
        self._build(plan, *flats)
        for rows_of, activation in self._bare_runs(plan.hidden):
            part = slice(sum(rows[: rows_of.start]), sum(rows[: rows_of.stop]))
            self._bends.append(Slopes(activation, *(whole[..., part, :] for whole in (sums, buffer, slopes))))
        self._loss = loss
        self.way_forward = tuple(self._forward())
        """From the inputs `x` to the answers `a`."""
        self.way_back = () if loss is None else tuple(self._backward(loss))
        """From the answers and the targets `t` to the gradient of the mean loss."""
        self.weigh(None)

    def _build(self, plan: Plan, theta: Array, gradient: Array, statistics: Array) -> None:
        """Bind the pieces in the order of the forward pass."""
        weights, slopes = plan.matrices(theta), plan.matrices(gradient)
        scales, memories = _scales(plan, theta, gradient), plan.statistics(statistics)
        self.pieces: list[Piece] = []
        dx: Array | None = None
        for index, layer in enumerate(plan.hidden):
            z, y, dz = (arrays[index + 1][..., :-1, :] for arrays in (self._sums, self.columns, self._slopes))
            dy = np.empty_like(self.columns[index + 1])
            self.pieces.append(Dense(weights[index], self.columns[index], z, slopes[index], dz, dx))
            self._bend(layer, Flow(z, y, dy[..., :-1, :], dz), scales[index], memories[index])
            dx = dy
        self.z, self.dz = np.empty_like(self.a), np.empty_like(self.a)
        self.pieces.append(Dense(weights[-1], self.columns[-2], self.z, slopes[-1], self.dz, dx))

    def _bend(self, layer: Layer, whole: Flow, scale: Scale | None, memory: tuple[Array, Array] | None) -> None:
        """The pieces of a layer after its sums: activation, normalisation and dropout in their order."""
        stages = self._stages(layer)
        x, dx = whole.x, whole.dx
        for place, stage in enumerate(stages):
            last = place == len(stages) - 1
            y = whole.y if last else np.empty_like(x)
            dy = whole.dy if last else np.empty_like(x)
            self._add(stage, layer, Flow(x, y, dy, dx), scale, memory)
            x, dx = y, dy

    def _add(
        self, stage: str, layer: Layer, flow: Flow, scale: Scale | None, memory: tuple[Array, Array] | None
    ) -> None:
        if stage == "activation":
            self.pieces.append(Activate(layer.activation, flow.x, flow.y, flow.dy, flow.dx))
            if not self._is_bare(layer):
                self._bends.append(Slopes(layer.activation, flow.x, flow.y, flow.dx))
        elif stage == "dropout":
            drop = Drop(layer.dropout, flow.x, flow.y, flow.dy, flow.dx)
            self.drops.append(drop)
            self.pieces.append(drop)
        elif scale is not None:
            self.pieces.append(self._normalize(layer, flow, scale, memory))

    def _normalize(self, layer: Layer, flow: Flow, scale: Scale, memory: tuple[Array, Array] | None) -> Piece:
        norm, arrays = layer.normalization, (flow.x, flow.y, flow.dy, flow.dx)
        if memory is None or not isinstance(norm, BatchNorm):
            return NormalizeNeurons(norm.group_count(layer.units), norm.eps, scale, *arrays)
        if self._learns and flow.x.shape[-1] > 1:
            return NormalizeBatch(norm.momentum, norm.eps, scale, *memory, *arrays)
        return NormalizeByStatistics(norm.eps, scale, *memory, *arrays)

    def _stages(self, layer: Layer) -> list[str]:
        """What happens to the sums of a layer here, in order."""
        return [stage for stage in layer.stages() if stage != "dropout" or self._learns]

    def _is_bare(self, layer: Layer) -> bool:
        """Whether a layer does nothing but add up and bend."""
        return self._stages(layer) == ["activation"]

    def _bare_runs(self, layers: tuple[Layer, ...]) -> Iterator[tuple[slice, Activation]]:
        """The runs of bare layers with one activation, by their places behind the targets and the inputs."""
        place = 2
        for activation, run in groupby(layers, lambda layer: layer.activation if self._is_bare(layer) else None):
            length = len(list(run))
            if activation is not None:
                yield slice(place, place + length), activation
            place += length

    def weigh(self, weights: Array | None) -> None:
        """How much each point of the batch counts, (..., 1, batch); None where all count alike."""
        if self._loss is not None:
            columns = 1.0 / self.a.shape[-1] if weights is None else weights / weights.sum(axis=-1, keepdims=True)
            self.share[...] = self._loss.shares(columns, self.a.shape[-2])

    def forward(self) -> None:
        """From the inputs `x` to the answers `a`."""
        for call in self.way_forward:
            call()

    def backward(self) -> None:
        """From the answers and the targets `t` to the gradient of the mean loss."""
        for call in self.way_back:
            call()

    def _forward(self) -> Recipe:
        for piece in self.pieces:
            yield from piece.forward()
        yield from self.output.forward(self.z, self.a)

    def _backward(self, loss: Loss) -> Recipe:
        yield from loss.delta(self.output, self.a, self.t, self.share, self.dz)
        for bend in self._bends:
            yield from bend.fill()
        for piece in self.pieces[::-1]:
            yield from piece.backward()


def _scales(plan: Plan, theta: Array, slope: Array) -> list[Scale | None]:
    """What the normalisations learn, bound to its gradient."""
    pairs = zip(plan.norms(theta), plan.norms(slope), strict=True)
    return [None if value is None or change is None else Scale(*value, *change) for value, change in pairs]


def _rows_first(value: float, rows: int, stack: tuple[int, ...], batch: int, dtype: npt.DTypeLike) -> Array:
    """An array of shape (..., rows, batch) in whose memory the rows of all models lie together.

    Some rows of it are then one piece of memory, through which NumPy goes without a pause.
    """
    return np.moveaxis(np.full((rows, *stack, batch), value, dtype), 0, -2)


def _split(buffer: Array, rows: list[int]) -> list[Array]:
    """Views of one buffer, the given number of rows each."""
    edges = np.cumsum(rows)[:-1]
    return np.split(buffer, edges, axis=-2)
