"""What the learning curves show besides loss and score: the rate, the penalty, the best epoch, an early stop."""

import numpy as np
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from playground.engine.schedules import Constant, StepLR
from playground.engine.stopping import Stopped
from playground.session.curves import COLUMNS, Best, Curves
from playground.session.frame import Frame
from playground.ui.appearance import Appearance
from playground.ui.theme import LIGHT
from playground.ui.views.curves_flags import flags
from playground.ui.views.curves_rate import heights_of
from playground.ui.views.curves_view import CurvesView


def curves(count: int = 101, best: Best | None = None, penalty: float = 0.0) -> Curves:
    table = np.full((count, len(COLUMNS)), np.nan)
    table[:, 0] = np.arange(count)
    table[:, 1], table[:, 2] = np.linspace(0.7, 0.1, count), np.linspace(0.8, 0.3, count)
    table[:, COLUMNS.index("penalty")] = penalty
    table[:, COLUMNS.index("learning_rate")] = np.where(np.arange(count) < 50, 0.1, 0.01)
    return Curves(table, best)


@pytest.fixture
def view(qtbot, session):
    window, appearance = QWidget(), Appearance(QApplication.instance(), "light")
    column, made = QVBoxLayout(window), CurvesView(session, appearance, window)
    for widget in (*made.header_widgets(), made):
        column.addWidget(widget)
    window.resize(700, 300)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield made
    appearance.deleteLater()


def switch(view: CurvesView, key: str) -> QAction:
    return view.window().findChild(QAction, f"curves.show_{key}")


def show(view: CurvesView, made: Curves, stopped: Stopped | None = None) -> None:
    view.show_frame(Frame(1, curves=made, stopped=stopped))


def colours(view: CurvesView) -> set[str]:
    picture = view.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


# Flags ---------------------------------------------------------------------------------------------------------------


def words(made: Curves, stopped: Stopped | None = None) -> list[str]:
    return [str(flag.words) for flag in flags(made, stopped)]


def test_the_best_epoch_is_flagged_once_it_is_past() -> None:
    assert words(curves(best=Best(42, 0.2))) == ["best validation · epoch 42"]
    assert words(curves(best=Best(99, 0.2))) == []
    assert words(curves(best=None)) == []


def test_an_early_stop_is_flagged_at_its_epoch() -> None:
    made = flags(curves(best=Best(90, 0.2)), Stopped(100, 90, 0.2, restored=False))
    assert [flag.epoch for flag in made] == [90, 100]
    assert str(made[1].words) == "early stop · epoch 100"


def test_flags_are_painted_and_can_be_switched_off(view) -> None:
    show(view, curves(best=Best(42, 0.2)))
    assert LIGHT.warning in colours(view)
    switch(view, "flags").trigger()
    assert LIGHT.warning not in colours(view)


# The learning rate ---------------------------------------------------------------------------------------------------


def test_the_rate_is_traced_by_itself_only_where_it_changes(view, session, qtbot) -> None:
    show(view, curves())
    assert LIGHT.good not in colours(view)
    session.apply("training.schedule", StepLR())
    assert switch(view, "rate").isChecked()
    show(view, curves())
    qtbot.waitUntil(lambda: LIGHT.good in colours(view), timeout=30_000)
    session.apply("training.schedule", Constant())
    assert not switch(view, "rate").isChecked()


def test_a_person_who_wants_the_rate_keeps_it(view, session) -> None:
    switch(view, "rate").trigger()
    session.apply("training.learning_rate", 0.02)
    assert switch(view, "rate").isChecked()


def test_the_read_out_tells_the_rate_while_it_is_traced(view, qtbot) -> None:
    switch(view, "rate").trigger()
    show(view, curves())
    view._plot._walk(view._plot._drawn, 0)
    assert "learning rate 0.01" in view._plot.accessibleDescription()


def test_rates_that_span_decades_are_drawn_by_their_logarithms() -> None:
    np.testing.assert_allclose(heights_of(np.array([1e-4, 1e-2, 1.0]), 1e-4, 1.0), [0.0, 0.5, 1.0])
    np.testing.assert_allclose(heights_of(np.array([0.0, 0.5, 1.0]), 0.0, 1.0), [0.0, 0.5, 1.0])


# The penalty ---------------------------------------------------------------------------------------------------------


def test_the_penalty_is_a_line_of_its_own_on_demand_where_there_is_one(view, session) -> None:
    assert not switch(view, "penalty").isEnabled()
    session.apply("training.l2", 0.01)
    show(view, curves(penalty=0.05))
    assert "penalty" not in view.accessibleDescription()
    switch(view, "penalty").trigger()
    assert "penalty 0.0500" in view.accessibleDescription()
    session.apply("training.l2", 0.0)
    show(view, curves())
    assert "penalty" not in view.accessibleDescription()
