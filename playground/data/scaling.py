"""Bringing inputs to one size: each is moved and divided, by numbers that are found in the training points alone.

A network that is told of metres and of millimetres has a loss like a long narrow valley, in which gradient descent goes
to and fro. Definitions are scikit-learn's; so is the rule that an input which never changes is only moved.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.data.dataset import Floats
from playground.i18n import _
from playground.spec import Component, Effect, Violation, component, param

_EPSILON = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Scale:
    """For each input the number taken away and the number divided by."""

    centres: tuple[float, ...]
    widths: tuple[float, ...]

    def apply(self, inputs: Floats) -> Floats:
        """Inputs (n, k) at the new scale."""
        scaled = np.empty_like(inputs)
        for index in range(inputs.shape[1]):
            scaled[:, index] = self.column(index, inputs[:, index])
        return scaled

    def column(self, index: int, values: Floats) -> Floats:
        """One input (n,) at the new scale."""
        return (values - self.centres[index]) / self.widths[index]


def unscaled(inputs: int) -> Scale:
    """The scale that leaves so many inputs as they are, to the last bit."""
    return Scale((0.0,) * inputs, (1.0,) * inputs)


class Scaling(Component, ABC):
    """A rule that finds a scale in points."""

    __slots__ = ()

    def fit(self, inputs: Floats) -> Scale:
        """The scale found in inputs (n, k); one that does nothing where there are none, or they are not finite."""
        if len(inputs) == 0 or not np.isfinite(inputs).all():
            return unscaled(inputs.shape[1])
        centres, widths = self._found(inputs)
        return Scale(tuple(centres.tolist()), tuple(widths.tolist()))

    @abstractmethod
    def _found(self, inputs: Floats) -> tuple[Floats, Floats]:
        """Centres and widths (k,) for inputs (n, k)."""


@component("scaling", key="none", label=_("none"))
@dataclass(frozen=True, slots=True)
class NoScaling(Scaling):
    """Inputs as they are, in own units."""

    def _found(self, inputs: Floats) -> tuple[Floats, Floats]:
        return np.zeros(inputs.shape[1]), np.ones(inputs.shape[1])


@component("scaling", key="standardise", label=_("standardise"))
@dataclass(frozen=True, slots=True)
class Standardise(Scaling):
    """(x - mean) / standard deviation, that of all n (not n - 1): scikit-learn's `StandardScaler`."""

    def _found(self, inputs: Floats) -> tuple[Floats, Floats]:
        n, mean, variance = len(inputs), inputs.mean(axis=0), inputs.var(axis=0)
        by_rounding = n * _EPSILON * variance + (n * mean * _EPSILON) ** 2
        return mean, np.where(variance <= by_rounding, 1.0, _or_one(np.sqrt(variance)))


@component("scaling", key="min_max", label=_("min-max"))
@dataclass(frozen=True, slots=True)
class MinMax(Scaling):
    """From the smallest to the largest becomes from `low` to `high`: scikit-learn's `MinMaxScaler(feature_range)`."""

    low: float = param(
        0.0, label=_("From"), help=_("What the smallest value of the training points becomes."), effect=Effect.DATA,
        low=-10, high=10, digits=2,
    )  # fmt: skip
    high: float = param(
        1.0, label=_("To"), help=_("What the largest value of the training points becomes."), effect=Effect.DATA,
        low=-10, high=10, digits=2,
    )  # fmt: skip

    def constraints(self) -> Iterator[Violation]:
        if self.high - self.low < 0.01:
            message = _("To must be at least 0.01 more than From ({low}), not {high}.", low=self.low, high=self.high)
            yield Violation("high", message)

    def _found(self, inputs: Floats) -> tuple[Floats, Floats]:
        smallest = inputs.min(axis=0)
        widths = _or_one(inputs.max(axis=0) - smallest) / (self.high - self.low)
        return smallest - self.low * widths, widths


@component("scaling", key="robust", label=_("robust"))
@dataclass(frozen=True, slots=True)
class Robust(Scaling):
    """(x - median) / (third quartile - first quartile): scikit-learn's `RobustScaler`; outliers do not count."""

    def _found(self, inputs: Floats) -> tuple[Floats, Floats]:
        first, median, third = np.percentile(inputs, (25, 50, 75), axis=0)
        return median, _or_one(third - first)


def _or_one(widths: Floats) -> Floats:
    """A spread that is none but for rounding divides nothing."""
    return np.where(widths < 10 * _EPSILON, 1.0, widths)
