"""The window while it trains: does it stay at 60 frames a second, and does it obey at once?"""

from collections.abc import Iterator
from statistics import median
from time import perf_counter

from playground.bench.cases import SMALL, experiment
from playground.bench.desk import Desk, Heartbeat, open_desk, percentile
from playground.bench.effort import Effort, Measured, summary
from playground.experiment import Experiment, prepare
from playground.session.drivers import ThreadDriver
from playground.session.frame import State, Wants
from playground.session.session import Session
from playground.session.speed import MAXIMUM

TRIES = 9


def measure(effort: Effort) -> Iterator[Measured]:
    """A small network at maximum speed, with all that is open by default."""
    headless = _headless_steps_per_second(SMALL.experiment(), effort.window_seconds / 2.0)
    with open_desk(SMALL.experiment()) as desk:
        heart = Heartbeat()
        desk.session.set_speed(MAXIMUM)
        desk.session.play()
        desk.wait(0.5)
        desk.frames = 0
        heart.begin()
        started = perf_counter()
        shown = desk.steps_per_second(effort.window_seconds)
        frames = desk.frames / (perf_counter() - started)
        heart.end()
    yield Measured("window.frames", frames)
    yield _heartbeat("window.heartbeat", heart)
    yield Measured("window.training", 100.0 * shown / headless)


def measure_large(effort: Effort) -> Iterator[Measured]:
    """Ten hidden layers of 64 units and 5,000 points: how it beats, stops and follows a slider."""
    units, points = ((64,) * 10, 5000) if effort.key != "quickest" else ((16,) * 2, 500)
    with open_desk(experiment(units, 32, samples=points)) as desk:
        heart = Heartbeat()
        desk.session.set_speed(MAXIMUM)
        desk.session.play()
        desk.wait(1.0 if effort.key != "quickest" else 0.1)
        heart.begin()
        desk.wait(effort.window_seconds)
        heart.end()
        yield _heartbeat("large.heartbeat", heart)
        tries = range(TRIES if effort.key != "quickest" else 2)
        yield summary("large.slider", [1e3 * _slider_seconds(desk, turn) for turn in tries])
        yield summary("large.stop", [1e3 * _stop_seconds(desk) for _ in tries])


def measure_theme(effort: Effort) -> Iterator[Measured]:
    """From light to dark and back: how long nothing else can happen."""
    times = []
    with open_desk() as desk:
        desk.wait(0.5)
        for turn in range(TRIES if effort.key != "quickest" else 2):
            started = perf_counter()
            desk.program.appearance.set_mode("light" if turn % 2 else "dark")
            desk.program.app.processEvents()
            times.append((perf_counter() - started) * 1e3)
            desk.wait(0.1)
    yield summary("theme.switch", times)


def _heartbeat(key: str, heart: Heartbeat) -> Measured:
    """The 99th percentile of the gaps; from the median to the longest."""
    return Measured(key, percentile(heart.gaps_ms, 99.0), median(heart.gaps_ms), max(heart.gaps_ms))


def _slider_seconds(desk: Desk, turn: int) -> float:
    """From a move of the learning rate to a painted frame that has it."""
    rate = 0.001 * (turn + 1)
    desk.wait(0.05)
    desk.session.apply("training.learning_rate", rate, merge=True)
    return desk.seconds_until(lambda frame: frame.numbers.learning_rate == rate)


def _stop_seconds(desk: Desk) -> float:
    """From Stop to a painted frame that says it has stopped."""
    desk.session.play()
    desk.wait(0.2)
    desk.session.pause()
    return desk.seconds_until(lambda frame: frame.state is State.PAUSED)


def _headless_steps_per_second(of: Experiment, seconds: float) -> float:
    """How fast the same training thread is with no window at all."""
    assert prepare(of).obstacle() is None
    session = Session(ThreadDriver(), of)
    try:
        session.play()
        first, started = _step_now(session, 0.2), perf_counter()
        last = _step_now(session, seconds)
        return (last - first) / (perf_counter() - started)
    finally:
        session.close()


def _step_now(session: Session, after: float) -> int:
    """The step of a frame that is asked for after so many seconds."""
    from time import sleep

    sleep(after)
    session.credit(Wants())
    while (frame := session.take_frame()) is None:
        sleep(0.001)
    return frame.numbers.step
