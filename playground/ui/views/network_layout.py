"""Where everything in the network diagram lies. Numbers only, no painting; lengths in device-independent pixels.

One column for each layer, the inputs first. A column that is too full for its height folds: it shows a window of its
neurons between two chips that say how many more there are. Too many columns make the diagram wider than the view.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

INPUT_RATIO = 1.15
"""Size of an input, or of one of several outputs, compared with a hidden neuron; a single output is larger still."""
SINGLE_OUTPUT_RATIO = 1.7
SPARE_RATIO = 0.66
"""Size of an input that is not in use, compared with one that is."""
FILL = 0.82
"""The most of the pitch of a column that a neuron takes; the rest is the space between neurons."""
AIRY = 1.62
"""The pitch of a column with few neurons, compared with their size."""
SPACE = 6.0


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> float:
        """Half way down."""
        return self.y + self.height / 2

    def contains(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a point lies inside, or at most `margin` outside."""
        across = self.x - margin <= x <= self.right + margin
        return across and self.y - margin <= y <= self.bottom + margin


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a neuron. Column 0 has a slot for every feature there is, in use or not."""

    column: int
    slot: int


@dataclass(frozen=True, slots=True)
class Node:
    """A neuron or input that is shown, with the square of its bias and the room for its words."""

    spot: Spot
    rect: Rect
    bias: Rect | None
    label: Rect | None


@dataclass(frozen=True, slots=True)
class Chip:
    """A small button before or after the window of a folded column: so many neurons more."""

    column: int
    forward: bool
    folded: int
    rect: Rect


@dataclass(frozen=True, slots=True)
class Column:
    """One layer: the nodes that are shown, `count` in all, from place `first` of `order`, the slots from top to bottom.

    `header` is (x, width) of its counter.
    """

    index: int
    count: int
    first: int
    nodes: tuple[Node, ...]
    chips: tuple[Chip, ...]
    header: tuple[float, float] | None
    order: tuple[int, ...]

    @property
    def left(self) -> float:
        """Where curves end: the left side of every full-sized node."""
        return min(node.rect.x for node in self.nodes)

    @property
    def right(self) -> float:
        """Where curves begin: the right side of every full-sized node."""
        return max(node.rect.right for node in self.nodes)

    @property
    def last_first(self) -> int:
        """The largest `first` with which the window is still full."""
        return self.count - len(self.nodes)


@dataclass(frozen=True, slots=True)
class DiagramLayout:
    """The whole diagram. `width` is that of its content, which may be more than that of the view."""

    columns: tuple[Column, ...]
    width: float
    height: float
    thumb: float
    compact: bool
    """Whether the counters above the columns have room for a number only."""

    def node(self, spot: Spot) -> Node | None:
        """The node at a spot, unless it is folded away."""
        column = self.columns[spot.column]
        place = column.order.index(spot.slot) - column.first
        return column.nodes[place] if 0 <= place < len(column.nodes) else None

    def nodes(self) -> tuple[Node, ...]:
        """All nodes that are shown."""
        return tuple(node for column in self.columns for node in column.nodes)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large things are: neurons at most and at least, chips, a line of text, the words beside the nodes.

    `label` is the width of the longest feature symbol, `name` that of class names (0 for none), `caption` that of the
    word above a single output, `counter` and `compact_counter` those of the counter above a layer.
    """

    thumb: float = 34.0
    least_thumb: float = 22.0
    most_pitch: float = 210.0
    chip: float = 18.0
    line: float = 17.0
    label: float = 40.0
    name: float = 0.0
    caption: float = 44.0
    counter: float = 118.0
    compact_counter: float = 48.0
    margin: float = 8.0


def layout(
    counts: Sequence[int],
    size: tuple[float, float],
    sizes: Sizes,
    firsts: Sequence[int] = (),
    spares: Set[int] = frozenset(),
) -> DiagramLayout:
    """Lay out columns of `counts` nodes in a view of `size`.

    `firsts` is how far each folded column is scrolled (0 where not given); `spares` are the slots of column 0 that
    are not in use; where column 0 folds, they stand below those that are.
    """
    rooms = _Rooms(counts, size, sizes)
    columns = []
    for index, count in enumerate(counts):
        first, unused = firsts[index] if index < len(firsts) else 0, spares if index == 0 else frozenset[int]()
        fit = _fit(count, first, rooms.largest(index), size[1] - rooms.above(index), sizes, index == 0)
        order = tuple(sorted(range(count), key=lambda slot: slot in unused) if fit.shown < count else range(count))
        nodes, chips = _nodes(index, rooms, fit, order, unused), _chips(index, count, rooms, fit)
        columns.append(Column(index, count, fit.first, nodes, chips, rooms.header(index), order))
    return DiagramLayout(tuple(columns), rooms.width, size[1], rooms.thumb, rooms.compact)


