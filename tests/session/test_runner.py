"""The training side, with a clock that goes only when a test says so."""

from typing import Any

import numpy as np
import pytest

from playground.data.dataset import Dataset, default_classes
from playground.data.paint import rename_class
from playground.data.points import Points
from playground.engine import probes
from playground.engine.config import Layer
from playground.engine.optimizers import SGD
from playground.engine.stopping import EarlyStopping
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.session.commands import Adjust, JudgeTest, Pause, Play, Rebuild, Renew, SetSpeed, Slot
from playground.session.frame import Frame, State, Wants
from playground.session.mailbox import Mailbox
from playground.session.pictures import PROBE_SHARE
from playground.session.runner import Runner
from playground.session.speed import MAXIMUM, SPEEDING_UP, Speed
from playground.session.stint import SLICE_SECONDS

from .support import EXPLODING, drawn

FOUR_STEPS = Speed("four", MAXIMUM.label, steps=4.0)
RENAMED = Points(rename_class(drawn([0, 1] * 20).dataset, 0, "cats"))
TWO_EPOCHS = Speed("two", MAXIMUM.label, epochs=2.0)


def in_one_place(at: float) -> Points:
    """Points that no network tells apart."""
    return Points(Dataset.numbered(np.full((8, 2), at), [0, 1] * 4, default_classes(2)))


class Bench:
    """A runner, its mailbox, and a clock by which a look at it takes `tick` and a training step `step` seconds."""

    def __init__(self, experiment: Experiment | None = None, tick: float = 0.0, step: float = 0.0) -> None:
        self.now, self.tick, self.step_time = 100.0, tick, step
        self.mailbox = Mailbox()
        self.runner = Runner(self.mailbox, self._clock)
        self.prepared: Prepared = prepare(experiment or Experiment())
        self.mailbox.send(Renew(self.prepared, 1))
        self.runner.turn()

    def _clock(self) -> float:
        self.now += self.tick
        return self.now + self.step_time * self.steps

    def look(self) -> Frame:
        self.mailbox.credit(Wants(map_size=1))
        self.runner.turn()
        self.mailbox.take()
        self.mailbox.credit(Wants(curves=True))
        self.runner.turn()
        frame = self.mailbox.take()
        assert frame is not None
        return frame

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        trainer = getattr(self, "runner", None) and self.runner.trainer
        return trainer.step if trainer else 0


def turns_until_rest(bench: Bench, most: int = 10_000) -> int:
    for count in range(1, most):
        if bench.runner.turn() is None:
            return count
    raise AssertionError("never came to rest")


def test_with_nothing_to_do_it_waits_for_news() -> None:
    assert Bench().runner.turn() is None


def test_slow_motion_takes_one_step_at_each_beat() -> None:
    bench = Bench()
    bench.mailbox.send(SetSpeed(FOUR_STEPS))
    bench.mailbox.send(Play())
    assert bench.runner.turn() == pytest.approx(0.25)
    assert bench.steps == 1
    bench.now += 0.2
    assert bench.runner.turn() == pytest.approx(0.05)
    assert bench.steps == 1
    bench.now += 0.05
    bench.runner.turn()
    assert bench.steps == 2


def test_a_slower_pace_takes_a_whole_epoch_at_each_beat() -> None:
    bench = Bench(tick=0.001)
    bench.mailbox.send(SetSpeed(TWO_EPOCHS))
    bench.mailbox.send(Play())
    seconds, start = 5.0, bench.now
    while bench.now < start + seconds:
        bench.runner.turn()
    assert bench.runner.trainer is not None
    assert 10 <= bench.runner.trainer.epoch <= 11


def test_in_slow_motion_the_numbers_follow_every_step() -> None:
    bench = Bench()
    bench.mailbox.send(SetSpeed(FOUR_STEPS))
    bench.mailbox.send(Play())
    losses = []
    for _ in range(5):
        bench.runner.turn()
        losses.append(float(bench.runner._run.record.train.loss[0]))
        bench.now += 0.25
    assert len(set(losses)) == 5


