"""Schedules: how the learning rate changes while training goes on. Names, settings and numbers are PyTorch's.

A schedule says the rate of the epoch (or step) number t, counted from 0, for the base rate that a person set. All but
one are plain formulas of t; ReduceLROnPlateau watches the loss and remembers what it saw.
"""

import math
from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.factors import factor, product
from playground.expression import ExpressionError, parse
from playground.i18n import Text, _
from playground.spec import Choice, Component, Effect, Violation, component, param

MOST_PREVIEWED = 1000
"""At most so many points of a curve are worked out for a picture."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What a schedule that watches the loss has seen: the best loss, epochs since, and the factor it came to."""

    best: float = math.inf
    waited: int = 0
    cooling: int = 0
    factor: float = 1.0


class Schedule(Component):
    """Base of the schedules. `by_step` ones count steps, the others epochs; one that `watches` depends on the loss."""

    __slots__ = ()
    by_step: ClassVar[bool] = False
    watches: ClassVar[bool] = False

    @abstractmethod
    def rate(self, base: float, t: int, watch: Watch) -> float:
        """The learning rate of epoch or step t (from 0)."""

    def observe(self, base: float, loss: float, watch: Watch) -> Watch:
        """What is remembered after an epoch that ended with this loss."""
        return watch


def _whole(default: int, label: Text, help: Text, low: int = 1) -> Any:
    return param(default, label=label, help=help, low=low, high=1_000_000, effect=Effect.LIVE)


def _factor(default: float, label: Text, help: Text, low: float = 0.0, high: float = 10.0) -> Any:
    return param(default, label=label, help=help, low=low, high=high, digits=6, effect=Effect.LIVE)


def _rate(default: float, label: Text, help: Text) -> Any:
    return param(default, label=label, help=help, low=0, high=100, digits=8, logarithmic=True, effect=Effect.LIVE,
                 presets=(0.0, 1e-6, 1e-5, 1e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0))  # fmt: skip


_GAMMA_HELP = _("What the rate is multiplied by each time.")


@component("schedule", key="constant", label=_("Constant"))
@dataclass(frozen=True, slots=True)
class Constant(Schedule):
    """The rate that was set, always."""

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base


@component("schedule", key="lambda_lr", label=_("LambdaLR"))
@dataclass(frozen=True, slots=True)
class LambdaLR(Schedule):
    """The base rate times a formula of `epoch`, counted from 0."""

    formula: str = param(
        "0.95 ** epoch", label=_("Factor"), help=_("A formula of epoch, such as 0.95 ** epoch or 1 / (1 + epoch)."),
        effect=Effect.LIVE,
    )  # fmt: skip

    def constraints(self) -> Iterator[Violation]:
        yield from _formula_mistakes(self.formula)

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * factor(self.formula, t)


@component("schedule", key="multiplicative_lr", label=_("MultiplicativeLR"))
@dataclass(frozen=True, slots=True)
class MultiplicativeLR(Schedule):
    """In every epoch the rate of the one before times a formula of `epoch`; the first epoch has the base rate."""

    formula: str = param(
        "0.95", label=_("Factor"), help=_("What each epoch multiplies the rate by: a number or a formula of epoch."),
        effect=Effect.LIVE,
    )  # fmt: skip

    def constraints(self) -> Iterator[Violation]:
        yield from _formula_mistakes(self.formula)

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * product(self.formula, t)


