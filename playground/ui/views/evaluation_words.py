"""What the numbers of the evaluation are called, what they mean, and why they are sometimes undefined."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine.confusion import Macro, Outcomes
from playground.engine.report import Calibration, ClassReport, ValueReport
from playground.i18n import Text, _, plain
from playground.session.judging import Judged
from playground.ui.views.numbers_words import SHARE_SIGN, UNDEFINED
from playground.ui.views.powers import MINUS, power_words

View = Outcomes | Macro
"""What the numbers of one column are seen from: one class, all classes in one heap, or their mean."""

SOME_CLASS = _("Undefined: it is undefined for at least one of the classes.")
NOT_FINITE = _("Undefined: some answers are no numbers any more, because training diverged.")
EMPTY_CLASS = _("Undefined: one of the classes has no points here.")
NEITHER = _("Undefined: none of these points is of this class, and no answer is.")
TINY, HUGE = 0.0005, 1e6
"""Numbers outside of these are shown as powers."""

NO_POINTS = _("Undefined: there are no points.")
NO_POSITIVES = _("Undefined: none of these points is of this class.")
NOT_CALLED = _("Undefined: no point was answered with this class, so there is nothing to be right or wrong about.")
NO_NEGATIVES = _("Undefined: all of these points are of this class.")
ONE_CLASS = _("Undefined: only one class is there, or only one is predicted.")
NO_PROBABILITY = _("Undefined: the answers of this output are no probabilities.")
NO_VARIANCE = _("Undefined: the values do not vary, so there is nothing to explain.")


@dataclass(frozen=True, slots=True)
class Row:
    """One number for each column: its name, what it means, and why it may be undefined."""

    key: str
    caption: Text
    meaning: Text
    undefined: Text


@dataclass(frozen=True, slots=True)
class ViewRow(Row):
    """A number that is seen from one class, or is a mean over classes."""

    value: Callable[[View, float], float]


@dataclass(frozen=True, slots=True)
class WholeRow(Row):
    """A number about all answers."""

    value: Callable[[ClassReport], float]


@dataclass(frozen=True, slots=True)
class ValueRow(Row):
    """A number about answers that are values."""

    value: Callable[[ValueReport], float]


def _of_calibration(value: Callable[[Calibration], float]) -> Callable[[ClassReport], float]:
    return lambda report: float("nan") if report.calibration is None else value(report.calibration)


ACCURACY = WholeRow(
    "accuracy", _("Accuracy"),
    _("The share of right answers. It says little where one class is rare: to say always “no” is right then."),
    NO_POINTS, lambda report: report.accuracy,
)  # fmt: skip
BALANCED = WholeRow(
    "balanced_accuracy", _("Balanced accuracy"),
    _("The mean share of right answers of the classes; to say always the same gives 1 divided by their number."),
    EMPTY_CLASS, lambda report: report.macro.balanced_accuracy,
)  # fmt: skip
PRECISION = ViewRow(
    "precision", _("Precision"),
    _("Of the points answered with this class, the share that belongs to it: TP / (TP + FP)."), NOT_CALLED,
    lambda view, _beta: view.precision,
)  # fmt: skip
RECALL = ViewRow(
    "recall", _("Recall (sensitivity)"), _("Of the points of this class, the share that was found: TP / (TP + FN)."),
    NO_POSITIVES, lambda view, _beta: view.recall,
)  # fmt: skip
SPECIFICITY = ViewRow(
    "specificity", _("Specificity"),
    _("Of the points of other classes, the share that was not mistaken for this one: TN / (TN + FP)."),
    NO_NEGATIVES, lambda view, _beta: view.specificity,
)  # fmt: skip
F1 = ViewRow(
    "f1", _("F1 score"), _("The harmonic mean of precision and recall: 2 P R / (P + R)."), NEITHER,
    lambda view, _beta: view.f1,
)  # fmt: skip
F_BETA = ViewRow(
    "f_beta", _("Fβ score"), _("The harmonic mean in which recall counts β times as much as precision."), NEITHER,
    lambda view, beta: view.f(beta),
)  # fmt: skip
MCC = WholeRow(
    "mcc", _("MCC"), _("Matthews' correlation of answer and truth: 1 is perfect, 0 is chance."), ONE_CLASS,
    lambda report: report.mcc,
)  # fmt: skip
LOG_LOSS = WholeRow(
    "log_loss", _("Log loss"),
    _("The mean of −log p, with p the probability given to the true class; being sure and wrong costs much."),
    NO_PROBABILITY, _of_calibration(lambda calibration: calibration.log_loss),
)  # fmt: skip
BRIER = WholeRow(
    "brier", _("Brier score"), _("The squared error of the probabilities; 0 is perfect."),
    NO_PROBABILITY, _of_calibration(lambda calibration: calibration.brier_score),
)  # fmt: skip
CALIBRATION = WholeRow(
    "calibration_error", _("Calibration error"),
    _("How far the probabilities are from the shares that came true, on average over ten bins (ECE)."), NO_PROBABILITY,
    _of_calibration(lambda calibration: calibration.reliability.expected_error),
)  # fmt: skip
ROC_AREA = WholeRow(
    "roc_area", _("ROC area (AUC)"),
    _("How likely a point of the second class gets a higher answer than one of the first; 0.5 is mere chance."),
    EMPTY_CLASS, lambda report: report.roc_area,
)  # fmt: skip
PR_AREA = WholeRow(
    "pr_area", _("PR area (AP)"), _("The mean precision along the recall; chance is the share of the class."),
    NO_POSITIVES, lambda report: report.average_precision,
)  # fmt: skip

TWO_CLASSES: tuple[Row, ...] = (
    ACCURACY, BALANCED, PRECISION, RECALL, SPECIFICITY, F1, F_BETA, MCC, LOG_LOSS, ROC_AREA, PR_AREA, BRIER,
    CALIBRATION,
)  # fmt: skip
SEVERAL_CLASSES: tuple[Row, ...] = (
    ACCURACY, PRECISION, RECALL, SPECIFICITY, F1, F_BETA, BALANCED, MCC, LOG_LOSS, ROC_AREA, PR_AREA, BRIER,
    CALIBRATION,
)  # fmt: skip
VALUES: tuple[Row, ...] = (
    ValueRow("r2", _("R²"), _("The share of the variance of the values that is explained; 1 is perfect."),
             NO_VARIANCE, lambda report: report.r2),
    ValueRow("rmse", _("RMSE"), _("The root of the mean squared error, in the units of the values."), NO_POINTS,
             lambda report: report.rmse),
    ValueRow("mae", _("MAE"), _("The mean absolute error: how far off the answers are on average."), NO_POINTS,
             lambda report: report.mae),
    ValueRow("mse", _("MSE"), _("The mean squared error: large errors count most."), NO_POINTS,
             lambda report: report.mse),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers; `view` is None for numbers about all answers."""

    title: Text
    view: View | None


