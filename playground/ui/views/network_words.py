"""What the network diagram says: names of neurons and weights, and numbers as people read them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.data.dataset import class_name
from playground.i18n import Text, _, n_, p_, plain
from playground.ui.controls.numerals import show_number
from playground.ui.views.health_words import unit_notes
from playground.ui.views.network_layout import Chip, Spot
from playground.ui.views.network_model import Diagram, Parameter
from playground.ui.views.powers import MINUS

OUTPUT = p_("network diagram", "output")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is said of a thing under the mouse: what it is, its number or else a hint."""

    title: Text
    value: Text
    number: float | None = None
    notes: tuple[Text, ...] = ()
    """More lines, of what is the matter with it."""


def number(value: float | None) -> str:
    """A weight as people read it; always three decimals where they tell it, so that live numbers stand still.

    >>> number(-0.4824), number(0.00012), number(float("nan")), number(None)
    ('−0.482', '0.00012', 'NaN', '–')
    """
    if value is None:
        return "–"
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("∞" if value > 0 else f"{MINUS}∞")
    usual = value == 0 or 0.001 <= abs(value) < 10_000
    return (f"{value:.3f}" if usual else show_number(value, 3)).replace("-", MINUS, 1 if value < 0 else 0)


def neuron_name(diagram: Diagram, layer: int, unit: int) -> Text:
    """What a neuron is called inside a sentence; layer 0 is the inputs."""
    if layer == 0:
        return plain(diagram.prepared.experiment.features[unit].caption)
    if layer < diagram.last:
        return _("neuron {unit} of layer {layer}", unit=unit + 1, layer=layer)
    return OUTPUT if diagram.units[-1] == 1 else class_name(diagram.prepared.dataset, unit)


def count_words(units: int) -> Text:
    """How many neurons a layer has."""
    return n_("{n} neuron", "{n} neurons", units)


def parameter_name(diagram: Diagram, parameter: Parameter) -> Text:
    """What a weight or bias is called."""
    target = neuron_name(diagram, parameter.layer + 1, parameter.row)
    if diagram.is_bias(parameter):
        return _("Bias of {neuron}", neuron=target)
    source = neuron_name(diagram, parameter.layer, parameter.column)
    return _("Weight {source} → {target}", source=source, target=target)


def reading(diagram: Diagram, target: Spot | Chip | Parameter) -> Reading:
    """What is said of a thing while the mouse is over it."""
    if isinstance(target, Parameter):
        value = diagram.value(target)
        return Reading(parameter_name(diagram, target), plain(number(value)), value)
    if isinstance(target, Chip):
        folded = n_("{n} more neuron", "{n} more neurons", target.folded)
        return Reading(folded, _("Click or scroll to see others"))
    return _input_reading(diagram, target) if target.column == 0 else _neuron_reading(diagram, target)


def _input_reading(diagram: Diagram, spot: Spot) -> Reading:
    title = _("Input {symbol}", symbol=diagram.features[spot.slot].caption)
    return Reading(title, _("Click to use it") if diagram.unit(spot) is None else _("Click to leave it out"))


def _neuron_reading(diagram: Diagram, spot: Spot) -> Reading:
    bias = diagram.value(diagram.bias(spot))
    value = _("{activation}, bias {value}", activation=_activation(diagram, spot.column), value=number(bias))
    return Reading(_title(diagram, spot), value, notes=notes(diagram, spot))


def notes(diagram: Diagram, spot: Spot) -> tuple[Text, ...]:
    """What is the matter with a neuron that is not an input."""
    return () if diagram.health is None else tuple(unit_notes(diagram.health[spot.column - 1], spot.slot))


def _activation(diagram: Diagram, column: int) -> Text:
    plan = diagram.prepared.plan
    return plan.hidden[column - 1].activation.label if column < diagram.last else plan.output.label


def _title(diagram: Diagram, spot: Spot) -> Text:
    """What a neuron is called at the beginning of a sentence."""
    if spot.column < diagram.last:
        return _(
            "Hidden layer {layer}, neuron {unit} of {units}",
            layer=spot.column, unit=spot.slot + 1, units=diagram.units[spot.column],
        )  # fmt: skip
    if diagram.units[-1] == 1:
        return p_("network diagram", "Output")
    return _("Output {name}", name=neuron_name(diagram, spot.column, spot.slot))


def description(diagram: Diagram, spot: Spot) -> str:
    """All about a neuron in one line, for those who hear the screen."""
    if spot.column == 0:
        said = _input_reading(diagram, spot)
        used = _("not in use") if diagram.unit(spot) is None else _("in use")
        return f"{said.title}; {used}"
    return "; ".join(str(part) for part in _facts(diagram, spot))


def _facts(diagram: Diagram, spot: Spot) -> Iterator[Text]:
    yield _title(diagram, spot)
    if diagram.weights is None:
        return
    yield _("bias {value}", value=number(diagram.value(diagram.bias(spot))))
    incoming = diagram.weights[spot.column - 1][spot.slot, :-1]
    if np.isfinite(incoming).any():
        strongest = int(np.nanargmax(np.where(np.isfinite(incoming), np.abs(incoming), np.nan)))
        source = neuron_name(diagram, spot.column - 1, strongest)
        yield _("strongest input {source} {value}", source=source, value=number(float(incoming[strongest])))
    yield from notes(diagram, spot)
