"""The evaluation page: its numbers are scikit-learn's, and what is decided there is seen everywhere at once."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_maker import Desk, open_desk

from playground.data.dataset import Dataset, default_classes
from playground.data.generators import Circle
from playground.data.points import Points
from playground.data.regression_sets import Plane
from playground.data.several_sets import Rings
from playground.data.split import Split
from playground.engine.judgement import cheapest
from playground.engine.outputs import SigmoidOutput, TanhOutput
from playground.engine.report import report
from playground.engine.tasks import REGRESSION, classification
from playground.session.judging import Judged
from playground.ui.views.evaluation_words import TWO_CLASSES, VALUES
from playground.ui.views.map_contour import borders

SKLEARN: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden" / "metrics.json").read_text(encoding="utf-8")
)["scores"]
"""What scikit-learn says of answers to two classes; see tests/golden/make_metrics.py."""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.window.actions_["page_evaluation"].trigger()
    desk.beat(3)
    return desk


def two_classes(scores: np.ndarray, labels: np.ndarray, threshold: float = 0.5) -> Judged:
    """An evaluation of answers that are given."""
    n = len(labels)
    found = report(scores[np.newaxis], labels, classification(2), SigmoidOutput(), threshold)
    best = cheapest(scores, labels == 1, 1.0, 1.0)
    return Judged("validation", np.arange(n), labels, scores[np.newaxis], threshold, found, best)


def judged_by_counts(tp: int, fp: int, fn: int, tn: int) -> Judged:
    """An evaluation with this confusion matrix."""
    labels = np.repeat([1.0, 0.0, 1.0, 0.0], [tp, fp, fn, tn])
    return two_classes(np.repeat([0.9, 0.9, 0.1, 0.1], [tp, fp, fn, tn]), labels)


def numbers(desk: Desk) -> dict[str, str]:
    """What the table of numbers says, by the caption of its rows, in its first column."""
    table = desk.child("evaluation.numbers")
    return {table.row_title(row).text(): table.cell(row, 0).text() for row in range(table.rowCount())}


def point_at(table: Any, row: int, column: int) -> None:
    at = QPointF(table.visualItemRect(table.cell(row, column)).center())
    viewport = table.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def rightness(words: str) -> float:
    return float(words.replace("−", "-"))


@pytest.mark.parametrize("source", [Circle(), Rings(), Plane()])
def test_the_page_has_its_shape_before_the_first_answer_is_known(qapp, tmp_path: Path, source) -> None:
    def shape() -> tuple[Any, ...]:
        table, matrix = desk.child("evaluation.numbers"), desk.child("evaluation.matrix")
        titles = [table.row_title(row).text() for row in range(table.rowCount())]
        names = [matrix.row_title(row).text() for row in range(matrix.rowCount())]
        return titles, table.columnCount(), names, matrix.isVisible(), matrix.geometry(), table.geometry()

    with open_desk(qapp, tmp_path) as desk:
        desk.session.choose_data(source)
        desk.window.actions_["page_evaluation"].trigger()
        qapp.processEvents()
        before, first = shape(), numbers(desk)
        assert set(first.values()) <= {"–", ""}
        assert len(first) > 3
        desk.beat(3)
        assert shape() == before
        assert "–" not in next(iter(numbers(desk).values()))


# Numbers -----------------------------------------------------------------------------------------------------------


def test_the_numbers_on_screen_are_those_of_scikit_learn(desk: Desk) -> None:
    for case in SKLEARN.values():
        judged = two_classes(np.array(case["scores"]), np.array(case["labels"], np.float64))
        desk.child("evaluation").show_judged(judged)
        shown = numbers(desk)
        assert rightness(shown["Log loss"]) == pytest.approx(case["log_loss"], abs=5e-4)
        assert rightness(shown["ROC area (AUC)"]) == pytest.approx(case["roc"]["area"], abs=5e-4)
        assert rightness(shown["PR area (AP)"]) == pytest.approx(case["pr"]["area"], abs=5e-4)
        assert rightness(shown["Brier score"]) == pytest.approx(case["brier_score"], abs=5e-4)


def test_the_textbook_example_gives_the_numbers_of_the_textbook(desk: Desk) -> None:
    """Syllabus S38: 100 found, 30 missed, 70 false alarms, 800 left alone."""
    desk.child("evaluation").show_judged(judged_by_counts(tp=100, fp=70, fn=30, tn=800))
    shown = numbers(desk)
    assert (shown["Accuracy"], shown["Recall (sensitivity)"], shown["Precision"]) == ("0.900", "0.769", "0.588")
    assert shown["Specificity"] == "0.920"
    table = desk.child("evaluation.matrix")
    spoken = table.cell(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Truth: Class B. Prediction: Class A. Points: 30" in spoken
    assert "type 2" in spoken
    assert "type 1" in table.cell(0, 1).toolTip()


@pytest.mark.parametrize(
    ("precision", "recall", "expected", "counts"),
    [(0.95, 0.90, "0.924", (1710, 90, 190, 500)), (0.98, 0.85, "0.910", (833, 17, 147, 500))],
)
def test_the_f_score_is_the_harmonic_mean(
    desk: Desk, precision: float, recall: float, expected: str, counts: tuple[int, int, int, int]
) -> None:
    """Syllabus S40."""
    desk.child("evaluation").show_judged(judged_by_counts(*counts))
    shown = numbers(desk)
    assert (rightness(shown["Precision"]), rightness(shown["Recall (sensitivity)"])) == (precision, recall)
    assert shown["F1 score"] == expected


def test_a_rare_class_shows_that_accuracy_is_not_enough(desk: Desk) -> None:
    """Syllabus S37: one in a thousand, and a network that always says no."""
    desk.child("evaluation").show_judged(judged_by_counts(tp=0, fp=0, fn=1, tn=999))
    shown = numbers(desk)
    assert shown["Accuracy"] == "0.999"
    assert shown["Balanced accuracy"] == "0.500"
    assert shown["Recall (sensitivity)"] == "0.000"


def test_what_is_undefined_is_a_dash_with_its_reason_and_not_a_zero(desk: Desk) -> None:
    desk.child("evaluation").show_judged(judged_by_counts(tp=0, fp=0, fn=5, tn=5))
    table = desk.child("evaluation.numbers")
    place = [row.key for row in TWO_CLASSES].index("precision")
    assert table.cell(place, 0).text() == "–"
    assert "no point was answered with this class" in table.cell(place, 0).toolTip()
    assert numbers(desk)["F1 score"] == "0.000"


def test_beta_weighs_recall(desk: Desk) -> None:
    desk.child("evaluation").show_judged(judged_by_counts(tp=100, fp=70, fn=30, tn=800))
    assert numbers(desk)["Fβ (β = 1)"] == numbers(desk)["F1 score"]
    desk.session.apply("judgement.beta", 2.0)
    desk.child("evaluation").show_judged(judged_by_counts(tp=100, fp=70, fn=30, tn=800))
    assert numbers(desk)["Fβ (β = 2)"] == "0.725"  # 5 * 100 / (5 * 100 + 4 * 30 + 70)


def test_another_beta_before_anything_was_judged_is_no_trouble(desk: Desk) -> None:
    desk.session.choose_data(Plane())
    desk.session.apply("judgement.beta", 2.0)
    desk.session.choose_data(Circle())
    desk.until(lambda: "Fβ (β = 2)" in numbers(desk))


def test_several_classes_have_macro_and_micro_columns_and_one_for_each_class(desk: Desk) -> None:
    desk.session.choose_data(Rings())
    desk.beat(4)
    table, matrix = desk.child("evaluation.numbers"), desk.child("evaluation.matrix")
    titles = [table.column_title(column).text() for column in range(table.columnCount())]
    assert titles == ["All", "Macro", "Micro", "Class A", "Class B", "Class C"]
    assert matrix.rowCount() == 3
    assert not desk.child("evaluation.threshold").isVisible()
    micro = table.cell(list(numbers(desk)).index("F1 score"), 2)
    assert micro.text() == table.cell(0, 0).text()  # micro F1 is the accuracy


def test_values_have_errors_and_a_plot_of_answers(desk: Desk) -> None:
    desk.session.choose_data(Plane())
    desk.beat(4)
    assert list(numbers(desk)) == [str(row.caption) for row in VALUES]
    assert desk.child("evaluation.plot.answers").isVisible()
    assert not desk.child("evaluation.matrix").isVisible()
    assert rightness(numbers(desk)["R²"]) == pytest.approx(
        desk.session.prepared.trainer().record().validation.score[0], abs=5e-4
    )


# The threshold -----------------------------------------------------------------------------------------------------


def test_the_threshold_moves_the_contour_the_map_the_numbers_and_the_tiles(desk: Desk) -> None:
    view = desk.child("map_view")
    half = borders(view._content.shown.channels, view._content.shown.level)
    before = numbers(desk)
    assert desk.session.apply("judgement.threshold", 0.4)
    assert view._content.shown.level == pytest.approx(-0.2)
    moved = borders(view._content.shown.channels, view._content.shown.level)
    assert not np.array_equal(half, moved)
    desk.beat(4)
    assert numbers(desk) != before
    tile = desk.child("metrics.validation_score")
    accuracy = rightness(numbers(desk)["Accuracy"])
    assert f"{100 * accuracy:.1f}" in tile.accessibleName()
    assert "0.40" in tile.toolTip()


def test_the_slider_is_one_undo_step_and_the_button_goes_back_to_half(desk: Desk) -> None:
    slider = desk.child("judgement.threshold.editor")
    back = desk.child("evaluation.threshold.back")
    assert not back.isEnabled()
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(5):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert desk.session.experiment.judgement.threshold == pytest.approx(0.55)
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert desk.session.experiment.judgement.threshold == 0.5
    assert not desk.session.running


def test_the_cheapest_threshold_follows_the_costs_and_is_taken_by_a_press(desk: Desk) -> None:
    """Syllabus S41: what a miss costs decides how readily one calls."""
    desk.window.actions_["tall"].trigger()
    desk.beat(4)
    button = desk.child("evaluation.cheapest")
    assert button.isVisible()
    desk.session.apply("judgement.miss_cost", 100.0)
    desk.beat(4)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.beat(4)
    careful = desk.session.experiment.judgement.threshold
    assert rightness(numbers(desk)["Recall (sensitivity)"]) == 1.0
    desk.session.apply("judgement.miss_cost", 1.0)
    desk.session.apply("judgement.false_alarm_cost", 100.0)
    desk.beat(4)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.session.experiment.judgement.threshold > careful


def test_the_point_of_the_present_threshold_lies_on_both_curves(desk: Desk) -> None:
    desk.window.actions_["tall"].trigger()
    desk.session.apply("judgement.threshold", 0.45)
    desk.beat(4)
    for key in ("roc", "pr"):
        drawing = desk.child(f"evaluation.plot.{key}")._drawing
        x, y = drawing.marker
        line = drawing.lines[0]
        assert np.min(np.hypot(line.x - x, line.y - y)) < 1e-12, key


def test_signed_answers_have_no_reliability_and_say_so(desk: Desk) -> None:
    desk.session.apply("network.output", TanhOutput())
    desk.beat(4)
    assert numbers(desk)["Log loss"] == "–"


# Points and parts --------------------------------------------------------------------------------------------------


def test_a_cell_lights_its_points_on_the_map_and_leaving_it_shows_all_again(desk: Desk) -> None:
    table, spotlight = desk.child("evaluation.matrix"), desk.window._spotlight
    judged = desk.child("evaluation")._judged
    point_at(table, 0, 1)
    expected = judged.ids[(judged.y == 0) & (judged.report.classes.predicted == 1)]
    assert len(expected)
    assert spotlight.ids.tolist() == expected.tolist()
    view = desk.child("map_view")
    assert view._ink._lit.tolist() == expected.tolist()
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert spotlight.ids is None
    assert view._ink._lit is None


def test_dimmed_points_are_fainter_and_lit_ones_are_not(desk: Desk) -> None:
    view = desk.child("map_view")
    prepared = desk.session.prepared
    first = prepared.dataset.ids[prepared.parts.train[0]]

    def ink_at(place: tuple[float, float]) -> int:
        desk.beat()
        pixel = view.pixel(place).toPoint()
        return view._ink._drawn_points(view.size(), 1.0, view._geometry).toImage().pixelColor(pixel).alpha()

    lit, other = (tuple(prepared.dataset.x[prepared.parts.train[place]]) for place in (0, 1))
    assert ink_at(other) == 255
    desk.window._spotlight.light(np.array([first]))
    assert ink_at(lit) == 255
    assert ink_at(other) < 200


def test_the_keyboard_walks_over_the_cells_too(desk: Desk) -> None:
    table, spotlight = desk.child("evaluation.matrix"), desk.window._spotlight
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert spotlight.ids.tolist() == table.points(0, 0).tolist()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert spotlight.ids.tolist() == table.points(1, 0).tolist()
    assert not desk.session.running
    desk.child("map_view").setFocus(Qt.FocusReason.TabFocusReason)
    assert spotlight.ids is None


def test_another_page_puts_the_light_out(desk: Desk) -> None:
    desk.child("evaluation.matrix").setFocus(Qt.FocusReason.TabFocusReason)
    desk.window.actions_["page_curves"].trigger()
    assert desk.window._spotlight.ids is None


def test_the_part_decides_which_points_are_judged(desk: Desk) -> None:
    parts = desk.session.prepared.parts
    assert desk.child("evaluation")._judged.report.n == len(parts.validation)
    QTest.mouseClick(desk.child("evaluation.part.train"), Qt.MouseButton.LeftButton)
    desk.beat(3)
    assert desk.child("evaluation")._judged.report.n == len(parts.train)


def test_a_sealed_test_set_is_not_offered(desk: Desk) -> None:
    desk.session.apply("data.split", Split(train=0.6, test=0.2))
    desk.beat(3)
    assert not desk.child("evaluation.part.test").isVisible()


def test_without_validation_points_the_training_points_are_judged(desk: Desk) -> None:
    desk.session.apply("data.split", Split(train=1.0))
    desk.beat(3)
    assert desk.child("evaluation")._judged.part == "train"


def test_the_hidden_page_asks_for_nothing(desk: Desk) -> None:
    desk.window.actions_["page_curves"].trigger()
    asked = []
    desk.session.credit = asked.append  # type: ignore[method-assign]
    desk.window._pump.beat()
    assert asked
    assert not asked[-1].judge


def test_while_training_the_page_looks_a_few_times_a_second_only(desk: Desk) -> None:
    now = [100.0]
    view = desk.child("evaluation")
    view._clock = lambda: now[0]
    desk.session.play()
    desk.beat(8)
    assert desk.session.running
    assert view.wants().judge == ""
    now[0] += 0.3
    assert view.wants().judge == "validation"


# Looks -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("projector", [False, True])
def test_the_page_fits_the_screens_of_classrooms(desk: Desk, language: str, projector: bool) -> None:
    desk.languages.use(language)
    if projector:
        desk.window.actions_["projector"].trigger()
    for _step in ("low", "tall", "low again"):
        desk.window.resize(1280, 720)
        desk.beat(4)
        least = desk.window.minimumSizeHint()
        assert least.width() <= 1280
        assert least.height() <= 720
        desk.window.actions_["tall"].trigger()


def test_korean_words_come_at_once(desk: Desk) -> None:
    desk.languages.use("ko")
    assert "정확도" in numbers(desk)
    assert "참값" in desk.child("evaluation.matrix").cell(0, 0).toolTip()
    assert desk.child("evaluation.threshold.back").accessibleName() == "0.5로 되돌리기"


@pytest.mark.parametrize("count", [10, 5000])
def test_few_and_many_points_can_be_judged(desk: Desk, count: int) -> None:
    random = np.random.default_rng(3)
    data = Dataset.numbered(random.normal(0, 2, (count, 2)), np.arange(count) % 2, default_classes(2))
    desk.session.choose_data(Points(data))
    desk.beat(4)
    desk.child("evaluation").grab()
    assert desk.child("evaluation")._judged.report.n == len(desk.session.prepared.parts.validation)


def test_answers_that_are_not_numbers_are_undefined(desk: Desk) -> None:
    n = len(desk.session.prepared.parts.validation)
    labels = np.arange(n) % 2 == 1
    desk.child("evaluation").show_judged(two_classes(np.full(n, np.nan), labels.astype(np.float64)))
    desk.child("evaluation").grab()
    assert numbers(desk)["ROC area (AUC)"] == "–"
    assert "diverged" in desk.child("evaluation.numbers").cell(9, 0).toolTip()


def test_regression_answers_that_are_not_numbers_can_be_drawn(desk: Desk) -> None:
    desk.session.choose_data(Plane())
    desk.beat(3)
    a, y = np.full((1, 4), np.nan), np.arange(4.0)
    found = report(a, y, REGRESSION, desk.session.experiment.network.output)
    desk.child("evaluation").show_judged(Judged("validation", np.arange(4), y, a, 0.5, found, None))
    desk.child("evaluation").grab()
    assert numbers(desk)["R²"] == "–"
