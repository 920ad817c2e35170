"""The layers of a network as Python text: variables, the way forward, and the way back.

Layer i has the matrix `Wi`, whose last column is the bias, its inputs `xi` with a last row of ones, and its sums `zi`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from playground.engine.config import Layer
from playground.engine.network import Plan
from playground.engine.normalization import BatchNorm
from playground.export.pieces import OUTPUTS, activation


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the flat parameters: a name, and where it begins and ends."""

    name: str
    start: int
    stop: int
    rows: int
    columns: int


def slices(plan: Plan) -> Iterator[Slice]:
    """The matrices, gammas and betas in the order in which they lie in the flat array."""
    start = 0
    for index, (rows, columns) in enumerate(plan.shapes):
        named = [(f"W{index + 1}", rows, columns)]
        if index < len(plan.hidden) and plan.hidden[index].normalization.is_there:
            named += [(f"gamma{index + 1}", rows, 1), (f"beta{index + 1}", rows, 1)]
        for name, high, wide in named:
            yield Slice(name, start, start + high * wide, high, wide)
            start += high * wide


def views(plan: Plan, flat: str, prefix: str = "") -> list[str]:
    """Lines that name the parts of a flat array."""
    return [
        f"{prefix}{part.name} = {flat}[{part.start}:{part.stop}].reshape({part.rows}, {part.columns})"
        for part in slices(plan)
    ]


def statistics(plan: Plan, dtype: str) -> list[str]:
    """Lines that begin the running statistics of batch normalisation."""
    return [
        line
        for index, layer in enumerate(plan.hidden, start=1)
        if layer.normalization.has_statistics
        for line in (
            f"mean{index} = np.zeros(({layer.units}, 1){dtype})",
            f"variance{index} = np.ones(({layer.units}, 1){dtype})",
        )
    ]


def forward(plan: Plan, learns: bool) -> list[str]:
    """From the inputs `x` to the sums `z` and the answers `a`."""
    lines, inputs = [], "x"
    for index, layer in enumerate(plan.hidden, start=1):
        lines.append(f"z{index} = W{index}.dot({inputs})")
        value = f"z{index}"
        for stage, before, after in _stages(layer, index, learns):
            lines += _forward(layer, index, stage, before, after, learns)
            value = after
        inputs = f"x{index + 1}"
        lines.append(f"{inputs} = with_ones({value})")
    last = len(plan.hidden) + 1
    answer = OUTPUTS[plan.output.key].value.format(z="z")
    return [*lines, f"z = W{last}.dot({inputs})", f"a = {answer}"]


def backward(plan: Plan) -> list[str]:
    """From `dz`, how the loss changes with the sums of the output, to the gradient of every parameter."""
    last = len(plan.hidden) + 1
    lines = [f"dW{last}[:] = dz.dot({_inputs(last)}.T)"]
    for index in range(len(plan.hidden), 0, -1):
        layer, source = plan.hidden[index - 1], "dz" if index + 1 == last else "d"
        lines.append(f"d = W{index + 1}.T.dot({source})[:-1]")
        for stage, before, after in reversed(_stages(layer, index, learns=True)):
            lines += _backward(layer, index, stage, before, after)
        lines.append(f"dW{index}[:] = d.dot({_inputs(index)}.T)")
    return lines


def _inputs(index: int) -> str:
    return "x" if index == 1 else f"x{index}"


def _stages(layer: Layer, index: int, learns: bool) -> list[tuple[str, str, str]]:
    """What happens to the sums of a layer: the stage, the variable before it, and the one behind it."""
    letters = {"activation": "a", "norm": "n", "dropout": "d"}
    stages = [stage for stage in layer.stages() if learns or stage != "dropout"]
    names = [f"z{index}", *(f"{letters[stage]}{index}" for stage in stages)]
    return [(stage, before, after) for stage, (before, after) in zip(stages, pairwise(names), strict=True)]


def _forward(layer: Layer, i: int, stage: str, before: str, after: str, learns: bool) -> list[str]:
    if stage == "activation":
        return [f"{after} = {activation(layer.activation, before, after).value}"]
    if stage == "dropout":
        return [
            f"mask{i} = (dropout.random({before}.shape, {before}.dtype) >= {layer.dropout!r}).astype({before}.dtype)"
            f" * (1.0 / (1.0 - {layer.dropout!r}))",
            f"{after} = {before} * mask{i}",
        ]
    norm = layer.normalization
    if isinstance(norm, BatchNorm):
        momentum = f"{norm.momentum!r}, " if learns else ""
        call = "normalize_batch" if learns else "normalize_by"
        words = f"{call}({before}, mean{i}, variance{i}, {momentum}{norm.eps!r})"
    else:
        words = f"normalize_groups({before}, {norm.group_count(layer.units)}, {norm.eps!r})"
    return [f"normal{i}, s{i} = {words}", f"{after} = normal{i} * gamma{i} + beta{i}"]


def _backward(layer: Layer, i: int, stage: str, before: str, after: str) -> list[str]:
    if stage == "activation":
        slope = activation(layer.activation, before, after).slope
        return [f"d = ({slope}) * d"]
    if stage == "dropout":
        return [f"d = d * mask{i}"]
    kind = "batch" if isinstance(layer.normalization, BatchNorm) else "groups"
    return [
        f"dgamma{i}[:] = (d * normal{i}).sum(axis=1, keepdims=True)",
        f"dbeta{i}[:] = d.sum(axis=1, keepdims=True)",
        f"d = normalize_{kind}_backward(d * gamma{i}, normal{i}, s{i})",
    ]