@component("schedule", key="step_lr", label=_("StepLR"))
@dataclass(frozen=True, slots=True)
class StepLR(Schedule):
    """base gamma^floor(t / step_size): a stair."""

    step_size: int = _whole(30, _("Step size"), _("After how many epochs the rate falls."))
    gamma: float = _factor(0.1, _("Gamma"), _GAMMA_HELP)

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * _power(self.gamma, t // self.step_size)


@component("schedule", key="multi_step_lr", label=_("MultiStepLR"))
@dataclass(frozen=True, slots=True)
class MultiStepLR(Schedule):
    """The rate falls by gamma at each milestone."""

    milestones: tuple[int, ...] = param(
        (30, 80), label=_("Milestones"), help=_("The epochs at which the rate falls."), low=0, high=1_000_000,
        shortest=1, longest=20, effect=Effect.LIVE,
    )  # fmt: skip
    gamma: float = _factor(0.1, _("Gamma"), _GAMMA_HELP)

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * _power(self.gamma, bisect_right(sorted(self.milestones), t))


@component("schedule", key="exponential_lr", label=_("ExponentialLR"))
@dataclass(frozen=True, slots=True)
class ExponentialLR(Schedule):
    """base gamma^t."""

    gamma: float = _factor(0.95, _("Gamma"), _GAMMA_HELP)

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * _power(self.gamma, t)


@component("schedule", key="cosine_annealing_lr", label=_("CosineAnnealingLR"))
@dataclass(frozen=True, slots=True)
class CosineAnnealingLR(Schedule):
    """eta_min + (base - eta_min) (1 + cos(pi t / T_max)) / 2: down along half a cosine, and up again after T_max."""

    T_max: int = _whole(100, _("T max"), _("The epochs from the highest rate to the lowest."))
    eta_min: float = _rate(0.0, _("Lowest rate"), _("The rate at the bottom."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return self.eta_min + (base - self.eta_min) * (1.0 + math.cos(math.pi * t / self.T_max)) / 2.0


@component("schedule", key="cosine_annealing_warm_restarts", label=_("CosineAnnealingWarmRestarts"))
@dataclass(frozen=True, slots=True)
class CosineAnnealingWarmRestarts(Schedule):
    """Down along half a cosine, then at once up again (Loshchilov & Hutter 2017); every round is T_mult times
    longer."""

    T_0: int = _whole(10, _("T 0"), _("The epochs of the first round."))
    T_mult: int = _whole(1, _("T mult"), _("How many times longer each round is than the one before."))
    eta_min: float = _rate(0.0, _("Lowest rate"), _("The rate at the bottom."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        start, length = 0, self.T_0
        if self.T_mult == 1:
            start = t - t % length
        while t >= start + length:
            start, length = start + length, length * self.T_mult
        return self.eta_min + (base - self.eta_min) * (1.0 + math.cos(math.pi * (t - start) / length)) / 2.0


@component("schedule", key="cyclic_lr", label=_("CyclicLR"))
@dataclass(frozen=True, slots=True)
class CyclicLR(Schedule):
    """Up and down between the base rate and `max_lr`, step by step (Smith 2017).

    With x = |t / step_size - 2 cycle + 1| inside a cycle: base + (max_lr - base) max(0, 1 - x) s, where s is 1
    (triangular), 1 / 2^(cycle - 1) (triangular2) or gamma^t (exp_range).
    """

    by_step: ClassVar[bool] = True
    max_lr: float = _rate(0.1, _("Highest rate"), _("The rate at the top of the first cycle."))
    step_size: int = _whole(200, _("Step size"), _("The steps from the bottom to the top."))
    mode: str = param(
        "triangular", label=_("Mode"), help=_("Whether the tops stay, halve with each cycle, or fall exponentially."),
        choices=(Choice("triangular", _("triangular")), Choice("triangular2", _("triangular2")),
                 Choice("exp_range", _("exp_range"))), effect=Effect.LIVE,
    )  # fmt: skip
    gamma: float = _factor(1.0, _("Gamma"), _("Only for exp_range: what each step multiplies the height by."), high=1.0)

    def rate(self, base: float, t: int, watch: Watch) -> float:
        length = 2.0 * self.step_size
        cycle = math.floor(1.0 + t / length)
        x = 1.0 + t / length - cycle
        ratio = 0.5  # the way up takes half of a cycle
        height = (x / ratio if x <= ratio else (x - 1.0) / (ratio - 1.0)) * self._scale(t, cycle)
        return base + (self.max_lr - base) * height

    def _scale(self, t: int, cycle: int) -> float:
        if self.mode == "triangular2":
            return math.ldexp(1.0, 1 - cycle)
        return self.gamma**t if self.mode == "exp_range" else 1.0


@component("schedule", key="one_cycle_lr", label=_("OneCycleLR"))
@dataclass(frozen=True, slots=True)
class OneCycleLR(Schedule):
    """One climb to `max_lr` and one long descent, along cosines, step by step (Smith & Topin 2018).

    It begins at max_lr / div_factor and ends at that divided by final_div_factor; the base rate plays no part.
    """

    by_step: ClassVar[bool] = True
    max_lr: float = _rate(0.1, _("Highest rate"), _("The rate at the top."))
    total_steps: int = _whole(
        1000, _("Total steps"), _("The steps of the whole cycle; afterwards the rate stays."), low=2
    )
    pct_start: float = _factor(0.3, _("Climb"), _("The part of the cycle that climbs."), high=1.0)
    div_factor: float = param(
        25.0, label=_("Initial divisor"), help=_("The first rate is the highest divided by this."), low=1, high=1e6,
        effect=Effect.LIVE,
    )  # fmt: skip
    final_div_factor: float = param(
        10_000.0, label=_("Final divisor"), help=_("The last rate is the first divided by this."), low=1, high=1e9,
        effect=Effect.LIVE,
    )  # fmt: skip

    def rate(self, base: float, t: int, watch: Watch) -> float:
        first = self.max_lr / self.div_factor
        last = first / self.final_div_factor
        top, end = self.pct_start * self.total_steps - 1.0, self.total_steps - 1.0
        t = min(t, self.total_steps - 1)
        if t <= top:
            return _cosine(first, self.max_lr, t / top if top else 1.0)
        return _cosine(self.max_lr, last, (t - top) / (end - top))


@component("schedule", key="reduce_lr_on_plateau", label=_("ReduceLROnPlateau"))
@dataclass(frozen=True, slots=True)
class ReduceLROnPlateau(Schedule):
    """Multiplies the rate by `factor` when the watched loss has not become better for more than `patience` epochs.

    It watches the validation loss, or the training loss where there are no validation points.
    """

    watches: ClassVar[bool] = True
    LEAST_FALL: ClassVar[float] = 1e-8
    """A fall smaller than this is left out, PyTorch's `eps`."""

    factor: float = _factor(0.1, _("Factor"), _GAMMA_HELP, high=1.0)
    patience: int = _whole(10, _("Patience"), _("How many epochs without an improvement are tolerated."), low=0)
    threshold: float = _factor(1e-4, _("Threshold"), _("What counts as better: a loss below best × (1 − threshold)."))
    cooldown: int = _whole(0, _("Cool-down"), _("How many epochs to wait after each fall."), low=0)
    min_lr: float = _rate(0.0, _("Lowest rate"), _("The rate never falls below this."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return max(base * watch.factor, min(base, self.min_lr))

    def observe(self, base: float, loss: float, watch: Watch) -> Watch:
        if loss < watch.best * (1.0 - self.threshold) or not math.isfinite(watch.best):
            watch = replace(watch, best=loss, waited=0)
        else:
            watch = replace(watch, waited=watch.waited + 1)
        if watch.cooling > 0:
            watch = replace(watch, cooling=watch.cooling - 1, waited=0)
        if watch.waited > self.patience:
            factor = min(max(watch.factor * self.factor, self.min_lr / base), watch.factor)
            if base * (watch.factor - factor) > self.LEAST_FALL:
                watch = replace(watch, factor=factor)
            watch = replace(watch, waited=0, cooling=self.cooldown)
        return watch


@component("schedule", key="linear_lr", label=_("LinearLR (warm-up)"))
@dataclass(frozen=True, slots=True)
class LinearLR(Schedule):
    """From start_factor times the base rate to end_factor times it, along a line of `total_iters` epochs."""

    start_factor: float = param(
        1 / 3, label=_("Start factor"), help=_("The first rate as a share of the base rate."), low=0, open_low=True,
        high=1, effect=Effect.LIVE,
    )  # fmt: skip
    end_factor: float = _factor(1.0, _("End factor"), _("The last rate as a share of the base rate."), high=1.0)
    total_iters: int = _whole(5, _("Epochs"), _("How many epochs it takes."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        done = min(t, self.total_iters) / self.total_iters
        return base * (self.start_factor + (self.end_factor - self.start_factor) * done)


@component("schedule", key="polynomial_lr", label=_("PolynomialLR"))
@dataclass(frozen=True, slots=True)
class PolynomialLR(Schedule):
    """base (1 - t / total_iters)^power, and 0 from then on."""

    total_iters: int = _whole(100, _("Epochs"), _("How many epochs it takes."))
    power: float = _factor(1.0, _("Power"), _("1 falls along a line, 2 along a parabola."))

    def rate(self, base: float, t: int, watch: Watch) -> float:
        return base * (1.0 - min(t, self.total_iters) / self.total_iters) ** self.power


def preview(schedule: Schedule, base: float, epochs: int, steps_per_epoch: int) -> Array:
    """The curve of a schedule for a picture, shape (2, points): after how many epochs, and the rate there.

    Rates that are no finite numbers are left so. A schedule that watches the loss is flat: nobody knows the loss yet.
    """
    length = epochs * steps_per_epoch if schedule.by_step else epochs
    places = np.unique(np.linspace(0, max(length - 1, 0), min(length, MOST_PREVIEWED)).round().astype(np.int64))
    rates = [schedule.rate(base, int(t), Watch()) for t in places]
    return np.array([places / (steps_per_epoch if schedule.by_step else 1), rates], dtype=np.float64)


def _cosine(start: float, end: float, done: float) -> float:
    """From start to end along half a cosine."""
    return end + (start - end) * (1.0 + math.cos(math.pi * done)) / 2.0


def _power(gamma: float, times: int) -> float:
    """gamma^times; infinite where it is too large for a number."""
    try:
        return gamma**times
    except OverflowError:
        return math.inf


def _formula_mistakes(formula: str) -> Iterator[Violation]:
    try:
        parse(formula, ("epoch",))
    except ExpressionError as error:
        yield Violation("formula", error.located, error.column)
