"""Small pictures as SVG, made without a window: learning curves, the decision map with its points, a fitted curve.

Colours are those of the window's light theme; a test compares them.
"""

import base64
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, isfinite, pi, sin

import numpy as np
import numpy.typing as npt

TEXT, MUTED, GRID = "#1f2733", "#636d7d", "#e7e9ed"
TRAIN, VALIDATION = "#3d5afe", "#8e6bd8"
NEGATIVE, POSITIVE, MIDDLE = "#f28e2b", "#2b7bba", "#ffffff"
CLASSES = ("#f28e2b", "#2b7bba", "#1b9e77", "#6a28e8", "#96462a", "#b09b4d", "#465360", "#39d0c0", "#2d1a14", "#c2aeff")
TINT = 0.52
FONT = "Pretendard,'Noto Sans KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif"

WIDTH, HEIGHT = 440, 230
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 26, 34

Numbers = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a chart."""

    name: str
    colour: str
    x: Numbers
    y: Numbers
    dashed: bool = False


def chart(lines: Sequence[Line], x_name: str, y_name: str, points: Line | None = None) -> str:
    """Lines, and points if there are any, over common axes; what is not a finite number is a gap."""
    everything = [*lines, *([points] if points else [])]
    x_low, x_high = _ends([line.x for line in everything])
    y_low, y_high = _ends([line.y for line in everything])
    across = (WIDTH - LEFT - RIGHT) / (x_high - x_low)
    up = (HEIGHT - TOP - BOTTOM) / (y_high - y_low)

    def place(x: float, y: float) -> str:
        return f"{LEFT + (x - x_low) * across:.1f},{HEIGHT - BOTTOM - (y - y_low) * up:.1f}"

    parts = [_axes(x_low, x_high, y_low, y_high, x_name, y_name)]
    if points is not None:
        for x, y in zip(points.x.tolist(), points.y.tolist(), strict=True):
            spot = place(x, y).split(",")
            parts.append(f'<circle cx="{spot[0]}" cy="{spot[1]}" r="2.5" fill="{points.colour}" fill-opacity="0.7"/>')
    for index, line in enumerate(lines):
        dash = ' stroke-dasharray="5 3"' if line.dashed else ""
        for piece in _pieces(line):
            spots = " ".join(place(x, y) for x, y in piece)
            parts.append(f'<polyline points="{spots}" fill="none" stroke="{line.colour}" stroke-width="1.8"{dash}/>')
        parts.append(_key(index, line, dash))
    return _svg(WIDTH, HEIGHT, parts)


def _pieces(line: Line) -> list[list[tuple[float, float]]]:
    """The runs of finite points of a line, thinned to what a small chart can show."""
    step = max(1, len(line.x) // 800)
    pieces: list[list[tuple[float, float]]] = [[]]
    places = sorted({*range(0, len(line.x), step), len(line.x) - 1} - {-1})
    for x, y in zip(line.x[places].tolist(), line.y[places].tolist(), strict=True):
        if isfinite(y):
            pieces[-1].append((x, y))
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _key(index: int, line: Line, dash: str) -> str:
    x, y = LEFT + 90 * index, 10
    return (f'<line x1="{x}" y1="{y}" x2="{x + 20}" y2="{y}" stroke="{line.colour}" stroke-width="2"{dash}/>'
            + _words(x + 26, y + 4, line.name, TEXT))  # fmt: skip


def _axes(x_low: float, x_high: float, y_low: float, y_high: float, x_name: str, y_name: str) -> str:
    parts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
        x = LEFT + share * (WIDTH - LEFT - RIGHT)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{GRID}"/>')
        parts.append(_words(LEFT - 6, y + 4, f"{y_low + share * (y_high - y_low):.3g}", MUTED, "end"))
        parts.append(_words(x, HEIGHT - BOTTOM + 14, f"{x_low + share * (x_high - x_low):.4g}", MUTED, "middle"))
    parts.append(_words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4, x_name, MUTED, "middle"))
    parts.append(_words(WIDTH - RIGHT, 14, y_name, MUTED, "end"))
    return "".join(parts)


def _ends(arrays: Sequence[Numbers]) -> tuple[float, float]:
    """The smallest and the largest finite number, and never the same."""
    known = [array[np.isfinite(array)] for array in arrays]
    values = np.concatenate(known) if known else np.zeros(0)
    if not values.size:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def decision_map(channels: Numbers, places: Numbers, classes: Numbers | None, values: Numbers) -> str:
    """The answers (outputs, size, size) as a picture, with points (n, 2) at shares of its sides from the top left.

    Points have the shape and colour of their class, or without classes the tint of their value.
    """
    side = HEIGHT
    data = base64.b64encode(png(tints(channels))).decode("ascii")
    parts = [f'<image href="data:image/png;base64,{data}" xlink:href="data:image/png;base64,{data}" width="{side}" '
             f'height="{side}" preserveAspectRatio="none"/>']  # fmt: skip
    for index, (x, y) in enumerate((places * side).tolist()):
        if classes is None:
            colour = "#" + _diverging(np.array([values[index]]), 1.0).tobytes().hex()
            parts.append(marker(1, x, y, colour))
        else:
            label = int(classes[index])
            parts.append(marker(label, x, y, CLASSES[label % len(CLASSES)]))
    parts.append(f'<rect x="0.5" y="0.5" width="{side - 1}" height="{side - 1}" fill="none" stroke="{GRID}"/>')
    return _svg(side, side, parts)


def marker(label: int, x: float, y: float, colour: str, radius: float = 3.2) -> str:
    """The marker of a class: the second class is a disc, the others have corners."""
    style = f'fill="{colour}" stroke="#ffffff" stroke-width="0.7"'
    if label == 1:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" {style}/>'
    corners, turn = {0: (3, -90), 2: (4, -45), 3: (4, -90)}.get(label, (label + 1, -90))
    angles = [turn * pi / 180 + 2 * pi * corner / corners for corner in range(corners)]
    spots = " ".join(f"{x + 1.25 * radius * cos(a):.1f},{y + 1.25 * radius * sin(a):.1f}" for a in angles)
    return f'<polygon points="{spots}" {style}/>'


def tints(channels: Numbers) -> npt.NDArray[np.uint8]:
    """The colours (h, w, 3) of answers (outputs, h, w): one from -1 to 1, or the probability of each class."""
    known = np.nan_to_num(channels.astype(np.float64), nan=0.0, posinf=1.0, neginf=-1.0)
    if len(known) == 1:
        return _diverging(known[0], TINT)
    ranked = np.partition(known, -2, axis=0)
    lead = np.clip(ranked[-1] - ranked[-2], 0.0, 1.0)[..., np.newaxis]
    colours = np.stack([_rgb(CLASSES[index % len(CLASSES)]) for index in range(len(known))])
    middle = _rgb(MIDDLE)
    return np.rint(middle + lead * TINT * (colours[known.argmax(axis=0)] - middle)).astype(np.uint8)


def _diverging(values: Numbers, strength: float) -> npt.NDArray[np.uint8]:
    values = np.clip(values, -1.0, 1.0)[..., np.newaxis]
    middle, ends = _rgb(MIDDLE), np.where(values < 0.0, _rgb(NEGATIVE), _rgb(POSITIVE))
    return np.rint(middle + np.abs(values) * strength * (ends - middle)).astype(np.uint8)


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


def _words(x: float, y: float, words: str, colour: str, anchor: str = "start") -> str:
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="11" font-family="{FONT}" fill="{colour}" '
            f'text-anchor="{anchor}">{escape(words)}</text>')  # fmt: skip


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    return (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
            f'height="{height}" viewBox="0 0 {width} {height}">{"".join(parts)}</svg>')  # fmt: skip
