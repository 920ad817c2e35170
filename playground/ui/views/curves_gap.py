"""The gap between training and validation curve, tinted: what the network learned by heart."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from playground.ui.views.curves_layout import Pane
from playground.ui.views.curves_overlay import Overlay
from playground.ui.views.curves_series import Floats, Line, Part

_COLUMNS = 100
_ALPHA = 30


def paint_gap(painter: QPainter, pane: Pane, drawn: Sequence[Line], overlay: Overlay) -> None:
    """Tint what lies between the two curves, in the colour of the validation points."""
    by_part = {line.part: line for line in drawn}
    train, validation = by_part.get(Part.TRAIN), by_part.get(Part.VALIDATION)
    if train is None or validation is None:
        return
    colour = overlay.colour(Part.VALIDATION)
    colour.setAlpha(_ALPHA)
    painter.save()
    painter.setClipRect(pane.rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(_outline(pane, *band(train, validation, pane.left, pane.right)))
    painter.restore()


def band(train: Line, validation: Line, left: float, right: float) -> tuple[Floats, Floats, Floats]:
    """Epochs and both heights between two epochs, as means over neighbours where there are many; without gaps."""
    both = np.isfinite(train.heights) & np.isfinite(validation.heights)
    rows = np.stack([train.epochs, train.heights, validation.heights])[
        :, both & (train.epochs >= left) & (train.epochs <= right)
    ]
    size = -(-rows.shape[1] // _COLUMNS)
    if size > 1:
        starts = np.arange(0, rows.shape[1], size)
        rows = np.add.reduceat(rows, starts, axis=1) / np.diff(starts, append=rows.shape[1])
    return rows[0], rows[1], rows[2]


def _outline(pane: Pane, epochs: Floats, one: Floats, other: Floats) -> QPolygonF:
    """There along one curve, and back along the other."""
    there = [pane.point(epoch, height) for epoch, height in zip(epochs.tolist(), one.tolist(), strict=True)]
    back = [pane.point(epoch, height) for epoch, height in zip(epochs.tolist(), other.tolist(), strict=True)]
    points: list[QPointF] = [*there, *reversed(back)]
    return QPolygonF(points)
