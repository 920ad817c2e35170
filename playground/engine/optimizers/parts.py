"""What several optimizers are made of: settings they share, and running means."""

from typing import Any

import numpy as np

from playground.engine.arrays import Array
from playground.engine.recipes import Recipe, call, number
from playground.i18n import Text, _
from playground.spec import Effect, param


def lasting(default: float, label: Text, help: Text) -> Any:
    """A setting between 0 and 1 that says how long something is remembered."""
    return param(default, label=label, help=help, low=0, high=1, open_high=True, effect=Effect.LIVE, digits=4)


def epsilon(default: float) -> Any:
    """The small number in a denominator."""
    return param(
        default, label=_("Epsilon"), help=_("A small number that keeps the division from blowing up."), low=0, high=1,
        open_low=True, logarithmic=True, effect=Effect.LIVE,
    )  # fmt: skip


def decoupled_decay(default: float) -> Any:
    """The strength of a decoupled weight decay."""
    return param(
        default, label=_("Weight decay"), help=_("Each step shrinks all parameters by this times the learning rate."),
        low=0, high=10, digits=6, logarithmic=True, effect=Effect.LIVE,
        presets=(0.0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
    )  # fmt: skip


def average(m: Array, g: Array, memory: float, spare: Array) -> Recipe:
    """m <- memory m + (1 - memory) g, a running mean; leaves `spare` overwritten.

    Worked out as m + (1 - memory) (g - m), as PyTorch does: one multiplication less.
    """
    yield call(np.subtract, g, m, spare)
    yield call(np.multiply, spare, number(1.0 - memory, m), spare)
    yield call(np.add, m, spare, m)
