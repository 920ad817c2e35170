"""The curves of the diagram as pictures, one for each gap between two columns.

Curves are the dearest thing in the window to paint. A gap is painted anew only if its weights have changed so much that
one can see it, and a large diagram is brought up to date in several goes, so that no single one holds up the window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from playground.engine.arrays import Array
from playground.ui.views import network_strokes as strokes
from playground.ui.views.network_layout import DiagramLayout
from playground.ui.views.network_links import Floats, Gap, alphas, reference, strengths, thickest, widths
from playground.ui.views.network_look import Look, smooth
from playground.ui.views.network_model import Diagram

WORK = 12_000
"""How many pixels of curves are painted in one go, which takes some milliseconds; at least one gap is."""
VISIBLE_WIDTH, VISIBLE_ALPHA = 0.2, 0.015
"""A change in pixels or of opacity that one may see."""


@dataclass(frozen=True, slots=True, eq=False)
class Appearance:
    """How the curves of a gap look: their widths and opacities, negative for negative weights; NaN if unknown."""

    width: Floats
    alpha: Floats

    def differs(self, other: "Appearance", at_all: bool) -> bool:
        """Whether one can see the difference, or whether there is any."""
        least = (0.0, 0.0) if at_all else (VISIBLE_WIDTH, VISIBLE_ALPHA)
        width, alpha = np.abs(self.width - other.width), np.abs(self.alpha - other.alpha)
        unknown = np.isnan(self.width) != np.isnan(other.width)
        return bool(unknown.any() or (width > least[0]).any() or (alpha > least[1]).any())


class LinkLayer:
    """Keeps the picture of each gap, and knows which ones are no longer true."""

    def __init__(self, look: Look, layout: DiagramLayout, gaps: Sequence[Gap], height: int, ratio: float) -> None:
        self._look, self._layout, self._gaps = look, layout, gaps
        self._height, self._ratio = height, ratio
        self._pictures: dict[int, QPixmap] = {}
        self._painted: dict[int, Appearance] = {}
        self._behind: list[int] = []
        """The gaps that are not true, the one that has waited longest first."""

    @property
    def is_behind(self) -> bool:
        """Whether another go is needed."""
        return bool(self._behind)

    def show_numbers(self, diagram: Diagram, exactly: bool) -> None:
        """Look which gaps are no longer true; while numbers change all the time, no more exactly than one can see."""
        full = _full(diagram)
        for place, painted in self._painted.items():
            if place in self._behind:
                continue
            if self._appearance(self._gaps[place], diagram, full).differs(painted, at_all=exactly):
                self._behind.append(place)

    def refresh(self, diagram: Diagram) -> None:
        """One go: what was never painted, and of the rest as much as is quick."""
        new = [place for place in range(len(self._gaps)) if place not in self._pictures]
        if not new and not self._behind:
            return
        full = _full(diagram)
        for place in new:
            self._paint(place, diagram, full)
        work = 0.0
        while self._behind and work < WORK:
            place = self._behind.pop(0)
            self._paint(place, diagram, full)
            work += self._work(self._gaps[place])

    def draw(self, painter: QPainter) -> None:
        """Lay the pictures on the layout."""
        for place, picture in self._pictures.items():
            painter.drawPixmap(QPointF(self._left(self._gaps[place]) / self._ratio, 0.0), picture)

    def draw_anew(self, painter: QPainter, diagram: Diagram) -> None:
        """Draw all curves on the layout, without the pictures."""
        full = _full(diagram)
        for gap in self._gaps:
            strokes.paint_links(painter, self._look, self._layout, gap, diagram, full)

    def _paint(self, place: int, diagram: Diagram, full: float) -> None:
        gap = self._gaps[place]
        left = self._left(gap)
        size = QSize(ceil(gap.right * self._ratio) - left, ceil(self._height * self._ratio))
        picture = QPixmap(size.expandedTo(QSize(1, 1)))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        smooth(painter)
        painter.translate(-left / self._ratio, 0.0)
        strokes.paint_links(painter, self._look, self._layout, gap, diagram, full)
        painter.end()
        self._pictures[place], self._painted[place] = picture, self._appearance(gap, diagram, full)

    def _appearance(self, gap: Gap, diagram: Diagram, full: float) -> Appearance:
        if diagram.weights is None:
            nothing = np.full((len(gap.rows), len(gap.columns)), np.nan, np.float32)
            return Appearance(nothing, nothing)
        weights: Array = gap.matrix(diagram.weights)
        strength = strengths(weights, full)
        sign = np.where(weights < 0, np.float32(-1.0), np.float32(1.0))
        return Appearance(sign * widths(strength, thickest(self._layout.thumb)), sign * alphas(strength))

    def _left(self, gap: Gap) -> int:
        """Where the picture of a gap begins, in device pixels."""
        return floor(gap.left * self._ratio)

    def _work(self, gap: Gap) -> float:
        return gap.count * (gap.right - gap.left) * self._ratio**2


def _full(diagram: Diagram) -> float:
    """The weight that is drawn at full width."""
    return 1.0 if diagram.weights is None else reference(diagram.weights)
