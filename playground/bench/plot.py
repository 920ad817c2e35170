"""The picture of cost against size, drawn with what the program draws its curves with: logarithmic axes, mostly."""

import os
from collections.abc import Sequence
from math import ceil, floor, log10
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from playground.i18n import Text, _
from playground.ui import fonts

WIDTH, HEIGHT = 1500, 460
TEXT_SIZE = 13
TITLES: dict[str, tuple[Text, Text]] = {
    "points": (_("Points"), _("an epoch of 2-8-8-1, batch 10 (ms)")),
    "width": (_("Width of two hidden layers"), _("a step, batch 32 (µs)")),
    "depth": (_("Hidden layers of 8"), _("a step, batch 32 (µs)")),
}
"""What stands at the two axes of each curve."""
LINEAR = {"depth"}
"""Curves whose cost has a part that doesn't grow: they are straight on plain axes, not on logarithmic ones."""


def draw(curves: dict[str, tuple[list[float], list[float]]], target: Path) -> None:
    """Draw the curves side by side into a PNG file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.install(app, TEXT_SIZE)
    layout = pg.GraphicsLayoutWidget(size=(WIDTH, HEIGHT))
    layout.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    layout.setBackground("w")
    for place, (name, (sizes, costs)) in enumerate(curves.items()):
        plot = layout.addPlot(row=0, col=place)
        plot.setLogMode(x=name not in LINEAR, y=name not in LINEAR)
        plot.showGrid(x=True, y=True, alpha=0.3)
        across, up = TITLES[name]
        plot.setLabel("bottom", str(across))
        plot.setLabel("left", str(up))
        if name not in LINEAR:
            plot.getAxis("bottom").setTicks([[(log10(size), f"{size:,.0f}") for size in sizes[::2]]])
            plot.getAxis("left").setTicks([[(log10(cost), f"{cost:,g}") for cost in round_numbers(costs)]])
        else:
            plot.setYRange(0.0, max(costs))
        plot.plot(sizes, costs, pen=pg.mkPen("#1f5fa8", width=2), symbol="o", symbolSize=7, symbolBrush="#1f5fa8")
    target.parent.mkdir(parents=True, exist_ok=True)
    layout.show()
    app.processEvents()
    layout.grab().save(str(target))
    layout.close()


def round_numbers(values: Sequence[float]) -> list[float]:
    """1, 2 and 5 times powers of ten, from below the smallest value to above the largest.

    >>> round_numbers([3.0, 40.0])
    [2.0, 5.0, 10.0, 20.0, 50.0]
    """
    powers = range(floor(log10(min(values))), ceil(log10(max(values))) + 1)
    numbers = [float(f"{step}e{power}") for power in powers for step in (1, 2, 5)]
    first = max(index for index, number in enumerate(numbers) if number <= min(values))
    last = min(index for index, number in enumerate(numbers) if number >= max(values))
    return numbers[first : last + 1]
