"""A picture as data: grey, smaller, and points drawn by brightness or by colour; each step can be shown.

Pictures are arrays (height, width, 3) of red, green and blue from 0 to 1, the top row first. The points fill the plane
as far as the shape of the picture allows, upwards being upwards.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import DOMAIN, ClassStyle, Dataset, Floats, Integers
from playground.i18n import Text, _, n_
from playground.spec import Choice, Configuration, Effect, param

LARGEST_SIDE = 256
"""No picture is worked on at more cells along a side."""

DARKNESS, LIGHTNESS, COLOURS, LEVELS = "darkness", "lightness", "colours", "levels"
_ROUNDS = 50

Picture = NDArray[np.float64]
"""(height, width, 3), or (height, width) where it is grey."""


@dataclass(frozen=True, slots=True)
class Sampling(Configuration):
    """How a picture becomes points."""

    side: int = param(
        64, label=_("Cells along the longer side"), effect=Effect.VIEW, low=4, high=LARGEST_SIDE, logarithmic=True,
        help=_("The picture is made so small; each cell is the mean of what it covers."),
    )  # fmt: skip
    mode: str = param(
        DARKNESS, label=_("Points from"), effect=Effect.VIEW,
        help=_("Dark or light cells draw more points, in two classes above and below the threshold; or each colour is "
               "a class; or the brightness is a value to be learned."),
        choices=(
            Choice(DARKNESS, _("Dark places")), Choice(LIGHTNESS, _("Light places")),
            Choice(COLOURS, _("Colours as classes")), Choice(LEVELS, _("Brightness as value")),
        ),
    )  # fmt: skip
    count: int = param(
        1000, label=_("Number of points"), help=_("How many points are drawn."), effect=Effect.VIEW,
        low=10, high=20_000, logarithmic=True,
    )  # fmt: skip
    threshold: float = param(
        0.5, label=_("Threshold"), effect=Effect.VIEW, low=0.0, high=1.0, digits=2,
        help=_("Cells darker than this are one class, the others the other."),
    )  # fmt: skip
    colours: int = param(
        4, label=_("Number of colours"), help=_("How many groups of similar colours are looked for (k-means)."),
        effect=Effect.VIEW, low=2, high=10,
    )  # fmt: skip
    seed: int = param(
        1, label=_("Seed"), help=_("The number from which the points are drawn."), effect=Effect.VIEW,
        low=0, high=999_999_999,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """What became of a picture on its way, and the points at the end."""

    small: Picture
    grey: Picture
    grouped: Picture
    """Small, with the colour or the shade of its class or value in each cell."""
    dataset: Dataset
    notes: tuple[Text, ...]


def steps(picture: Picture, sampling: Sampling) -> Steps:
    """All steps, from a picture (height, width, 3) to its points."""
    rng = np.random.default_rng(sampling.seed)
    small = shrink(picture, sampling.side)
    grey = to_grey(small)
    notes = [_("Made smaller: {from_size} → {to_size} cells.", from_size=_size(picture), to_size=_size(small))]
    if sampling.mode == COLOURS:
        labels, centres = group_colours(small, sampling.colours, rng)
        chosen = _drawn(np.ones(grey.size), sampling.count, rng)
        notes.append(n_("{n} group of similar colours, found by k-means in RGB; points are drawn evenly.",
                        "{n} groups of similar colours, found by k-means in RGB; points are drawn evenly.",
                        len(centres)))  # fmt: skip
        grouped, y = centres[labels], labels.ravel()[chosen].astype(np.float64)
        classes = tuple(ClassStyle(_colour_words(centre), at) for at, centre in enumerate(centres))
    elif sampling.mode == LEVELS:
        chosen = _drawn(np.ones(grey.size), sampling.count, rng)
        notes.append(_("Grey = 0.299 red + 0.587 green + 0.114 blue; black is −1 and white +1."))
        grouped, y, classes = grey, 2 * grey.ravel()[chosen] - 1, ()
    else:
        weights = 1 - grey if sampling.mode == DARKNESS else grey
        chosen = _drawn(weights.ravel() + 1e-3, sampling.count, rng)
        notes.append(_("Grey = 0.299 red + 0.587 green + 0.114 blue; a cell draws points in proportion to how dark or "
                       "light it is."))  # fmt: skip
        dark = grey < sampling.threshold
        grouped, y = np.where(dark, 0.25, 0.85), (~dark).ravel()[chosen].astype(np.float64)
        classes = (ClassStyle(str(_("dark")), 1), ClassStyle(str(_("light")), 0))
    return Steps(small, grey, grouped, Dataset.numbered(_places(grey, chosen, rng), y, classes), tuple(notes))


def to_grey(picture: Picture) -> Picture:
    """The brightness (height, width) of a picture: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601)."""
    return picture @ np.array([0.299, 0.587, 0.114])


def shrink(picture: Picture, side: int) -> Picture:
    """The picture with at most `side` cells along its longer side, each the mean of what it covers."""
    height, width = picture.shape[:2]
    scale = min(1.0, side / max(height, width))
    return _mean(_mean(picture, max(1, round(height * scale)), 0), max(1, round(width * scale)), 1)


def group_colours(picture: Picture, count: int, rng: np.random.Generator) -> tuple[Integers, Floats]:
    """The group of each cell (height, width) and the colours of the groups, the darkest first, by k-means.

    Lloyd's algorithm (1957) from centres drawn far apart (k-means++, Arthur and Vassilvitskii 2007). Groups that stay
    empty are left out, but two there are always.
    """
    cells = picture.reshape(-1, 3)
    centres = _far_apart(cells, count, rng)
    for _round in range(_ROUNDS):
        nearest = _nearest(cells, centres)
        moved = np.array([cells[nearest == at].mean(axis=0) if (nearest == at).any() else centre
                          for at, centre in enumerate(centres)])  # fmt: skip
        if np.allclose(moved, centres):
            break
        centres = moved
    nearest = _nearest(cells, centres)
    used = np.unique(nearest)
    if len(used) < 2:
        used = np.unique([used[0], (used[0] + 1) % count])
    by_brightness = used[np.argsort(to_grey(centres[used]), kind="stable")]
    rank = np.zeros(count, np.int64)
    rank[by_brightness] = np.arange(len(by_brightness))
    return rank[nearest].reshape(picture.shape[:2]), centres[by_brightness]


def _mean(picture: Picture, cells: int, axis: int) -> Picture:
    """The mean over equal stretches along one axis; a pixel on a border counts in each cell with its part."""
    n = picture.shape[axis]
    if cells == n:
        return picture
    sums = np.concatenate([np.zeros_like(picture.take([0], axis)), picture.cumsum(axis)], axis)
    edges = np.linspace(0, n, cells + 1)
    below = np.minimum(edges.astype(np.int64), n - 1)
    part = (edges - below).reshape([-1 if at == axis else 1 for at in range(picture.ndim)])
    at_edges = sums.take(below, axis) + part * picture.take(below, axis)
    return np.diff(at_edges, axis=axis) * (cells / n)


def _far_apart(cells: Floats, count: int, rng: np.random.Generator) -> Floats:
    """Cells to begin with, each drawn with a chance that grows with the squared distance from those before."""
    centres = [cells[rng.integers(len(cells))]]
    distance = np.full(len(cells), np.inf)
    for _more in range(count - 1):
        distance = np.minimum(distance, ((cells - centres[-1]) ** 2).sum(axis=1))
        total = distance.sum()
        chance = distance / total if total > 0 else None
        centres.append(cells[rng.choice(len(cells), p=chance)])
    return np.array(centres)


def _nearest(cells: Floats, centres: Floats) -> Integers:
    distances = np.stack([((cells - centre) ** 2).sum(axis=1) for centre in centres])
    return distances.argmin(axis=0).astype(np.int64)


def _drawn(weights: Floats, count: int, rng: np.random.Generator) -> Integers:
    """Cells drawn with a chance in proportion to their weight, with putting back."""
    return rng.choice(len(weights), count, p=weights / weights.sum())


def _places(grey: Picture, chosen: Integers, rng: np.random.Generator) -> Floats:
    """A place (n, 2) of the plane anywhere in each of the chosen cells."""
    height, width = grey.shape
    scale = (DOMAIN[1] - DOMAIN[0]) / max(height, width)
    rows, columns = np.divmod(chosen, width)
    across = (columns + rng.random(len(chosen)) - width / 2) * scale
    down = (rows + rng.random(len(chosen)) - height / 2) * scale
    return np.clip(np.column_stack([across, -down]), *DOMAIN)


def _size(picture: Picture) -> str:
    return f"{picture.shape[1]} × {picture.shape[0]}"


def _colour_words(colour: Floats) -> str:
    """A colour as those who make web pages write it, so that it names a class in any language."""
    red, green, blue = np.rint(np.clip(colour, 0, 1) * 255).astype(int).tolist()
    return f"#{red:02x}{green:02x}{blue:02x}"
