"""Thousands of small sprites as one picture, of which only what has changed is drawn anew.

While one paints, a few points of ten thousand change at a time. So the picture is divided into tiles, and only those
that a changed stamp touches are cleared and stamped again, in the same order, to the same pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

from playground.data.dataset import Booleans, Integers

TILE = 32
"""The side of a tile in pixels of the screen."""
_MOST = 0.4
"""Where more than this part of the tiles is touched, everything is drawn."""
_SHIFT, _ROOM = 1 << 15, 20


@dataclass(frozen=True, slots=True, eq=False)
class Stamps:
    """The upper left `corners` (n, 2) of sprites in pixels, and the numbers of the `sprites` (n,)."""

    corners: Integers
    sprites: Integers

    def take(self, which: Booleans) -> "Stamps":
        """Those of a mask."""
        at = np.flatnonzero(which)
        return Stamps(self.corners.take(at, axis=0), self.sprites.take(at))

    @property
    def codes(self) -> Integers:
        """One number for each different stamp, the same for the same sprite at the same place, in ascending order."""
        columns, rows = self.corners[:, 0] + _SHIFT, self.corners[:, 1] + _SHIFT
        codes = np.sort((columns << 40) | (rows << _ROOM) | self.sprites)
        return codes[np.diff(codes, prepend=-1) != 0]


def joined(stamps: Sequence[Stamps]) -> Stamps:
    """All of them, the first below."""
    if not stamps:
        return Stamps(np.empty((0, 2), np.int64), np.empty(0, np.int64))
    return Stamps(np.concatenate([one.corners for one in stamps]), np.concatenate([one.sprites for one in stamps]))


def only_in_one(one: Integers, other: Integers) -> Integers:
    """The numbers that only one of two ascending lists without repeats has, as `np.setxor1d` tells them."""
    both = np.sort(np.concatenate((one, other)), kind="stable")  # which merges two sorted runs as quickly as it can be
    is_pair = both[1:] == both[:-1]
    is_single = np.ones(len(both), np.bool_)
    is_single[1:] &= ~is_pair
    is_single[:-1] &= ~is_pair
    return both[is_single]


def stamp(painter: QPainter, stamps: Stamps, sprites: Sequence[QImage]) -> None:
    """Copy sprites to their places; a plain loop, as Qt takes no arrays here."""
    draw = painter.drawImage
    for x, y, sprite in zip(
        stamps.corners[:, 0].tolist(), stamps.corners[:, 1].tolist(), stamps.sprites.tolist(), strict=True
    ):
        draw(x, y, sprites[sprite])


class StampLayer:
    """The picture of the last stamps."""

    def __init__(self) -> None:
        self._picture = QImage()
        self._codes: Integers | None = None

    def forget(self) -> None:
        """Draw everything next time, as the sprites are others."""
        self._codes = None

    def picture(self, size: QSize, stamps: Stamps, sprites: Sequence[QImage]) -> QImage:
        """The picture of these stamps. It is the same object each time."""
        before, self._codes = self._codes, stamps.codes
        if self._picture.size() != size:
            self._picture, before = QImage(size, QImage.Format.Format_ARGB32_Premultiplied), None
        if before is None:
            self._draw_all(stamps, sprites)
            return self._picture
        changed = only_in_one(before, self._codes)
        if len(changed):
            corners = np.column_stack([changed >> 40, (changed >> _ROOM) & ((1 << _ROOM) - 1)]) - _SHIFT
            side = sprites[0].width()
            dirty = self._touched(corners, side)
            if dirty.mean() > _MOST or side > TILE:
                self._draw_all(stamps, sprites)
            else:
                self._draw_tiles(dirty, stamps, sprites)
        return self._picture

    def _draw_all(self, stamps: Stamps, sprites: Sequence[QImage]) -> None:
        self._picture.fill(Qt.GlobalColor.transparent)
        with QPainter(self._picture) as painter:
            stamp(painter, stamps, sprites)

    def _draw_tiles(self, dirty: Booleans, stamps: Stamps, sprites: Sequence[QImage]) -> None:
        region = QRegion()
        squares = [QRect(column * TILE, row * TILE, TILE, TILE) for row, column in np.argwhere(dirty).tolist()]
        tiles = self._tiles(stamps.corners, sprites[0].width())
        touching = np.any([dirty[rows, columns] for rows, columns in tiles], axis=0)
        with QPainter(self._picture) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            for square in squares:
                painter.fillRect(square, Qt.GlobalColor.transparent)
                region = region.united(square)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setClipRegion(region)
            stamp(painter, stamps.take(touching), sprites)

    def _touched(self, corners: Integers, side: int) -> Booleans:
        """Which tiles (rows, columns) stamps with these corners touch."""
        dirty = np.zeros(self._shape, np.bool_)
        for rows, columns in self._tiles(corners, side):
            dirty[rows, columns] = True
        return dirty

    def _tiles(self, corners: Integers, side: int) -> list[tuple[Integers, Integers]]:
        """The tiles of each corner of a stamp, as rows and columns; those off the picture count as its border."""
        (left, right), (top, bottom) = (
            [np.clip(edge // TILE, 0, count - 1) for edge in (corners[:, axis], corners[:, axis] + side - 1)]
            for axis, count in enumerate(self._shape[::-1])
        )
        return [(rows, columns) for rows in (top, bottom) for columns in (left, right)]

    @property
    def _shape(self) -> tuple[int, int]:
        return -(-self._picture.height() // TILE), -(-self._picture.width() // TILE)
