"""What the session may expect of every driver: the same tests for a thread and for turns given by hand."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from time import process_time

import numpy as np
import pytest

from playground.engine.arrays import Array
from playground.engine.config import Layer
from playground.engine.losses import BinaryCrossEntropy
from playground.engine.outputs import Output
from playground.experiment import Experiment, prepare, settled
from playground.session.commands import Play, Renew
from playground.session.drivers import Driver, InlineDriver, PaintGate, ThreadDriver
from playground.session.frame import Frame, State, Wants
from playground.session.runner import Runner
from playground.session.session import Session

from .support import EVERYTHING, EXPLODING, until

DRIVERS: tuple[Callable[[], Driver], ...] = (ThreadDriver, InlineDriver)


@pytest.fixture(params=DRIVERS, ids=lambda made: made.__name__)
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    made = request.param()
    yield made
    made.close()


@pytest.fixture
def session(driver: Driver) -> Session:
    return Session(driver)


@dataclass(frozen=True, slots=True)
class Breaking(BinaryCrossEntropy):
    """A mistake in the program, for this test."""

    def delta(self, output: Output, a: Array, t: Array, share: float | Array, out: Array) -> None:
        raise ZeroDivisionError("on purpose")


def frame_when(session: Session, is_it: Callable[[Frame], bool], wants: Wants = Wants()) -> Frame:
    """The first frame of the present network for which `is_it` is true."""

    def look() -> Frame | None:
        session.credit(wants)
        frame = session.take_frame()
        return frame if frame is not None and is_it(frame) else None

    return until(look, "such a frame")


def at_rest(session: Session, wants: Wants = EVERYTHING) -> Frame:
    """A frame after all commands were carried out and training has ended."""
    return frame_when(session, lambda frame: frame.heard == session._sent and frame.state is not State.RUNNING, wants)


def test_a_new_session_shows_the_untrained_network(session: Session) -> None:
    frame = at_rest(session)
    assert frame.state is State.PAUSED
    assert (frame.numbers.epoch, frame.numbers.step) == (0, 0)
    assert np.isfinite([frame.numbers.train_loss, frame.numbers.validation_loss]).all()
    assert frame.curves is not None
    assert frame.curves.column("epoch").tolist() == [0]


def test_nothing_is_shown_without_credit(driver: Driver) -> None:
    driver.send(Renew(prepare(Experiment()), 1))
    driver.send(Play(epochs=2))
    driver.credit(Wants(curves=True))
    first = until(driver.take, "the frame that was asked for")
    assert first.curves is not None
    assert all(driver.take() is None for _ in range(20))


def test_only_what_is_wanted_is_worked_out(session: Session) -> None:
    nothing = at_rest(session, Wants())
    assert nothing.output_map is nothing.neuron_maps is nothing.neuron_map is nothing.weights is nothing.curves is None
    everything = at_rest(session)
    assert everything.output_map is not None
    assert everything.output_map.shape == (1, 20, 20)
    assert everything.neuron_maps is not None
    assert [maps.shape for maps in everything.neuron_maps] == [(2, 8, 8), (4, 8, 8), (2, 8, 8), (1, 8, 8)]
    assert everything.neuron == (1, 0)
    assert everything.neuron_map is not None
    assert everything.neuron_map.shape == (20, 20)
    assert everything.weights is not None
    assert [matrix.shape for matrix in everything.weights] == [(4, 3), (2, 5), (1, 3)]


def test_a_neuron_that_is_no_more_is_not_shown(session: Session) -> None:
    frame = at_rest(session, Wants(map_size=5, neuron=(3, 7)))
    assert frame.output_map is not None
    assert frame.neuron is frame.neuron_map is None


def test_training_goes_on_for_the_epochs_asked_for_and_then_rests(session: Session) -> None:
    session.play(epochs=7)
    frame = at_rest(session)
    assert (frame.numbers.epoch, frame.numbers.step) == (7, 7 * 9)
    assert frame.curves is not None
    assert frame.curves.column("epoch").tolist() == list(range(8))
    assert frame.numbers.train_loss == frame.curves.column("train_loss")[-1]
    assert not session.running
    session.play(epochs=3)
    assert at_rest(session).numbers.epoch == 10


def test_every_driver_trains_to_the_same_bits(session: Session) -> None:
    session.play(epochs=20)
    frame = at_rest(session)
    alone = prepare(Experiment()).trainer()
    alone.run(until_epoch=20)
    assert frame.weights is not None
    for mine, theirs in zip(frame.weights, alone.plan.matrices(alone.theta[0]), strict=True):
        assert np.array_equal(mine, theirs)


def test_a_pause_stops_training_between_steps_and_playing_goes_on(session: Session) -> None:
    session.play()
    frame_when(session, lambda frame: frame.numbers.epoch >= 3)
    assert session.running
    session.pause()
    assert not session.running
    paused = at_rest(session)
    assert at_rest(session, Wants()).numbers.step == paused.numbers.step
    session.play()
    frame_when(session, lambda frame: frame.numbers.step > paused.numbers.step)


def test_a_batch_and_an_epoch_can_be_taken_one_by_one(session: Session) -> None:
    session.step_batch()
    frame = at_rest(session)
    assert (frame.numbers.epoch, frame.numbers.step, frame.numbers.batch) == (0, 1, 1)
    session.step_epoch()
    frame = at_rest(session)
    assert (frame.numbers.epoch, frame.numbers.step, frame.numbers.batch) == (1, 9, 0)
    session.step_epoch()
    assert at_rest(session).numbers.epoch == 2


def test_a_frame_of_an_older_network_is_dropped(driver: Driver) -> None:
    session = Session(driver)
    old = at_rest(session).generation
    session.play()
    frame_when(session, lambda frame: frame.numbers.epoch >= 2)
    session.credit(EVERYTHING)
    session.reset()
    session.credit(EVERYTHING)
    seen = []
    frame = frame_when(session, lambda frame: seen.append(frame) is None and frame.heard == session._sent)
    assert {one.generation for one in seen} == {frame.generation}
    assert frame.generation > old
    assert frame.numbers.epoch == 0


def test_the_newest_frame_wins(driver: Driver) -> None:
    driver.send(Renew(prepare(Experiment()), 1))
    seen: list[Frame] = []
    for _ in range(5):
        driver.send(Play(steps=1, at_once=True))
        driver.credit(Wants())

    def caught_up() -> bool:
        driver.credit(Wants(curves=len(seen) % 2 == 0))
        frame = driver.take()
        if frame is not None:
            seen.append(frame)
        return frame is not None and frame.heard == 6 and frame.state is State.PAUSED

    until(caught_up, "the last command")
    steps = [frame.numbers.step for frame in seen]
    assert steps == sorted(steps)


def test_frames_can_not_be_written_to(session: Session) -> None:
    frame = at_rest(session)
    assert frame.output_map is not None
    assert frame.weights is not None
    assert frame.curves is not None
    assert frame.neuron_maps is not None
    for array in (frame.output_map, frame.neuron_map, *frame.weights, frame.curves.table, *frame.neuron_maps):
        assert array is not None
        assert not array.flags.writeable


def test_a_frame_is_not_changed_by_later_training(session: Session) -> None:
    frame = at_rest(session)
    assert frame.weights is not None
    before = [matrix.copy() for matrix in frame.weights]
    session.play(epochs=2)
    at_rest(session)
    assert all(np.array_equal(mine, then) for mine, then in zip(frame.weights, before, strict=True))


def test_a_mistake_in_the_program_becomes_a_frame_and_a_notice_and_the_driver_lives_on(session: Session) -> None:
    notices: list[str] = []
    session.subscribe_notices(lambda notice: notices.append(str(notice.text)))
    session.apply("training.loss", Breaking())
    session.play()
    frame = at_rest(session)
    assert frame.state is State.FAILED
    assert isinstance(frame.error, ZeroDivisionError)
    assert len(notices) == 1
    assert "ZeroDivisionError: on purpose" in notices[0]
    assert not session.running
    session.apply("training.loss", BinaryCrossEntropy())
    session.reset()
    session.play(epochs=1)
    frame = at_rest(session)
    assert (frame.state, frame.numbers.epoch, frame.error) == (State.PAUSED, 1, None)


def test_commands_behind_one_that_fails_are_carried_out_all_the_same(session: Session) -> None:
    session.set_parameter(layer=99, row=0, column=0, value=1.0)
    session.step_epoch()
    assert at_rest(session).numbers.epoch == 1
    assert not session.running


def test_divergence_is_a_state_with_everything_still_shown(session: Session) -> None:
    session.load(EXPLODING)
    session.play()
    frame = at_rest(session)
    assert frame.state is State.DIVERGED
    assert frame.divergence is not None
    assert frame.divergence.epoch == frame.numbers.epoch
    assert frame.output_map is not None
    assert session.diverged
    assert not session.running


@pytest.mark.parametrize("layers", [(4, 2), (512, 512, 512, 512)])
@pytest.mark.parametrize("made", DRIVERS, ids=lambda made: made.__name__)
def test_closing_while_training_ends_within_a_second(made: Callable[[], Driver], layers: tuple[int, ...]) -> None:
    experiment = settled(Experiment(), {"network.layers": tuple(Layer(units) for units in layers)})
    session = Session(made(), experiment)
    session.play()
    frame_when(session, lambda frame: frame.numbers.step >= 3)
    started = process_time()
    session.close()
    assert process_time() - started < 1.0
    assert "training" not in {thread.name for thread in threading.enumerate()}


def test_a_thread_with_nothing_to_do_sleeps() -> None:
    driver = ThreadDriver()
    session = Session(driver)
    at_rest(session)
    assert [driver.take() for _ in range(3)] == [None] * 3
    session.close()


def test_a_paint_gate_that_is_left_closed_does_not_stop_training() -> None:
    gate = PaintGate()
    session = Session(ThreadDriver(gate))
    gate.close()
    session.play(epochs=1)
    assert at_rest(session).numbers.epoch == 1
    gate.open()
    session.close()


def test_a_thread_that_was_woken_passes_the_gate_before_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    turn = Runner.turn

    class Gate(PaintGate):
        def pass_through(self) -> None:
            order.append("gate")
            super().pass_through()

    def told(runner: Runner) -> float | None:
        order.append("turn")
        return turn(runner)

    monkeypatch.setattr(Runner, "turn", told)
    session = Session(ThreadDriver(Gate()))
    for rate in (0.1, 0.2, 0.3):
        session.apply("training.learning_rate", rate)
        at_rest(session)
    session.close()
    assert order.count("turn") > 3
    assert ("turn", "turn") not in pairwise(order)
