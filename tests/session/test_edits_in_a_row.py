"""A quick hand sends edit after edit: no more is judged than somebody may know of, and haste leaves no trace."""

from random import Random
from typing import Any

import numpy as np
import pytest

from playground.data import paint
from playground.data.dataset import Dataset, default_classes
from playground.data.points import Points
from playground.engine.evaluation import Exam, Scores
from playground.engine.losses import MeanSquaredError
from playground.engine.optimizers import SGD
from playground.engine.stopping import EarlyStopping
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.session import project
from playground.session.commands import Adjust, Copy, Delivery, Play, Renew, SetParameter
from playground.session.frame import State, Wants
from playground.session.mailbox import Mailbox
from playground.session.runner import Runner
from playground.session.work import Project

from .support import drawn, until

NOWHERE = Points(Dataset.numbered(np.full((8, 2), 1.0), [0, 1] * 4, default_classes(2)))
"""Points that no network tells apart."""
OTHERS = [{"data.source": drawn([0, 1] * 20, seed=seed)} for seed in range(4)] + [{"data.source": NOWHERE}]
SETTINGS: list[dict[str, Any]] = [
    {"training.learning_rate": 0.1}, {"training.l2": 0.01}, {"training.optimizer": SGD()},
    {"training.loss": MeanSquaredError()}, {"training.early_stopping": EarlyStopping(patience=5)},
]  # fmt: skip


