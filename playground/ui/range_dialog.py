"""Train > Find a learning rate: a range test on a copy of the network, in the background; training is not touched."""

from threading import Event, Thread

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QPushButton, QVBoxLayout, QWidget

from playground.engine.rangetest import STEPS, RangeTest, Trial, summary, trials
from playground.i18n import Text, _
from playground.session.commands import Delivery
from playground.session.messages import RESET_FIRST
from playground.session.session import Session
from playground.session.work import Project
from playground.ui.appearance import Appearance
from playground.ui.controls import label, set_role
from playground.ui.controls.numerals import show_number
from playground.ui.views.range_plot import RangePlot

_PATIENCE_S = 0.1
METHOD = _(
    "A copy of your network takes {n} steps while the rate rises from far too small to far too large, and stops when "
    "the loss explodes. Suggested is the rate at which the smoothed loss falls most steeply (Smith 2017; fastai's "
    "lr_find). Your network stays as it is.",
    n=STEPS,
)  # fmt: skip


class RangeDialog(QDialog):
    """Shows the test as it goes on. Closing it ends the work."""

    _tried = Signal(object)
    _done = Signal()

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("range_dialog")
        self.setWindowTitle(str(_("Find a learning rate")))
        self._session = session
        self._trials: list[Trial] = []
        self._test: RangeTest | None = None
        self._stop = Event()
        self._thread: Thread | None = None
        self._build(appearance)
        self._tried.connect(self._on_tried)
        self._done.connect(self._on_done)
        self._begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def reject(self) -> None:
        self._end()
        super().reject()

    def accept(self) -> None:
        """Train with the suggested rate from now on."""
        self._end()
        rate = self._suggested()
        if rate is not None:
            self._session.apply("training.learning_rate", rate)
        super().accept()

    def _build(self, appearance: Appearance) -> None:
        method = label("caption", self)
        method.setText(str(METHOD))
        method.setWordWrap(True)
        self._plot = RangePlot(appearance, self)
        self._result = label("value", self)
        self._result.setObjectName("range.result")
        self._result.setWordWrap(True)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("range.progress")
        self._progress.setRange(0, STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(str(_("Steps of the test")))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._use = QPushButton(str(_("Use this rate")), self)
        self._use.setObjectName("range.use")
        self._use.setToolTip(str(_("Train with the suggested learning rate from now on; one step of undo")))
        self._use.setEnabled(False)
        set_role(self._use, "primary")
        buttons.addButton(self._use, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for part in (method, self._progress):
            column.addWidget(part)
        column.addWidget(self._plot, 1)
        column.addWidget(self._result)
        column.addWidget(buttons)
        self.resize(640, 460)

    def _begin(self) -> None:
        obstacle = RESET_FIRST if self._session.diverged else self._session.prepared.obstacle()
        if obstacle is not None:
            self._finish(obstacle)
            return
        self._result.setText(str(_("Trying …")))
        self._thread = Thread(target=self._work, args=self._session.copy(), name="range test", daemon=True)
        self._thread.start()

    def _work(self, delivery: Delivery, project: Project) -> None:
        while not delivery.wait(_PATIENCE_S):
            if self._stop.is_set():
                return
        trainer = project.prepared.trainer()
        if delivery.saved is not None:
            trainer.restore(delivery.saved.checkpoint)
        for trial in trials(trainer):
            if self._stop.is_set():
                return
            self._tried.emit(trial)
        self._done.emit()

    def _end(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5.0)

    def _on_tried(self, trial: Trial) -> None:
        self._trials.append(trial)
        self._progress.setValue(len(self._trials))
        self._plot.show_test(summary(self._trials))

    def _on_done(self) -> None:
        self._test = summary(self._trials)
        rate = self._suggested()
        if rate is None:
            words = _("The loss never falls here, whatever the rate: look at the network, or begin with fresh weights.")
            self._finish(words)
            return
        self._use.setEnabled(True)
        self._use.setDefault(True)
        now = show_number(self._session.experiment.training.learning_rate, 3)
        self._finish(_("Suggested learning rate: {rate} (now {now}).", rate=show_number(rate, 2), now=now))

    def _finish(self, words: Text) -> None:
        self._progress.setValue(STEPS)
        self._result.setText(str(words))

    def _suggested(self) -> float | None:
        """The suggestion in two digits, as it is shown."""
        if self._test is None or self._test.suggested is None:
            return None
        return float(f"{self._test.suggested:.2g}")
