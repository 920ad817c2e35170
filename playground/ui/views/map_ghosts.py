"""The children of training points, faint, each tied to its parent by a hair."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.data.dataset import Dataset
from playground.session.ghosts import Ghosts
from playground.ui.paint.markers import value_colour
from playground.ui.theme import Theme
from playground.ui.views.map_geometry import MapGeometry

_DOT, _HAIR = 0.6, 0.22
"""How strong a child and its hair are."""


def draw_ghosts(
    painter: QPainter, ghosts: Ghosts, dataset: Dataset, geometry: MapGeometry, theme: Theme, radius: float
) -> None:
    """Draw the children whose parents are still there, in the colours of these."""
    known = np.isin(ghosts.parents, dataset.ids)
    order = np.argsort(dataset.ids)
    parents = order[np.searchsorted(dataset.ids, ghosts.parents[known], sorter=order)]
    places, origins = geometry.to_pixels(ghosts.places[known]), geometry.to_pixels(dataset.x[parents])
    colours = [_colour(dataset, theme, int(parent)) for parent in parents]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(geometry.rect)
    for colour in dict.fromkeys(colours):
        mine = [index for index, other in enumerate(colours) if other == colour]
        ends = [(QPointF(*origins[index].tolist()), QPointF(*places[index].tolist())) for index in mine]
        painter.setPen(_pen(colour, _HAIR, 1.0))
        painter.drawLines([QLineF(parent, child) for parent, child in ends])
        painter.setPen(_pen(colour, _DOT, 1.3 * radius))
        painter.drawPoints([child for _parent, child in ends])
    painter.restore()


def _colour(dataset: Dataset, theme: Theme, index: int) -> str:
    if dataset.is_classification:
        return theme.classes[dataset.classes[int(dataset.y[index])].colour]
    return value_colour(theme, float(dataset.y[index]))


def _pen(colour: str, strength: float, width: float) -> QPen:
    ink = QColor(colour)
    ink.setAlphaF(strength)
    return QPen(ink, width, c=Qt.PenCapStyle.RoundCap)
