"""The learning curves: what is drawn, how calm the picture is, and how one reads it."""

import gettext

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground import i18n
from playground.data.regression_sets import Plane
from playground.engine.tasks import Kind
from playground.session.curves import COLUMNS, Curves
from playground.session.frame import Frame, Wants
from playground.ui.theme import DARK, LIGHT, STANDARD
from playground.ui.views.curves_layout import Pane, beside, near, spread
from playground.ui.views.curves_overlay import Overlay
from playground.ui.views.curves_range import Limits, limits, step_up
from playground.ui.views.curves_series import Line, Measure, Part, lines, nearest, thinned
from playground.ui.views.curves_ticks import linear_ticks, logarithmic_ticks
from playground.ui.views.curves_view import CurvesView
from playground.ui.views.curves_words import Topic, readout_words, summary

LOSS = Topic(Measure.LOSS, Kind.BINARY)


def curves(train, validation=None, train_score=None) -> Curves:
    """Curves of one record for each value, with these losses."""
    count = len(train)
    table = np.full((count, len(COLUMNS)), np.nan)
    table[:, 0], table[:, 1] = np.arange(count), train
    if validation is not None:
        table[:, 2] = validation
    if train_score is not None:
        table[:, 3] = train_score
    return Curves(table)


def falling(count: int) -> np.ndarray:
    return 0.65 * np.exp(-np.arange(count) / 60.0) + 0.05


def spiky(count: int = 500, height: float = 40.0) -> np.ndarray:
    values = falling(count)
    values[300] = height
    return values


# Which lines are drawn -----------------------------------------------------------------------------------------------


def test_without_validation_points_there_is_one_line():
    assert [line.part for line in lines(curves([0.7, 0.6]), Measure.LOSS)] == [Part.TRAIN]
    assert len(lines(curves([0.7, 0.6], [0.8, np.nan]), Measure.LOSS)) == 2


def test_values_that_are_not_finite_leave_gaps():
    (line,) = lines(curves([0.7, np.inf, np.nan, 0.5]), Measure.LOSS)
    assert np.isnan(line.heights).tolist() == [False, True, True, False]


def test_zero_leaves_a_gap_on_a_logarithmic_axis_and_is_still_read_as_zero():
    (line,) = lines(curves([0.1, 0.0, 0.01]), Measure.LOSS, logarithmic=True)
    assert np.isnan(line.heights).tolist() == [False, True, False]
    assert line.heights[[0, 2]] == pytest.approx([-1.0, -2.0])
    assert readout_words(LOSS, (line,), 1) == "epoch 1 · train 0.0000"


def test_the_nearest_recorded_epoch_is_read():
    epochs = np.array([0.0, 4.0, 8.0, 9.0])
    assert [nearest(epochs, at) for at in (-5.0, 1.9, 2.1, 8.6, 99.0)] == [0, 0, 1, 3, 3]


def test_a_thinned_line_has_few_points_all_of_them_recorded_and_keeps_its_peaks():
    rng = np.random.default_rng(np.random.SeedSequence(1))
    x, y = np.arange(4096.0), rng.standard_normal(4096)
    y[1234], y[77] = 9.0, np.nan
    few_x, few_y = thinned(x, y, 0.0, 4095.0, columns=300)
    assert len(few_x) <= 700
    assert np.array_equal(few_y, y[few_x.astype(int)], equal_nan=True)
    assert np.all(np.diff(few_x) >= 0)
    assert np.nanmax(few_y) == 9.0
    assert np.nanmin(few_y) == np.nanmin(y)


def test_only_the_visible_part_of_a_line_is_thinned():
    x = np.arange(4096.0)
    few_x, _ = thinned(x, x, 1000.0, 1010.0, columns=300)
    assert few_x.tolist() == list(range(999, 1012))


def test_a_gap_survives_thinning():
    y = np.ones(4096)
    y[1000:1400] = np.nan
    few_x, few_y = thinned(np.arange(4096.0), y, 0.0, 4095.0, columns=200)
    assert np.isnan(few_y[(few_x > 1020) & (few_x < 1380)]).all()