def test_speeding_up_takes_single_steps_at_first_and_more_at_once_later() -> None:
    bench = Bench(tick=1e-5, step=2e-5)
    bench.mailbox.send(SetSpeed(SPEEDING_UP))
    bench.mailbox.send(Play())
    bench.runner.turn()
    assert bench.steps == 1
    sizes = []
    for _ in range(2_000):
        before = bench.steps
        bench.now += max(bench.runner.turn() or 0.0, 0.004)
        sizes.append(bench.steps - before)
    assert max(sizes[:100]) == 1
    assert min(sizes[-100:]) > 1


def test_a_single_step_is_taken_at_once_whatever_the_speed() -> None:
    bench = Bench()
    bench.mailbox.send(SetSpeed(Speed("slow", MAXIMUM.label, steps=0.01)))
    for count in (1, 2, 3):
        bench.mailbox.send(Play(steps=1, at_once=True))
        bench.runner.turn()
        assert bench.steps == count


def test_a_change_of_speed_counts_from_now() -> None:
    bench = Bench()
    bench.mailbox.send(SetSpeed(Speed("slow", MAXIMUM.label, steps=0.01)))
    bench.mailbox.send(Play())
    bench.runner.turn()
    assert bench.runner.turn() == pytest.approx(100.0)
    bench.mailbox.send(SetSpeed(FOUR_STEPS))
    assert bench.runner.turn() == pytest.approx(0.25)
    assert bench.steps == 2


def test_a_slice_takes_about_its_time() -> None:
    bench = Bench(step=SLICE_SECONDS / 50)
    bench.mailbox.send(Play())
    for _ in range(10):
        bench.runner.turn()
    before = bench.steps
    bench.runner.turn()
    assert 45 <= bench.steps - before <= 50


def test_slices_grow_towards_their_time_and_no_faster_than_twofold() -> None:
    bench = Bench(tick=SLICE_SECONDS / 100)
    bench.mailbox.send(Play())
    before, slices = 0, []
    for _ in range(8):
        bench.runner.turn()
        slices.append(bench.steps - before)
        before = bench.steps
    assert slices == [1, 2, 4, 8, 16, 32, 64, 128]


@pytest.mark.parametrize("make", [lambda new: Rebuild(new, 2), lambda new: Renew(new, 2), Adjust])
def test_after_a_change_a_slice_begins_small_since_a_step_may_have_become_slow(make: object) -> None:
    bench = Bench(tick=SLICE_SECONDS / 100)
    bench.mailbox.send(Play())
    for _ in range(12):
        bench.runner.turn()
    changes = {"training.batch_size": 280}
    if make is not Adjust:
        changes |= {"network.layers": (Layer(64),)}  # type: ignore[dict-item]
    bench.mailbox.send(make(prepare(settled(bench.prepared.experiment, changes))))  # type: ignore[operator]
    before = bench.steps
    bench.runner.turn()
    assert bench.steps in (1, before + 1)


def test_a_run_for_some_epochs_ends_by_itself_exactly_there() -> None:
    bench = Bench(tick=0.0001)
    bench.mailbox.send(Play(epochs=13))
    turns_until_rest(bench)
    frame = bench.look()
    assert (frame.state, frame.numbers.epoch, frame.numbers.batch) == (State.PAUSED, 13, 0)


def test_epochs_per_second_are_told_while_running_and_none_at_rest() -> None:
    bench = Bench(step=1 / 900)  # with 9 steps an epoch
    bench.mailbox.send(Play())
    while bench.steps < 2000:
        bench.runner.turn()
    assert bench.look().numbers.epochs_per_second == pytest.approx(100, rel=0.05)
    bench.mailbox.send(Pause())
    assert bench.look().numbers.epochs_per_second == 0.0


