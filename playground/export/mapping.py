"""The decision map as SVG, made without a window: the answers as a picture, points and axes as drawings over it."""

import base64
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, hypot, pi, sin

import numpy as np
import numpy.typing as npt

from playground.export.colours import LIGHT, Colours
from playground.export.drawing import HEIGHT, WIDTH, Numbers, svg, words
from playground.export.ticks import MINUS, ticks

TINT = 0.52
DISC = 1
RADIUS, SMALL = 3.2, 2.2


Corners = tuple[tuple[float, float], ...]

SIDE = HEIGHT - 44
LEFT, TOP = 46, 8
"""The room of the map in its picture; below it and left of it stand numbers, right of it the legend."""
LEGEND = 14
"""Between the map and its legend."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What is written along a side of the map."""

    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Look:
    """How a class looks."""

    name: str
    colour: str
    shape: int


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a map shows. Points (n, 2) are shares of its sides from the top left.

    Points have the shape and colour of their class; without classes, the tint of their value from -1 to 1.
    """

    channels: Numbers
    """(outputs, size, size)."""
    places: Numbers
    values: Numbers
    """The class, or the value, of each point."""
    validates: npt.NDArray[np.bool_]
    """Which points validate; their outline is dark."""
    axes: tuple[Axis, Axis]
    looks: tuple[Look, ...] = ()
    worth: Axis = Axis("", -1.0, 1.0)
    """What the values -1 and 1 are in own units."""


def map_alone(given: Answers, side: float, radius: float = RADIUS, colours: Colours = LIGHT) -> str:
    """The map and its points, with its top left corner at 0, 0."""
    data = base64.b64encode(png(tints(given.channels, given.looks, colours=colours))).decode("ascii")
    parts = [f'<image href="data:image/png;base64,{data}" xlink:href="data:image/png;base64,{data}" width="{side:g}" '
             f'height="{side:g}" preserveAspectRatio="none"/>']  # fmt: skip
    for (x, y), value, validates in zip((given.places * side).tolist(), given.values, given.validates, strict=True):
        if given.looks:
            look = given.looks[int(value)]
            parts.append(marker(look.shape, x, y, look.colour, colours.edge if validates else "#ffffff", radius))
        else:
            colour = "#" + _diverging(np.array([value]), 1.0, colours).tobytes().hex()
            parts.append(marker(DISC, x, y, colour, colours.text if validates else colours.neutral, radius))
    parts.append(
        f'<rect x="0.5" y="0.5" width="{side - 1:g}" height="{side - 1:g}" fill="none" stroke="{colours.grid}"/>'
    )
    return "".join(parts)


def decision_map(given: Answers) -> str:
    """The answers as a picture with their points, between axes in own units and a legend."""
    parts = [f'<g transform="translate({LEFT} {TOP})">{map_alone(given, SIDE, SMALL)}</g>', *_axes(*given.axes)]
    x = LEFT + SIDE + LEGEND
    for index, look in enumerate(given.looks):
        y = TOP + 10 + 17 * index
        parts.append(
            marker(look.shape, x + 5, y - 4, look.colour, look.colour) + words(x + 16, y, look.name, LIGHT.text)
        )
    return svg(WIDTH, HEIGHT, [*parts, *([] if given.looks else _scale(x, given.worth))])


def _axes(across: Axis, up: Axis) -> list[str]:
    parts, bottom = [], TOP + SIDE
    for tick in ticks(across.low, across.high):
        x = LEFT + SIDE * (tick.value - across.low) / (across.high - across.low)
        parts.append(words(x, bottom + 14, tick.words, LIGHT.muted, "middle"))
    for tick in ticks(up.low, up.high):
        y = bottom - SIDE * (tick.value - up.low) / (up.high - up.low)
        parts.append(words(LEFT - 5, y + 4, tick.words, LIGHT.muted, "end"))
    parts.append(words(LEFT + SIDE / 2, bottom + 29, across.name, LIGHT.muted, "middle"))
    turned = words(0, 0, up.name, LIGHT.muted, "middle")
    return [*parts, f'<g transform="translate(12 {TOP + SIDE / 2}) rotate(-90)">{turned}</g>']


def _scale(x: float, worth: Axis) -> list[str]:
    """The tints of values, from the lowest to the highest."""
    colours = _diverging(np.linspace(-1.0, 1.0, 9), 1.0, LIGHT)
    parts = [f'<rect x="{x}" y="{TOP + 80 - 9 * place}" width="10" height="9.5" fill="#{colour.tobytes().hex()}"/>'
             for place, colour in enumerate(colours)]  # fmt: skip
    named = ((0, worth.low), (4, (worth.low + worth.high) / 2), (8, worth.high))
    parts += [words(x + 15, TOP + 88 - 9 * place, f"{value:g}".replace("-", MINUS), LIGHT.muted)
              for place, value in named]  # fmt: skip
    return [*parts, words(x, TOP + 110, worth.name, LIGHT.text)]


def marker(shape: int, x: float, y: float, colour: str, edge: str, radius: float = RADIUS) -> str:
    """One of the ten markers of classes, about as large as a disc of that radius."""
    style = f'fill="{colour}" stroke="{edge}" stroke-width="{0.22 * radius:.2g}"'
    if shape == DISC:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {style}/>'
    spots = " ".join(f"{x + radius * across:.1f},{y + radius * down:.1f}" for across, down in SHAPES[shape])
    return f'<polygon points="{spots}" {style}/>'


def _ring(reaches: Sequence[float], turn: float = 0.0) -> Corners:
    """Corners at equal angles, each at its own distance, turned by so many degrees from pointing up."""
    angles = [(turn - 90) * pi / 180 + 2 * pi * corner / len(reaches) for corner in range(len(reaches))]
    return tuple((reach * cos(angle), reach * sin(angle)) for reach, angle in zip(reaches, angles, strict=True))


def _cross(turn: float) -> Corners:
    """Two bars, one over the other."""
    arm, half = 1.1, 0.38
    inner, outer = half * 2**0.5, hypot(arm, half)
    slant = atan2(half, arm) * 180 / pi
    corners = []
    for quarter in range(4):
        for reach, angle in ((outer, slant), (inner, 45.0), (outer, 90.0 - slant)):
            way = (turn + 90 * quarter + angle) * pi / 180
            corners.append((reach * cos(way), reach * sin(way)))
    return tuple(corners)


SHAPES: tuple[Corners, ...] = (
    _ring([1.25] * 3), (), _ring([1.25] * 4, 45), _ring([1.25] * 4), _ring([1.15] * 5), _cross(0),
    _ring([1.4, 1.4 * 0.45] * 5), _cross(45), _ring([1.12] * 6), _ring([1.25] * 3, 180),
)  # fmt: skip
"""The corners of the markers, as in the window; the second is a disc."""


def tints(
    channels: Numbers, looks: Sequence[Look] = (), strength: float = TINT, colours: Colours = LIGHT
) -> npt.NDArray[np.uint8]:
    """The colours (h, w, 3) of answers (outputs, h, w): one from -1 to 1, or the probability of each class."""
    known = np.nan_to_num(channels.astype(np.float64), nan=0.0, posinf=1.0, neginf=-1.0)
    if len(known) == 1:
        if looks:
            colours = replace(colours, negative=looks[0].colour, positive=looks[1].colour)
        return _diverging(known[0], strength, colours)
    ranked = np.partition(known, -2, axis=0)
    lead = np.clip(ranked[-1] - ranked[-2], 0.0, 1.0)[..., np.newaxis]
    full = np.stack([_rgb(look.colour) for look in looks])
    middle = _rgb(colours.middle)
    return np.rint(middle + lead * strength * (full[known.argmax(axis=0)] - middle)).astype(np.uint8)


def _diverging(values: Numbers, strength: float, colours: Colours) -> npt.NDArray[np.uint8]:
    values = np.clip(values, -1.0, 1.0)[..., np.newaxis]
    middle, end = _rgb(colours.middle), np.where(values < 0.0, _rgb(colours.negative), _rgb(colours.positive))
    return np.rint(middle + np.abs(values) * strength * (end - middle)).astype(np.uint8)


def png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """An image (h, w, 3) as a PNG file."""
    height, width, _colours = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in np.ascontiguousarray(pixels))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    blocks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in blocks
    )


def _rgb(colour: str) -> npt.NDArray[np.float64]:
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)], dtype=np.float64)
