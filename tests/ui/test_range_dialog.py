"""Find a learning rate: a test on a copy, a suggestion, and training that stays as it was."""

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from window_maker import at_work

from playground.engine.rangetest import STEPS, range_test, trials
from playground.session.frame import Wants
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.range_dialog import RangeDialog


def weights(session: Session) -> list[np.ndarray]:
    for _ in range(1000):
        session.credit(Wants(weights=True))
        frame = session.take_frame()
        if frame is not None and frame.weights is not None and not session.running:
            return list(frame.weights)
    raise AssertionError("no frame came")


@pytest.fixture
def dialog(qapp, qtbot, session):
    session.play(epochs=5)
    weights(session)
    made = RangeDialog(session, Appearance(qapp, "light"))
    qtbot.addWidget(made)
    made.show()
    for _ in range(5):  # the inline driver trains only when it is asked for a frame
        session.credit(Wants())
        session.take_frame()
    qtbot.waitUntil(lambda: made._test is not None, timeout=30_000)
    yield made
    made.reject()


def test_it_suggests_what_the_engine_suggests_for_this_very_network(dialog, session) -> None:
    twin = session.prepared.trainer()
    twin.run(until_epoch=5)
    expected = range_test(twin).suggested
    assert expected is not None
    assert dialog._suggested() == float(f"{expected:.2g}")
    assert f"{expected:.2g}" in dialog.findChild(QLabel, "range.summary").text()
    assert dialog.findChild(QProgressBar, "range.progress").value() == STEPS
    assert dialog.grab().width() >= 600


def test_training_is_not_touched_and_goes_on_as_it_would_have(dialog, session) -> None:
    alone = session.prepared.trainer()
    alone.run(until_epoch=5)
    for mine, theirs in zip(weights(session), alone.plan.matrices(alone.theta[0]), strict=True):
        assert np.array_equal(mine, theirs)
    dialog.reject()
    session.play(epochs=3)
    alone.run(until_epoch=8)
    for mine, theirs in zip(weights(session), alone.plan.matrices(alone.theta[0]), strict=True):
        assert np.array_equal(mine, theirs)


def test_using_the_rate_is_one_step_of_undo(dialog, session) -> None:
    before, suggested = session.experiment.training.learning_rate, dialog._suggested()
    use = dialog.findChild(QPushButton, "range.use")
    assert use.isEnabled()
    use.click()
    assert session.experiment.training.learning_rate == suggested
    session.undo()
    assert session.experiment.training.learning_rate == before


def test_what_can_not_be_trained_is_told_instead(qapp, qtbot, session) -> None:
    session.diverged = True
    made = RangeDialog(session, Appearance(qapp, "light"))
    qtbot.addWidget(made)
    assert "Reset" in made.findChild(QLabel, "range.summary").text()
    assert not made.findChild(QPushButton, "range.use").isEnabled()


def test_steps_that_come_faster_than_the_screen_are_shown_together(qapp, qtbot, session) -> None:
    made = RangeDialog(session, Appearance(qapp, "light"))
    qtbot.addWidget(made)
    bar = made.findChild(QProgressBar, "range.progress")
    told = bar.value()
    for trial in list(trials(session.prepared.trainer()))[:50]:
        made.show_result(trial)
    assert bar.value() == told
    qtbot.waitUntil(lambda: bar.value() == 50)
    made.reject()


def test_closing_it_early_ends_the_work(qapp, qtbot, session) -> None:
    made = RangeDialog(session, Appearance(qapp, "light"))
    qtbot.addWidget(made)
    assert at_work()
    made.reject()
    qtbot.waitUntil(lambda: not at_work())
