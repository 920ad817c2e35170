"""What the diagram shows, and what it says."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from playground.data.axes import Axis
from playground.data.dataset import Dataset, default_classes
from playground.data.features import X1, X2, SinX1, X1Squared
from playground.data.points import Points
from playground.data.several_sets import Rings
from playground.engine.config import Layer
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.session.frame import Frame
from playground.ui.theme import LIGHT
from playground.ui.views.network_layout import Sizes, Spot, layout
from playground.ui.views.network_links import gaps
from playground.ui.views.network_model import Diagram, Parameter, diagram_of
from playground.ui.views.network_pictures import Pictures
from playground.ui.views.network_targets import clamped, links_of, neighbour, neuron_of, target_at
from playground.ui.views.network_words import description, neuron_name, number, parameter_name, reading

SIZES = Sizes()
PETALS = Dataset(
    np.empty((0, 2)), np.empty(0), np.empty(0, int), default_classes(2), (Axis("length", 4.0, 8.0), Axis())
)


def prepared(**changes: object) -> Prepared:
    return prepare(settled(Experiment(), {path.replace("__", "."): value for path, value in changes.items()}))


def with_numbers(diagram: Diagram) -> Diagram:
    shapes, units = diagram.prepared.plan.shapes, diagram.units
    weights = tuple(np.full(shape, 0.25) for shape in shapes)
    maps = tuple(np.zeros((rows, 4, 4), np.float32) for rows in units)
    return diagram.with_frame(Frame(1, weights=weights, neuron_maps=maps))


@pytest.fixture
def diagram() -> Diagram:
    return with_numbers(diagram_of(prepared(features=(X1(), SinX1()))))


def test_every_feature_has_a_slot_and_those_in_use_a_unit(diagram: Diagram) -> None:
    assert diagram.counts == (7, 4, 2, 1)
    assert [diagram.unit(Spot(0, slot)) for slot in range(7)] == [0, None, None, None, None, 1, None]
    assert diagram.spot(0, 1) == Spot(0, 5)


def test_inputs_in_another_order_keep_their_own_weights() -> None:
    turned = diagram_of(prepared(features=(X2(), X1())))
    assert turned.unit(Spot(0, 0)) == 1
    assert turned.spot(0, 0) == Spot(0, 1)


def test_a_toggled_feature_takes_its_declared_place(diagram: Diagram) -> None:
    assert diagram.with_toggled(2) == (X1(), X1Squared(), SinX1())
    assert diagram.with_toggled(5) == (X1(),)


def test_numbers_of_another_shape_are_left_out(diagram: Diagram) -> None:
    wider = diagram_of(prepared(network__layers=(Layer(9),)), diagram)
    assert wider.weights is None
    assert wider.maps is None
    stale = wider.with_frame(Frame(1, weights=diagram.weights, neuron_maps=diagram.maps))
    assert stale.weights is None
    assert stale.maps is None


def test_a_frame_without_parts_changes_nothing(diagram: Diagram) -> None:
    assert diagram.with_frame(Frame(2)) is diagram


def test_numbers_stay_while_the_network_is_the_same(diagram: Diagram) -> None:
    again = diagram_of(prepared(features=(X1(), SinX1()), training__learning_rate=0.5), diagram)
    assert again.weights is diagram.weights


def test_weights_and_biases_are_called_by_their_ends(diagram: Diagram) -> None:
    assert str(parameter_name(diagram, Parameter(0, 2, 0))) == "Weight x₁ → neuron 3 of layer 1"
    assert str(parameter_name(diagram, Parameter(0, 2, 2))) == "Bias of neuron 3 of layer 1"
    assert str(parameter_name(diagram, Parameter(2, 0, 1))) == "Weight neuron 2 of layer 2 → output"
    assert str(parameter_name(diagram, Parameter(2, 0, 2))) == "Bias of output"


def test_several_outputs_are_called_by_their_classes() -> None:
    assert str(neuron_name(diagram_of(prepared(data__source=Rings())), 3, 1)) == "Class B"


def test_a_reading_gives_the_number_or_a_hint(diagram: Diagram) -> None:
    assert reading(diagram, Parameter(0, 0, 0)).number == 0.25
    assert str(reading(diagram, Spot(0, 2)).value) == "Click to use it"
    assert str(reading(diagram, Spot(1, 0)).value) == "Tanh, bias 0.250"


def test_who_hears_the_screen_learns_the_bias_and_the_strongest_input(diagram: Diagram) -> None:
    weights = tuple(np.array(matrix) for matrix in diagram.weights or ())
    weights[0][2, :] = [-1.2, 0.3, 0.12]
    heard = description(diagram.with_frame(Frame(1, weights=weights)), Spot(1, 2))
    assert heard == "Hidden layer 1, neuron 3 of 4; bias 0.120; strongest input x₁ −1.200"
    assert description(diagram, Spot(0, 1)) == "Input x₂; not in use"


def test_a_neuron_without_finite_weights_has_no_strongest_input(diagram: Diagram) -> None:
    weights = tuple(np.full(shape, np.nan) for shape in diagram.prepared.plan.shapes)
    assert description(diagram.with_frame(Frame(1, weights=weights)), Spot(3, 0)) == "Output; bias NaN"


@pytest.mark.parametrize(
    ("value", "words"),
    [(float("-inf"), "−∞"), (123456.0, "123456"), (-2e9, "−2e9"), (-0.0001, "−0.0001"), (0.0, "0.000")],
)
def test_numbers_are_short_whatever_they_are(value: float, words: str) -> None:
    assert number(value) == words


def test_the_middle_of_things_is_where_they_are_hit(diagram: Diagram) -> None:
    drawn = layout(diagram.counts, (700.0, 374.0), SIZES, (), diagram.spares)
    curves = gaps(drawn, diagram)
    for node in drawn.nodes():
        assert target_at(drawn, curves, diagram, node.rect.x + node.rect.width / 2, node.rect.centre) == node.spot
        if node.bias is not None:
            at = node.bias.x + node.bias.width / 2, node.bias.centre
            assert target_at(drawn, curves, diagram, *at) == diagram.bias(node.spot)
    middle = (curves[2].left + curves[2].right) / 2, float(curves[2].starts[0] + curves[2].ends[0]) / 2
    assert target_at(drawn, curves, diagram, *middle) == Parameter(2, 0, 0)


def test_curves_come_only_from_inputs_in_use_and_neurons_that_are_shown() -> None:
    full = diagram_of(prepared(network__layers=(Layer(64),)))
    drawn = layout(full.counts, (700.0, 374.0), SIZES, (0, 5), full.spares)
    first, last = gaps(drawn, full)
    shown = len(drawn.columns[1].nodes)
    assert (len(first.columns), len(first.rows), len(last.columns)) == (2, shown, shown)
    assert first.rows[0] == 5


def test_a_neuron_brings_out_what_goes_into_it_and_an_input_what_goes_out(diagram: Diagram) -> None:
    assert list(links_of(diagram, Spot(2, 1))) == [Parameter(1, 1, source) for source in range(4)]
    assert list(links_of(diagram, Spot(0, 5))) == [Parameter(0, row, 1) for row in range(4)]
    assert list(links_of(diagram, Spot(0, 2))) == []
    assert list(links_of(diagram, Parameter(1, 0, 3))) == [Parameter(1, 0, 3)]


def test_a_bias_belongs_to_its_neuron_and_an_unused_input_to_none(diagram: Diagram) -> None:
    assert neuron_of(diagram, diagram.bias(Spot(2, 1))) == (2, 1)
    assert neuron_of(diagram, Spot(0, 5)) == (0, 1)
    assert neuron_of(diagram, Spot(0, 2)) is None
    assert neuron_of(diagram, Parameter(0, 0, 0)) is None


def test_arrows_go_to_the_neighbour_in_height_and_stop_at_the_edges(diagram: Diagram) -> None:
    drawn = layout(diagram.counts, (700.0, 374.0), SIZES, (), diagram.spares)
    assert neighbour(drawn, Spot(3, 0), -1, 0) in (Spot(2, 0), Spot(2, 1))
    assert neighbour(drawn, Spot(2, 0), 1, 0) == Spot(3, 0)
    assert neighbour(drawn, Spot(3, 0), 1, 0) == Spot(3, 0)
    assert neighbour(drawn, Spot(1, 3), 0, 1) == Spot(1, 3)
    assert neighbour(drawn, Spot(1, 3), 0, -1) == Spot(1, 2)


def test_the_keyboard_moves_to_what_is_left_when_neurons_go(diagram: Diagram) -> None:
    assert clamped(diagram, Spot(9, 9)) == Spot(3, 0)
    assert clamped(diagram, Spot(1, 9)) == Spot(1, 3)


def test_the_map_of_an_input_is_in_own_units(qapp: QApplication) -> None:
    plain, petals = (diagram_of(prepared(data__source=source)) for source in (Points(), Points(PETALS)))
    shape = layout(plain.counts, (600.0, 400.0), SIZES, (), plain.spares)
    pictures = Pictures(LIGHT)
    spread = pictures.of_column(plain, shape.columns[0])[Spot(0, 0)]
    positive = pictures.of_column(petals, shape.columns[0])[Spot(0, 0)]
    assert spread.pixelColor(0, 0) != positive.pixelColor(0, 0), "below the middle there, far above 0 here"
    assert pictures.of_column(plain, shape.columns[0])[Spot(0, 0)] == spread
