"""The NumPy calls of one training step: how many there are, and how long they take each by itself.

A small network is not slow because of its arithmetic, but because of the calls: each costs about a quarter of a
microsecond, however small the arrays. What a step takes beyond the sum of its calls is the cost of Python, and of two
things that call no function of NumPy by name: putting a batch in its place, and asking the parameters for their length.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from timeit import Timer
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np

from playground.bench.cases import SMALL
from playground.bench.effort import Effort, Measured, ratios, summary
from playground.engine import layers
from playground.engine.arrays import Array
from playground.engine.recipes import times
from playground.engine.trainer import Trainer
from playground.experiment import Prepared

REPLAYS = 50
"""So often a call is repeated; few enough that a number that shrinks each time does not vanish."""

BEST_OF = 25
"""A call or a step counts as quick as the quickest of so many tries: what disturbs it is not its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One call with its arguments."""

    function: Any
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]

    @property
    def name(self) -> str:
        """The name of the function."""
        return str(self.function.__name__)

    def seconds(self) -> float:
        """How long it takes by itself, on arrays as they were."""
        names = {f"a{place}": _own(value) for place, value in enumerate(self.arguments)}
        keywords = {f"k_{name}": _own(value) for name, value in self.keywords.items()}
        inside = ", ".join([*names, *(f"{name}=k_{name}" for name in self.keywords)])
        timer = Timer(f"f({inside})", globals={"f": self.function, **names, **keywords})
        return timer.timeit(REPLAYS) / REPLAYS


class Recorder:
    """Stands in for the module `numpy` where the engine names it, and writes down every call of a function of it."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(np, name)
        return self.noted(found) if callable(found) and not isinstance(found, type) else found

    def noted(self, function: Any) -> "Noted":
        """The function, which writes down each call."""
        return Noted(function, self.calls)


@dataclass(frozen=True, slots=True, eq=False)
class Noted:
    """A function of NumPy that writes down each call; its methods, such as `np.add.reduce`, are left as they are."""

    function: Any
    calls: list[Call]

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        self.calls.append(Call(self.function, arguments, keywords))
        return self.function(*arguments, **keywords)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.function, name)


def calls_of_a_step(prepared: Prepared) -> list[Call]:
    """The calls of one step in the middle of an epoch."""
    with _recorded() as recorder:
        trainer = prepared.trainer()
        trainer.run(steps=2)
        recorder.calls.clear()
        trainer.run(steps=1)
        return recorder.calls


def measure(effort: Effort) -> Iterator[Measured]:
    """The number of calls, the sum of their times in microseconds, and a step as a multiple of that."""
    prepared = SMALL.prepared()
    calls = calls_of_a_step(prepared)
    trainer = prepared.trainer()
    floors, steps = [], []
    for _ in range(effort.rounds):
        floors.append(sum(min(call.seconds() for _ in range(BEST_OF)) for call in calls))
        steps.append(min(_step_seconds(trainer) for _ in range(BEST_OF)))
    yield Measured("calls.count", len(calls))
    yield summary("calls.floor", [1e6 * seconds for seconds in floors])
    yield summary("calls.ratio", ratios(steps, floors))


def _step_seconds(trainer: Trainer) -> float:
    """A step in the middle of an epoch."""
    trainer.run(until_epoch=trainer.epoch + 1)
    trainer.run(steps=1)
    steps = trainer.steps_per_epoch - 2
    return Timer(lambda: trainer.run(steps=steps)).timeit(1) / steps


@contextmanager
def _recorded() -> Iterator[Recorder]:
    """Let the engine call NumPy, and multiply matrices, through a recorder."""
    recorder = Recorder()
    modules = [module for name, module in sys.modules.items() if name.startswith("playground.engine.")]
    patches: list[Any] = [
        patch.object(module, "np", recorder) for module in modules if isinstance(_numpy(module), ModuleType)
    ]
    patches.append(patch.object(layers, "times", lambda matrix: recorder.noted(times(matrix))))
    for one in patches:
        one.start()
    try:
        yield recorder
    finally:
        for one in patches:
            one.stop()


def _numpy(module: ModuleType) -> object:
    return getattr(module, "np", None)


def _own(value: Any) -> Any:
    """A copy of an array with the same layout in memory, so that a replay changes nobody else's numbers."""
    if not isinstance(value, np.ndarray):
        return value
    copy: Array = np.copy(value, order="K")
    return copy
