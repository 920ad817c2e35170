"""A network as a plan, and its parameters in one flat vector.

The parameters of all layers lie one behind the other in one array of shape (models, size), and so do their gradients:
an optimizer then needs a few array operations, however deep the network is. A layer's matrix W, shape
(units, inputs + 1) with the bias in the last column, is a view of its part; behind it lie gamma and beta of the layer's
normalisation, if it has one. The running statistics of batch normalisation, which no gradient moves, are a flat array
of their own.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array, Indices
from playground.engine.config import Layer, NetworkConfig
from playground.engine.outputs import Output
from playground.engine.recipes import Recipe, call, carry_out, put
from playground.engine.seeds import stream
from playground.engine.tasks import Task

Scalar = TypeVar("Scalar", bound=np.generic)
Pair = tuple[npt.NDArray[Scalar], npt.NDArray[Scalar]]


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
        """The number of parameters: all weights and biases, and all gammas and betas."""
        normalized = sum(layer.units for layer in self.hidden if layer.normalization.is_there)
        return sum(rows * columns for rows, columns in self.shapes) + 2 * normalized

    @property
    def statistics_size(self) -> int:
        """How many running statistics there are: a mean and a variance for each neuron in batch normalisation."""
        return 2 * sum(layer.units for layer in self.hidden if layer.normalization.has_statistics)

    def matrices(self, flat: npt.NDArray[Scalar]) -> tuple[npt.NDArray[Scalar], ...]:
        """Views of a flat array (..., size), one for each layer, of shape (..., units, inputs + 1)."""
        views = []
        for (rows, columns), start in zip(self.shapes, self.starts.tolist(), strict=True):
            views.append(flat[..., start : start + rows * columns].reshape(*flat.shape[:-1], rows, columns))
        return tuple(views)

    def norms(self, flat: npt.NDArray[Scalar]) -> tuple[Pair[Scalar] | None, ...]:
        """Views of gamma and beta in a flat array (..., size), each (..., units, 1); None for layers without."""
        views: list[Pair[Scalar] | None] = []
        for layer, (rows, columns), start in zip(self.hidden, self.shapes, self.starts.tolist(), strict=False):
            there = layer.normalization.is_there
            views.append(_two_columns(flat, start + rows * columns, layer.units) if there else None)
        return tuple(views)

    def statistics(self, flat: npt.NDArray[Scalar]) -> tuple[Pair[Scalar] | None, ...]:
        """Views of mean and variance in a flat array (..., statistics_size), each (..., units, 1); or None."""
        views: list[Pair[Scalar] | None] = []
        start = 0
        for layer in self.hidden:
            remembers = layer.normalization.has_statistics
            views.append(_two_columns(flat, start, layer.units) if remembers else None)
            start += 2 * layer.units * remembers
        return tuple(views)

    def fresh_statistics(self, models: int, dtype: npt.DTypeLike) -> Array:
        """Running statistics before the first batch, shape (models, statistics_size): means 0, variances 1."""
        flat = np.zeros((models, self.statistics_size), dtype=dtype)
        for pair in self.statistics(flat):
            if pair is not None:
                pair[1][...] = 1.0
        return flat

    def lengths(self, flat: Array) -> Array:
        """The length of each layer's part of a flat array (..., size), all its parameters together: (..., layers).

        As float64, so that squares of small gradients do not vanish.
        """
        lengths = np.empty((*flat.shape[:-1], len(self.shapes)))
        carry_out(lengths_of(flat, self.starts, lengths))
        return lengths

    def is_weight(self) -> npt.NDArray[np.bool_]:
        """Which parameters are weights, shape (size,).

        The others are biases, gammas and betas, which no penalty touches (but PyTorch's weight decay does).
        """
        mask = np.zeros(self.size, dtype=np.bool_)
        for matrix in self.matrices(mask):
            matrix[:, :-1] = True
        return mask

    @property
    def starts(self) -> Indices:
        """Where the matrix of each layer begins in a flat array."""
        sizes = [rows * columns for rows, columns in self.shapes]
        for index, layer in enumerate(self.hidden):
            sizes[index] += 2 * layer.units * layer.normalization.is_there
        return np.cumsum([0, *sizes[:-1]])


def lengths_of(flat: Array, starts: Indices, out: Array) -> Recipe:
    """Put the length of each part of a flat array (..., size) into `out` (..., parts); see `Plan.lengths`."""
    squares = np.empty(flat.shape)
    yield put(flat, squares)
    yield call(np.square, squares, squares)
    yield call(np.add.reduceat, squares, starts, -1, None, out)
    yield call(np.sqrt, out, out)


def _two_columns(flat: npt.NDArray[Scalar], start: int, units: int) -> Pair[Scalar]:
    """Views of two neighbouring parts of a flat array, each (..., units, 1)."""
    first, second = flat[..., start : start + units], flat[..., start + units : start + 2 * units]
    return first[..., np.newaxis], second[..., np.newaxis]


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
    for norm in plan.norms(theta):
        if norm is not None:
            norm[0][...], norm[1][...] = 1.0, 0.0
    return theta


def named_parameters(plan: Plan, theta: Array, statistics: Array | None = None) -> dict[str, Array]:
    """Views of the parameters (..., size), and of the running statistics if given, by the names PyTorch would use.

    `layers.0.weight` (units, inputs), `layers.0.bias` (units,), then `layers.0.norm.weight` and `.bias` (gamma and
    beta), `.running_mean` and `.running_var`, (units,) each; the last layer is the output.
    """
    nothing: tuple[Pair[Any] | None, ...] = (None,) * len(plan.hidden)
    norms = (*plan.norms(theta), None)
    memories = (*(nothing if statistics is None else plan.statistics(statistics)), None)
    named: dict[str, Array] = {}
    for index, matrix in enumerate(plan.matrices(theta)):
        named[f"layers.{index}.weight"], named[f"layers.{index}.bias"] = matrix[..., :-1], matrix[..., -1]
        for pair, names in ((norms[index], ("weight", "bias")), (memories[index], ("running_mean", "running_var"))):
            if pair is not None:
                named |= {f"layers.{index}.norm.{name}": part[..., 0] for name, part in zip(names, pair, strict=True)}
    return named
