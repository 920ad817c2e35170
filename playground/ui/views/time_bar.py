"""The time machine below the curves: drag to see any earlier epoch, and go on from there."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QStackedWidget, QWidget

from playground.i18n import Text, _
from playground.session.frame import Span
from playground.session.session import Session
from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, label
from playground.ui.time_words import GO_ON, GO_ON_TIP, PRESENT, PRESENT_TIP
from playground.ui.views.curves_flags import Flag
from playground.ui.views.numbers_words import count_text
from playground.ui.views.time_slider import TimeSlider

DRAG = _("Drag to see any earlier epoch: map, neurons, weights and numbers follow.")
PIN, PIN_TIP = _("Pin run"), _("Put this run aside as it is now, to be compared")


class TimeBar(QWidget):
    """A slider over the epochs of the run. What it shows comes from frames; the present run is never touched by it."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("time")
        self._session, self._appearance, self._span = session, appearance, Span()
        self._slider = TimeSlider(appearance, self)
        self._now, self._then = label("caption", self), label("caption", self)
        self._branch = IconButton("git-branch", GO_ON, "time.branch", self, tip=GO_ON_TIP, look="flat", captioned=True)
        self._present = IconButton("arrow-right-to-line", PRESENT, "time.present", self, tip=PRESENT_TIP, look="flat")
        self._pin = IconButton("pin", PIN, "time.pin", self, tip=PIN_TIP, look="flat")
        self._ends = QStackedWidget(self)
        self._captions = Captions(self)
        self._build()
        self._connect()
        self.show_span(Span(), ())

    def show_span(self, span: Span, marks: Sequence[Flag]) -> None:
        """Show how long the run is, which epoch is seen, and what is marked."""
        if self._slider.show_marks(marks):
            self._captions.refresh()
        if span == self._span and self._slider.isEnabled() == (span.epoch > span.first):
            return
        self._span = span
        self._slider.setEnabled(span.epoch > span.first)
        if not self._slider.isSliderDown():
            self._slider.blockSignals(True)
            self._slider.setRange(span.first, max(span.epoch, span.first))
            self._slider.setPageStep(max(1, (span.epoch - span.first) // 20))
            if span.shown is None or span.is_exact:
                self._slider.setValue(span.epoch if span.shown is None else span.shown)
            self._slider.blockSignals(False)
        self._ends.setCurrentIndex(0 if span.shown is None else 1)
        self._captions.refresh()

    def _build(self) -> None:
        self._slider.setObjectName("time.slider")
        self._now.setObjectName("time.now")
        self._then.setObjectName("time.then")
        past = QWidget(self._ends)
        row = _row(past)
        row.addWidget(self._then)
        row.addStretch(1)
        row.addWidget(self._branch)
        row.addWidget(self._present)
        self._ends.addWidget(self._now)
        self._ends.addWidget(past)
        whole = _row(self)
        whole.addWidget(self._slider, 1)
        whole.addWidget(self._ends)
        whole.addWidget(self._pin)
        bind = self._captions.bind
        bind(self.setAccessibleName, _("Time machine"))
        bind(self._slider.setAccessibleName, _("Time machine: the epoch that is shown"))
        bind(self._slider.setToolTip, lambda: "\n".join((str(DRAG), *self._slider.marked)))
        bind(self._slider.setAccessibleDescription, lambda: str(self._words()))
        bind(self._now.setText, lambda: str(self._words()))
        bind(self._now.setToolTip, lambda: str(_reach(self._span)))
        bind(self._show_past, lambda: str(self._past_words()))
        bind(self._then.setToolTip, lambda: str(_reach(self._span)))

    def _connect(self) -> None:
        self._slider.sliderMoved.connect(self._on_slider_moved)
        self._slider.sliderReleased.connect(self._on_slider_released)
        self._slider.actionTriggered.connect(self._on_slider_action)
        self._branch.clicked.connect(self._on_branch_clicked)
        self._pin.clicked.connect(self._session.pin)
        self._present.clicked.connect(lambda: self._session.look_back(None))
        self._appearance.changed.connect(self._captions.refresh)  # words in another size have another width

    def _show_past(self, words: str) -> None:
        """It is as wide as its widest words, so that the slider does not give way under the hand that drags it."""
        self._then.setText(words)
        widest = re.sub(r"\d", "0", str(_of_all(self._span.epoch, self._span.epoch)))
        measure = QFontMetrics(fonts.body(self._appearance.metrics.caption))  # Qt styles what is unseen much later
        self._then.setFixedWidth(measure.horizontalAdvance(widest) + 1)

    def _past_words(self) -> Text:
        """Said of the present too, unseen, so that the slider keeps its width when one begins to look back."""
        span = self._span
        shown = span.epoch if span.shown is None else span.shown
        return _of_all(shown, span.epoch)

    def _words(self) -> Text:
        span = self._span
        if span.shown is not None:
            return self._past_words()
        if span.epoch > span.first:
            return _("epoch {n} · drag to rewind", n=count_text(span.epoch))
        return _("epoch {n}", n=count_text(span.epoch))

    def _on_slider_moved(self, epoch: int) -> None:
        self._look(self._slider.snapped(epoch), exactly=False)

    def _on_slider_released(self) -> None:
        if self._span.shown is not None or self._slider.value() < self._span.epoch:
            epoch = self._slider.snapped(self._slider.value())
            self._slider.setValue(epoch)
            self._look(epoch, exactly=True)

    def _on_slider_action(self, action: int) -> None:
        """A key or a click beside the handle; its value is set when this returns."""
        if QAbstractSlider.SliderAction(action) is not QAbstractSlider.SliderAction.SliderMove:
            self._look(self._slider.sliderPosition(), exactly=True)

    def _look(self, epoch: int, exactly: bool) -> None:
        self._session.look_back(None if epoch >= self._span.epoch else epoch, exactly)

    def _on_branch_clicked(self) -> None:
        if self._span.shown is not None:
            self._session.branch(self._span.shown)


def _of_all(epoch: int, last: int) -> Text:
    return _("epoch {shown} of {last}", shown=count_text(epoch), last=count_text(last))


def _reach(span: Span) -> Text:
    if not span.first:
        return _("Every epoch of this run can be seen again, exactly as it was.")
    first = count_text(span.first)
    return _("The record begins at epoch {first}, where the points or the network were changed.", first=first)


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return row
