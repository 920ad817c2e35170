"""Charts as SVG, made without a window: learning curves, a fitted curve. Maps are in `mapping`."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import inf, isfinite

import numpy as np
import numpy.typing as npt

from playground.export.colours import LIGHT, Colours
from playground.export.ticks import ticks

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


def chart(
    lines: Sequence[Line], x_name: str, y_name: str, points: Line | None = None, counts: bool = False,
    until: float = inf, heights: tuple[float, float] | None = None,
    colours: Colours = LIGHT,
) -> str:  # fmt: skip
    """Lines, and points if there are any, over common axes; what is not a finite number is a gap.

    Numbers along the axis are whole where it `counts`. Lines are drawn up to `until`, between axes for all of them.
    `heights` are the ends of the upright axis, where those of the numbers are not meant.
    """
    everything = [*lines, *([points] if points else [])]
    x_low, x_high = _ends([line.x for line in everything])
    y_low, y_high = heights or _ends([line.y for line in everything])
    across = (WIDTH - LEFT - RIGHT) / (x_high - x_low)
    up = (HEIGHT - TOP - BOTTOM) / (y_high - y_low)

    def place(x: float, y: float) -> str:
        return f"{LEFT + (x - x_low) * across:.1f},{HEIGHT - BOTTOM - (y - y_low) * up:.1f}"

    parts = []
    for tick in ticks(y_low, y_high):
        y = HEIGHT - BOTTOM - (tick.value - y_low) * up
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{colours.grid}"/>')
        parts.append(words(LEFT - 6, y + 4, tick.words, colours.muted, "end"))
    for tick in ticks(x_low, x_high, counts):
        parts.append(
            words(LEFT + (tick.value - x_low) * across, HEIGHT - BOTTOM + 16, tick.words, colours.muted, "middle")
        )
    parts.append(words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 2, x_name, colours.muted, "middle"))
    parts.append(words(LEFT - 6, 14, y_name, colours.muted, "end"))
    if points is not None:
        for x, y in zip(points.x.tolist(), points.y.tolist(), strict=True):
            spot = place(x, y).split(",")
            parts.append(f'<circle cx="{spot[0]}" cy="{spot[1]}" r="2.5" fill="{points.colour}" fill-opacity="0.7"/>')
    for index, line in enumerate(lines):
        dash = ' stroke-dasharray="5 3"' if line.dashed else ""
        for piece in _pieces(line, until):
            spots = " ".join(place(x, min(max(y, y_low), y_high)) for x, y in piece)
            parts.append(_drawn(spots, line.colour, dash))
        parts.append(_key(index, line, dash, colours.text))
    return svg(WIDTH, HEIGHT, parts)


def _pieces(line: Line, until: float) -> list[list[tuple[float, float]]]:
    """The runs of finite points of a line, thinned to what a small chart can show."""
    step = max(1, len(line.x) // 800)
    pieces: list[list[tuple[float, float]]] = [[]]
    places = sorted({*range(0, len(line.x), step), len(line.x) - 1} - {-1})
    for x, y in zip(line.x[places].tolist(), line.y[places].tolist(), strict=True):
        if x > until:
            break
        if isfinite(y):
            pieces[-1].append((x, y))
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _drawn(spots: str, colour: str, dash: str) -> str:
    """A piece of a line; of a single point, a dot."""
    if " " not in spots:
        x, y = spots.split(",")
        return f'<circle cx="{x}" cy="{y}" r="2" fill="{colour}"/>'
    return f'<polyline points="{spots}" fill="none" stroke="{colour}" stroke-width="1.8"{dash}/>'


def _key(index: int, line: Line, dash: str, text: str) -> str:
    x, y = LEFT + 90 * index, 10
    return (f'<line x1="{x}" y1="{y}" x2="{x + 20}" y2="{y}" stroke="{line.colour}" stroke-width="2"{dash}/>'
            + words(x + 26, y + 4, line.name, text))  # fmt: skip


def _ends(arrays: Sequence[Numbers]) -> tuple[float, float]:
    """The smallest and the largest finite number, and never the same."""
    known = [array[np.isfinite(array)] for array in arrays]
    values = np.concatenate(known) if known else np.zeros(0)
    if not values.size:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def words(x: float, y: float, said: str, colour: str, anchor: str = "start") -> str:
    """A line of text at a place."""
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="11" font-family="{FONT}" fill="{colour}" '
            f'text-anchor="{anchor}">{escape(said)}</text>')  # fmt: skip


def svg(width: float, height: float, parts: Sequence[str]) -> str:
    """A whole picture."""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
            f'height="{height}" viewBox="0 0 {width} {height}">{"".join(parts)}</svg>')  # fmt: skip


def content(picture: str) -> str:
    """What is drawn in a whole picture, to be a part of another."""
    return picture[picture.index(">") + 1 : picture.rindex("</svg>")]
