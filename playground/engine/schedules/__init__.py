"""Schedules: how the learning rate changes while training goes on. Names, settings and numbers are PyTorch's.

A schedule says the rate of the epoch (or step) number t, counted from 0, for the base rate that a person set. All but
one are plain formulas of t; ReduceLROnPlateau watches the loss and remembers what it saw. They are in the order of
the lists on screen: `formulas`, `stairs`, `waves`, `plateau` and `lines`.
"""

# This order is that of the lists on screen.
# isort: off
from playground.engine.schedules.base import Schedule, Watch
from playground.engine.schedules.formulas import Constant, LambdaLR, MultiplicativeLR
from playground.engine.schedules.stairs import StepLR, MultiStepLR, ExponentialLR
from playground.engine.schedules.waves import CosineAnnealingLR, CosineAnnealingWarmRestarts, CyclicLR, OneCycleLR
from playground.engine.schedules.plateau import ReduceLROnPlateau
from playground.engine.schedules.lines import LinearLR, PolynomialLR
from playground.engine.schedules.picture import preview

__all__ = (
    "Constant", "CosineAnnealingLR", "CosineAnnealingWarmRestarts", "CyclicLR", "ExponentialLR", "LambdaLR", "LinearLR",
    "MultiStepLR", "MultiplicativeLR", "OneCycleLR", "PolynomialLR", "ReduceLROnPlateau", "Schedule", "StepLR", "Watch",
    "preview",
)  # fmt: skip
