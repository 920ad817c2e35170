"""The curves of pinned runs, behind those of the present: each with a pattern of its own, and its name at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from playground.engine.tasks import Kind
from playground.session.pins import PinnedRun
from playground.ui.views.curves_layout import Pane, near
from playground.ui.views.curves_overlay import Overlay
from playground.ui.views.curves_series import Line, Measure, lines, thinned

PATTERNS: tuple[tuple[float, ...], ...] = (
    (6.0, 3.0), (2.0, 2.0), (9.0, 3.0, 2.0, 3.0), (12.0, 4.0), (4.0, 2.0, 1.0, 2.0, 1.0, 2.0), (1.0, 3.0),
)  # fmt: skip
"""Lengths of dashes and gaps, in widths of the line; neighbours are easily told apart."""
_COLUMNS = 300
_WIDEST_NAME = 0.25
"""The share of the picture that a name may take."""


@dataclass(frozen=True, slots=True, eq=False)
class RunLine:
    """The curve of one pinned run."""

    number: int
    name: str
    line: Line

    @property
    def pattern(self) -> tuple[float, ...]:
        """Its dashes and gaps."""
        return PATTERNS[(self.number - 1) % len(PATTERNS)]


def run_lines(runs: Sequence[PinnedRun], measure: Measure, kind: Kind, logarithmic: bool) -> tuple[RunLine, ...]:
    """For each run of the same kind of problem the curve of its validation points, or of its training points."""
    made = []
    for run in runs:
        outcome = run.slot.outcome
        if outcome is None or not len(outcome.saved.curves) or run.prepared.data.task.kind is not kind:
            continue
        made.append(RunLine(run.number, str(run.title), lines(outcome.saved.curves, measure, logarithmic)[-1]))
    return tuple(made)


def paint_runs(
    painter: QPainter, pane: Pane, runs: Sequence[RunLine], overlay: Overlay, taken: Sequence[QRectF]
) -> list[QRectF]:  # fmt: skip
    """The curves inside the picture, and names where no others are; where it is too low for all, none.

    Returns what is taken then.
    """
    painter.save()
    painter.setClipRect(pane.rect)
    painter.setFont(overlay.font)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    colour = QColor(overlay.theme.neutral)
    ends: list[tuple[str, QPointF]] = []
    for run in runs:
        pen = QPen(colour, overlay.metrics.line * 0.8)
        pen.setDashPattern(list(run.pattern))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawPath(_path(pane, run.line))
        last = run.line.last_before(pane.right)
        if last is not None and run.line.epochs[last] >= pane.left:
            ends.append((run.name, pane.point(run.line.epochs[last], run.line.heights[last])))
    boxes = _paint_names(painter, pane, ends, overlay, taken)
    painter.restore()
    return boxes


def _path(pane: Pane, line: Line) -> QPainterPath:
    """The line in pixels; a value that is not finite leaves a gap."""
    path, is_drawing = QPainterPath(), False
    x, y = thinned(line.epochs, line.heights, pane.left, pane.right, _COLUMNS)
    for epoch, height in zip(x.tolist(), y.tolist(), strict=True):
        if height != height:  # NaN
            is_drawing = False
        elif is_drawing:
            path.lineTo(pane.point(epoch, height))
        else:
            path.moveTo(pane.point(epoch, height))
            is_drawing = True
    return path


def _paint_names(
    painter: QPainter, pane: Pane, ends: Sequence[tuple[str, QPointF]], overlay: Overlay, taken: Sequence[QRectF]
) -> list[QRectF]:  # fmt: skip
    measure, boxes = QFontMetricsF(overlay.font), [*taken]
    height = measure.height()
    if pane.rect.height() < (len(ends) + len(boxes)) * height:
        return boxes
    for name, end in ends:
        words = measure.elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST_NAME * pane.rect.width())
        width = measure.horizontalAdvance(words)
        box = QRectF(max(end.x() - width, pane.rect.left()), end.y() - 1.1 * height, width, height)
        place = near(box, pane.rect, boxes)
        if place is not None:
            painter.fillRect(place, overlay.veil)
            painter.setPen(QColor(overlay.theme.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            boxes.append(place)
    return boxes
