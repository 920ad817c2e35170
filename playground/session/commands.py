"""What the session tells the training thread: frozen values, carried out in the order they were sent."""

from dataclasses import dataclass

from playground.engine.records import Checkpoint
from playground.experiment import Prepared
from playground.session.curves import Curves
from playground.session.speed import Speed


@dataclass(frozen=True, slots=True, eq=False)
class Saved:
    """A trained network put aside, with its curves."""

    checkpoint: Checkpoint
    curves: Curves


class Slot:
    """A place for one saved network, filled by the training thread and later handed back to it.

    The session keeps slots in its history but never looks inside, so nothing is shared between the threads.
    """

    __slots__ = ("saved",)

    def __init__(self) -> None:
        self.saved: Saved | None = None


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
    """Go on with other settings or other data, but the same network."""

    prepared: Prepared


@dataclass(frozen=True, slots=True, eq=False)
class Restore(Command):
    """Go back to a saved network. The present network is put into `save` first."""

    prepared: Prepared
    generation: int
    slot: Slot
    save: Slot | None = None


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
class SetSpeed(Command):
    """Train at this speed from now on."""

    speed: Speed
