"""The evaluation: which class is taken for which, how good that is in many ways, and how much the threshold decides."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from playground.data.dataset import class_name
from playground.engine.tasks import Kind
from playground.i18n import Text, _, p_
from playground.session.frame import Frame, Wants
from playground.session.judging import Judged, nothing_judged, open_parts
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import label
from playground.ui.layouts import grow, in_column
from playground.ui.spotlight import Spotlight
from playground.ui.views.curves_switch import Switch
from playground.ui.views.evaluation_curves import CLASS_PLOTS, VALUE_PLOTS, Plot
from playground.ui.views.evaluation_matrix import ConfusionTable
from playground.ui.views.evaluation_plot import SquarePlot
from playground.ui.views.evaluation_table import NumbersTable
from playground.ui.views.evaluation_threshold import CostStrip, ThresholdStrip
from playground.ui.views.page import PageView

PACE = 0.25
"""Seconds between two looks while training runs."""
REST = 10.0
"""So many times as long as it took to show an evaluation passes before the next one, where that is longer."""
LEAST = 6.0
"""The least height, in lines of text."""
STRIP_FROM, COSTS_FROM, TALL_FROM = 9.0, 15.0, 27.0
"""From which height, in lines of text, the threshold is shown, then the costs, and then all plots at once."""

_PARTS: dict[str, tuple[Text, Text]] = {
    "train": (p_("points", "Train"), _("Judge the answers to the training points")),
    "validation": (p_("points", "Val."), _("Judge the answers to the validation points")),
    "test": (p_("points", "Test"), _("Judge the answers to the test points")),
}


class EvaluationView(PageView):
    """Shows what the training thread says about the answers to one part of the points, a few times a second."""

    def __init__(
        self, session: Session, appearance: Appearance, spotlight: Spotlight, parent: QWidget | None = None, *,
        clock: Callable[[], float] = perf_counter,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("evaluation")
        self._session, self._appearance, self._clock = session, appearance, clock
        self._judged: Judged | None = None
        self._rest_until = 0.0
        self._kind: Kind | None = None
        self._layout_kind: tuple[bool, bool, bool, bool] | None = None
        self._room = 0
        entries = tuple((key, *words) for key, words in _PARTS.items())
        self._part = Switch("evaluation.part", entries, appearance, self)
        self._part.set_key("validation")
        self._strip, self._costs = ThresholdStrip(session, self), CostStrip(session, self)
        self._matrix, self._numbers = ConfusionTable(appearance, self), NumbersTable(appearance, self)
        self._caption = label("caption", self)
        self._plots = {plot.key: SquarePlot(plot, appearance, self) for plot in (*CLASS_PLOTS, *VALUE_PLOTS)}
        shorts = tuple((plot.key, plot.short, plot.tip) for plot in CLASS_PLOTS)
        self._chooser = Switch("evaluation.plots", shorts, appearance, self)
        self._arrange()
        self._connect(spotlight)
        self._fit_task()

    def header_widgets(self) -> tuple[QWidget, ...]:
        """The choice of the part that is judged."""
        return (self._part,)

    def wants(self) -> Wants:
        """The answers to the points of the part, but not more often than one can read them."""
        resting = self._session.running and self._clock() < self._rest_until
        return Wants() if resting else Wants(judge=self._part.key())

    def show_frame(self, frame: Frame) -> None:
        """Show what a frame says of the answers, if it says it of the part that was asked for."""
        judged = frame.judged
        if judged is None or judged is self._judged or judged.part != self._part.key():
            return
        started = self._clock()
        self.show_judged(judged)
        now = self._clock()
        self._rest_until = now + max(PACE, REST * (now - started))

    def show_judged(self, judged: Judged) -> None:
        """Show an evaluation."""
        dataset = self._session.dataset
        if (judged.report.classes is None) == dataset.is_classification:
            return  # of the data set before this one
        if judged.report.classes is not None and len(judged.report.classes.matrix) != dataset.class_count:
            return
        self._judged = judged
        names = tuple(class_name(dataset, index) for index in range(dataset.class_count))
        if names:
            self._matrix.show_judged(judged, names)
        self._numbers.show_judged(judged, names, self._session.experiment.judgement.beta)
        self._fit()  # the tables may be wider or narrower now
        self._costs.show_judged(judged)
        colours = tuple(self._appearance.theme.classes[style.colour] for style in dataset.classes)
        for plot in self._plots_of_task():
            if not self._plots[plot.key].isHidden():
                self._plots[plot.key].show_drawing(plot.draw(judged), colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room = self.height()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the smallest arrangement needs, so that a larger one can always make place for it.

        In a low one that is no wider than its tables: a plot stands beside them only where there is room to spare.
        """
        low = self._kind is not Kind.REGRESSION and not (self._layout_kind and self._layout_kind[1])
        width = self._tables_width() if low else super().minimumSizeHint().width()
        return QSize(width, round(LEAST * self._appearance.metrics.text))

    def _arrange(self) -> None:
        captions = Captions(self)
        captions.bind(self.setAccessibleName, _("Evaluation"))
        captions.bind(self._caption.setText, _("rows: truth · columns: prediction"))
        self._caption.setAlignment(Qt.AlignmentFlag.AlignRight)
        matrix = in_column(self._caption, grow(self._matrix), spacing=1)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._strip, 1)
        top.addWidget(self._chooser, 0, Qt.AlignmentFlag.AlignRight)
        self._body = QGridLayout()
        self._body.setHorizontalSpacing(12)
        self._body.setVerticalSpacing(6)
        self._body.addLayout(matrix, 0, 0)
        self._body.addWidget(self._numbers, 0, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(top)
        column.addWidget(self._costs)
        column.addLayout(self._body)
        column.addLayout(self._row)

    def _connect(self, spotlight: Spotlight) -> None:
        self._matrix.pointed.connect(spotlight.light)
        self._part.chosen.connect(lambda _key: self._ask())
        self._chooser.chosen.connect(lambda _key: self._fit(again=True))
        self._appearance.changed.connect(lambda: self._fit(again=True))
        self.destroyed.connect(self._session.subscribe(self._on_session_changed))

    def _on_session_changed(self, change: Change) -> None:
        self._ask()
        self._fit_task()
        if change.old.experiment.judgement.beta != change.new.experiment.judgement.beta and self._judged is not None:
            self.show_judged(self._judged)

    def _ask(self) -> None:
        """What was decided by a person is shown at once."""
        self._rest_until = 0.0

    def _fit_task(self) -> None:
        """Offer what suits the points: their parts, and the plots of their task."""
        self._part.offer(open_parts(self._session.prepared, self._session.seal.is_open))
        kind = self._session.prepared.data.task.kind
        if kind is not self._kind:
            self._kind = kind
            self._judged = nothing_judged(self._session.prepared, self._part.key())  # so that nothing jumps
            self._fit(again=True)

    def _plots_of_task(self) -> tuple[Plot, ...]:
        return VALUE_PLOTS if self._kind is Kind.REGRESSION else CLASS_PLOTS

    def _fit(self, again: bool = False) -> None:
        """Show as much as there is room for."""
        lines = self._room / self._appearance.metrics.text
        costs = lines >= COSTS_FROM
        beside = costs or self._kind is Kind.REGRESSION or self.width() >= self._tables_width() + self._plot_width()
        wanted = (lines >= STRIP_FROM, costs, lines >= TALL_FROM, beside)
        if wanted == self._layout_kind and not again:
            return
        self._layout_kind = wanted
        self._place(*wanted)
        if self._judged is not None:
            self.show_judged(self._judged)

    def _tables_width(self) -> int:
        """The least width of the matrix and the numbers beside it."""
        matrix = self._body.itemAtPosition(0, 0)
        assert matrix is not None
        return matrix.minimumSize().width() + self._body.horizontalSpacing() + self._numbers.minimumSizeHint().width()

    def _plot_width(self) -> int:
        """How much wider the page must be for a plot beside the tables."""
        return self._body.horizontalSpacing() + self._plots[CLASS_PLOTS[0].key].minimumSizeHint().width()

    def _place(self, strip: bool, costs: bool, tall: bool, beside: bool) -> None:
        kinds = self._kind is not Kind.REGRESSION
        self._strip.setVisible(strip and self._kind is Kind.BINARY)
        self._costs.setVisible(costs and kinds)
        self._matrix.setVisible(kinds)
        self._caption.setVisible(strip and kinds)
        self._chooser.setVisible(strip and kinds and not tall and beside)
        plots = self._plots_of_task()
        one = plots[0].key if len(plots) == 1 else self._chooser.key()
        shown = [plot.key for plot in plots if tall or (beside and plot.key == one)]
        for plot in self._plots.values():
            plot.hide()
            self._body.removeWidget(plot)
            self._row.removeWidget(plot)
        in_a_row = tall and kinds
        for key in shown:
            if in_a_row:
                self._row.addWidget(self._plots[key])
            else:
                self._body.addWidget(self._plots[key], 0, 2)
            self._plots[key].show()
        self._body.setColumnStretch(1, 3 if kinds else 2)
        self._body.setColumnStretch(2, 0 if in_a_row or not shown else 2 if kinds else 3)
        self._column.setStretchFactor(self._body, 0 if in_a_row else 1)
        self._column.setStretchFactor(self._row, 1 if in_a_row else 0)
