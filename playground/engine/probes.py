"""Pictures of what a network has learned: the answers and every neuron's activation over a grid of points.

Probes only read. Training with every probe at work gives the same weights, to the last bit, as training with none.
"""

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array, read_only
from playground.engine.evaluation import Evaluator

Map = npt.NDArray[np.float32]


def grid(size: int, low: float, high: float) -> npt.NDArray[np.float64]:
    """The centres of `size` x `size` cells of a square, shape (size * size, 2); row by row, the top row first."""
    step = (high - low) / size
    centres = low + step * (np.arange(size) + 0.5)
    x1, x2 = np.meshgrid(centres, centres[::-1])
    return np.column_stack([x1.ravel(), x2.ravel()])


def output_map(evaluator: Evaluator, x: Array, model: int = 0) -> Map:
    """The answers on a square grid of inputs (features + 1, size²), on the scale of `Output.tint`.

    Shape (outputs, size, size), the top row first.
    """
    _, a = evaluator.answers(x)
    return _square(evaluator.plan.output.tint(a[model]))


def neuron_maps(evaluator: Evaluator, x: Array, model: int = 0) -> tuple[Map, ...]:
    """The activations of every layer on a square grid, the inputs first and the answers last.

    Each of shape (units, size, size), the top row first.
    """
    n = x.shape[-1]
    units = evaluator.plan.units
    maps = [np.empty((rows, n), dtype=np.float32) for rows in units]
    for start, workspace in evaluator.forward(x):
        stop = start + workspace.x.shape[-1]
        for picture, columns in zip(maps[:-1], workspace.columns, strict=False):
            picture[:, start:stop] = _of_model(columns, model)[:-1]
        maps[-1][:, start:stop] = evaluator.plan.output.tint(_of_model(workspace.a, model))
    return tuple(_square(picture) for picture in maps)


def neuron_map(evaluator: Evaluator, x: Array, layer: int, unit: int, model: int = 0) -> Map:
    """The activation of one neuron on a square grid, shape (size, size); layer 0 is the inputs."""
    return _square(neuron_line(evaluator, x, layer, unit, model))[0]


def neuron_line(evaluator: Evaluator, x: Array, layer: int, unit: int, model: int = 0) -> Map:
    """The activation (n,) of one neuron at any inputs (features + 1, n); layer 0 is the inputs."""
    line = np.empty(x.shape[-1], dtype=np.float32)
    for start, workspace in evaluator.forward(x):
        stop = start + workspace.x.shape[-1]
        line[start:stop] = _of_model(workspace.columns[layer], model)[unit]
    return read_only(line)


def places(size: int, low: float, high: float) -> npt.NDArray[np.float64]:
    """`size` places along the first axis (size, 2), from end to end; the second coordinate is 0."""
    return np.column_stack([np.linspace(low, high, size), np.zeros(size)])


def answer_line(evaluator: Evaluator, x: Array, model: int = 0) -> Map:
    """The one answer (n,) at any inputs (features + 1, n), as it is."""
    _, a = evaluator.answers(x)
    return read_only(np.ascontiguousarray(a[model][0], dtype=np.float32))


def _of_model(columns: Array, model: int) -> Array:
    return columns if columns.ndim == 2 else columns[model]


def _square(rows: Array | Map) -> Map:
    size = round(rows.shape[-1] ** 0.5)
    return read_only(np.ascontiguousarray(rows, dtype=np.float32).reshape(-1, size, size))
