"""What the plots of the evaluation draw: ROC, precision against recall, reliability, or answer against truth."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.ranking import Ranking
from playground.i18n import Text, _, plain
from playground.session.judging import Judged
from playground.ui.views.evaluation_words import number

Values = npt.NDArray[np.floating]
MOST_CORNERS = 300
"""A line of more corners than a plot has pixels is thinned out."""
MOST_DOTS = 1500


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line through corners (n,); `colour` is the place of a class, or None for the accent."""

    x: Values
    y: Values
    colour: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A square plot, both axes from `low` to `high`."""

    lines: tuple[Line, ...] = ()
    marker: tuple[float, float] | None = None
    """Where the present threshold is."""
    dots: Line | None = None
    bars: Values | None = None
    """Shares of equally wide bins from 0 to 1, drawn faintly at the bottom."""
    diagonal: bool = False
    low: float = 0.0
    high: float = 1.0
    summary: Text = plain("")
    """What the plot shows, in words."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One of the plots: its names, its axes, what it means and how it is made."""

    key: str
    title: Text
    short: Text
    tip: Text
    across: Text
    up: Text
    draw: Callable[[Judged], Drawing]


def _roc(judged: Judged) -> Drawing:
    report = judged.report.classes
    assert report is not None
    lines = tuple(
        Line(*_thinned(ranking.false_positive_rate, ranking.recall), _colour(report.rankings, index))
        for index, ranking in enumerate(report.rankings)
    )
    marker = None
    if judged.cheapest is not None:
        marker = _finite(1.0 - report.positive.specificity, report.positive.recall)
    return Drawing(lines, marker, diagonal=True, summary=_("Area {area}", area=plain(number(report.roc_area))))


def _precision_recall(judged: Judged) -> Drawing:
    report = judged.report.classes
    assert report is not None
    lines = tuple(
        Line(*_thinned(*_steps(ranking)), _colour(report.rankings, index))
        for index, ranking in enumerate(report.rankings)
    )
    marker = None
    if judged.cheapest is not None:
        marker = _finite(report.positive.recall, report.positive.precision)
    return Drawing(lines, marker, summary=_("Area {area}", area=plain(number(report.average_precision))))


def _reliability(judged: Judged) -> Drawing:
    report = judged.report.classes
    if report is None or report.calibration is None:
        return Drawing(summary=_("The answers are no probabilities."))
    bins = report.calibration.reliability
    full = bins.count > 0
    line = Line(bins.mean_predicted[full], bins.observed[full])
    bars = bins.count / max(int(bins.count.sum()), 1)
    summary = _("Error {error}", error=plain(number(bins.expected_error)))
    return Drawing((line,), dots=line, bars=bars, diagonal=True, summary=summary)


def _answers(judged: Judged) -> Drawing:
    t, a = np.asarray(judged.y, np.float64), judged.a[0].astype(np.float64)
    known = np.isfinite(a)
    t, a = t[known], a[known]
    every = slice(None, None, max(1, -(-len(t) // MOST_DOTS)))
    both = np.concatenate([t, a]) if len(t) else np.array([0.0, 1.0])
    low, high = float(both.min()), float(both.max())
    edge = 0.04 * (high - low) or 1.0
    values = judged.report.values
    summary = _("R² {r2}", r2=plain(number(float("nan") if values is None else values.r2)))
    dots = Line(t[every], a[every])
    return Drawing(dots=dots, diagonal=True, low=low - edge, high=high + edge, summary=summary)


CLASS_PLOTS: tuple[Plot, ...] = (
    Plot("roc", _("ROC curve"), _("ROC"),
         _("Each threshold is a point: the share of positives found over the share of false alarms. The dashed "
           "diagonal is chance; the ring is the present threshold."),
         _("false alarms"), _("recall"), _roc),
    Plot("pr", _("Precision and recall"), _("PR"),
         _("Each threshold is a point: precision over recall. The ring is the present threshold."),
         _("recall"), _("precision"), _precision_recall),
    Plot("reliability", _("Reliability"), _("Reliab."),
         _("Of the points given a probability, how many turned out so? On the dashed diagonal the probabilities mean "
           "what they say. The bars show how many points each bin has."),
         _("probability"), _("share that came true"), _reliability),
)  # fmt: skip
VALUE_PLOTS: tuple[Plot, ...] = (
    Plot("answers", _("Answers and true values"), _("Answers"),
         _("Each point: the answer over the true value. On the dashed diagonal both are equal."),
         _("true value"), _("answer"), _answers),
)  # fmt: skip


def _colour(rankings: tuple[Ranking, ...], index: int) -> int | None:
    return index if len(rankings) > 1 else None


def _steps(ranking: Ranking) -> tuple[Values, Values]:
    """The corners of the steps: on the way to each recall, the precision there."""
    recall, precision = ranking.recall, ranking.precision[1:]
    return np.stack([recall[:-1], recall[1:]], axis=1).ravel(), np.repeat(precision, 2)


def _thinned(x: Values, y: Values) -> tuple[Values, Values]:
    known = np.isfinite(x) & np.isfinite(y)
    x, y = x[known], y[known]
    if len(x) <= MOST_CORNERS:
        return x, y
    which = np.linspace(0, len(x) - 1, MOST_CORNERS).astype(np.int64)
    return x[which], y[which]


def _finite(x: float, y: float) -> tuple[float, float] | None:
    return (x, y) if np.isfinite(x) and np.isfinite(y) else None
