"""The actions that train several networks in turn: a baseline to beat, and four learning rates on one chart."""

from PySide6.QtCore import QObject, SignalInstance

from playground.i18n import _, plain
from playground.session.baseline import BASELINE, EPOCHS, baseline
from playground.session.session import Session
from playground.ui.actions import Actions
from playground.ui.run_series import Leg, RunSeries

RATE = "training.learning_rate"
FACTORS = (0.1, 10.0, 3.0, 1.0)
"""Too small, too large, larger, and at last the present rate, which is that of the settings afterwards."""
RATE_EPOCHS = 60


class Comparisons(QObject):
    """Connects the actions with a series of runs."""

    def __init__(self, session: Session, actions: Actions, frame_shown: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._series = RunSeries(session, frame_shown, self)
        actions.connect("baseline", self._train_baseline)
        actions.connect("compare_rates", self._compare_rates)

    def _train_baseline(self) -> None:
        self._series.begin(
            [Leg(BASELINE, baseline(self._session.prepared))], EPOCHS,
            _("The baseline is pinned: its curve stays behind those of later runs. Can you do better?"),
        )  # fmt: skip

    def _compare_rates(self) -> None:
        present = self._session.experiment.training.learning_rate
        rates = [float(f"{factor * present:.3g}") for factor in FACTORS]
        legs = [
            Leg(_("learning rate {value}", value=plain(f"{rate:g}")), {RATE: rate}, is_pinned=rate != present)
            for rate in rates
        ]
        self._series.begin(legs, RATE_EPOCHS, _(
            "Four learning rates from the same weights: too small is slow, too large is restless or breaks down."
        ))  # fmt: skip
