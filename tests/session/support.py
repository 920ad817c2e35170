"""What the tests of the session share: patience without sleeping, small experiments, and somebody who listens."""

from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

import numpy as np

from playground.data.dataset import Dataset, default_classes
from playground.data.points import Points
from playground.engine.activations import ReLU
from playground.engine.config import Layer
from playground.engine.losses import MeanSquaredError
from playground.engine.optimizers import SGD
from playground.engine.outputs import LinearOutput
from playground.experiment import Experiment, settled
from playground.session.drivers import InlineDriver
from playground.session.frame import Frame, State, Wants
from playground.session.session import Change, Session

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds after which something that should happen is taken not to happen."""
EVERYTHING = Wants(map_size=20, neuron_map_size=8, neuron=(1, 0), weights=True, curves=True)

EXPLODING = settled(
    Experiment(),
    {
        "network.output": LinearOutput(), "training.loss": MeanSquaredError(), "training.optimizer": SGD(),
        "training.learning_rate": 10.0,
    },
)  # fmt: skip
"""Diverges within the first epochs."""
DYING = settled(
    Experiment(),
    {
        "network.layers": (Layer(4, ReLU()), Layer(2, ReLU())), "training.optimizer": SGD(),
        "training.learning_rate": 10.0,
    },
)  # fmt: skip
"""Ends with a dead layer."""


def until(found: Callable[[], T | None], what: str = "it") -> T:
    """The first value of `found` that is not None or False; fails when patience ends."""
    deadline = perf_counter() + PATIENCE
    while perf_counter() < deadline:
        value = found()
        if value is not None and value is not False:
            return value
    raise AssertionError(f"waited {PATIENCE} s for {what}")


def drawn(labels: list[float], classes: int = 2, seed: int = 1) -> Points:
    """The user's own points, at places of no meaning."""
    x = np.random.default_rng(seed).normal(0, 2, (len(labels), 2))
    return Points(Dataset.numbered(x, labels, default_classes(classes)))


class Desk:
    """A session whose training goes on only when a test says so, with all it told and showed."""

    def __init__(self, experiment: Experiment | None = None) -> None:
        self.driver = InlineDriver()
        self.session = Session(self.driver, experiment)
        self.changes: list[Change] = []
        self.notices: list[str] = []
        self.session.subscribe(self.changes.append)
        self.session.subscribe_notices(lambda notice: self.notices.append(str(notice.text)))

    def look(self, wants: Wants = EVERYTHING) -> Frame:
        """A frame of this moment."""
        self.session.credit(Wants(map_size=1))  # what was shown already is not shown again
        self.session.take_frame()

        def frame() -> Frame | None:
            self.session.credit(wants)
            return self.session.take_frame()

        return until(frame, "a frame")

    def weights(self) -> list[list[list[float]]]:
        """The weights of all layers as they are now, layer by layer."""
        matrices = self.look(Wants(weights=True)).weights
        assert matrices is not None
        return [matrix.tolist() for matrix in matrices]

    def train(self, epochs: int) -> Frame:
        """Play for some epochs, to the end."""
        self.session.play(epochs=epochs)
        until(lambda: self.look(Wants()).state is not State.RUNNING, "the end of the run")
        return self.look()