def test_pictures_take_no_more_than_their_share_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    bench, pictures = Bench(step=0.001), []
    worked_out = probes.output_map

    def slow_map(*given: Any) -> probes.Map:
        bench.now += 0.1
        pictures.append(bench.now)
        return worked_out(*given)

    monkeypatch.setattr(probes, "output_map", slow_map)
    bench.mailbox.send(Play())
    began = bench._clock()
    while bench._clock() < began + 10:
        bench.mailbox.credit(Wants(map_size=4))
        bench.runner.turn()
    assert 0.8 * PROBE_SHARE < 0.1 * len(pictures) / (bench._clock() - began) < 1.1 * PROBE_SHARE


def test_a_pause_shows_the_numbers_of_this_very_step() -> None:
    bench = Bench(tick=0.0001)
    bench.mailbox.send(Play())
    for _ in range(3):
        bench.runner.turn()
    bench.mailbox.send(Pause())
    frame = bench.look()
    trainer = bench.runner.trainer
    assert trainer is not None
    assert frame.numbers.batch > 0
    assert frame.numbers.train_loss == trainer.record().train.loss[0]


def test_a_diverged_network_comes_to_rest_and_is_shown_without_a_warning() -> None:
    bench = Bench(EXPLODING, tick=0.0001)
    bench.mailbox.send(Play())
    turns_until_rest(bench)
    assert bench.runner.trainer is not None
    bench.runner.trainer.theta[:] = np.inf
    bench.mailbox.send(JudgeTest(False))  # which judges anew
    bench.mailbox.credit(Wants(map_size=4, neuron_map_size=4, weights=True, curves=True))
    bench.runner.turn()
    frame = bench.mailbox.take()
    assert frame is not None
    assert frame.error is None
    assert frame.state is State.DIVERGED
    assert not np.isfinite(frame.numbers.train_loss)


def test_an_unknown_command_is_a_mistake_of_the_program() -> None:
    bench = Bench()
    bench.mailbox.send(object())  # type: ignore[arg-type]
    bench.runner.turn()
    frame = bench.mailbox.take()
    assert frame is not None
    assert isinstance(frame.error, TypeError)


def test_the_patience_goes_on_after_a_pause_and_is_whole_after_an_early_stop() -> None:
    rule = EarlyStopping(patience=3, min_delta=100.0)
    bench = Bench(settled(Experiment(), {"training.early_stopping": rule}))
    left = []
    for _ in range(5):
        bench.mailbox.send(Play(epochs=1))
        turns_until_rest(bench)
        left.append(bench.look().numbers.patience_left)
    assert left == [3, 2, 1, 0, 3]


def test_edits_that_wait_in_a_row_are_all_carried_out() -> None:
    bench = Bench()
    edits = [prepare(settled(bench.prepared.experiment, {"training.l2": l2}), bench.prepared) for l2 in (0.1, 0.2, 0.3)]
    bench.mailbox.send(Play(steps=2))
    turns_until_rest(bench)
    kept = Slot()
    bench.mailbox.send(Adjust(edits[0], kept))
    bench.mailbox.send(Adjust(edits[1]))
    bench.mailbox.send(Adjust(edits[2]))
    bench.mailbox.credit(Wants())
    bench.runner.turn()
    frame = bench.mailbox.take()
    assert frame is not None
    assert frame.heard == 5
    assert kept.saved is not None
    assert kept.saved.checkpoint.step == 2
    assert bench.runner.trainer is not None
    assert bench.runner.trainer.training == edits[2].experiment.training
    l2 = [event.prepared.experiment.training.l2 for event in bench.runner._run.tape.events]
    assert l2 == [0.1, 0.2, 0.3]