# How calm the picture is ---------------------------------------------------------------------------------------------


def limits_while_growing(values: np.ndarray, logarithmic: bool = False) -> list[Limits]:
    found: list[Limits] = []
    for count in range(1, len(values) + 1, 3):
        drawn = lines(curves(values[:count]), Measure.LOSS, logarithmic)
        found.append(limits(drawn, Measure.LOSS, logarithmic, found[-1] if found else None))
    return found


def test_the_ranges_change_in_a_few_steps_while_a_run_grows():
    found = limits_while_growing(falling(900))
    assert len({shown.last for shown in found}) <= 15
    assert len({(shown.low, shown.high) for shown in found}) <= 3


def test_the_logarithmic_range_changes_in_a_few_steps_too():
    found = limits_while_growing(falling(900), logarithmic=True)
    assert len({(shown.low, shown.high) for shown in found}) <= 4
    assert all(shown.high >= 10 * shown.low > 0 for shown in found)


def test_noise_around_a_step_does_not_make_the_picture_jump():
    high, seen = 0.0, set()
    for need in [0.99, 1.01] * 20:
        high = step_up(need, high)
        seen.add(high)
    assert len(seen) == 2  # once up, never down again


def test_a_spike_does_not_press_the_rest_flat():
    drawn = lines(curves(spiky(height=40.0)), Measure.LOSS)
    assert limits(drawn, Measure.LOSS, False).high <= 1.0


def test_all_of_a_usual_run_is_inside():
    shown = limits(lines(curves(falling(500), falling(500) + 0.2), Measure.LOSS), Measure.LOSS, False)
    assert shown.low == 0.0
    assert shown.high >= 0.9
    assert shown.last >= 499


def test_a_reset_shows_the_beginning_again():
    before = limits(lines(curves(falling(900)), Measure.LOSS), Measure.LOSS, False)
    after = limits(lines(curves([0.7]), Measure.LOSS), Measure.LOSS, False, before)
    assert after.last == 10.0


@pytest.mark.parametrize("score", [[0.5, 0.9, 1.0], [-40.0, 0.2, 0.9], [0.97, 0.98, 0.99]])
def test_scores_are_shown_up_to_one(score):
    shown = limits(lines(curves([1.0] * 3, train_score=score), Measure.SCORE), Measure.SCORE, False)
    assert shown.high == 1.0
    assert -1.0 <= shown.low <= max(min(score), -1.0)


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("values", [[np.nan], [0.0, 0.0], [1e-300, 1e300], [5.0]])
def test_there_are_sensible_limits_for_strange_values(values, logarithmic):
    shown = limits(lines(curves(values), Measure.LOSS, logarithmic), Measure.LOSS, logarithmic)
    assert shown.low < shown.high < np.inf
    assert shown.low > 0 or not logarithmic


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-0.03, 0.75), (0.0, 9e9), (0.2, 0.20001), (0.0, 1e-7)])
@pytest.mark.parametrize("most", [2, 4, 7])
def test_there_are_no_more_marks_than_have_room_and_all_are_different(low, high, most):
    ticks = linear_ticks(low, high, most)
    assert 1 <= len(ticks.places) <= most
    assert len(set(ticks.words)) == len(ticks.words)
    assert all(low - 1e-9 <= place <= high + 1e-6 * high for place in ticks.places)


def test_marks_of_epochs_are_whole_numbers():
    assert linear_ticks(0.0, 3.0, 20, whole=True).words == ("0", "1", "2", "3")


def test_marks_on_a_logarithmic_axis_are_powers_of_ten_where_there_is_little_room():
    assert logarithmic_ticks(-6.0, 0.0, 3).words == ("10⁻⁶", "0.001", "1")