class Hand:
    """Sends edits to a runner, whose turn comes when the hand says so."""

    def __init__(self, start: dict[str, Any] | None = None) -> None:
        self.mailbox = Mailbox()
        self.runner = Runner(self.mailbox)
        self.prepared: Prepared = prepare(settled(Experiment(), start or OTHERS[0]))
        self.mailbox.send(Renew(self.prepared, 1))
        self.runner.turn()

    def edit(self, changes: dict[str, Any]) -> None:
        self.prepared = prepare(settled(self.prepared.experiment, changes), self.prepared)
        self.mailbox.send(Adjust(self.prepared))

    def draw(self, *places: float) -> None:
        """A stroke: at each place a point, and an edit."""
        for place in places:
            self.edit({"data.source": Points(paint.add_point(self.prepared.dataset, (place, 0.5), 0.0))})

    def train(self, epochs: int) -> None:
        self.mailbox.send(Play(epochs=epochs))
        until(lambda: self.runner.turn() is None, "the end of the run")

    def everything(self) -> dict[str, Any]:
        """All that a file would have: network, curves, how it all began, and the record; and what is shown."""
        kept = Delivery()
        self.mailbox.send(Copy(kept))
        self.mailbox.credit(Wants(curves=True))
        self.runner.turn()
        frame = self.mailbox.take()
        assert frame is not None
        assert frame.curves is not None
        assert frame.state is State.PAUSED
        archive = project.to_archive(Project(self.prepared, kept.saved))
        arrays = {name: (array.shape, array.tobytes()) for name, array in archive.arrays.items()}
        numbers = [repr(value) for value in (frame.numbers, frame.curves.best, frame.stopped, frame.span)]
        return {**archive.texts, **arrays, "shown": numbers, "curves": frame.curves.table.tobytes()}


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many points each judging was of."""
    sizes: list[int] = []
    scores = Exam.scores

    def counted(exam: Exam) -> list[Scores]:
        sizes.append(sum(samples.n for samples in exam._sets))
        return scores(exam)

    monkeypatch.setattr(Exam, "scores", counted)
    return sizes


@pytest.mark.parametrize("epochs", [0, 3])
def test_after_an_edit_every_point_is_judged_once(judged: list[int], epochs: int) -> None:
    hand = Hand()
    hand.train(epochs)
    judged.clear()
    for place in (0.1, 0.2, 0.3):
        hand.draw(place)
        hand.runner.turn()
        assert sum(judged) == hand.prepared.dataset.n
        judged.clear()
    hand.edit({"training.learning_rate": 0.2})
    hand.runner.turn()
    assert judged == []


@pytest.mark.parametrize("epochs", [0, 3])
def test_a_weight_set_by_hand_has_every_point_judged_once_by_it(judged: list[int], epochs: int) -> None:
    hand = Hand()
    hand.train(epochs)
    judged.clear()
    hand.mailbox.send(SetParameter(0, 0, 0, 2.5))
    hand.mailbox.credit(Wants())
    hand.runner.turn()
    assert sum(judged) == hand.prepared.dataset.n
    frame, trainer = hand.mailbox.take(), hand.runner.trainer
    assert frame is not None
    assert trainer is not None
    assert frame.numbers.train_loss == trainer.record().train.loss[0]


def test_points_that_are_overtaken_are_never_judged(judged: list[int]) -> None:
    hand = Hand()
    judged.clear()
    hand.draw(*np.linspace(-3.0, 3.0, 50))
    hand.runner.turn()
    assert sum(judged) == hand.prepared.dataset.n == 90


def test_settings_that_are_overtaken_are_never_judged(judged: list[int]) -> None:
    hand = Hand()
    judged.clear()
    for step in range(1, 51):
        hand.edit({"training.l2": step / 100})
    hand.edit({"training.learning_rate": 0.2})
    hand.runner.turn()
    assert sum(judged) == hand.prepared.dataset.n
    hand.mailbox.credit(Wants(curves=True))
    hand.runner.turn()
    frame = hand.mailbox.take()
    assert frame is not None
    assert frame.curves is not None
    assert frame.curves.column("learning_rate").tolist() == [0.2]
    assert frame.numbers.penalty == frame.curves.column("penalty")[-1] > 0.0


def test_where_no_points_were_told_apart_all_are_judged_until_some_are(judged: list[int]) -> None:
    hand = Hand({"data.source": NOWHERE})
    judged.clear()
    hand.edit(OTHERS[4])
    for changes in OTHERS[:3]:
        hand.edit(changes)
    hand.runner.turn()
    assert [n for n in judged if n > 20] == [40, 40], "the first, and the last"


@pytest.mark.parametrize("seed", range(60))
def test_how_quickly_edits_come_leaves_no_trace(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if seed % 3 == 0:
        monkeypatch.setattr("playground.session.tape.MOST_EVENTS", 3)
    ends = []
    for haste in (0.0, 0.5, 1.0):
        random, pace = Random(seed), Random(seed + 1000)
        hand = Hand(random.choice(OTHERS))
        for _ in range(3):
            before = hand.prepared.experiment
            for _ in range(random.randrange(1, 6)):
                act(random, hand, before)
                if pace.random() > haste:
                    hand.runner.turn()
            hand.train(random.randrange(3))
        ends.append(hand.everything())
    assert ends[0] == ends[1] == ends[2]


def test_a_record_that_begins_anew_among_many_settings_knows_the_best_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.session.tape.MOST_EVENTS", 2)
    ends = []
    for is_quick in (True, False):
        hand = Hand()
        hand.train(3)
        for changes in ({"training.l2": 0.1}, {"training.loss": MeanSquaredError()}, {"training.l2": 0.2}):
            hand.edit(changes)
            if not is_quick:
                hand.runner.turn()
        ends.append(hand.everything())
    assert ends[0] == ends[1]


def act(random: Random, hand: Hand, before: Experiment) -> None:
    """One edit: a stroke, other points, another name, a setting, both at once, or all taken back."""
    kind = random.randrange(8)
    if kind < 3:
        hand.draw(*(random.uniform(-3, 3) for _ in range(random.randrange(1, 4))))
    elif kind == 3:
        hand.edit(random.choice(OTHERS))
    elif kind == 4:
        hand.edit({"data.source": Points(paint.rename_class(hand.prepared.dataset, 0, random.choice("abc")))})
    elif kind == 5:
        hand.edit(random.choice(SETTINGS))
    elif kind == 6:
        hand.edit(random.choice(SETTINGS) | random.choice(OTHERS))
    else:
        hand.edit({name: getattr(before, name) for name in ("data", "training")})
