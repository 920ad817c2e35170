"""The learning curves: loss or accuracy of the training and the validation points, over the epochs."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from playground.engine.schedules import Constant
from playground.engine.stopping import Stopped
from playground.engine.tasks import Kind
from playground.experiment import Prepared
from playground.i18n import Text, _, p_
from playground.session.curves import Curves
from playground.session.frame import Frame, Span, Wants
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, label
from playground.ui.layouts import NO_MARGINS, grow, in_column
from playground.ui.views.curves_flags import flags
from playground.ui.views.curves_options import (
    FLAGS,
    LOGARITHMIC,
    PENALTY,
    RATE,
    RUNS,
    SHOW_ALL,
    SHOW_ALL_TIP,
    CurvesOptions,
)
from playground.ui.views.curves_plot import CurvesPlot
from playground.ui.views.curves_runs import run_lines
from playground.ui.views.curves_series import Line, Measure, lines
from playground.ui.views.curves_switch import Switch
from playground.ui.views.curves_words import HINT, Topic, summary
from playground.ui.views.page import HEADER_GAP, PageView
from playground.ui.views.time_bar import TimeBar

_LINEAR, _LOGARITHMIC = "linear", "logarithmic"

_MEASURES = (
    (
        Measure.LOSS,
        p_("curve", "Loss"),
        _("Show the mean loss of the training and the validation points, without penalties."),
    ),
    (Measure.SCORE, p_("curve", "Acc."), _("Accuracy: show which share of the points is answered right.")),
)
_R2: tuple[Text, Text] = (_("R²"), _("Show which share of the variance of the values is explained; 1 is perfect."))
_SCALES = (
    (_LINEAR, p_("scale", "Lin"), _("Equal distances are equal differences.")),
    (
        _LOGARITHMIC,
        _("Log"),
        LOGARITHMIC,
    ),
)


class CurvesView(PageView):
    """Draws the curves of the frames it is shown; it holds only the newest, to draw it again in another way."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curves")
        self._session = session
        self._appearance, self._kind = appearance, session.prepared.data.task.kind
        self._curves: Curves | None = None
        self._stopped: Stopped | None = None
        self._measure = Switch("curves.measure", _MEASURES, appearance, self)
        self._scale = Switch("curves.scale", _SCALES, appearance, self)
        self._fit = IconButton("maximize", SHOW_ALL, "curves.fit", self, look="flat", tip=SHOW_ALL_TIP)
        self._is_narrow, self._is_whole = False, True
        self._options = CurvesOptions(self)
        self._suit(session.prepared)
        self._plot, self._hint = CurvesPlot(self), label("muted", self)
        self._time = TimeBar(session, appearance, self)
        self._arrange(self._plot, self._hint)
        self._connect(session)
        self._name_score()
        self._apply_look()
        self.show_curves(None)

    def header_widgets(self) -> tuple[QWidget, ...]:
        """The controls of the view, for the header of the card in which it stands."""
        return self._fit, self._options, self._measure, self._scale

    @property
    def spare_width(self) -> int:
        return sum(widget.sizeHint().width() + HEADER_GAP for widget in (self._fit, self._scale))

    def do_without_spare(self, on: bool) -> None:
        """The scale and the way back to the whole curves are in the menu as well."""
        self._is_narrow = on
        self._scale.setVisible(not on)
        self._show_fit()

    def wants(self) -> Wants:
        """The curves, while they can be seen."""
        return Wants(curves=self.isVisible())

    def show_frame(self, frame: Frame) -> None:
        """Draw the curves of a frame, if it has new ones, and show which epoch is seen."""
        if frame.curves is not None and frame.curves is not self._curves:
            self.show_curves(frame.curves, frame.stopped)
            self._show_span(frame.span, frame.curves, frame.stopped)

    def _show_span(self, span: Span, curves: Curves, stopped: Stopped | None) -> None:
        marks = [flag for flag in flags(curves, stopped) if span.first <= flag.epoch < span.epoch]
        self._time.show_span(span, marks)
        self._plot.show_moment(span.shown)

    def show_curves(self, curves: Curves | None, stopped: Stopped | None = None) -> None:
        """Draw these curves, or a hint where there are none."""
        self._curves, self._stopped = curves, stopped
        topic, penalty = self._topic(), self._options.shows(PENALTY)
        drawn: tuple[Line, ...] = ()
        if curves is not None and len(curves):
            drawn = lines(curves, topic.measure, topic.logarithmic, penalty)
            flagged = flags(curves, stopped) if self._options.shows(FLAGS) else ()
            self._plot.show_besides(flagged, curves if self._options.shows(RATE) else None)
            runs = self._session.papers.runs if self._options.shows(RUNS) else ()
            self._plot.show_runs(run_lines(runs, topic.measure, topic.kind, topic.logarithmic))
        self._stack.setCurrentWidget(self._plot if drawn else self._hint)
        self._plot.show_lines(topic, drawn)
        words = summary(topic, drawn)
        self.setAccessibleDescription(words)
        self._plot.setAccessibleDescription(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_again()

    def _arrange(self, plot: CurvesPlot, hint: QLabel) -> None:
        plot.setObjectName("curves.plot")
        hint.setObjectName("curves.hint")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        captions = Captions(self)
        captions.bind(self.setAccessibleName, _("Learning curves"))
        captions.bind(plot.setAccessibleName, _("Learning curves: the arrow keys walk along the epochs"))
        captions.bind(plot.setWhatsThis, _("Wheel: zoom. Drag: move. Double click: show all."))
        captions.bind(hint.setText, HINT)
        captions.bind(hint.setToolTip, HINT)
        self._stack = QStackedLayout()
        self._stack.addWidget(hint)
        self._stack.addWidget(plot)
        in_column(grow(self._stack), self._time, owner=self, spacing=2, margins=NO_MARGINS)

    def _connect(self, session: Session) -> None:
        self._show_fit()
        self._fit.clicked.connect(self._plot.fit)
        self._plot.looked_elsewhere.connect(self._on_looked_elsewhere)
        self._options.all_wanted.connect(self._plot.fit)
        self._options.scale_chosen.connect(self._on_scale_chosen)
        self._options.changed.connect(self._show_again)
        self._measure.chosen.connect(self._show_again)
        self._scale.chosen.connect(self._show_again)
        self._appearance.changed.connect(self._apply_look)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def _topic(self) -> Topic:
        measure = Measure(self._measure.key())
        return Topic(measure, self._kind, measure is Measure.LOSS and self._scale.key() == _LOGARITHMIC)

    def _on_looked_elsewhere(self, elsewhere: bool) -> None:
        self._is_whole = not elsewhere
        self._show_fit()

    def _show_fit(self) -> None:
        policy = self._fit.sizePolicy()
        policy.setRetainSizeWhenHidden(not self._is_narrow)  # so that the header does not jump when the button comes
        self._fit.setSizePolicy(policy)
        self._fit.setVisible(not self._is_whole and not self._is_narrow)
        self._options.show_whole(self._is_whole)

    def _on_scale_chosen(self, logarithmic: bool) -> None:
        self._scale.set_key(_LOGARITHMIC if logarithmic else _LINEAR)
        self._show_again()

    def _show_again(self) -> None:
        has_choice = self._measure.key() == Measure.LOSS
        self._scale.setEnabled(has_choice)
        self._options.show_scale(self._scale.key() == _LOGARITHMIC, has_choice)
        self.show_curves(self._curves, self._stopped)
        self._plot.say()

    def _apply_look(self) -> None:
        self._plot.apply_look(self._appearance.theme, self._appearance.metrics)
        self._plot.say()

    def _on_session_changed(self, change: Change) -> None:
        self._suit(change.new)
        kind = change.new.data.task.kind
        if kind is not self._kind:
            self._kind = kind
            self._name_score()
            self._show_again()

    def _suit(self, prepared: Prepared) -> None:
        training = prepared.experiment.training
        self._options.suit(not isinstance(training.schedule, Constant), bool(training.l1 or training.l2))

    def _name_score(self) -> None:
        _key, caption, tip = _MEASURES[1]
        self._measure.set_words(Measure.SCORE, *(_R2 if self._kind is Kind.REGRESSION else (caption, tip)))
