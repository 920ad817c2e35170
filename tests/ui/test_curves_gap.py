"""The tint between the curves of training and validation points."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from playground.ui.views.curves_gap import band, paint_gap
from playground.ui.views.curves_layout import Pane
from playground.ui.views.curves_overlay import Overlay
from playground.ui.views.curves_series import Line, Part

PANE = Pane(QRectF(0, 0, 100, 100), 0.0, 100.0, 0.0, 1.0)


def line(part: Part, heights: np.ndarray) -> Line:
    return Line(part, np.arange(float(len(heights))), heights, heights)


def painted(*drawn: Line) -> QImage:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_gap(painter, PANE, drawn, Overlay())
    painter.end()
    return image


def test_only_what_lies_between_the_curves_is_tinted() -> None:
    image = painted(line(Part.TRAIN, np.full(101, 0.2)), line(Part.VALIDATION, np.full(101, 0.6)))
    white = QColor("white")
    assert image.pixelColor(50, 60) != white
    assert image.pixelColor(50, 20) == white
    assert image.pixelColor(50, 95) == white


def test_one_curve_alone_has_no_gap() -> None:
    assert painted(line(Part.TRAIN, np.full(101, 0.2))).pixelColor(50, 60) == QColor("white")


def test_a_long_run_is_drawn_by_the_means_of_neighbours_and_ends_where_it_ends() -> None:
    train, validation = line(Part.TRAIN, np.linspace(1, 0, 4000)), line(Part.VALIDATION, np.ones(4000))
    epochs, one, other = band(train, validation, 0.0, 4000.0)
    assert len(epochs) <= 100
    np.testing.assert_allclose(one, np.interp(epochs, train.epochs, train.heights), atol=1e-9)
    assert (other == 1.0).all()


def test_what_is_undefined_is_left_out() -> None:
    values = np.array([np.nan, 0.5, 0.4, np.inf])
    epochs, _one, _other = band(line(Part.TRAIN, values), line(Part.VALIDATION, np.ones(4)), 0.0, 3.0)
    assert epochs.tolist() == [1.0, 2.0]
