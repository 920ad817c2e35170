"""What is under the mouse in the network diagram, where the keyboard goes from a neuron, and what belongs to it."""

from collections.abc import Iterator, Sequence

from playground.ui.views.network_layout import Chip, DiagramLayout, Spot
from playground.ui.views.network_links import Gap, nearest, thickest
from playground.ui.views.network_model import Diagram, Parameter

Target = Spot | Chip | Parameter

BIAS_MARGIN = 3.0


def target_at(layout: DiagramLayout, gaps: Sequence[Gap], diagram: Diagram, x: float, y: float) -> Target | None:
    """The bias, neuron, chip or connection at a point of the layout, or None."""
    nodes = layout.nodes()
    for node in nodes:
        if node.bias is not None and node.bias.contains(x, y, BIAS_MARGIN):
            return diagram.bias(node.spot)
    for node in nodes:
        spare = node.spot.column == 0 and node.label is not None
        if node.rect.contains(x, y) or (spare and node.label is not None and node.label.contains(x, y)):
            return node.spot
    chips = (chip for column in layout.columns for chip in column.chips)
    chip = next((chip for chip in chips if chip.rect.contains(x, y)), None)
    return chip or nearest(gaps, diagram.weights, x, y, thickest(layout.thumb))


def column_at(layout: DiagramLayout, x: float) -> int | None:
    """The column above or below a point, with some room on both sides."""
    margin = layout.thumb / 2
    return next((c.index for c in layout.columns if c.left - margin <= x <= c.right + margin), None)


def links_of(diagram: Diagram, target: Target | None) -> Iterator[Parameter]:
    """The connections to emphasise: into a neuron, out of an input, or the one meant."""
    if isinstance(target, Parameter) and not diagram.is_bias(target):
        yield target
    if isinstance(target, Parameter) and diagram.is_bias(target):
        target = Spot(target.layer + 1, target.row)
    if not isinstance(target, Spot):
        return
    unit = diagram.unit(target)
    if target.column:
        yield from (Parameter(target.column - 1, target.slot, i) for i in range(diagram.units[target.column - 1]))
    elif unit is not None:
        yield from (Parameter(0, row, unit) for row in range(diagram.units[1]))


def neuron_of(diagram: Diagram, target: Target | None) -> tuple[int, int] | None:
    """The neuron meant, as (layer, unit): itself, or that of a bias. None for what has no map of its own."""
    if isinstance(target, Parameter) and diagram.is_bias(target):
        return target.layer + 1, target.row
    if isinstance(target, Spot) and (unit := diagram.unit(target)) is not None:
        return target.column, unit
    return None


def neighbour(layout: DiagramLayout, spot: Spot, across: int, down: int) -> Spot:
    """The spot one step away; sideways, the one that lies nearest in height. At the edge, the spot itself."""
    column = layout.columns[spot.column]
    if down:
        place = min(max(column.order.index(spot.slot) + down, 0), column.count - 1)
        return Spot(spot.column, column.order[place])
    if not 0 <= spot.column + across < len(layout.columns):
        return spot
    node = layout.node(spot) or column.nodes[0]
    beside = layout.columns[spot.column + across].nodes
    return min(beside, key=lambda other: abs(other.rect.centre - node.rect.centre)).spot


def clamped(diagram: Diagram, spot: Spot) -> Spot:
    """The spot, or the nearest that still exists after layers or neurons were taken away."""
    column = min(spot.column, diagram.last)
    return Spot(column, min(spot.slot, diagram.counts[column] - 1))
