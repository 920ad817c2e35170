"""What the training thread shows of itself: a frame, made of what visible views asked for."""

from dataclasses import dataclass, field
from enum import StrEnum

from playground.data.dataset import Integers
from playground.engine.arrays import Array
from playground.engine.divergence import Divergence
from playground.engine.health import LayerHealth
from playground.engine.probes import Map
from playground.engine.stopping import Stopped
from playground.session.curves import Best, Curves
from playground.session.ghosts import Ghosts
from playground.session.judging import Judged
from playground.session.pointlist import Answers


class State(StrEnum):
    """What the training thread is doing."""

    PAUSED = "paused"
    RUNNING = "running"
    DIVERGED = "diverged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Wants:
    """What the visible views can use; what nobody sees is not computed.

    Sizes are in cells along one side of a square map; 0 means not wanted. `neuron` is (layer, unit) of the one neuron
    whose map is wanted large, at `map_size`; layer 0 is the inputs.
    """

    map_size: int = 0
    neuron_map_size: int = 0
    neuron: tuple[int, int] | None = None
    line_size: int = 0
    """How many places of the first axis the answer, and that of `neuron`, is wanted at; for data that are a curve."""
    weights: bool = False
    curves: bool = False
    children: bool = False
    judge: str = ""
    """The part of the points whose answers are to be judged: "train", "validation", "test", or none."""
    health: bool = False
    answers: bool = False
    """The answers to all points, but those of a sealed test set."""
    picture: bool = False
    """The map at the size that pinned runs keep."""
    batch: bool = False
    """The points of the last batch, while training goes step by step."""

    def __or__(self, other: "Wants") -> "Wants":
        return Wants(
            max(self.map_size, other.map_size),
            max(self.neuron_map_size, other.neuron_map_size),
            self.neuron or other.neuron,
            max(self.line_size, other.line_size),
            self.weights or other.weights,
            self.curves or other.curves,
            self.children or other.children,
            self.judge or other.judge,
            self.health or other.health,
            self.answers or other.answers,
            self.picture or other.picture,
            self.batch or other.batch,
        )


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the run as they are in this moment. Accuracy is R² for regression; NaN where undefined.

    With a threshold of one's own the accuracies are judged by it when an epoch is shown first, and at rest.
    """

    epoch: int = 0
    step: int = 0
    batch: int = 0
    """How many steps of the present epoch are done."""
    train_loss: float = float("nan")
    validation_loss: float = float("nan")
    train_score: float = float("nan")
    validation_score: float = float("nan")
    test_loss: float = float("nan")
    test_score: float = float("nan")
    """Of the test set only while it is open."""
    penalty: float = 0.0
    learning_rate: float = 0.0
    epochs_per_second: float = 0.0
    patience_left: int | None = None
    """After how many more epochs without an improvement training stops early; None where it never does."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the run is, and which moment of it a frame shows."""

    first: int = 0
    """The first epoch that can be looked at."""
    epoch: int = 0
    """How many epochs the run has complete, whatever is shown."""
    step: int = 0
    shown: int | None = None
    """The epoch that is looked back at; None while the present is shown."""
    is_exact: bool = True
    """Whether it is the very epoch that was wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One moment of training. Arrays are read-only; a part nobody wanted is None.

    `generation` rises whenever the network is made anew, so that a frame of an older network can be told and dropped.
    """

    generation: int
    heard: int = 0
    """How many commands had been carried out; a frame that has not heard the last one may show an older state."""
    state: State = State.PAUSED
    numbers: Numbers = field(default_factory=Numbers)
    """Those of the moment that is shown, as are maps and weights; the state and the curves are of the present."""
    span: Span = field(default_factory=Span)
    output_map: Map | None = None
    """(outputs, size, size), the top row first. One output: -1 surely the first class, +1 surely the second, beyond
    that clipped by who draws it. Several outputs: the probability of each class."""
    neuron: tuple[int, int] | None = None
    neuron_map: Map | None = None
    """(size, size), the activation of the one neuron asked for."""
    line: Map | None = None
    """(size,), the answer at evenly spaced places along the first axis, from one end of the plane to the other."""
    neuron_line: Map | None = None
    """(size,), the activation of the one neuron asked for, at the same places."""
    neuron_maps: tuple[Map, ...] | None = None
    """For each layer from the inputs to the outputs, (units, size, size)."""
    weights: tuple[Array, ...] | None = None
    """For each layer after the inputs, (units, inputs + 1); the last column is the bias."""
    curves: Curves | None = None
    best: Best | None = None
    """The best epoch up to the moment that is shown; comes with the curves."""
    children: Ghosts | None = None
    """Some of the children that train in the present epoch; None where the points train themselves."""
    judged: Judged | None = None
    health: tuple[LayerHealth, ...] | None = None
    """For each layer after the inputs, how it fares."""
    answers: Answers | None = None
    picture: Map | None = None
    """As `output_map`, at the size that pinned runs keep."""
    batch: Integers | None = None
    """The ids of the points of the last batch; None unless training goes step by step."""
    divergence: Divergence | None = None
    stopped: Stopped | None = None
    """That training stopped early, until it goes on."""
    error: BaseException | None = None
