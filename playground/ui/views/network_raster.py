"""Draws thousands of curves at once, in the time that a painter needs for a few dozen.

A vertical line through a gap cuts every curve in a short piece: opaque in the middle, fading at both ends over as many
pixels as the curve climbs within one pixel across, which is what makes edges smooth. Such a trapezoid is the double sum
of four impulses. So the impulses of all curves go into an array, and two running sums make the picture.

Overlapping curves add up by optical density, -ln(1 - alpha), which does not depend on the order in which they are
drawn. Where both colours meet, the denser one shows, and positive before negative.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.arrays import Array
from playground.ui.views.network_links import Floats, Gap, alphas, profile, strengths, widths

Pixels = npt.NDArray[np.uint32]
Colour = tuple[int, int, int]

_SUMMED_AHEAD = 0.5
"""A running sum gives the height of a curve at the end of each pixel, not in its middle."""
POSITIVE_FIRST = 1.15
SHARP = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """A picture whose corner is at (left, top) device pixels: premultiplied ARGB, shape (height, width)."""

    left: int
    top: int
    pixels: Pixels


def raster(gap: Gap, weights: Array, full: float, thick: float, colours: tuple[Colour, Colour], scale: float) -> Raster:
    """The curves of a gap with weights (m, n), of which those of size `full` are `thick` wide.

    `colours` are those of negative and of positive weights, `scale` is how many device pixels make a pixel of the
    layout. Weights that are not finite are left out.
    """
    left, right = int(np.floor(gap.left * scale)), int(np.ceil(gap.right * scale))
    across = (np.arange(left, right) + 0.5) / scale
    down, steep = profile(np.clip((across - gap.left) / (gap.right - gap.left), 0.0, 1.0))
    curves = _curves(gap, weights, full, thick, scale)
    if not len(curves.start):
        return Raster(left, 0, np.zeros((1, right - left), np.uint32))
    climb = np.abs(curves.drop[:, None] * steep / np.float32((gap.right - gap.left) * scale))
    ramp = np.maximum(climb, 1.0) / 2
    half = np.maximum(curves.width[:, None] / 2 * np.sqrt(1.0 + climb * climb) - curves.surplus[:, None] * ramp, 0.0)
    centre = curves.start[:, None] + curves.drop[:, None] * down + np.float32(_SUMMED_AHEAD)
    top, bottom = int(np.floor((centre - half - ramp).min())), int(np.ceil((centre + half + ramp).max())) + 2
    return Raster(left, top, _colours(_densities(centre - np.float32(top), half, ramp, curves, bottom - top), colours))


@dataclass(frozen=True, slots=True, eq=False)
class _Curves:
    """Curves one after the other, in device pixels."""

    start: Floats
    drop: Floats
    width: Floats
    density: Floats
    surplus: Floats
    """How much wider a curve looks because its fading edges are rather opaque, in lengths of half an edge."""
    positive: npt.NDArray[np.bool_]


def _curves(gap: Gap, weights: Array, full: float, thick: float, scale: float) -> _Curves:
    known = np.isfinite(weights)
    strength = strengths(weights[known], full)
    start = np.broadcast_to(gap.starts, weights.shape)[known]
    end = np.broadcast_to(gap.ends[:, None], weights.shape)[known]
    factor = np.float32(scale)
    alpha, positive = alphas(strength), weights[known] >= 0
    density = -np.log(1.0 - alpha)
    surplus = 2.0 * (1.0 - alpha / density - alpha / 2) / alpha
    width = widths(strength, thick) * factor
    return _Curves(start * factor, (end - start) * factor, width, density, surplus, positive)


def _densities(centre: Floats, half: Floats, ramp: Floats, curves: _Curves, height: int) -> Floats:
    """The optical density of negative and of positive curves, shape (2, width, height)."""
    width = centre.shape[1]
    impulse = curves.density[:, None] / (2 * ramp)
    place = np.stack([centre - half - ramp, centre - half + ramp, centre + half - ramp, centre + half + ramp])
    impulses = np.stack([impulse, -impulse, -impulse, impulse])
    whole = place.astype(np.int32)
    later = (place - whole) * impulses
    line = np.arange(width, dtype=np.int32) * height + curves.positive[:, None] * np.int32(width * height)
    index = (whole + line).ravel()
    both = np.concatenate([index, index + 1]), np.concatenate([(impulses - later).ravel(), later.ravel()])
    sums = np.bincount(*both, 2 * width * height).reshape(2, width, height)
    np.cumsum(sums, axis=2, out=sums)
    np.cumsum(sums, axis=2, out=sums)
    return np.maximum(sums, 0.0, dtype=np.float32, casting="same_kind")


def _colours(density: Floats, colours: tuple[Colour, Colour]) -> Pixels:
    negative, positive = density
    alpha = 255.0 * (1.0 - np.exp(-(negative + positive)))
    front, back = (positive * POSITIVE_FIRST) ** 2, negative**2
    front, back = front * front, back * back
    blue = front / (front + back + np.float32(SHARP))
    pixels = np.rint(alpha).astype(np.uint32) << 24
    for shift, low, high in zip((16, 8, 0), *colours, strict=True):
        pixels |= (alpha * (low + (high - low) * blue) / 255.0).astype(np.uint32) << shift
    return np.ascontiguousarray(pixels.T)