class _Rooms:
    """How the width is shared out: a centre for each column."""

    def __init__(self, counts: Sequence[int], size: tuple[float, float], sizes: Sizes) -> None:
        self.sizes, self.height, self.last = sizes, size[1], len(counts) - 1
        self.single = counts[-1] == 1
        output = sizes.thumb * (SINGLE_OUTPUT_RATIO if self.single else INPUT_RATIO)
        beside = max(0.0, (sizes.caption - output) / 2) if self.single else SPACE + sizes.name
        left = sizes.margin + sizes.label + SPACE + sizes.thumb * INPUT_RATIO / 2
        right = sizes.margin + beside + output / 2
        fair = (size[0] - left - right) / self.last
        self.pitch = min(max(fair, sizes.compact_counter + 4.0), sizes.most_pitch)
        spread = left + self.pitch * self.last + right
        self.width = max(size[0], spread)
        self.start = left + (self.width - spread) / 2
        self.compact = self.pitch < sizes.counter + SPACE
        self.thumb = min(max(0.45 * self.pitch, sizes.least_thumb), sizes.thumb)

    def centre(self, index: int) -> float:
        return self.start + self.pitch * index

    def largest(self, index: int) -> float:
        if index == self.last and self.single:
            return self.thumb * SINGLE_OUTPUT_RATIO
        return self.thumb * (INPUT_RATIO if index in (0, self.last) else 1.0)

    def above(self, index: int) -> float:
        """Room kept free at the top and at the bottom, together."""
        return 2 * (self.sizes.line + SPACE) if index == self.last and self.single else 2 * SPACE

    def header(self, index: int) -> tuple[float, float] | None:
        if index in (0, self.last):
            return None
        width = self.sizes.compact_counter if self.compact else self.sizes.counter
        return self.centre(index) - width / 2, width

    def label(self, index: int, rect: Rect) -> Rect | None:
        """Words: symbols left of the inputs, names right of several outputs, a caption above a single one."""
        sizes, top = self.sizes, rect.centre - self.sizes.line / 2
        if index == 0:
            half = self.largest(0) / 2
            return Rect(self.centre(0) - half - SPACE - sizes.label, top, sizes.label, sizes.line)
        if index < self.last:
            return None
        if self.single:
            width = max(sizes.caption, rect.width)
            return Rect(self.centre(index) - width / 2, rect.y - SPACE - sizes.line, width, sizes.line)
        return Rect(rect.right + SPACE, top, sizes.name, sizes.line)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a column fits its height: which places are shown, how large, how far apart, from where below the middle."""

    first: int
    shown: int
    thumb: float
    pitch: float
    top: float


def _fit(count: int, first: int, largest: float, room: float, sizes: Sizes, begins_full: bool) -> _Fit:
    """A folded column keeps room for both chips, so that nothing moves when it is scrolled.

    One that `begins_full` has in the beginning the room of the upper chip too, as long as nothing is folded above.
    """
    least_pitch = max(sizes.least_thumb / FILL, sizes.line)
    shown, below = count, 0.0
    if count * least_pitch > room:
        is_at_start = begins_full and first <= 0
        below = sizes.chip + SPACE / 2 if is_at_start else 0.0
        room -= below if is_at_start else 2 * sizes.chip + SPACE
        shown = min(max(int(room // least_pitch), 1), count)
    pitch = min(max(room / shown, least_pitch), largest * AIRY)
    thumb = min(largest, pitch * FILL)
    return _Fit(min(max(first, 0), count - shown), shown, thumb, pitch, -(pitch * shown + below) / 2)


def _nodes(index: int, rooms: _Rooms, fit: _Fit, order: Sequence[int], spares: Set[int]) -> tuple[Node, ...]:
    nodes = []
    for place in range(fit.shown):
        slot = order[fit.first + place]
        side = fit.thumb * (SPARE_RATIO if slot in spares else 1.0)
        y = rooms.height / 2 + fit.top + (place + 0.5) * fit.pitch
        rect = Rect(rooms.centre(index) - side / 2, y - side / 2, side, side)
        bias = _bias(rect) if index else None
        nodes.append(Node(Spot(index, slot), rect, bias, rooms.label(index, rect)))
    return tuple(nodes)


def _bias(rect: Rect) -> Rect:
    """A small square on the lower left corner."""
    side = min(max(rect.width * 0.22, 6.0), 11.0)
    return Rect(rect.x - side * 0.4, rect.bottom - side * 0.7, side, side)


def _chips(index: int, count: int, rooms: _Rooms, fit: _Fit) -> tuple[Chip, ...]:
    width = max(rooms.sizes.compact_counter * 0.8, fit.thumb)
    x, height = rooms.centre(index) - width / 2, rooms.sizes.chip
    above, below = (rooms.height / 2 + fit.top + edge for edge in (-SPACE / 2, fit.pitch * fit.shown + SPACE / 2))
    before, after = fit.first, count - fit.first - fit.shown
    chips = (
        Chip(index, False, before, Rect(x, above - height, width, height)),
        Chip(index, True, after, Rect(x, below, width, height)),
    )
    return tuple(chip for chip in chips if chip.folded)
