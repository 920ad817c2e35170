"""Whole shapes of points at one stroke: a line, a ring, a blob; and which points a loop of the hand encloses."""

import numpy as np
from numpy.typing import ArrayLike

from playground.data.dataset import Dataset, Floats, Integers
from playground.data.paint import add_points


def line(
    dataset: Dataset, start: ArrayLike, end: ArrayLike, label: float, count: int, scatter: float,
    rng: np.random.Generator,
) -> Dataset:  # fmt: skip
    """`count` points at equal distances from one place to another, scattered by a Gaussian of width `scatter`."""
    first, last = np.asarray(start, np.float64), np.asarray(end, np.float64)
    along = np.linspace(0.0, 1.0, count)[:, None]
    return add_points(dataset, first + along * (last - first) + rng.normal(0.0, scatter, (count, 2)), label)


def ring(
    dataset: Dataset, centre: ArrayLike, radius: float, label: float, count: int, scatter: float,
    rng: np.random.Generator,
) -> Dataset:  # fmt: skip
    """`count` points at equal distances on a circle, scattered by a Gaussian of width `scatter`."""
    angle = 2 * np.pi * np.arange(count) / count
    circle = np.asarray(centre, np.float64) + radius * np.column_stack([np.cos(angle), np.sin(angle)])
    return add_points(dataset, circle + rng.normal(0.0, scatter, (count, 2)), label)


def blob(
    dataset: Dataset, centre: ArrayLike, radius: float, label: float, count: int, rng: np.random.Generator
) -> Dataset:
    """`count` points of a Gaussian about a centre; 86 % of them lie within the radius, which is two deviations."""
    return add_points(dataset, np.asarray(centre, np.float64) + rng.normal(0.0, radius / 2, (count, 2)), label)


def select_loop(dataset: Dataset, loop: ArrayLike) -> Integers:
    """The ids of the points inside a closed line through the corners (k, 2), by the even-odd rule."""
    corners: Floats = np.asarray(loop, np.float64).reshape(-1, 2)
    x1, x2 = dataset.x.T
    inside = np.zeros(dataset.n, np.bool_)
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if ay != by:
            crosses = (ay > x2) != (by > x2)
            inside ^= crosses & (x1 < ax + (x2 - ay) * (bx - ax) / (by - ay))
    return dataset.ids[inside]
