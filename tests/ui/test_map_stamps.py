"""A picture of which only changed tiles are drawn is the picture that would have been drawn whole."""

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from playground.ui.views.map_stamps import StampLayer, Stamps, joined, only_in_one

SIZE = QSize(170, 140)


@pytest.fixture
def sprites(qapp: QApplication) -> list[QImage]:
    made = []
    for colour in ("#80ff0000", "#00ff00", "#a00000ff"):
        sprite = QImage(13, 13, QImage.Format.Format_ARGB32_Premultiplied)
        sprite.fill(0)
        with QPainter(sprite) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(1, 1, 11, 11)
        made.append(sprite)
    return made


def some(rng: np.random.Generator, n: int) -> Stamps:
    return Stamps(rng.integers(-9, 175, (n, 2)), rng.integers(0, 3, n))


@pytest.mark.parametrize("seed", range(5))
def test_additions_removals_and_changes_end_at_the_same_pixels(sprites: list[QImage], seed: int) -> None:
    rng, layer = np.random.default_rng(seed), StampLayer()
    stamps = some(rng, 300)
    for _turn in range(25):
        assert layer.picture(SIZE, stamps, sprites) == StampLayer().picture(SIZE, stamps, sprites)
        gone = rng.random(len(stamps.sprites)) < 0.01
        stamps = joined([stamps.take(~gone), some(rng, int(rng.integers(0, 4)))])
        stamps.sprites[rng.integers(len(stamps.sprites))] = 1


@pytest.mark.parametrize("n", [0, 1, 50, 2000])
def test_what_only_one_of_two_lists_has_is_as_numpy_tells(n: int) -> None:
    rng = np.random.default_rng(n)
    one, other = (np.unique(rng.integers(0, 2 * n + 1, size)) for size in (n, n // 2))
    assert np.array_equal(only_in_one(one, other), np.setxor1d(one, other))
    assert np.array_equal(only_in_one(one, one), [])


def test_forgetting_and_another_size_draw_everything(sprites: list[QImage]) -> None:
    layer, stamps = StampLayer(), some(np.random.default_rng(1), 50)
    layer.picture(SIZE, stamps, sprites)
    others = [sprite.copy() for sprite in sprites[::-1]]
    layer.forget()
    assert layer.picture(SIZE, stamps, others) == StampLayer().picture(SIZE, stamps, others)
    wider = QSize(300, 140)
    assert layer.picture(wider, stamps, others) == StampLayer().picture(wider, stamps, others)


def test_no_stamps_are_an_empty_picture(sprites: list[QImage]) -> None:
    layer = StampLayer()
    layer.picture(SIZE, some(np.random.default_rng(2), 5), sprites)
    empty = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    empty.fill(0)
    assert layer.picture(SIZE, joined([]), sprites) == empty
