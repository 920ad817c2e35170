"""Many networks trained in one pass, against one by one."""

from collections.abc import Iterator

from playground.bench.cases import SMALL
from playground.bench.effort import Effort, Measured, ratios, summary, take_turns
from playground.bench.steps import epochs
from playground.engine.trainer import Trainer

STACKS = (32, 128)


def measure(effort: Effort) -> Iterator[Measured]:
    """How many times cheaper a network is in a stack of 32 and of 128."""
    prepared = SMALL.prepared()
    settings = prepared.experiment
    trainers = [
        Trainer(settings.network, settings.training, settings.seeds, prepared.plan, prepared.data, models)
        for models in STACKS
    ]
    alone, *stacked = take_turns([epochs(prepared, trainer) for trainer in [prepared.trainer(), *trainers]], effort)
    for models, times in zip(STACKS, stacked, strict=True):
        yield summary(f"stack.{models}", [models * ratio for ratio in ratios(alone, times)])
