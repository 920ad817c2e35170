"""How answers are judged: where one class ends and the other begins, and what each kind of error costs.

None of it is training: a network learns the same whatever it will be judged by. Only what is said of it changes.
"""

from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array
from playground.engine.outputs import Output
from playground.engine.ranking import Flags
from playground.i18n import _
from playground.spec import Configuration, Effect, param

HALF = 0.5
"""The usual threshold: half way between the two classes."""


@dataclass(frozen=True, slots=True)
class Judgement(Configuration):
    """What a person decides about the answers of a network."""

    threshold: float = param(
        HALF, label=_("Threshold"),
        help=_("Answers above it count as the second class: 0 is surely the first class, 1 surely the second."),
        effect=Effect.VIEW, low=0.0, high=1.0, digits=2,
    )  # fmt: skip
    beta: float = param(
        1.0, label=_("β of the F-score"),
        help=_("How many times as much recall counts as precision; 1 weighs both alike."),
        effect=Effect.VIEW, low=0.1, high=10.0, presets=(0.5, 1.0, 2.0),
    )  # fmt: skip
    false_alarm_cost: float = param(
        1.0, label=_("Cost of a false alarm"),
        help=_("What one false positive (type 1 error) costs: a good letter in the spam folder, a needless fright."),
        effect=Effect.VIEW, low=0.0, high=1e6,
    )  # fmt: skip
    miss_cost: float = param(
        1.0, label=_("Cost of a miss"),
        help=_("What one false negative (type 2 error) costs: a spam letter in the inbox, a disease overlooked."),
        effect=Effect.VIEW, low=0.0, high=1e6,
    )  # fmt: skip


def on_scale_of(output: Output, threshold: float) -> float:
    """A threshold from 0 to 1 on the scale of an output's answers.

    >>> from playground.engine.outputs import SigmoidOutput, TanhOutput
    >>> on_scale_of(SigmoidOutput(), 0.25), on_scale_of(TanhOutput(), 0.25)
    (0.25, -0.5)
    """
    return output.low + threshold * (1.0 - output.low)


@dataclass(frozen=True, slots=True)
class Cheapest:
    """The threshold, from 0 to 1, at which errors cost least, and what they cost there altogether."""

    threshold: float
    cost: float


def cheapest(scores: Array, positive: Flags, false_alarm_cost: float, miss_cost: float) -> Cheapest:
    """Where errors cost least, for scores (n,) on a scale from 0 to 1, of which those above the threshold are positive.

    Costs change only where a score lies, so half way between two neighbouring scores stands for all between them. Of
    several that are equally cheap, the one nearest to 0.5 is taken. Undefined, with NaN, where a score is not a number.
    """
    if np.isnan(scores).any():
        return Cheapest(float("nan"), float("nan"))
    known = np.unique(np.clip(scores.astype(np.float64), 0.0, 1.0))
    candidates = np.unique(np.concatenate(([0.0, HALF, 1.0], (known[1:] + known[:-1]) / 2.0)))
    misses = np.searchsorted(np.sort(scores[positive]), candidates, side="right")
    quiet = np.searchsorted(np.sort(scores[~positive]), candidates, side="right")
    costs = miss_cost * misses + false_alarm_cost * (np.count_nonzero(~positive) - quiet)
    least = costs.min()
    among = candidates[costs == least]
    return Cheapest(float(among[np.abs(among - HALF).argmin()]), float(least))
