"""The curves of the evaluation, as they are drawn: the areas below the lines are the areas that are told."""

import numpy as np
import pytest

from playground.engine.judgement import cheapest
from playground.engine.outputs import SigmoidOutput
from playground.engine.report import report
from playground.engine.tasks import classification
from playground.session.judging import Judged
from playground.ui.views.evaluation_curves import CLASS_PLOTS, MOST_CORNERS

DRAW = {plot.key: plot.draw for plot in CLASS_PLOTS}


def judged(n: int, seed: int = 1, threshold: float = 0.5) -> Judged:
    """Answers that are right more often than not."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, 2, n).astype(np.float64)
    scores = np.clip(random.normal(0.4 + 0.2 * labels, 0.2), 0, 1)
    found = report(scores[np.newaxis], labels, classification(2), SigmoidOutput(), threshold)
    best = cheapest(scores, labels == 1, 1.0, 1.0)
    return Judged("train", np.arange(n), labels, scores[np.newaxis], threshold, found, best)


def area(line: object) -> float:
    x, y = np.asarray(line.x), np.asarray(line.y)  # type: ignore[attr-defined]
    return float(np.dot(np.diff(x), (y[1:] + y[:-1]) / 2))


@pytest.mark.parametrize("seed", range(3))
def test_the_areas_below_the_lines_are_those_that_are_told(seed: int) -> None:
    found = judged(100, seed)
    assert found.report.classes is not None
    assert area(DRAW["roc"](found).lines[0]) == pytest.approx(found.report.classes.roc_area)
    assert area(DRAW["pr"](found).lines[0]) == pytest.approx(found.report.classes.average_precision)


@pytest.mark.parametrize("key", ["roc", "pr"])
def test_a_line_of_many_points_is_thinned_and_keeps_its_ends_and_its_area(key: str) -> None:
    found = judged(20_000)
    line = DRAW[key](found).lines[0]
    assert len(line.x) <= MOST_CORNERS
    assert (line.x[0], line.x[-1]) == (0.0, 1.0)
    assert found.report.classes is not None
    told = found.report.classes.roc_area if key == "roc" else found.report.classes.average_precision
    assert area(line) == pytest.approx(told, abs=0.01)


def test_the_marker_stands_where_the_confusion_matrix_says() -> None:
    found = judged(200, threshold=0.3)
    assert found.report.classes is not None
    (tn, fp), (fn, tp) = found.report.classes.matrix.tolist()
    assert DRAW["roc"](found).marker == pytest.approx((fp / (fp + tn), tp / (tp + fn)))
    assert DRAW["pr"](found).marker == pytest.approx((tp / (tp + fn), tp / (tp + fp)))


def test_empty_bins_of_the_reliability_are_left_out() -> None:
    scores, labels = np.array([0.05, 0.06, 0.95]), np.array([0.0, 0.0, 1.0])
    found = report(scores[np.newaxis], labels, classification(2), SigmoidOutput())
    drawing = DRAW["reliability"](Judged("train", np.arange(3), labels, scores[np.newaxis], 0.5, found, None))
    assert len(drawing.lines[0].x) == 2
    assert drawing.bars is not None
    assert drawing.bars.sum() == 1.0
