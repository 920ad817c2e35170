"""The page "Weights and gradients": the numbers of every layer, their history, and what to try."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from window_maker import open_desk

from playground.engine.activations import Sigmoid
from playground.engine.config import Layer
from playground.engine.initializers import Constant
from playground.experiment import Experiment, settled
from playground.session.drivers import InlineDriver
from playground.session.frame import Wants
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.views.health_table import BINS, COLUMNS, WEIGHTS, histogram
from playground.ui.views.health_view import HealthView

SYMMETRIC = settled(
    Experiment(), {"network.layers": (Layer(4, Sigmoid()), Layer(3, Sigmoid())), "network.initializer": Constant(0.5)}
)


@pytest.fixture
def session():
    made = Session(InlineDriver(), SYMMETRIC)
    yield made
    made.close()


@pytest.fixture
def view(qapp, qtbot, session):
    made = HealthView(session, Appearance(qapp, "light"))
    qtbot.addWidget(made)
    made.resize(620, 190)
    made.show()
    qtbot.waitExposed(made)
    return made


def look(session: Session, view: HealthView) -> None:
    """Train to the end of what was asked for, and show the page a frame of that moment."""
    for _ in range(1000):
        session.credit(Wants(map_size=1))
        session.take_frame()
        session.credit(view.wants())
        frame = session.take_frame()
        if frame is not None and frame.health is not None and not session.running:
            return view.show_frame(frame)
    raise AssertionError("no frame came")


def cell(view: HealthView, row: int, column: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    return view._table.rows.data(view._table.rows.index(row, column), role)


def test_every_layer_has_a_row_with_its_name_and_numbers(session, view) -> None:
    session.play(epochs=3)
    look(session, view)
    assert [cell(view, row, 0) for row in range(3)] == ["Layer 1 · Sigmoid", "Layer 2 · Sigmoid", "Output · Sigmoid"]
    assert [cell(view, row, 4) for row in range(3)] == ["0 / 4", "0 / 3", "–"]
    assert all(float(cell(view, row, column)) > 0 for row in range(3) for column in (2, 3))


def test_what_was_found_stands_there_with_evidence_and_advice(session, view) -> None:
    look(session, view)
    words = view.findChild(QLabel, "health.findings").text()
    assert "Layer 1: 4 of 4 neurons are copies" in words
    assert "(1, 2, 3, 4)" in words
    assert "Draw the initial weights at random" in words
    assert cell(view, 0, 0, Qt.ItemDataRole.DecorationRole) is not None
    assert cell(view, 2, 0, Qt.ItemDataRole.DecorationRole) is None


def test_the_gradients_of_all_epochs_are_drawn_though_nobody_looked(session, view) -> None:
    session.play(epochs=12)
    look(session, view)
    table = view._plot._table
    assert table[:, 0].tolist() == list(range(13))
    assert np.isnan(view._plot._heights()[0]).all(), "before the first step there is no gradient"
    assert np.isfinite(view._plot._heights()[1:]).all()
    assert view._plot.summary().startswith("Layer 1 ")


def test_another_network_empties_the_page_until_its_numbers_come(session, view) -> None:
    look(session, view)
    session.apply("network.layers", (Layer(2),))
    look(session, view)
    assert view._table.rows.rowCount() == 2


def test_a_histogram_counts_every_finite_weight_on_its_side() -> None:
    counts, reach = histogram(np.array([[-1.0, 0.0, 0.5], [0.5, np.nan, 2.0]]))
    assert (counts.sum(), reach) == (5, 2.0)
    assert counts[BINS // 2] == 1
    assert counts[: BINS // 2].sum() == 1


def test_every_column_explains_itself_and_the_histogram_is_told_in_words(session, view) -> None:
    look(session, view)
    model = view._table.rows
    for column in range(len(COLUMNS)):
        assert model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "0.5" in cell(view, 0, WEIGHTS, Qt.ItemDataRole.AccessibleTextRole)
    assert view.grab().width() == 620


def test_the_line_beside_the_state_opens_the_page(qapp, tmp_path) -> None:
    with open_desk(qapp, tmp_path, experiment=SYMMETRIC) as desk:
        desk.beat(3)
        line = desk.child("facts.health")
        assert line.accessibleName().startswith("Layer 1: 4 of 4 neurons are copies")
        line.click()
        desk.beat(6)
        assert desk.child("health.table").isVisible()
        assert desk.child("health.table").model().rowCount() == 3


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_whole_table_is_seen_in_a_window_1280_wide(qapp, tmp_path, language) -> None:
    with open_desk(qapp, tmp_path) as desk:
        desk.languages.use(language)
        desk.window.resize(1280, 720)
        desk.window.actions_["page_health"].trigger()
        desk.session.play(epochs=3)
        table = desk.child("health.table")
        desk.until(lambda: table.rows.rowCount() == 3)
        desk.beat(2)
        assert table.horizontalHeader().length() <= table.viewport().width()
        assert table.columnWidth(WEIGHTS) >= table.horizontalHeader().sectionSizeHint(WEIGHTS)
