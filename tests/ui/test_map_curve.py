"""The curve-fitting view: the network's answer is a line, and painting sets x and y."""

from collections.abc import Callable

import numpy as np
import pytest
from map_kit import Bench, a_session
from PySide6.QtGui import QColor, QImage

from playground.data.axes import DOMAIN
from playground.data.curve_sets import StraightLine, Wave
from playground.data.dataset import Dataset
from playground.data.generators import Circle
from playground.data.points import Points
from playground.data.sources import Source
from playground.data.target import Target
from playground.engine.probes import places
from playground.session.frame import Wants
from playground.ui.appearance import Appearance
from playground.ui.paint.tools import PaintTools
from playground.ui.views.map_legend import ColourLegend
from playground.ui.views.map_view import MapView

SHEET = Points(Dataset.numbered(np.empty((0, 2)), np.empty(0), is_curve=True))


@pytest.fixture
def bench(qtbot, appearance: Appearance) -> Callable[[Source], Bench]:
    def make(source: Source) -> Bench:
        session, tools = a_session(source), PaintTools()
        view = MapView(session, appearance, tools)
        qtbot.addWidget(view)
        view.resize(360, 360)
        view.show()
        return Bench(session, tools, view)

    return make


def picture(view: MapView) -> QImage:
    return view.grab().toImage()


def is_near(image: QImage, at: tuple[int, int], colour: str) -> bool:
    """Whether a colour is found within two pixels of a place."""
    wanted = QColor(colour)
    around = (image.pixelColor(at[0] + x, at[1] + y) for x in range(-2, 3) for y in range(-2, 3))
    return any(
        abs(found.red() - wanted.red()) + abs(found.green() - wanted.green()) + abs(found.blue() - wanted.blue()) < 60
        for found in around
    )


def last_line(it: Bench, looks: bool) -> bytes:
    """The line after 20 epochs of training, watched all the time or only at the end."""
    it.session.play(epochs=20)
    frame = None
    while it.session.running:
        it.session.credit(it.view.wants() if looks else Wants())
        frame = it.session.take_frame() or frame
    frame = frame if looks else it.frame()
    assert frame is not None
    assert frame.numbers.epoch == 20
    assert frame.line is not None
    return frame.line.tobytes()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_line_goes_through_what_the_network_answers(bench, appearance, mode) -> None:
    appearance.set_mode(mode)
    it = bench(SHEET)
    it.frame()
    prepared = it.session.prepared
    trainer = prepared.trainer()
    image = picture(it.view)
    for x in (-5.0, -1.5, 0.5, 4.0):
        _z, answers = trainer.evaluator.answers(prepared.inputs(np.array([[x, 0.0]])))
        at = it.view.pixel((x, float(answers[0, 0, 0]))).toPoint().toTuple()
        assert is_near(image, at, appearance.theme.classes[1])


def test_only_the_line_is_computed_and_no_map(bench) -> None:
    it = bench(Wave())
    frame = it.frame()
    assert frame.output_map is None
    assert frame.line is not None
    assert len(frame.line) == it.view.wants().line_size


def test_the_answer_is_read_at_the_place_of_the_mouse(bench) -> None:
    it = bench(Wave())
    assert it.view.readout((1.0, 2.0)) == "x₁ 1.00  y 2.00"
    frame = it.frame()
    assert frame.line is not None
    at = np.interp(1.0, places(len(frame.line), *DOMAIN)[:, 0], frame.line)
    expected = f"{at:.2f}".replace("-", "−")
    assert it.view.readout((1.0, 2.0)) == f"x₁ 1.00  y 2.00  ·  network {expected}"


def test_painting_sets_x_and_y(bench) -> None:
    it = bench(SHEET)
    it.drag((1.0, 2.0))
    it.drag((-3.0, -4.5))
    data = it.session.dataset
    assert data.is_curve
    assert data.x == pytest.approx(np.array([[1, 2], [-3, -4.5]]), abs=0.05)
    assert (data.y == data.x[:, 1]).all()
    it.session.undo()
    assert it.session.dataset.n == 1


def test_painting_on_a_generated_curve_keeps_its_points(bench) -> None:
    it = bench(Wave())
    before = it.session.dataset
    it.drag((1.0, -2.0))
    after = it.session.dataset
    assert after.n == before.n + 1
    assert (after.x[:-1] == before.x).all()
    assert it.session.experiment.data.source.is_curve


def test_errors_are_drawn_from_the_points_to_the_line(bench) -> None:
    it = bench(StraightLine(noise=0))
    it.frame()
    without = picture(it.view)
    it.view.set_errors(True)
    with_errors = picture(it.view)
    assert with_errors != without
    it.view.set_errors(False)
    assert picture(it.view) == without


def test_the_true_curve_is_shown_where_a_formula_made_the_points(bench, appearance) -> None:
    it = bench(StraightLine(noise=0, gap=8))
    known = picture(it.view)
    drawn = [is_near(known, it.view.pixel((x, 0.7 * x)).toPoint().toTuple(), appearance.theme.muted)
             for x in np.linspace(-3, 3, 40)]  # fmt: skip
    assert 0.3 < np.mean(drawn) <= 1  # it is dashed


def test_a_neuron_is_shown_as_a_line_of_its_own(bench) -> None:
    it = bench(Wave())
    it.frame()
    answer = picture(it.view)
    it.view.show_neuron((1, 0))
    frame = it.frame()
    assert frame.neuron_line is not None
    assert it.session.experiment.network.layers[0].activation.key == "tanh"
    assert np.abs(frame.neuron_line).max() <= 1
    assert picture(it.view) != answer
    it.view.show_neuron(None)
    it.frame()
    assert picture(it.view) == answer


def test_from_a_curve_to_a_map_and_back_nothing_of_the_other_is_left(bench) -> None:
    it = bench(Wave())
    it.frame()
    curve = picture(it.view)
    assert it.view.accessibleName() == "Curve of y over x₁"
    it.session.choose_data(Circle())
    assert it.view.readout((0.0, 0.0)) == "x₁ 0.00  x₂ 0.00"
    assert it.frame().output_map is not None
    assert it.view.accessibleName() == "Decision map"
    it.session.undo()
    it.frame()
    assert picture(it.view) == curve


def test_looking_at_the_line_does_not_change_training(bench) -> None:
    lines = [last_line(bench(Wave()), looks) for looks in (True, False)]
    assert lines[0] == lines[1]


def test_the_legend_names_the_lines(bench, appearance, qtbot) -> None:
    it = bench(Wave())
    legend = ColourLegend(it.session, appearance)
    qtbot.addWidget(legend)
    assert "solid line" in legend.toolTip()
    with_truth = legend.grab().toImage()
    it.drag((0.0, 0.0))
    assert legend.grab().toImage() != with_truth  # nobody knows the true curve of what is painted


def test_the_legend_of_values_names_its_ends_in_own_units(bench, appearance, qtbot) -> None:
    it = bench(Wave())
    legend = ColourLegend(it.session, appearance)
    qtbot.addWidget(legend)
    it.session.paint(Dataset.numbered([[0, 0], [1, 1]], [-0.5, 1.0]))
    assert legend._ends() == ["−1", "+1"]
    it.session.paint(Dataset.numbered([[0, 0], [1, 1]], [-0.5, 1.0], target=Target("price", -20.0, 400.0)))
    assert legend._ends() == ["−20", "400"]
    assert "−20 or less" in legend.toolTip()
    assert "(price)" in legend.toolTip()
