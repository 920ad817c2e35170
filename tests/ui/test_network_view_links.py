"""The connections of the diagram: how strong they look, where they are hit, and how many are drawn at once."""

import numpy as np
import pytest

from playground.ui.views.network_links import (
    REACH,
    THICKEST,
    THINNEST,
    Gap,
    nearest,
    profile,
    reference,
    strengths,
    thickest,
    widths,
)
from playground.ui.views.network_model import Parameter
from playground.ui.views.network_raster import raster

ORANGE, BLUE = (255, 128, 0), (0, 0, 255)


def gap(starts: list[float], ends: list[float], left: float = 0.0, right: float = 100.0) -> Gap:
    units = [np.arange(len(places)) for places in (starts, ends)]
    return Gap(0, left, right, units[0], np.float32(starts), units[1], np.float32(ends))


def test_a_curve_begins_and_ends_level_and_is_half_way_down_in_the_middle() -> None:
    down, steep = profile(np.array([0.0, 0.5, 1.0]))
    assert down == pytest.approx([0.0, 0.5, 1.0])
    assert steep[[0, 2]] == pytest.approx([0.0, 0.0], abs=1e-6)
    assert steep[1] > 1.0


def test_the_curves_are_those_that_the_painter_draws() -> None:
    pytest.importorskip("PySide6")
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainterPath

    path = QPainterPath(QPointF(0.0, 0.0))
    path.cubicTo(0.5, 0.0, 0.5, 1.0, 1.0, 1.0)
    points = [path.pointAtPercent(part) for part in np.linspace(0.0, 1.0, 9)]
    down, _steep = profile(np.array([point.x() for point in points]))
    assert down == pytest.approx([point.y() for point in points], abs=2e-3)


def test_small_weights_look_weak_and_one_giant_does_not_hide_the_rest() -> None:
    small = np.full((10, 11), 0.1)
    assert reference([small]) == 1.0
    giant = np.full((10, 11), 2.0)
    giant[0, 0] = 1000.0
    assert reference([giant]) == pytest.approx(2.0)


def test_biases_do_not_count_among_the_weights() -> None:
    assert reference([np.array([[2.0, 500.0]])]) == pytest.approx(2.0)


def test_weights_that_are_not_finite_are_left_out() -> None:
    assert reference([np.array([[np.nan, 3.0, np.inf, 0.0]])]) == pytest.approx(3.0)
    assert reference([np.full((2, 3), np.nan)]) == 1.0
    assert np.isnan(strengths(np.array([np.nan, np.inf]), 1.0)).all()


def test_widths_go_from_a_hair_to_the_thickest() -> None:
    assert widths(strengths(np.array([0.0, 1.0, -9.0]), 1.0), THICKEST) == pytest.approx([THINNEST, THICKEST, THICKEST])
    assert thickest(22.0) < thickest(34.0) < THICKEST + 1e-9


def test_the_nearest_curve_is_hit() -> None:
    both = gap([10.0, 90.0], [10.0, 90.0])
    assert nearest([both], None, 50.0, 12.0, THICKEST) == Parameter(0, 0, 0)
    assert nearest([both], None, 50.0, 88.0, THICKEST) == Parameter(0, 1, 1)
    assert nearest([both], None, 2.0, 91.0, THICKEST) in (Parameter(0, 0, 1), Parameter(0, 1, 1))


def test_of_curves_that_cross_the_strongest_is_hit() -> None:
    both = gap([10.0, 90.0], [10.0, 90.0])
    weights = [np.array([[0.1, 0.2, 0.0], [0.9, 0.1, 0.0]])]
    assert nearest([both], weights, 50.0, 50.0, THICKEST) == Parameter(0, 1, 0)


def test_nothing_is_hit_far_from_all_curves() -> None:
    one = gap([10.0], [10.0])
    assert nearest([one], None, 50.0, 10.0 + REACH + 2.0, THICKEST) is None
    assert nearest([one], None, 150.0, 10.0, THICKEST) is None


def test_units_of_a_scrolled_layer_are_named_by_their_own_number() -> None:
    scrolled = Gap(2, 0.0, 100.0, np.array([7]), np.float32([20.0]), np.array([5]), np.float32([20.0]))
    assert nearest([scrolled], None, 50.0, 20.0, THICKEST) == Parameter(2, 5, 7)


def test_the_raster_draws_a_level_curve_as_a_bar_of_its_width_and_colour() -> None:
    drawn = raster(gap([20.0], [20.0]), np.array([[5.0]]), 1.0, 6.0, (ORANGE, BLUE), 1.0)
    middle = drawn.pixels[:, 50]
    alpha = (middle >> 24) / 255.0
    assert alpha.sum() == pytest.approx(6.0 * alpha.max(), rel=0.05)
    assert alpha.max() == pytest.approx(0.95, abs=0.01)
    assert (np.arange(len(alpha)) + 0.5 + drawn.top) @ alpha / alpha.sum() == pytest.approx(20.0, abs=0.05)
    assert (middle & 0xFF).max() > 200
    assert (middle >> 16 & 0xFF).max() <= 2


def test_the_raster_keeps_the_width_of_steep_curves() -> None:
    """Cut straight down, a curve that climbs by s is wider by sqrt(1 + s²)."""
    drawn = raster(gap([20.0], [220.0]), np.array([[-5.0]]), 1.0, 5.0, (ORANGE, BLUE), 1.0)
    _down, steep = profile(np.array([0.505]))
    alpha = (drawn.pixels[:, 50] >> 24) / 255.0
    assert alpha.sum() == pytest.approx(0.95 * 5.0 * np.hypot(1.0, 2.0 * steep[0]), rel=0.05)


def test_the_raster_leaves_out_what_is_not_finite() -> None:
    drawn = raster(gap([20.0, 30.0], [25.0]), np.array([[np.nan, np.inf]]), 1.0, 5.0, (ORANGE, BLUE), 2.0)
    assert not drawn.pixels.any()


def test_where_both_colours_meet_the_stronger_shows() -> None:
    drawn = raster(gap([20.0, 20.0], [20.0]), np.array([[-1.0, 0.1]]), 1.0, 5.0, (ORANGE, BLUE), 1.0)
    pixel = int(drawn.pixels[20 - drawn.top, 50])
    assert pixel >> 16 & 0xFF > 220
    assert pixel & 0xFF < 25
