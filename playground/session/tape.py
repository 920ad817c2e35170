"""The record of a run: states of the network on its way, and what was changed between them.

Every epoch is kept at first; when there are too many states, every second one is forgotten, so that they always lie
evenly. What lies between two of them is computed anew from the earlier one, with the same events at the same steps,
and comes out equal to the last bit (see `rewind`). Other points, or another network, begin a new record.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from playground.engine.records import Checkpoint, Record
from playground.engine.trainer import Trainer
from playground.experiment import Prepared
from playground.session.curves import Best, CurveRecorder
from playground.session.events import Event

MOST_STATES = 400
MOST_BYTES = 48 * 2**20
MOST_EVENTS = 2000
_OVERHEAD = 4096
"""Bytes of a state beside its arrays: mostly the random streams."""


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """The run at one moment."""

    checkpoint: Checkpoint
    prepared: Prepared
    """The settings in force."""
    events: int
    """How many events of the record had happened."""
    best: Best | None
    """The epoch with the lowest validation loss until then."""

    @property
    def first_whole(self) -> int:
        """The first epoch whose end can be reached from here."""
        return self.checkpoint.epoch + (self.checkpoint.position > 0)


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """A record that is put aside; states and events are shared with the record it was taken from."""

    stills: tuple[Still, ...]
    events: tuple[Event, ...]

    def thinned(self, most_states: int, most_bytes: int) -> "Past | None":
        """The same run with fewer states, evenly; any epoch is still computed to the last bit. None if none fits."""
        first, *others = self.stills
        stride = 1
        while len(others) + 1 > most_states or sum(weight(still, set()) for still in (first, *others)) > most_bytes:
            if not others:
                return None
            stride *= 2
            others = [still for still in others if still.checkpoint.epoch % stride == 0]
        return Past((first, *others), self.events)


class Tape:
    """Keeps a record while a run goes on. It holds at most so many states, of so many bytes."""

    def __init__(self, most_states: int = MOST_STATES, most_bytes: int = MOST_BYTES) -> None:
        self._most_states, self._most_bytes = most_states, most_bytes
        self.stills: list[Still] = []
        self.events: list[Event] = []
        self._stride = 1

    @property
    def first(self) -> int:
        """The first epoch that can be looked at; 0 where there is no record."""
        return self.stills[0].first_whole if self.stills else 0

    @property
    def is_full(self) -> bool:
        """Whether the next event begins the record anew."""
        return len(self.events) >= MOST_EVENTS

    @property
    def nbytes(self) -> int:
        """About how much memory it takes."""
        seen: set[int] = set()
        return sum(weight(still, seen) for still in self.stills)

    def past(self) -> Past:
        """What was recorded."""
        return Past(tuple(self.stills), tuple(self.events))

    def begin(self, trainer: Trainer, prepared: Prepared, recorder: CurveRecorder) -> None:
        """Forget everything and begin with the present state."""
        self.stills, self.events, self._stride = [], [], 1
        self._add(trainer, prepared, recorder)

    def restore(self, past: Past) -> None:
        """Go on with a record that was put aside."""
        self.stills, self.events = list(past.stills), list(past.events)
        common = math.gcd(*(still.checkpoint.epoch for still in self.stills[1:]))
        self._stride = max(1, common & -common)  # a power of two, since it was doubled again and again
        self._thin_if_need_be()

    def cut(self, epoch: int, events: int) -> None:
        """Forget what came after an epoch, and all events but so many."""
        self.stills = [still for still in self.stills if still.checkpoint.epoch <= epoch and still.events <= events]
        del self.events[events:]

    def happen(self, event: Event, trainer: Trainer, prepared: Prepared, recorder: CurveRecorder) -> Record | None:
        """Have an event happen to the trainer, and remember it; returns what `Event.happen_to` does."""
        was_full = self.is_full
        judged = event.happen_to(trainer)
        self.events.append(event)
        if was_full:
            self.begin(trainer, prepared, recorder)
        return judged

    def run(
        self, trainer: Trainer, prepared: Prepared, recorder: CurveRecorder, steps: int, until: int | None
    ) -> Iterator[Record]:  # fmt: skip
        """Train so many steps, or until so many epochs are complete, and record it; yields a record of each epoch."""
        end = trainer.step + steps
        while trainer.step < end:
            goal = (trainer.epoch // self._stride + 1) * self._stride
            yield from trainer.run(end - trainer.step, goal if until is None else min(goal, until))
            if trainer.epoch != goal or trainer.position:
                return
            self._add(trainer, prepared, recorder)
            if goal == until:
                return

    def nearest(self, epoch: int) -> Still:
        """The state nearest to an epoch, at its end."""
        whole = [still for still in self.stills if not still.checkpoint.position] or self.stills
        return min(whole, key=lambda still: abs(still.checkpoint.epoch - epoch))

    def before(self, epoch: int) -> Still:
        """The last state from which the end of an epoch can be reached."""
        return next((still for still in reversed(self.stills) if still.first_whole <= epoch), self.stills[0])

    def _add(self, trainer: Trainer, prepared: Prepared, recorder: CurveRecorder) -> None:
        self.stills.append(Still(trainer.checkpoint(), prepared, len(self.events), recorder.best))
        self._thin_if_need_be()

    def _thin_if_need_be(self) -> None:
        while len(self.stills) > 2 and self._is_too_large():
            self._stride *= 2
            self.stills[1:] = [still for still in self.stills[1:] if still.checkpoint.epoch % self._stride == 0]

    def _is_too_large(self) -> bool:
        count = len(self.stills)
        return count > self._most_states or count * self._largest() > self._most_bytes

    def _largest(self) -> int:
        """Bytes of a state; they are all of one network."""
        return weight(self.stills[-1], set())


def weight(still: Still, seen: set[int]) -> int:
    """About how many bytes a state takes; arrays in `seen` are not counted, and are put there."""
    mine = still.checkpoint
    arrays = [mine.theta, mine.statistics, *mine.memory.values(), mine.order]
    arrays += [array for patience, _ in mine.stops for array in patience.kept or ()]
    arrays += [children.x for children in mine.children]
    arrays += [] if mine.gradient is None else [mine.gradient]
    if mine.epoch_samples is not still.prepared.data.train:
        arrays += [mine.epoch_samples.x, mine.epoch_samples.t, mine.epoch_samples.y]
    total = _OVERHEAD if id(still) not in seen else 0
    for array in arrays:
        total += array.nbytes if id(array) not in seen else 0
        seen.add(id(array))
    seen.add(id(still))
    return total
