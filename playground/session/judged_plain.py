"""An evaluation as plain values, for programs; what is undefined is None."""

import math
from typing import Any

from playground.engine.confusion import Macro, Outcomes
from playground.engine.report import ClassReport
from playground.session.judging import Judged


def plain_report(judged: Judged, beta: float) -> dict[str, Any]:
    """All metrics of one part of the points by name."""
    report = judged.report
    if report.values is not None:
        values = report.values
        return _known({"r2": values.r2, "rmse": values.rmse, "mae": values.mae, "mse": values.mse})
    assert report.classes is not None
    found = _whole(report.classes)
    if judged.cheapest is None:
        views: dict[str, Outcomes | Macro] = {"macro": report.classes.macro, "micro": report.classes.micro}
        return found | {name: _view(view, beta) for name, view in views.items()}
    cheapest = {"threshold": judged.cheapest.threshold, "cost": judged.cheapest.cost}
    return found | _view(report.classes.positive, beta) | {
        "threshold": judged.threshold, "cheapest": _known(cheapest),
    }  # fmt: skip


def _whole(report: ClassReport) -> dict[str, Any]:
    found = _known({
        "accuracy": report.accuracy, "balanced_accuracy": report.macro.balanced_accuracy, "mcc": report.mcc,
        "roc_area": report.roc_area, "average_precision": report.average_precision,
    })  # fmt: skip
    if report.calibration is not None:
        calibration = report.calibration
        found |= _known({
            "log_loss": calibration.log_loss, "brier_score": calibration.brier_score,
            "calibration_error": calibration.reliability.expected_error,
        })  # fmt: skip
    return {"confusion": report.matrix.tolist(), **found}


def _view(view: Outcomes | Macro, beta: float) -> dict[str, float | None]:
    return _known({
        "precision": view.precision, "recall": view.recall, "specificity": view.specificity, "f1": view.f1,
        "f_beta": view.f(beta),
    })  # fmt: skip


def _known(values: dict[str, float]) -> dict[str, float | None]:
    return {name: float(value) if math.isfinite(value) else None for name, value in values.items()}
