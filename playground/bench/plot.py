"""The picture of cost against size, drawn with what the program draws its curves with."""

import os
from math import log10
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


def draw(curves: dict[str, tuple[list[float], list[float]]], target: Path) -> None:
    """Draw the curves side by side on logarithmic axes, into a PNG file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.install(app, TEXT_SIZE)
    layout = pg.GraphicsLayoutWidget(size=(WIDTH, HEIGHT))
    layout.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    layout.setBackground("w")
    for place, (name, (sizes, costs)) in enumerate(curves.items()):
        plot = layout.addPlot(row=0, col=place)
        plot.setLogMode(x=True, y=True)
        plot.showGrid(x=True, y=True, alpha=0.3)
        across, up = TITLES[name]
        plot.setLabel("bottom", str(across))
        plot.setLabel("left", str(up))
        plot.getAxis("bottom").setTicks([[(log10(size), f"{size:,.0f}") for size in sizes[::2]]])
        plot.plot(sizes, costs, pen=pg.mkPen("#1f5fa8", width=2), symbol="o", symbolSize=7, symbolBrush="#1f5fa8")
    target.parent.mkdir(parents=True, exist_ok=True)
    layout.show()
    app.processEvents()
    layout.grab().save(str(target))
    layout.close()
