"""The real window with a stopwatch: how regularly it beats, what it shows, and when."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from playground.app import Program
from playground.experiment import Experiment
from playground.places import Places
from playground.quickstart import resting_collector
from playground.session.frame import Frame
from playground.ui.questions import leave_unsaved

HEARTBEAT_MS = 10
PATIENCE_S = 20.0


def percentile(values: Sequence[float], percent: float) -> float:
    """What so many percent of all values don't exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100.0))]


class Heartbeat(QObject):
    """A timer of 10 ms that writes down how long it really took from beat to beat."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(self, interval=HEARTBEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Listen from now on."""
        self.gaps_ms.clear()
        self._last = perf_counter()
        self._timer.start()

    def end(self) -> None:
        """Listen no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now = perf_counter()
        self.gaps_ms.append((now - self._last) * 1e3)
        self._last = now


class Desk:
    """A program with its window open, and what its frames say."""

    def __init__(self, program: Program) -> None:
        self.program, self.session = program, program.session
        self.frames = 0
        self.frame: Frame | None = None
        program.window.frame_shown.connect(self._on_frame)

    def _on_frame(self, frame: Frame) -> None:
        self.frames += 1
        self.frame = frame

    def wait(self, seconds: float) -> None:
        """Let the window live for so long."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1e3), loop.quit)
        loop.exec()

    def seconds_until(self, fits: Callable[[Frame], bool] | None = None) -> float:
        """How long it takes until a frame that fits, or just any, is shown and painted.

        Raises TimeoutError if none comes.
        """
        started = perf_counter()
        loop = QEventLoop()
        done = False

        def look(frame: Frame) -> None:
            nonlocal done
            if not done and (fits is None or fits(frame)):
                done = True
                QTimer.singleShot(0, loop.quit)  # after the painting, which was asked for before

        self.program.window.frame_shown.connect(look)
        QTimer.singleShot(round(PATIENCE_S * 1e3), loop, loop.quit)
        loop.exec()
        self.program.window.frame_shown.disconnect(look)
        if not done:
            raise TimeoutError("no such frame came")
        return perf_counter() - started

    def steps_per_second(self, seconds: float) -> float:
        """How fast it trains, by the frames it shows."""
        self.seconds_until()
        first, started = self._step(), perf_counter()
        self.wait(seconds)
        self.seconds_until()
        return (self._step() - first) / (perf_counter() - started)

    def _step(self) -> int:
        return 0 if self.frame is None else self.frame.numbers.step


@contextmanager
def open_desk(experiment: Experiment | None = None, language: str = "en") -> Iterator[Desk]:
    """The program as it starts, at 1440 x 900, with settings of its own that are thrown away."""
    os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
    with TemporaryDirectory() as folder:
        with resting_collector():
            program = Program(language, Places(Path(folder), Path(folder)), leave_unsaved)
            program.open()
        try:
            program.window.resize(1440, 900)
            desk = Desk(program)
            desk.seconds_until()
            if experiment is not None:
                desk.session.load(experiment)
                desk.seconds_until()
            yield desk
        finally:
            program.window.close()
            program.close()
