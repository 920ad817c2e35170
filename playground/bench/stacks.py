"""Many networks trained in one pass, against one by one."""

from collections.abc import Iterator
from dataclasses import replace

from playground.bench.cases import SMALL, Case
from playground.bench.effort import Effort, Measured, ratios, summary, take_turns
from playground.bench.steps import epochs
from playground.engine.trainer import Trainer

STACKS = (32, 128)
PRECISIONS = ("float32", "float64")
"""What is promised is promised of single precision. In double precision tanh alone is a quarter of a stack's time, and
no stacking makes that cheaper."""


def measure(effort: Effort) -> Iterator[Measured]:
    """How many times cheaper a network is in a stack of 32 and of 128."""
    for precision in PRECISIONS if effort.key != "quickest" else PRECISIONS[:1]:
        yield from _compare(replace(SMALL, precision=precision), effort)


def _compare(case: Case, effort: Effort) -> Iterator[Measured]:
    prepared = case.prepared()
    settings = prepared.experiment
    trainers = [
        Trainer(settings.network, settings.training, settings.seeds, prepared.plan, prepared.data, models)
        for models in STACKS
    ]
    alone, *stacked = take_turns([epochs(prepared, trainer) for trainer in [prepared.trainer(), *trainers]], effort)
    for models, times in zip(STACKS, stacked, strict=True):
        yield summary(f"stack.{models}.{case.precision}", [models * ratio for ratio in ratios(alone, times)])
