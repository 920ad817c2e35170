"""Train > Find a learning rate: a range test on a copy of the network, in the background; training is not touched."""

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from playground.engine.rangetest import STEPS, RangeTest, Trial, summary, trials
from playground.i18n import _
from playground.session.commands import Delivery
from playground.session.messages import RESET_FIRST
from playground.session.session import Session
from playground.session.work import Project
from playground.ui.appearance import Appearance
from playground.ui.controls import label, set_role
from playground.ui.controls.numerals import show_number
from playground.ui.pump import LIVELY_MS
from playground.ui.views.range_plot import RangePlot
from playground.ui.work_dialog import WorkDialog

_PATIENCE_S = 0.1
METHOD = _(
    "A copy of your network takes {n} steps while the rate rises from far too small to far too large, and stops when "
    "the loss explodes. Suggested is the rate at which the smoothed loss falls most steeply (Smith 2017; fastai's "
    "lr_find). Your network stays as it is.",
    n=STEPS,
)  # fmt: skip


class RangeDialog(WorkDialog):
    """Shows the test as it goes on."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("range", _("Find a learning rate"), parent)
        self._session = session
        self._trials: list[Trial] = []
        self._test: RangeTest | None = None
        self._soon = QTimer(self, singleShot=True, interval=LIVELY_MS)
        self._soon.timeout.connect(self._show_trials)
        self._build(appearance)
        obstacle = RESET_FIRST if session.diverged else session.prepared.obstacle()
        if obstacle is not None:
            self._bar.setValue(STEPS)
            self.say(obstacle)
            return
        self.say(_("Trying …"))
        self.begin(_tried(*session.copy()))

    def accept(self) -> None:
        """Train with the suggested rate from now on."""
        rate = self._suggested()
        if rate is not None:
            self._session.apply("training.learning_rate", rate)
        super().accept()

    def _build(self, appearance: Appearance) -> None:
        method = label("caption", self)
        method.setText(str(METHOD))
        method.setWordWrap(True)
        self._plot = RangePlot(appearance, self)
        self._bar.setRange(0, STEPS)
        self._bar.setAccessibleName(str(_("Steps of the test")))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._use = QPushButton(str(_("Use this rate")), self)
        self._use.setObjectName("range.use")
        self._use.setToolTip(str(_("Train with the suggested learning rate from now on; one step of undo")))
        self._use.setEnabled(False)
        set_role(self._use, "primary")
        buttons.addButton(self._use, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for part in (method, self._bar):
            self._column.addWidget(part)
        self._column.addWidget(self._plot, 1)
        self._column.addWidget(self._said)
        self._column.addWidget(buttons)
        self.resize(640, 460)

    def show_result(self, trial: Trial) -> None:
        """Hundreds come in a moment; what has come is shown with the next picture of the screen."""
        self._trials.append(trial)
        if not self._soon.isActive():
            self._soon.start()

    def _show_trials(self) -> None:
        self._bar.setValue(len(self._trials))
        self._plot.show_test(summary(self._trials))

    def show_end(self) -> None:
        self._soon.stop()
        self._show_trials()
        self._test = summary(self._trials)
        self._bar.setValue(STEPS)
        rate = self._suggested()
        if rate is None:
            self.say(
                _("The loss never falls here, whatever the rate: look at the network, or begin with fresh weights.")
            )
            return
        self._use.setEnabled(True)
        self._use.setDefault(True)
        now = show_number(self._session.experiment.training.learning_rate, 3)
        self.say(_("Suggested learning rate: {rate} (now {now}).", rate=show_number(rate, 2), now=now))

    def _suggested(self) -> float | None:
        """The suggestion in two digits, as it is shown."""
        if self._test is None or self._test.suggested is None:
            return None
        return float(f"{self._test.suggested:.2g}")


def _tried(delivery: Delivery, project: Project) -> Iterator[Trial | None]:
    """Each step of the test on a copy of the network, which has to arrive first."""
    while not delivery.wait(_PATIENCE_S):
        yield None
    trainer = project.prepared.trainer()
    if delivery.saved is not None:
        trainer.restore(delivery.saved.checkpoint)
    yield from trials(trainer)