def rows(judged: Judged) -> tuple[Row, ...]:
    """The numbers that suit the task."""
    if judged.report.values is not None:
        return VALUES
    return TWO_CLASSES if judged.cheapest is not None else SEVERAL_CLASSES


def columns(judged: Judged, names: tuple[Text, ...]) -> tuple[Column, ...]:
    """The columns that suit the task; `names` are those of the classes."""
    report = judged.report.classes
    if report is None or judged.cheapest is not None:
        return (Column(_("Value"), None if report is None else report.positive),)
    views = tuple(Column(name, view) for name, view in zip(names, report.macro.each, strict=True))
    return (Column(_("All"), None), Column(_("Macro"), report.macro), Column(_("Micro"), report.micro), *views)


def value(row: Row, column: Column, judged: Judged, beta: float) -> float | None:
    """One number; NaN where undefined, None where there is no such number."""
    match row:
        case ValueRow():
            return None if judged.report.values is None else row.value(judged.report.values)
        case WholeRow():
            alone = judged.cheapest is not None or column.view is None
            return row.value(judged.report.classes) if alone and judged.report.classes is not None else None
        case ViewRow():
            return None if column.view is None else row.value(column.view, beta)
    return None


def explanation(row: Row, column: Column, judged: Judged, found: float) -> Text:
    """What a number means, or why it is undefined."""
    if not math.isnan(found):
        return row.meaning
    if judged.report.n == 0:
        return NO_POINTS
    if not np.isfinite(judged.a).all():
        return NOT_FINITE
    return SOME_CLASS if isinstance(column.view, Macro) else row.undefined


def number(value: float) -> str:
    """Three decimals, fewer for what is large, a power for what is tiny or huge, a dash where undefined.

    >>> number(0.92432), number(float("nan")), number(-0.5), number(0.00015), number(1163.79), number(52163.8)
    ('0.924', '–', '−0.500', '1.5×10⁻⁴', '1,163.8', '52,164')
    """
    if not math.isfinite(value):
        return UNDEFINED if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
    if value and not TINY <= abs(value) < HUGE:
        return power_words(value)
    decimals = 3 if abs(value) < 1000 else 1 if abs(value) < 10_000 else 0
    return f"{value:,.{decimals}f}".replace("-", MINUS)


def share_words(part: int, whole: int) -> str:
    """A part of a whole in percent, a dash where there is no whole."""
    return f"{100 * part / whole:.1f}{SHARE_SIGN}" if whole else UNDEFINED


@dataclass(frozen=True, slots=True)
class Outcome:
    """The name of a cell of the matrix of two classes."""

    short: str
    words: Text


OUTCOMES: dict[tuple[int, int], Outcome] = {
    (1, 1): Outcome("TP", _("True positives: found.")),
    (0, 1): Outcome("FP", _("False positives: false alarms (type 1 errors).")),
    (1, 0): Outcome("FN", _("False negatives: missed (type 2 errors).")),
    (0, 0): Outcome("TN", _("True negatives: rightly not answered with this class.")),
}
"""By (true class, predicted class); the second class is the positive one."""


def cell_words(truth: Text, predicted: Text, count: int, all_points: int, of_truth: int) -> Text:
    """A cell of the matrix, in a sentence."""
    return _(
        "Truth: {truth}. Prediction: {predicted}. Points: {count}; {share} of all, {row} of this truth.",
        truth=truth, predicted=predicted, count=count, share=plain(share_words(count, all_points)),
        row=plain(share_words(count, of_truth)),
    )  # fmt: skip
