"""What the session tells the training thread: frozen values, carried out in the order they were sent."""

from dataclasses import dataclass
from threading import Event

from playground.engine.records import Checkpoint
from playground.experiment import Prepared
from playground.session.curves import Curves
from playground.session.speed import Speed
from playground.session.tape import Past, weight


@dataclass(frozen=True, slots=True, eq=False)
class Saved:
    """A trained network put aside, with its curves."""

    checkpoint: Checkpoint
    curves: Curves
    past: Past | None = None
    """How it came there; None where that was not recorded."""

    def weight(self, seen: set[int]) -> int:
        """About how many bytes it takes; what is in `seen` is not counted, and what is counted is put there."""
        mine = self.checkpoint
        kept = [array for patience, _ in mine.stops for array in patience.kept or ()]
        children = [children.x for children in mine.children]
        arrays = (mine.theta, mine.statistics, *mine.memory.values(), mine.order, *kept, *children, self.curves.table)
        stills = () if self.past is None else self.past.stills
        return sum(array.nbytes for array in arrays) + sum(weight(still, seen) for still in stills)


class Slot:
    """A place for one saved network, filled by the training thread and later handed back to it.

    The session keeps slots in its history but never looks inside, so nothing is shared between the threads.
    """

    __slots__ = ("saved",)

    def __init__(self) -> None:
        self.saved: Saved | None = None


class Delivery(Slot):
    """A slot that somebody waits for."""

    __slots__ = ("_arrived",)

    def __init__(self) -> None:
        super().__init__()
        self._arrived = Event()

    def deliver(self, saved: Saved | None) -> None:
        """Fill the slot; None where there is no network."""
        self.saved = saved
        self._arrived.set()

    def wait(self, seconds: float) -> bool:
        """Wait until it was filled, at most so long; whether it was."""
        return self._arrived.wait(seconds)


class Command:
    """Base of all commands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Renew(Command):
    """Begin with fresh weights, at epoch 0. The present network is put into `save` first."""

    prepared: Prepared
    generation: int
    save: Slot | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rebuild(Command):
    """Change the network and keep the weights that fit. The present network is put into `save` first."""

    prepared: Prepared
    generation: int
    save: Slot | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Adjust(Command):
    """Go on with other settings or other data, but the same network. It is put into `save` first."""

    prepared: Prepared
    save: Slot | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Restore(Command):
    """Go back to a saved network. The present network is put into `save` first."""

    prepared: Prepared
    generation: int
    slot: Slot
    save: Slot | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Copy(Command):
    """Put a copy of the present network into a slot, for a file; training goes on."""

    into: Delivery


@dataclass(frozen=True, slots=True)
class LookBack(Command):
    """Show an earlier epoch, exactly or the nearest that is at hand; None for the present. Training is paused."""

    epoch: int | None
    exactly: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Branch(Command):
    """Go on from the end of an earlier epoch, with the settings of now. The present network is put into `save`."""

    generation: int
    epoch: int
    save: Slot


@dataclass(frozen=True, slots=True)
class JudgeTest(Command):
    """Judge the test set as well from now on, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetParameter(Command):
    """Set one weight or bias by hand; the last column of a layer is the bias."""

    layer: int
    row: int
    column: int
    value: float
    save: Slot | None = None


@dataclass(frozen=True, slots=True)
class Play(Command):
    """Train until paused, or for some more epochs, or for some more steps; `at_once` whatever the speed is set to."""

    epochs: int | None = None
    steps: int | None = None
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Pause(Command):
    """Stop after the present step."""


@dataclass(frozen=True, slots=True)
class Hold(Command):
    """Train no further while this is on, and go on afterwards as if nothing had been."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetSpeed(Command):
    """Train at this speed from now on."""

    speed: Speed