# Names at the ends ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("centres", [[50.0, 50.0], [1.0, 2.0], [99.0, 98.0], [20.0, 80.0], [50.0, 51.0, 50.5]])
def test_names_are_pushed_apart_and_stay_inside(centres):
    placed = spread(centres, 12.0, 0.0, 100.0)
    gaps = np.diff(sorted(placed))
    assert (gaps >= 12.0 - 1e-9).all()
    assert min(placed) >= 6.0
    assert max(placed) <= 94.0
    assert sorted(range(len(centres)), key=lambda i: (centres[i], i)) == sorted(
        range(len(centres)), key=lambda i: (placed[i], i)
    )


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("width", [700.0, 260.0, 120.0])
@pytest.mark.parametrize("end", [0.0, 0.4, 1.0, 3.0])
def test_names_never_overlap_and_never_leave_the_picture(width, end):
    pane = Pane(QRectF(40, 5, width, 90), 0.0, 10.0, 0.0, 1.0)
    drawn = lines(curves([0.7] * 9 + [min(end, 1.0)], [0.7] * 9 + [min(end, 1.0)]), Measure.LOSS)
    ends = [(line, pane.point(9.0, min(end, 1.0))) for line in drawn]
    first, second = Overlay(LIGHT, STANDARD).name_boxes(
        pane, ends, {Part.TRAIN: "train loss", Part.VALIDATION: "validation loss"}
    )
    assert not first.adjusted(0, 0.01, 0, -0.01).intersects(second.adjusted(0, 0.01, 0, -0.01))
    for box in (first, second):
        assert pane.rect.contains(box)


@pytest.mark.parametrize("x", [40.0, 60.0, 300.0, 480.0, 640.0, 739.0])
def test_words_at_a_line_stand_beside_it_where_nothing_else_is(x):
    room, names = QRectF(40, 5, 700, 90), [QRectF(310, 0, 90, 34), QRectF(486, 5, 90, 30), QRectF(650, 5, 60, 16)]
    taken = list(names)
    for _flag in range(3):
        box = beside(x, 120.0, 15.0, room, taken, 5.0)
        assert room.contains(box)
        assert not any(box.intersects(other) for other in taken)
        assert box.left() - x == 5.0 or x - box.right() == 5.0
        taken.append(box)


@pytest.mark.parametrize("y", [0.0, 5.0, 20.0, 44.0, 60.0, 90.0, 200.0])
def test_a_name_goes_to_the_nearest_free_place_above_or_below(y):
    room, taken = QRectF(40, 5, 700, 90), [QRectF(300, 12, 90, 15), QRectF(300, 40, 90, 30), QRectF(0, 0, 60, 100)]
    place = near(QRectF(320, y, 50, 12), room, taken)
    assert place is not None
    assert room.contains(place)
    assert not any(place.intersects(other) for other in taken)
    free = [top for top in np.arange(5.0, 83.5, 0.5)
            if not any(QRectF(320, top, 50, 12).intersects(other) for other in taken)]  # fmt: skip
    assert abs(place.top() - y) == min(abs(top - y) for top in free)
    assert near(QRectF(320, y, 50, 12), room, [*taken, room]) is None


def test_words_at_a_line_stand_somewhere_even_where_everything_is_taken():
    room = QRectF(40, 5, 100, 30)
    assert room.contains(beside(50.0, 80.0, 15.0, room, [room], 5.0))


# The view ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def view(qtbot, session, appearance):
    host = QWidget()
    host.setObjectName("host")
    column, header = QVBoxLayout(host), QHBoxLayout()
    column.addLayout(header)
    made = CurvesView(session, appearance)
    for widget in made.header_widgets():
        header.addWidget(widget)
    column.addWidget(made, 1)
    host.resize(700, 320)
    qtbot.addWidget(host)
    host.show()
    qtbot.waitExposed(host)
    yield made
    host.hide()


def part(view: CurvesView, kind: type, name: str):
    return view.window().findChild(kind, name)


def press(view: CurvesView, name: str) -> None:
    part(view, QAbstractButton, name).click()


def colours(view: CurvesView) -> set[str]:
    QApplication.processEvents()
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32) & 0xFFFFFF
    return {f"#{pixel:06x}" for pixel in np.unique(pixels)}


def show(view: CurvesView, shown: Curves | None) -> None:
    view.show_frame(Frame(generation=1, curves=shown))


