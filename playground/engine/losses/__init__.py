"""Losses: one number for how wrong the network is, and the direction in which it gets worse.

A loss is the mean over the batch, as PyTorch's `reduction="mean"`. Each states the outputs it may follow: a
cross-entropy of numbers that are no probabilities would be nonsense, so an illegal pair cannot be built.
"""

# This order is that of the lists on screen.
# isort: off
from playground.engine.losses.base import Loss, Share
from playground.engine.losses.cross_entropy import BinaryCrossEntropy, CrossEntropy, UnevenCrossEntropy
from playground.engine.losses.squared import HalfSquaredError, MeanSquaredError, RootMeanSquaredError
from playground.engine.losses.absolute import Huber, LogCosh, MeanAbsoluteError
from playground.engine.losses.margin import Hinge

__all__ = (
    "BinaryCrossEntropy", "CrossEntropy", "HalfSquaredError", "Hinge", "Huber", "LogCosh", "Loss", "MeanAbsoluteError",
    "MeanSquaredError", "RootMeanSquaredError", "Share", "UnevenCrossEntropy",
)  # fmt: skip
