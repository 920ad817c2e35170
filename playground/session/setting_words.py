"""The settings of an experiment in words: those that are not as the program begins."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from playground.data.points import Points
from playground.engine.config import Layer
from playground.experiment import Experiment
from playground.i18n import _
from playground.spec import Component, Configuration, Item, params, show

TOLD_ELSEWHERE = ("features", "seeds", "seed", "layers")
"""Settings that have a place of their own."""


def changed(experiment: Experiment) -> list[tuple[str, str]]:
    """Each setting that differs from those of the beginning, and its value; of a component, all that belongs to it."""
    usual = Experiment()
    rows = list(_changed(usual, experiment))
    if experiment.network.layers != usual.network.layers:
        rows += _layers(experiment.network.layers)
    return rows


def _changed(usual: Configuration, now: Configuration) -> Iterator[tuple[str, str]]:
    for item in params(type(now)).values():
        before, value = getattr(usual, item.name), getattr(now, item.name)
        if item.name in TOLD_ELSEWHERE or before == value:
            continue
        if isinstance(value, Configuration) and not isinstance(value, Component):
            yield from _changed(before, value)
        else:
            yield str(item.param.label), words(value, item)


def words(value: Any, item: Item) -> str:
    """A value as people read it.

    >>> from playground.engine.config import TrainingConfig
    >>> words(True, params(TrainingConfig)["reshuffle"])
    'on'
    """
    if isinstance(value, Component):
        return _component(value)
    if isinstance(value, bool):
        return str(_("on") if value else _("off"))
    if isinstance(value, tuple):
        return ", ".join(words(part, item) for part in value)
    return str(next((choice.label for choice in item.param.choices if choice.value == value), show(value)))


def _component(value: Component) -> str:
    """A component with all its settings in brackets; points of one's own have none that can be told."""
    told = [] if isinstance(value, Points) else [*_settings(value)]
    return f"{value.label} ({', '.join(told)})" if told else str(value.label)


def _settings(value: Configuration) -> Iterator[str]:
    for item in params(type(value)).values():
        inner = getattr(value, item.name)
        if isinstance(inner, Configuration) and not isinstance(inner, Component):
            usual = type(inner)()
            yield from (f"{label} {what}" for label, what in _changed(usual, inner))
        else:
            yield f"{item.param.label} {words(inner, item)}"


def _layers(layers: Sequence[Layer]) -> list[tuple[str, str]]:
    """A line for each hidden layer, or for several that are alike."""
    rows, first = [], 1
    for layer, alike in groupby(layers):
        last = first + len([*alike]) - 1
        one, several = _("Hidden layer {n}", n=first), _("Hidden layers {n} to {m}", n=first, m=last)
        title = one if first == last else several
        rows.append((str(title), _layer(layer)))
        first = last + 1
    return rows


def _layer(layer: Layer) -> str:
    parts = [f"{layer.units} {layer.activation.label}"]
    told = params(Layer)
    if layer.normalization.is_there:
        place = words(layer.norm_position, told["norm_position"])
        parts.append(f"{_component(layer.normalization)}: {place}")
    if layer.dropout:
        parts.append(f"{told['dropout'].param.label} {show(layer.dropout)}")
    return ", ".join(parts)