@pytest.mark.parametrize(
    "edits",
    [
        [{"training.optimizer": SGD()}, {}],
        [{"data.source": drawn([0, 1] * 20, seed=5)}, {}],
        [{"training.early_stopping": EarlyStopping(patience=5)}, {}],  # an early stop is forgiven
        [{"data.source": drawn([0, 1] * 20)}, {"data.source": in_one_place(2.0)}],
        [{"data.source": drawn([0, 1] * 20)}, {"data.source": RENAMED}, {"data.source": drawn([0, 1] * 20)}],
    ],
    ids=["optimizer", "points", "patience", "points apart", "a name"],
)
def test_edits_leave_the_same_trace_however_quickly_they_come(edits: list[dict[str, Any]]) -> None:
    rule = EarlyStopping(patience=1, min_delta=100.0)
    ends = []
    for is_quick in (True, False):
        bench = Bench(settled(Experiment(), {"data.source": in_one_place(1.0), "training.early_stopping": rule}))
        bench.mailbox.send(Play(epochs=5))
        turns_until_rest(bench)
        assert bench.runner.trainer is not None
        assert bench.runner.trainer.stopped is not None
        for changes in edits:
            bench.mailbox.send(Adjust(prepare(settled(bench.prepared.experiment, changes), bench.prepared)))
            if not is_quick:
                bench.runner.turn()
        bench.runner.turn()
        ends.append((bench.runner.trainer.checkpoint(), bench.runner.trainer.stopped, bench.look().span))
    (quick, *quick_end), (slow, *slow_end) = ends
    assert quick_end == slow_end
    assert np.array_equal(quick.theta, slow.theta)
    assert all(
        np.array_equal(getattr(quick.first, name), getattr(slow.first, name)) for name in ("loss", "score", "spread")
    )


def test_points_that_come_back_as_equal_ones_are_no_other_points() -> None:
    bench = Bench()
    bench.mailbox.send(Play(epochs=3))
    turns_until_rest(bench)
    again = prepare(bench.prepared.experiment)
    assert again.data is not bench.prepared.data
    before = bench.runner.trainer.checkpoint()
    bench.mailbox.send(Adjust(again))
    bench.runner.turn()
    assert np.array_equal(bench.runner.trainer.checkpoint().first.loss, before.first.loss)
    assert bench.look().span.first == 0


def test_other_points_that_are_taken_back_leave_no_trace() -> None:
    bench = Bench(settled(Experiment(), {"data.source": in_one_place(1.0)}))
    bench.mailbox.send(Play(epochs=3))
    turns_until_rest(bench)
    afar = Points(Dataset.numbered(np.random.default_rng(1).uniform(-90, 90, (40, 2)), [0, 1] * 20, default_classes(2)))
    beginnings = []
    for source in (drawn([0, 1] * 20), afar, drawn([0, 1] * 20)):
        bench.mailbox.send(Adjust(prepare(settled(bench.prepared.experiment, {"data.source": source}), bench.prepared)))
        bench.runner.turn()
        assert bench.runner.trainer is not None
        beginnings.append(bench.runner.trainer.checkpoint().first)
    here, _, again = beginnings
    assert all(np.array_equal(getattr(here, name), getattr(again, name)) for name in ("loss", "score", "spread"))


def test_while_a_hand_draws_at_rest_a_slow_network_answers_with_coarse_maps_and_has_fine_ones_when_it_is_over() -> None:
    bench, sides = Bench(tick=0.02), []
    for l2 in (0.1, 0.2, 0.3, 0.4, 0.5):
        bench.mailbox.send(Adjust(prepare(settled(bench.prepared.experiment, {"training.l2": l2}), bench.prepared)))
        sides.append(map_side(bench))
    assert sides == [64, 64, 64, 32, 32]
    assert map_side(bench) == 64


def map_side(bench: Bench) -> int:
    bench.mailbox.credit(Wants(map_size=64))
    bench.runner.turn()
    frame = bench.mailbox.take()
    assert frame is not None
    assert frame.output_map is not None
    return len(frame.output_map[0])
