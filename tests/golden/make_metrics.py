"""Makes metrics.json: metrics worked out by scikit-learn, which the engine must find too.

Kept beside the numbers so that anybody can make them again; no test runs it. It knows nothing of our code:

    python -m venv /tmp/sklearn && /tmp/sklearn/bin/pip install scikit-learn==1.9.1 numpy==2.4.6
    /tmp/sklearn/bin/python tests/golden/make_metrics.py

Each case holds what goes in and what must come out; null is what is undefined. Scores are rounded to two places, so
that many are equal. Probabilities of several classes are stored one row for each class.
"""

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

BETAS = (0.5, 1.0, 2.0)
BINS = 10


def of_labels(labels: np.ndarray, predicted: np.ndarray, classes: int) -> dict[str, Any]:
    names = np.arange(classes)
    four = metrics.multilabel_confusion_matrix(labels, predicted, labels=names)
    tn, fp = four[:, 0, 0], four[:, 0, 1]
    options: dict[str, Any] = {"labels": names, "zero_division": np.nan}
    rates = {
        average or "each": {
            "precision": metrics.precision_score(labels, predicted, average=average, **options),
            "recall": metrics.recall_score(labels, predicted, average=average, **options),
            "f": [metrics.fbeta_score(labels, predicted, beta=beta, average=average, **options) for beta in BETAS],
        }
        for average in (None, "macro", "micro")
    }
    rates["each"]["specificity"] = 1.0 - fp / (fp + tn)
    rates["each"]["mcc"] = [metrics.matthews_corrcoef(labels == name, predicted == name) for name in names]
    return {
        "labels": labels,
        "predicted": predicted,
        "confusion": metrics.confusion_matrix(labels, predicted, labels=names),
        "accuracy": metrics.accuracy_score(labels, predicted),
        "balanced_accuracy": metrics.balanced_accuracy_score(labels, predicted),
        "mcc": metrics.matthews_corrcoef(labels, predicted),
        **rates,
    }


def some_labels(rng: np.random.Generator, classes: int, n: int) -> dict[str, Any]:
    labels = rng.integers(0, classes, n)
    lost = rng.random(n) < 0.4
    return of_labels(labels, np.where(lost, rng.integers(0, classes, n), labels), classes)


def some_scores(rng: np.random.Generator, n: int, decimals: int) -> dict[str, Any]:
    labels = (rng.random(n) < 0.4).astype(int)
    scores = np.clip(rng.normal(0.4 + 0.25 * labels, 0.25), 0.0, 1.0).round(decimals)
    false_positive_rate, recall, thresholds = metrics.roc_curve(labels, scores, drop_intermediate=False)
    precision, pr_recall, pr_thresholds = metrics.precision_recall_curve(labels, scores)
    observed, mean_predicted = calibration_curve(labels, scores, n_bins=BINS)
    return {
        "labels": labels,
        "scores": scores,
        "roc": {
            "thresholds": thresholds[1:], "false_positive_rate": false_positive_rate, "recall": recall,
            "area": metrics.roc_auc_score(labels, scores),
        },
        "pr": {
            "thresholds": pr_thresholds, "precision": precision, "recall": pr_recall,
            "area": metrics.average_precision_score(labels, scores),
        },
        "calibration": {"observed": observed, "mean_predicted": mean_predicted},
        "log_loss": metrics.log_loss(labels, scores),
        "brier_score": metrics.brier_score_loss(labels, scores),
    }  # fmt: skip


def some_probabilities(rng: np.random.Generator, classes: int, n: int) -> dict[str, Any]:
    labels = np.arange(n) % classes
    sums = rng.normal(0, 1, (n, classes)) + 1.5 * (np.arange(classes) == labels[:, None])
    hundredths = np.exp(sums).round(2) + 0.01
    probabilities = hundredths / hundredths.sum(axis=1, keepdims=True)
    probabilities[0] = np.eye(classes)[1]
    one_hot = (np.arange(classes) == labels[:, None]).astype(int)
    return {
        "labels": labels,
        "probabilities": probabilities.T,
        "roc_areas": metrics.roc_auc_score(one_hot, probabilities, average=None),
        "roc_area": metrics.roc_auc_score(labels, probabilities, multi_class="ovr", average="macro"),
        "average_precisions": metrics.average_precision_score(one_hot, probabilities, average=None),
        "log_loss": metrics.log_loss(labels, probabilities),
        "brier_score": metrics.brier_score_loss(labels, probabilities),
    }


def some_values(rng: np.random.Generator, n: int) -> dict[str, Any]:
    targets = rng.normal(2.0, 3.0, n).round(3)
    answers = (targets + rng.normal(0.5, 1.0, n)).round(3)
    return {
        "targets": targets,
        "answers": answers,
        "r2": metrics.r2_score(targets, answers),
        "mse": metrics.mean_squared_error(targets, answers),
        "rmse": metrics.root_mean_squared_error(targets, answers),
        "mae": metrics.mean_absolute_error(targets, answers),
    }


def plain(value: Any) -> Any:
    """The same in lists and numbers, not a number as None."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, np.ndarray | list | tuple):
        return [plain(part) for part in value]
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and np.isnan(value) else value


def main() -> None:
    warnings.simplefilter("ignore", UserWarning)  # classes that are nowhere are meant
    rng = np.random.default_rng(20250101)
    stored = {
        "labels": {
            "two": some_labels(rng, 2, 40),
            "four": some_labels(rng, 4, 80),
            "never_predicted": of_labels(np.array([0, 0, 1, 1, 2, 2, 2]), np.array([0, 1, 1, 1, 0, 0, 1]), 3),
            "not_there": of_labels(np.array([0, 0, 1, 1, 0]), np.array([0, 1, 1, 2, 0]), 3),
        },
        "scores": {"many_ties": some_scores(rng, 60, 1), "few_ties": some_scores(rng, 60, 3)},
        "probabilities": {"three": some_probabilities(rng, 3, 45)},
        "values": {"normal": some_values(rng, 30)},
    }
    path = Path(__file__).with_name("metrics.json")
    path.write_text(json.dumps(plain(stored), allow_nan=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
