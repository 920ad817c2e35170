"""What a training step costs, in numbers that no noisy machine changes: calls of NumPy, and memory allocated."""

import tracemalloc
from collections.abc import Callable

import numpy as np

from playground.bench.calls import calls_of_a_step
from playground.bench.cases import experiment
from playground.engine.activations import Activation
from playground.engine.config import TrainingConfig
from playground.engine.optimizers import Adam, Optimizer
from playground.experiment import prepare
from playground.spec import family
from tests.engine.builders import network, trainer


def calls(*units: int) -> int:
    return len(calls_of_a_step(prepare(experiment(units, 10))))


def test_a_step_of_adam_with_two_hidden_layers_calls_numpy_28_times() -> None:
    assert calls(8, 8) == 28


def test_a_layer_more_costs_five_calls() -> None:
    """W x, f(z), dW, W' dz, f'(z) da; the slopes f'(z) of all layers are one call together."""
    assert calls(8, 8, 8) - calls(8, 8) == calls(*[8] * 10) - calls(*[8] * 9) == 5


def test_the_number_of_calls_does_not_depend_on_the_width() -> None:
    assert calls(32, 32) == calls(2, 2)


def allocated(activation: Activation, optimizer: Optimizer) -> int:
    """The most bytes of arrays that a step has at once beyond those that it keeps; one array of a layer is 32 kB."""
    step = trainer(network((64, 64), activation), TrainingConfig(optimizer=optimizer, batch_size=64), n=640)
    step.run(steps=2)
    tracemalloc.start()
    try:
        step.run(steps=1)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        step.run(steps=3)
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


MOST_BYTES = 4000
"""Room for Python's own small objects."""


def allocating(members: dict[str, type], used: Callable[[object], int]) -> set[str]:
    return {key for key, member in members.items() if used(member()) > MOST_BYTES}


def test_no_activation_allocates() -> None:
    assert not allocating(family("activation"), lambda made: allocated(made, Adam()))


def test_no_optimizer_allocates() -> None:
    activation = family("activation")["tanh"]()
    assert not allocating(family("optimizer"), lambda made: allocated(activation, made))


def test_a_stack_of_networks_allocates_nothing_either() -> None:
    stack = trainer(network((16, 16)), TrainingConfig(optimizer=Adam(), batch_size=8), models=16)
    stack.run(steps=2)
    tracemalloc.start()
    try:
        stack.run(steps=1)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        stack.run(steps=1)
        assert tracemalloc.get_traced_memory()[1] - before < MOST_BYTES
    finally:
        tracemalloc.stop()


def test_allocations_would_be_noticed() -> None:
    """The measure itself: an array of a layer is far beyond the limit."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        kept = np.empty((64, 64))
        assert tracemalloc.get_traced_memory()[1] - before > kept.nbytes > 5 * MOST_BYTES
    finally:
        tracemalloc.stop()
