"""A network as a plan, its parameters in one flat vector, and a workspace in which a batch runs through it.

The parameters of all layers lie one behind the other in one array of shape (models, size), and so do their gradients:
an optimizer then needs a few array operations, however deep the network is. A layer's matrix W, shape
(units, inputs + 1) with the bias in the last column, is a view of its part.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array
from playground.engine.config import Layer, NetworkConfig
from playground.engine.layers import Activate, Dense, Piece
from playground.engine.losses import Loss
from playground.engine.outputs import Output
from playground.engine.seeds import stream
from playground.engine.tasks import Task

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Plan:
    """The shape of a network: how many inputs, which layers, how many outputs."""

    inputs: int
    hidden: tuple[Layer, ...]
    outputs: int
    output: Output

    @property
    def units(self) -> tuple[int, ...]:
        """The number of units of every layer, from the inputs to the outputs."""
        return (self.inputs, *(layer.units for layer in self.hidden), self.outputs)

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """The shape of every layer's matrix, bias column included."""
        units = self.units
        return tuple((after, before + 1) for before, after in pairwise(units))

    @property
    def size(self) -> int:
        """The number of parameters: all weights and biases."""
        return sum(rows * columns for rows, columns in self.shapes)

    def matrices(self, flat: npt.NDArray[Scalar]) -> tuple[npt.NDArray[Scalar], ...]:
        """Views of a flat array (..., size), one for each layer, of shape (..., units, inputs + 1)."""
        views, start = [], 0
        for rows, columns in self.shapes:
            stop = start + rows * columns
            views.append(flat[..., start:stop].reshape(*flat.shape[:-1], rows, columns))
            start = stop
        return tuple(views)

    def is_weight(self) -> npt.NDArray[np.bool_]:
        """Which parameters are weights, shape (size,); the others are biases, which no penalty touches."""
        mask = np.ones(self.size, dtype=np.bool_)
        for matrix in self.matrices(mask):
            matrix[:, -1] = False
        return mask


def plan(config: NetworkConfig, inputs: int, task: Task) -> Plan:
    """The plan of a configured network for this many inputs and this task."""
    return Plan(inputs, config.layers, config.output.units(task), config.output)


def initial_parameters(config: NetworkConfig, plan: Plan, seed: int, models: int = 1) -> Array:
    """Freshly drawn parameters, shape (models, size). Each model and each layer has a random stream of its own."""
    theta = np.empty((models, plan.size), dtype=config.precision)
    for model in range(models):
        for index, W in enumerate(plan.matrices(theta[model])):
            units, columns = W.shape
            rng = stream(f"weights of layer {index}", seed, model)
            W[:, :-1] = config.initializer.draw(units, columns - 1, rng)
            W[:, -1] = config.bias
    return theta


class Workspace:
    """The arrays through which a batch of one size runs, bound to the parameters of a network.

    `theta` and `gradient` have shape (models, size); with one model all arrays inside have no model axis, which is
    faster. Without a gradient the workspace can only look.
    """

    def __init__(self, plan: Plan, theta: Array, batch: int, gradient: Array | None = None) -> None:
        stack = () if theta.shape[0] == 1 else theta.shape[:1]
        flat = theta[0] if not stack else theta
        rows = [units + 1 for units in plan.units]
        buffer = np.ones((*stack, sum(rows), batch), dtype=theta.dtype)
        self.columns = _split(buffer, rows)
        """Activations of every layer, shape (..., units + 1, batch), the last row ones; the first are the inputs."""
        self.x = self.columns[0]
        self.a = np.ascontiguousarray(self.columns[-1][..., :-1, :])
        self.t = np.empty_like(self.a)
        self.output = plan.output
        self._weights = plan.matrices(flat)
        self._sums = [np.empty((*stack, units, batch), dtype=theta.dtype) for units in plan.units[1:]]
        self.z = self._sums[-1]
        slope = np.zeros_like(theta) if gradient is None else gradient
        self._build(plan, slope if stack else slope[0], stack, batch)

    def _build(self, plan: Plan, slope: Array, stack: tuple[int, ...], batch: int) -> None:
        """Bind the pieces in the order of the forward pass."""
        dtype = slope.dtype
        slopes = plan.matrices(slope)
        self.pieces: list[Piece] = []
        da: Array | None = None
        for index, (W, z) in enumerate(zip(self._weights, self._sums, strict=True)):
            dz = np.empty_like(z)
            self.pieces.append(Dense(W, self.columns[index], z, slopes[index], dz, da))
            if index < len(plan.hidden):
                da = np.empty((*stack, plan.units[index + 1] + 1, batch), dtype=dtype)
                a = self.columns[index + 1][..., :-1, :]
                self.pieces.append(Activate(plan.hidden[index].activation, z, a, da[..., :-1, :], dz))
            else:
                self.dz = dz
        self._backwards = self.pieces[::-1]

    def forward(self) -> None:
        """From the inputs `x` to the answers `a`."""
        for piece in self.pieces:
            piece.forward()
        self.output.forward(self.z, self.a)

    def backward(self, loss: Loss) -> None:
        """From the answers and the targets `t` to the gradient of the mean loss."""
        loss.delta(self.output, self.a, self.t, self.dz)
        for piece in self._backwards:
            piece.backward()


def _split(buffer: Array, rows: list[int]) -> list[Array]:
    """Views of one buffer, the given number of rows each."""
    edges = np.cumsum(rows)[:-1]
    return np.split(buffer, edges, axis=-2)
