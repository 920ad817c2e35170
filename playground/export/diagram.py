"""The network as SVG: what each neuron makes of the plane, and how strongly it is listened to."""

import base64
import math
from collections.abc import Sequence

import numpy as np

from playground.export.colours import LIGHT, Colours
from playground.export.drawing import Numbers, words
from playground.export.mapping import png, tints

MOST_SHOWN = 10
"""Of a larger layer only the first neurons are drawn."""
WIDEST_LINE = 4.0


def diagram(
    maps: Sequence[Numbers], matrices: Sequence[Numbers], width: float, height: float, colours: Colours = LIGHT
) -> str:
    """Neurons in columns with their maps (units, size, size) from -1 to 1, inputs first, and lines for the weights.

    The matrices (units, inputs + 1) lead from each column to the next; the last column of each is the bias.
    """
    counts = [min(len(layer), MOST_SHOWN) for layer in maps]
    side = min(44.0, (height - 16) / max(counts) - 6, width / len(counts) / 1.6)
    across = [side / 2 + (width - side) * place / max(1, len(counts) - 1) for place in range(len(counts))]
    spots = [[(x, height * (row + 1) / (count + 1)) for row in range(count)]
             for x, count in zip(across, counts, strict=True)]  # fmt: skip
    parts = []
    for left, right, weights in zip(spots, spots[1:], matrices, strict=False):
        parts += [_line(a, b, float(weights[row, column]), side, colours)
                  for row, b in enumerate(right) for column, a in enumerate(left)]  # fmt: skip
    for column, layer in zip(spots, maps, strict=True):
        scale = max(1.0, float(np.abs(layer[np.isfinite(layer)]).max(initial=0.0)))
        parts += [_neuron(values / scale, spot, side, colours) for values, spot in zip(layer, column, strict=False)]
        if len(layer) > len(column):
            parts.append(words(column[0][0], height - 2, f"+{len(layer) - len(column)}", colours.muted, "middle"))
    return "".join(parts)


def _line(start: tuple[float, float], end: tuple[float, float], weight: float, side: float, colours: Colours) -> str:
    """A curve from neuron to neuron, thicker for a larger weight."""
    if not math.isfinite(weight):
        return ""
    x1, x2, bend = start[0] + side / 2, end[0] - side / 2, (end[0] - start[0]) / 3
    colour = colours.negative if weight < 0 else colours.positive
    strength = math.tanh(abs(weight) / 2)
    return (f'<path d="M{x1:.1f},{start[1]:.1f} C{x1 + bend:.1f},{start[1]:.1f} {x2 - bend:.1f},{end[1]:.1f} '
            f'{x2:.1f},{end[1]:.1f}" fill="none" stroke="{colour}" stroke-opacity="{0.25 + 0.75 * strength:.2f}" '
            f'stroke-width="{0.3 + WIDEST_LINE * strength:.2f}"/>')  # fmt: skip


def _neuron(values: Numbers, spot: tuple[float, float], side: float, colours: Colours) -> str:
    data = base64.b64encode(png(tints(values[np.newaxis], strength=0.95, colours=colours))).decode("ascii")
    x, y = spot[0] - side / 2, spot[1] - side / 2
    place = f'x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}"'
    return (f'<image href="data:image/png;base64,{data}" xlink:href="data:image/png;base64,{data}" {place} '
            f'preserveAspectRatio="none"/><rect {place} fill="none" stroke="{colours.grid}"/>')  # fmt: skip
