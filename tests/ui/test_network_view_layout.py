"""Where the parts of the network diagram lie."""

from itertools import combinations, pairwise

import pytest

from playground.ui.views.network_layout import DiagramLayout, Rect, Sizes, Spot, layout

SIZES = Sizes()
ROOMS = [(500.0, 274.0), (700.0, 374.0), (1000.0, 674.0)]
UNUSED = frozenset({2, 3, 4, 5, 6})


def overlap(one: Rect, other: Rect) -> bool:
    apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
    return not apart


def boxes(drawn: DiagramLayout) -> list[Rect]:
    """Everything that must have its own place: nodes, their words, chips."""
    nodes = drawn.nodes()
    labels = [node.label for node in nodes if node.label is not None]
    return [node.rect for node in nodes] + labels + [chip.rect for column in drawn.columns for chip in column.chips]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("units", [1, 2, 5, 8, 13, 64])
@pytest.mark.parametrize("layers", [0, 1, 2, 5, 12])
@pytest.mark.parametrize("outputs", [1, 3, 10])
def test_nothing_overlaps_and_nothing_sticks_out(
    layers: int, units: int, outputs: int, room: tuple[float, float]
) -> None:
    sizes = Sizes(name=60.0 if outputs > 1 else 0.0)
    drawn = layout((7, *[units] * layers, outputs), room, sizes, [0, 3, 7], UNUSED)
    for rect in boxes(drawn):
        assert rect.x >= 0
        assert rect.right <= drawn.width + 1e-6
        assert rect.y >= 0
        assert rect.bottom <= room[1] + 1e-6
    for one, other in combinations(boxes(drawn), 2):
        assert not overlap(one, other)


@pytest.mark.parametrize("layers", range(1, 13))
@pytest.mark.parametrize("room", ROOMS)
def test_counters_stand_side_by_side(layers: int, room: tuple[float, float]) -> None:
    drawn = layout((7, *[8] * layers, 1), room, SIZES)
    headers = [column.header for column in drawn.columns if column.header is not None]
    assert len(headers) == layers
    assert headers[0][0] >= 0
    assert headers[-1][0] + headers[-1][1] <= drawn.width
    assert all(x + width <= after for (x, width), (after, _) in pairwise(headers))


@pytest.mark.parametrize("units", [1, 4, 30])
def test_the_square_of_a_bias_touches_only_its_own_neuron(units: int) -> None:
    drawn = layout((7, units, units, 1), (700.0, 374.0), SIZES)
    for node in drawn.nodes():
        if node.bias is not None:
            touched = [other.spot for other in drawn.nodes() if overlap(node.bias, other.rect)]
            assert touched == [node.spot]


def test_a_layer_that_is_too_full_shows_its_first_neurons_and_counts_the_rest() -> None:
    column = layout((7, 64, 1), (700.0, 374.0), SIZES).columns[1]
    (chip,) = column.chips
    assert [node.spot.slot for node in column.nodes] == list(range(len(column.nodes)))
    assert chip.forward
    assert chip.folded == 64 - len(column.nodes)


def test_a_scrolled_layer_counts_on_both_sides_and_nothing_else_moves() -> None:
    plain, scrolled = (layout((7, 64, 1), (700.0, 374.0), SIZES, [0, first]) for first in (0, 5))
    before, after = scrolled.columns[1].chips
    assert (before.folded, before.forward) == (5, False)
    assert before.folded + after.folded + len(scrolled.columns[1].nodes) == 64
    assert [node.rect for node in scrolled.columns[1].nodes] == [node.rect for node in plain.columns[1].nodes]


def test_nobody_scrolls_beyond_the_last_neuron() -> None:
    column = layout((7, 64, 1), (700.0, 374.0), SIZES, [0, 1000]).columns[1]
    assert column.nodes[-1].spot == Spot(1, 63)
    assert column.first == column.last_first


def test_many_layers_shrink_the_neurons_before_the_diagram_grows_wider_than_the_view() -> None:
    few, many, too_many = (layout((7, *[4] * n, 1), (700.0, 374.0), SIZES) for n in (2, 9, 12))
    assert many.thumb < few.thumb
    assert many.width == few.width == 700.0
    assert too_many.width > 700.0


def test_an_input_that_is_not_in_use_is_smaller_and_stays_in_its_place() -> None:
    used, unused = (layout((7, 4, 1), (700.0, 374.0), SIZES, (), spares) for spares in (frozenset(), {3}))
    big, small = (drawn.node(Spot(0, 3)) for drawn in (used, unused))
    assert big is not None
    assert small is not None
    assert small.rect.width < big.rect.width
    assert small.rect.centre == pytest.approx(big.rect.centre)


def test_without_hidden_layers_inputs_and_output_stand_near_each_other() -> None:
    drawn = layout((7, 1), (1000.0, 374.0), SIZES)
    assert drawn.columns[1].left - drawn.columns[0].right < SIZES.most_pitch