def test_before_anything_is_recorded_there_is_a_hint(view):
    show(view, None)
    assert part(view, QLabel, "curves.hint").isVisible()
    show(view, curves([]))
    assert part(view, QLabel, "curves.hint").isVisible()
    assert view.accessibleDescription() == "Press Play to see the curves."


def test_a_single_record_is_seen_as_a_point(view):
    show(view, curves([0.7], [0.6]))
    assert not part(view, QLabel, "curves.hint").isVisible()
    assert {LIGHT.train_curve, LIGHT.validation_curve} <= colours(view)


def test_without_validation_points_nothing_is_drawn_for_them(view):
    show(view, curves(falling(200)))
    seen = colours(view)
    assert LIGHT.train_curve in seen
    assert LIGHT.validation_curve not in seen
    assert "validation" not in view.accessibleDescription()


def test_a_run_of_a_real_session_is_shown(view, session):
    session.play(epochs=30)
    while session.running:
        session.credit(view.wants())
        frame = session.take_frame()
        if frame is not None:
            view.show_frame(frame)
    assert view.accessibleDescription().startswith("epoch 30, train loss 0.")


@pytest.mark.parametrize("values", [[np.nan] * 5, [0.0] * 5, [np.inf, 0.5], falling(4096), spiky(), [1e300, 1e-300]])
@pytest.mark.parametrize("key", ["linear", "logarithmic"])
def test_any_curve_is_drawn_without_complaint(view, values, key):
    press(view, f"curves.scale.{key}")
    show(view, curves(values, values))
    assert LIGHT.card in colours(view)


@pytest.mark.parametrize("size", [(130, 90), (300, 160), (1600, 700)])
def test_it_is_drawn_at_any_size(view, size):
    show(view, curves(falling(300), falling(300) + 0.1))
    view.window().resize(*size)
    assert LIGHT.card in colours(view)


def test_only_a_visible_view_wants_curves(view):
    assert view.wants() == Wants(curves=True)
    view.hide()
    assert view.wants() == Wants()


def test_the_logarithmic_axis_is_offered_for_losses_only(view):
    press(view, "curves.measure.score")
    assert not part(view, QWidget, "curves.scale").isEnabled()
    press(view, "curves.measure.loss")
    assert part(view, QWidget, "curves.scale").isEnabled()


def test_accuracy_becomes_r2_for_regression(view, session):
    show(view, curves([0.7], train_score=[0.5]))
    score = part(view, QAbstractButton, "curves.measure.score")
    press(view, "curves.measure.score")
    assert (score.text(), view.accessibleDescription()) == ("Acc.", "epoch 0, train accuracy 50.0\u202f%")
    session.choose_data(Plane())
    assert (score.text(), view.accessibleDescription()) == ("R²", "epoch 0, train R² 0.500")


def wheel(view: CurvesView, notches: int) -> None:
    target = view._plot.viewport()
    place = QPointF(target.width() / 2, target.height() / 2)
    QApplication.sendEvent(target, QWheelEvent(
        place, target.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    ))  # fmt: skip


def shown_range(view: CurvesView) -> list[list[float]]:
    return [list(axis) for axis in view._plot._chart.view.viewRange()]


def test_the_wheel_zooms_and_the_button_shows_all_again(view):
    show(view, curves(falling(300)))
    fit, whole = part(view, QAbstractButton, "curves.fit"), shown_range(view)
    assert not fit.isVisible()
    wheel(view, 4)
    assert fit.isVisible()
    assert shown_range(view)[0][1] < whole[0][1]
    fit.click()
    assert not fit.isVisible()
    assert shown_range(view) == whole


def test_a_double_click_shows_all_again(view):
    show(view, curves(falling(300)))
    whole = shown_range(view)
    wheel(view, 4)
    QTest.mouseDClick(view._plot.viewport(), Qt.MouseButton.LeftButton)
    assert shown_range(view) == whole


def test_a_part_that_a_person_looks_at_stays_while_the_run_goes_on(view):
    show(view, curves(falling(300)))
    wheel(view, 4)
    chosen = shown_range(view)
    show(view, curves(falling(3000)))
    assert shown_range(view) == chosen
    view._plot.fit()
    assert shown_range(view)[0][1] >= 2999


