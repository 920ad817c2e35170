"""The comparison of scales runs in the background, says what it found, and ends when it is closed."""

import pytest
from pytestqt.qtbot import QtBot
from window_maker import at_work

from playground import leakage
from playground.data.generators import Circle
from playground.data.scaling import Standardise
from playground.experiment import Experiment, settled
from playground.ui import leak_dialog
from playground.ui.leak_dialog import LeakDialog, signed_points, verdict

SMALL = settled(Experiment(), {"data.source": Circle(samples=40), "data.scaling": Standardise()})


def test_every_split_has_a_line_and_the_end_a_verdict(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leak_dialog, "pairs", lambda experiment: leakage.pairs(experiment, splits=3, epochs=4))
    dialog = LeakDialog(SMALL)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "hundredths" in dialog._said.text(), timeout=30_000)
    assert [pair.seed for pair in dialog._pairs] == [1, 2, 3]
    dialog.reject()
    qtbot.waitUntil(lambda: not at_work())


def test_closing_ends_the_work(qtbot: QtBot) -> None:
    dialog = LeakDialog(SMALL)
    qtbot.addWidget(dialog)
    assert at_work()
    dialog.reject()
    qtbot.waitUntil(lambda: not at_work())


@pytest.mark.parametrize(
    ("mean", "error", "said"),
    [
        (0.0, 0.0, "no more than chance"),
        (0.01, 0.02, "no more than chance"),
        (0.05, 0.01, "better"),
        (-0.05, 0.01, "lower"),
    ],
)
def test_the_verdict_claims_no_more_than_the_numbers_do(mean: float, error: float, said: str) -> None:
    assert said in str(verdict(mean, error))
    assert signed_points(mean) in str(verdict(mean, error))
