"""Flags on the learning curves: the epoch with the lowest validation loss, and where training stopped early."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.engine.stopping import Stopped
from playground.i18n import Text, _
from playground.session.curves import Curves
from playground.ui.views.curves_layout import Pane, beside
from playground.ui.views.curves_overlay import Overlay
from playground.ui.views.numbers_words import count_text

_LEAST_AGE, _LEAST_SHARE = 3, 0.02
"""How long ago, in epochs and as a share of the run, the best epoch must be: while a loss falls, the newest is best."""
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Flag:
    """An epoch worth knowing, and why."""

    epoch: float
    words: Text


def flags(curves: Curves, stopped: Stopped | None) -> tuple[Flag, ...]:
    """What is flagged on these curves."""
    found, best = [], curves.best
    last = float(curves.column("epoch")[-1]) if len(curves) else 0.0
    if best is not None and last - best.epoch >= max(_LEAST_AGE, _LEAST_SHARE * last):
        found.append(Flag(best.epoch, _("best validation · epoch {epoch}", epoch=count_text(best.epoch))))
    if stopped is not None:
        found.append(Flag(stopped.epoch, _("early stop · epoch {epoch}", epoch=count_text(stopped.epoch))))
    return tuple(found)


def paint_flags(
    painter: QPainter, pane: Pane, shown: Sequence[Flag], overlay: Overlay, names: Sequence[QRectF]
) -> None:
    """A dotted line at each flag, with its words at the top, where no names and no other words are."""
    measure, taken = QFontMetricsF(overlay.font), [*names]
    for flag in shown:
        if not pane.left <= flag.epoch <= pane.right:
            continue
        x, words = pane.x(flag.epoch), str(flag.words)
        painter.setPen(QPen(QColor(overlay.theme.warning), overlay.metrics.line, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, pane.rect.top()), QPointF(x, pane.rect.bottom()))
        box = beside(x, measure.horizontalAdvance(words), measure.height(), pane.rect, taken, _GAP)
        taken.append(box)
        painter.setFont(overlay.font)
        painter.fillRect(box, overlay.veil)
        painter.setPen(QColor(overlay.theme.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
