"""The threshold between two classes, and what each kind of error costs."""

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground import tree
from playground.engine.judgement import HALF
from playground.i18n import _, plain
from playground.session.judging import Judged
from playground.session.session import Session
from playground.spec import Item
from playground.ui.controls import Field, IconButton, LinkButton, SliderField, bind, make_field
from playground.ui.controls.scales import scale_for
from playground.ui.layouts import NO_MARGINS, grow, in_row
from playground.ui.views.numbers_words import UNDEFINED

THRESHOLD = "judgement.threshold"
COSTS = ("judgement.beta", "judgement.false_alarm_cost", "judgement.miss_cost")


class ThresholdStrip(QWidget):
    """A slider on one line, and a button back to 0.5."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluation.threshold")
        self._session = session
        self._field = _OneLineSlider(tree.declaration(session.experiment, THRESHOLD), self)
        bind(self._field, THRESHOLD, session)
        self._back = IconButton("rotate-ccw", _("Back to 0.5"), "evaluation.threshold.back", self, look="flat",
                                tip=_("Put the threshold half way between the classes again"))  # fmt: skip
        self._back.clicked.connect(lambda: session.apply(THRESHOLD, HALF))
        in_row(grow(self._field), self._back, owner=self, spacing=4, margins=NO_MARGINS)
        self.destroyed.connect(session.subscribe(lambda _change: self._show()))
        self._show()

    def _show(self) -> None:
        self._back.setEnabled(self._session.experiment.judgement.threshold != HALF)


class CostStrip(QWidget):
    """What errors cost, the cheapest threshold with a press to take it, and β of the F-score."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluation.costs")
        self._session, self._best = session, math.nan
        beta, *costs = (self._field(path) for path in COSTS)
        self._cost_fields = costs
        self._cheapest = LinkButton(plain(""), "evaluation.cheapest", self)
        self._cheapest.clicked.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field in (beta, *costs):
            row.addWidget(field)
        row.addWidget(self._cheapest, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)

    def show_judged(self, judged: Judged) -> None:
        """Say which threshold is the cheapest, where there is a choice."""
        best = judged.cheapest
        for widget in (*self._cost_fields, self._cheapest):
            widget.setVisible(best is not None)
        if best is None:
            return
        self._best = best.threshold
        known = not math.isnan(best.threshold)
        self._cheapest.setEnabled(known)
        self._cheapest.set_words(
            _("Cheapest: {threshold} (cost {cost})",
              threshold=plain(f"{best.threshold:.2f}" if known else UNDEFINED),
              cost=plain(f"{best.cost:,.6g}" if known else UNDEFINED)),
            _("Take the threshold at which the errors of these points cost least"),
        )  # fmt: skip

    def _take(self) -> None:
        self._session.apply(THRESHOLD, self._best)

    def _field(self, path: str) -> Field:
        field = make_field(tree.declaration(self._session.experiment, path), path, parent=self)
        bind(field, path, self._session)
        return field


class _OneLineSlider(SliderField):
    """Caption, slider and number side by side."""

    def __init__(self, item: Item, parent: QWidget) -> None:
        scale = scale_for(item)
        assert scale is not None
        super().__init__(item, THRESHOLD, scale, parent, show=lambda value: f"{value:.2f}")

    def _lay_out(self, caption: QWidget, slider: QWidget, numbers: tuple[QWidget, ...]) -> None:
        row = in_row(caption, grow(slider), owner=self, spacing=8, margins=NO_MARGINS)
        for number in numbers:
            row.addWidget(number)
