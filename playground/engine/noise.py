"""Noise added on purpose: a network that has to bear it leans less on any single number it is told."""

from dataclasses import dataclass

from playground.i18n import _
from playground.spec import Configuration, Effect, param


@dataclass(frozen=True, slots=True)
class Noise(Configuration):
    """How much of each kind; 0 is none. Answers, scores and pictures are always without noise."""

    inputs: float = param(
        0.0, label=_("Input noise"), help=_("Standard deviation of what is added to every input of a batch."), low=0,
        high=10, digits=3, effect=Effect.LIVE,
    )  # fmt: skip
    weights: float = param(
        0.0, label=_("Weight noise"), help=_("Standard deviation of what is added to every weight for one step."),
        low=0, high=10, digits=3, effect=Effect.LIVE,
    )  # fmt: skip
    labels: float = param(
        0.0, label=_("Label noise"),
        help=_("The share of labels of a batch that are false; for numbers, the standard deviation added."), low=0,
        high=1, digits=3, effect=Effect.LIVE,
    )  # fmt: skip
    gradients: float = param(
        0.0, label=_("Gradient noise"), help=_("Standard deviation of what is added to every slope."), low=0, high=10,
        digits=4, effect=Effect.LIVE,
    )  # fmt: skip
