"""A constant rate, and rates by a formula."""

from collections.abc import Iterator
from dataclasses import dataclass

from playground.engine.factors import factor, product
from playground.engine.schedules.base import Schedule, Watch
from playground.expression import ExpressionError, parse
from playground.i18n import _
from playground.spec import Effect, Violation, component, param


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


def _formula_mistakes(formula: str) -> Iterator[Violation]:
    try:
        parse(formula, ("epoch",))
    except ExpressionError as error:
        yield Violation("formula", error.located, error.column)