def test_nobody_gets_lost_by_zooming_out(view):
    show(view, curves(falling(300)))
    whole = shown_range(view)
    wheel(view, -200)
    assert shown_range(view)[0][1] <= 3 * whole[0][1]


@pytest.mark.parametrize("key", ["linear", "logarithmic"])
@pytest.mark.parametrize("way", [(-2000, 0), (2000, 0), (0, 3000), (0, -3000), (500, 500)])
def test_any_part_of_the_plane_can_be_looked_at(view, way, key):
    press(view, f"curves.scale.{key}")
    show(view, curves(falling(300), falling(300) + 0.1))
    for notches in (0, 30, -60):
        wheel(view, notches)
        view._plot._chart.view.translateBy(x=way[0] / 10.0, y=way[1] / 1000.0)
        assert LIGHT.card in colours(view)


def test_the_arrow_keys_read_one_epoch_after_the_other(view):
    show(view, curves([0.7, 0.6, 0.5], [0.8, 0.7, 0.6]))
    plot = view._plot
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.accessibleDescription() == "epoch 2 · train 0.5000 · validation 0.6000"
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.accessibleDescription() == "epoch 1 · train 0.6000 · validation 0.7000"


def test_the_pointer_shows_a_read_out_and_takes_it_away(view):
    show(view, curves(falling(300)))
    plain = view.grab().toImage()
    QTest.mouseMove(view._plot.viewport(), QPoint(300, 60))
    assert view.grab().toImage() != plain
    QApplication.sendEvent(view._plot, QEvent(QEvent.Type.Leave))
    assert view.grab().toImage() == plain


def test_the_themes_change_the_colours(view, appearance):
    show(view, curves(falling(300), falling(300) + 0.1))
    appearance.set_mode("dark")
    seen = colours(view)
    assert {DARK.card, DARK.train_curve, DARK.validation_curve} <= seen
    assert LIGHT.card not in seen


def test_everything_is_larger_on_a_projector(view, appearance):
    show(view, curves(falling(300), falling(300) + 0.1))
    before = view._plot._chart.left.width()
    appearance.set_projector(True)
    QApplication.processEvents()
    assert view._plot._chart.left.width() > 1.4 * before


class Quoting(gettext.NullTranslations):
    """A language in which every sentence stands in quotes."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def pgettext(self, context: str, message: str) -> str:
        return f"«{message}»"


def test_all_words_follow_the_language(view, monkeypatch):
    show(view, curves([0.7]))
    monkeypatch.setattr(i18n, "_catalogue", Quoting())
    QApplication.sendEvent(view.window(), QEvent(QEvent.Type.LanguageChange))
    assert part(view, QLabel, "curves.hint").text().startswith("«")
    assert part(view, QAbstractButton, "curves.measure.loss").text() == "«Loss»"
    assert view.accessibleDescription() == "«epoch 0», «train loss» 0.7000"
    assert view._plot._chart.left.labelText == "«loss»"


def test_every_control_can_be_found_and_explains_itself(view):
    buttons = view.window().findChildren(QAbstractButton)
    assert len(buttons) == 9
    for button in buttons:
        assert button.objectName()
        assert button.toolTip()
        assert button.accessibleName()
    assert view.accessibleName()
    assert view._plot.accessibleName()


def test_the_summary_tells_what_is_undefined():
    assert summary(LOSS, lines(curves([np.nan]), Measure.LOSS)) == "epoch 0, train loss –"


def test_a_view_that_is_gone_is_told_nothing(qtbot, session, appearance):
    gone = CurvesView(session, appearance)
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    session.choose_data(Plane())
    appearance.set_mode("dark")


def test_a_line_knows_its_last_drawn_point():
    line = Line(Part.TRAIN, np.arange(4.0), *2 * [np.array([1.0, 2.0, np.nan, np.nan])])
    assert line.last_before(3.0) == 1
    assert line.last_before(0.5) == 0
    assert line.last_before(-1.0) is None
