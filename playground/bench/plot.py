"""The picture of cost against size, drawn with what the program draws its curves with."""

import os
from pathlib import Path

import pyqtgraph as pg
from pyqtgraph.exporters import ImageExporter
from PySide6.QtWidgets import QApplication

from playground.i18n import Text, _

WIDTH = 1500
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
    layout = pg.GraphicsLayoutWidget()
    layout.setBackground("w")
    layout.resize(WIDTH, WIDTH // 3)
    for place, (name, (sizes, costs)) in enumerate(curves.items()):
        plot = layout.addPlot(row=0, col=place)
        plot.setLogMode(x=True, y=True)
        plot.showGrid(x=True, y=True, alpha=0.3)
        across, up = TITLES[name]
        plot.setLabel("bottom", str(across))
        plot.setLabel("left", str(up))
        plot.plot(sizes, costs, pen=pg.mkPen("#1f5fa8", width=2), symbol="o", symbolSize=7, symbolBrush="#1f5fa8")
    target.parent.mkdir(parents=True, exist_ok=True)
    app.processEvents()
    exporter = ImageExporter(layout.scene())
    exporter.parameters()["width"] = WIDTH
    exporter.export(str(target))
    layout.close()
