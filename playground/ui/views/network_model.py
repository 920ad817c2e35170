"""What the network diagram shows: the shape from the configuration, the numbers from the newest frame that fits it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from playground.data.features import Feature
from playground.engine.arrays import Array
from playground.engine.health import LayerHealth
from playground.engine.probes import Map
from playground.experiment import Prepared
from playground.session.frame import Frame
from playground.spec import family_of
from playground.ui.views.network_layout import Spot


@dataclass(frozen=True, slots=True)
class Parameter:
    """One weight or bias, addressed as `Session.set_parameter` does: layer 0 is the first hidden one."""

    layer: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """A network to draw. Numbers are None until a frame of this very network has come."""

    prepared: Prepared
    features: tuple[Feature, ...]
    """All there are, in the order of their declaration; those in use are the experiment's own."""
    weights: tuple[Array, ...] | None = None
    maps: tuple[Map, ...] | None = None
    health: tuple[LayerHealth, ...] | None = None

    @property
    def units(self) -> tuple[int, ...]:
        """The number of units of every layer, from the inputs to the outputs."""
        return self.prepared.plan.units

    @property
    def counts(self) -> tuple[int, ...]:
        """The number of slots of every column."""
        return (len(self.features), *self.units[1:])

    @property
    def spares(self) -> frozenset[int]:
        """The slots of features that are not in use."""
        used = self.prepared.experiment.features
        return frozenset(slot for slot, feature in enumerate(self.features) if feature not in used)

    @property
    def last(self) -> int:
        """The index of the column of outputs."""
        return len(self.units) - 1

    def unit(self, spot: Spot) -> int | None:
        """The unit at a spot; None for a feature that is not in use."""
        if spot.column:
            return spot.slot
        used, feature = self.prepared.experiment.features, self.features[spot.slot]
        return used.index(feature) if feature in used else None

    def spot(self, layer: int, unit: int) -> Spot:
        """Where a unit is shown."""
        slot = unit if layer else self.features.index(self.prepared.experiment.features[unit])
        return Spot(layer, slot)

    def has(self, spot: Spot) -> bool:
        """Whether there is such a spot."""
        return spot.column <= self.last and spot.slot < self.counts[spot.column]

    def bias(self, spot: Spot) -> Parameter:
        """The bias of a neuron that is not an input."""
        return Parameter(spot.column - 1, spot.slot, self.units[spot.column - 1])

    def is_bias(self, parameter: Parameter) -> bool:
        return parameter.column == self.units[parameter.layer]

    def value(self, parameter: Parameter) -> float | None:
        """A weight or bias, where it is known."""
        if self.weights is None:
            return None
        return float(self.weights[parameter.layer][parameter.row, parameter.column])

    def bias_value(self, spot: Spot) -> float | None:
        """The bias of a neuron that is not an input, where it is known."""
        return None if self.weights is None else float(self.weights[spot.column - 1][spot.slot, -1])

    def with_frame(self, frame: Frame) -> "Diagram":
        """The same network with newer numbers; those of a network of another shape are left out."""
        diagram = self
        if frame.weights is not None and tuple(w.shape for w in frame.weights) == self.prepared.plan.shapes:
            diagram = replace(diagram, weights=frame.weights)
        if frame.neuron_maps is not None and tuple(len(m) for m in frame.neuron_maps) == self.units:
            diagram = replace(diagram, maps=frame.neuron_maps)
        if frame.health is not None and tuple(layer.units for layer in frame.health) == self.units[1:]:
            diagram = replace(diagram, health=frame.health)
        return diagram

    @property
    def marks(self) -> tuple[tuple[object, ...], ...]:
        """What is sick, and so marked; equal as long as the same neurons are."""
        layers = self.health or ()
        return tuple((layer.dead_units, layer.saturated_units, layer.copies) for layer in layers)

    def with_toggled(self, slot: int) -> tuple[Feature, ...]:
        """The features in use after one was added or taken away, in their order in the diagram."""
        used, chosen = self.prepared.experiment.features, self.features[slot]
        return tuple(feature for feature in self.features if (feature in used) != (feature == chosen))


def diagram_of(prepared: Prepared, like: Diagram | None = None) -> Diagram:
    """The diagram of an experiment; numbers of `like` stay as long as it is the same network."""
    if like is not None and like.prepared.named == prepared.named:
        return replace(like, prepared=prepared, features=_offered(prepared))
    return Diagram(prepared, _offered(prepared))


def _offered(prepared: Prepared) -> tuple[Feature, ...]:
    """The features that make sense for the data; those that a person added stand high, where no fold hides them."""
    used = prepared.experiment.features
    kinds = cast(Mapping[str, type[Feature]], family_of(Feature))
    usual = [_as_used(cls(), used) for cls in kinds.values() if cls.is_usual]
    others = [feature for feature in used if not feature.is_usual]
    is_curve = prepared.dataset.is_curve
    return tuple(feature for feature in (*usual[:2], *others, *usual[2:]) if not (is_curve and feature.needs_x2))


def _as_used(feature: Feature, used: tuple[Feature, ...]) -> Feature:
    return next((one for one in used if one.identity == feature.identity), feature)
