"""Carrying weights over when a network is rebuilt: what still fits is kept, what is new begins fresh.

A neuron keeps its weights from the inputs that remain, and its gamma, beta and running statistics while the kind of
normalisation stays. The output layer is kept while it still follows the same last hidden layer and answers the same
question.
"""

from dataclasses import dataclass
from typing import Any

from playground.engine.arrays import Array
from playground.engine.config import Layer
from playground.engine.network import Pair, Plan


@dataclass(frozen=True, slots=True)
class Named:
    """A plan with the names of its inputs, by which they are found again."""

    plan: Plan
    inputs: tuple[str, ...]


def transplant(old: Named, old_theta: Array, new: Named, new_theta: Array) -> int:
    """Copy into `new_theta` (models, size) all that fits of `old_theta`; returns how many parameters were kept."""
    kept = 0
    old_matrices, new_matrices = old.plan.matrices(old_theta), new.plan.matrices(new_theta)
    for match in _matches(old, new):
        rows, source = slice(len(match.rows)), old_matrices[match.layer]
        new_matrices[match.layer][..., rows, match.to_columns] = source[..., rows, match.from_columns]
        kept += match.size
    return kept + _copy_norms(old.plan, old.plan.norms(old_theta), new.plan, new.plan.norms(new_theta))


def transplant_statistics(old: Named, old_statistics: Array, new: Named, new_statistics: Array) -> None:
    """Copy into `new_statistics` (models, statistics_size) all that fits of the running statistics."""
    source, target = old.plan.statistics(old_statistics), new.plan.statistics(new_statistics)
    _copy_norms(old.plan, source, new.plan, target)


def kept_parameters(old: Named, new: Named) -> int:
    """How many parameters a transplant would keep."""
    return sum(match.size for match in _matches(old, new)) + 2 * sum(_norm_rows(old.plan, new.plan))


@dataclass(frozen=True, slots=True)
class Match:
    """The part of one layer that both networks have."""

    layer: int
    rows: range
    from_columns: list[int]
    to_columns: list[int]

    @property
    def size(self) -> int:
        return len(self.rows) * len(self.to_columns)


def _matches(old: Named, new: Named) -> list[Match]:
    """The layers that match, and what of them does."""
    matches: list[Match] = []
    old_hidden, new_hidden = len(old.plan.hidden), len(new.plan.hidden)
    for index in range(min(old_hidden, new_hidden)):
        rows = range(min(old.plan.units[index + 1], new.plan.units[index + 1]))
        matches.append(Match(index, rows, *_columns(old, new, index)))
    same_answer = (old.plan.output.key, old.plan.outputs) == (new.plan.output.key, new.plan.outputs)
    if old_hidden == new_hidden and same_answer:
        matches.append(Match(new_hidden, range(new.plan.outputs), *_columns(old, new, new_hidden)))
    return matches


def _columns(old: Named, new: Named, index: int) -> tuple[list[int], list[int]]:
    """Which columns of layer `index` match; the last of each is the bias."""
    before, after = old.plan.units[index], new.plan.units[index]
    if index == 0:
        shared = [name for name in new.inputs if name in old.inputs]
        pairs = [(old.inputs.index(name), new.inputs.index(name)) for name in shared]
    else:
        pairs = [(unit, unit) for unit in range(min(before, after))]
    pairs.append((before, after))
    return [source for source, _ in pairs], [target for _, target in pairs]


def _norm_rows(old: Plan, new: Plan) -> list[int]:
    """How many neurons of each hidden layer keep what belongs to their normalisation."""
    return [
        min(before.units, after.units) * (before.normalization.is_there and _same_kind(before, after))
        for before, after in zip(old.hidden, new.hidden, strict=False)
    ]


def _same_kind(before: Layer, after: Layer) -> bool:
    return type(before.normalization) is type(after.normalization)


def _copy_norms(
    old: Plan, source: tuple[Pair[Any] | None, ...], new: Plan, target: tuple[Pair[Any] | None, ...]
) -> int:
    """Copy pairs of (..., units, 1) for the neurons that keep theirs; returns how many numbers that were."""
    kept = 0
    for rows, pair, place in zip(_norm_rows(old, new), source, target, strict=False):
        if pair is not None and place is not None:
            for values, new_values in zip(pair, place, strict=True):
                new_values[..., :rows, :] = values[..., :rows, :]
            kept += 2 * rows
    return kept
